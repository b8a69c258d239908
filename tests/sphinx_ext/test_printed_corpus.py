"""The book of the corpus, read back: nothing is missing, everything is in order and where it should be."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2 as pdfium
import pytest
from jiaozhu.building import build_pdf
from jiaozhu.edition.pipeline import Book
from jiaozhu.markup.plain import plain_text
from jiaozhu.markup.reading import read
from jiaozhu.outputs.myst.mark_places import mark_place
from sharing import Once, copy_project


def flat(text: str) -> str:
    """Without white space, and without what print sets otherwise: joined marks, forms of dashes."""
    return "".join(text.split()).replace("\u2060", "")


@pytest.fixture(scope="module")
def printed(once: Once) -> Path:
    return once("printed", lambda folder: build_pdf(copy_project(folder))) / "build"


@pytest.fixture(scope="module")
def reader(printed: Path) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO((printed / "book.pdf").read_bytes()))


@pytest.fixture(scope="module")
def pages(printed: Path) -> list[str]:
    with closing(pdfium.PdfDocument(printed / "book.pdf")) as book:
        return [flat(page.get_textpage().get_text_range()) for page in book]


def test_every_paragraph_is_there_and_in_order(book: Book, pages: list[str]) -> None:
    whole = "".join(pages)
    for page in book.pages:
        at = whole.index(flat(page.title), whole.index("凡例") + 1)
        for block in page.blocks:
            if block.kind in ("gap", "figure") or not block.reading.strip():
                continue
            # The words up to the first mark of a note, which is between them in print.
            first = min((note.end for note in block.notes), default=len(block.reading))
            opening = flat(block.reading[: min(first, 10)])
            found = whole.find(opening, at if block.kind != "title" else 0)
            assert found >= 0, (page.docname, block.id)
            at = at if block.kind == "title" else found


def test_every_note_is_there(book: Book, pages: list[str]) -> None:
    whole = "".join(pages)
    for page in book.pages:
        for note in page.notes:
            opening = flat(f"〔{note.note.kind.id}〕{note.note.target.quote}：")
            assert opening in whole, (page.docname, note.note.id)


def test_notes_begin_on_the_page_of_their_mark(book: Book, pages: list[str]) -> None:
    chance = random.Random(9)
    notes = [(page, block, note) for page in book.pages for block in page.blocks for note in block.notes]
    judged = lates = 0
    for page, block, note in chance.sample(notes, 150):
        place = mark_place(block.reading, note.start, note.end)
        words = flat(block.reading[max(0, place - 8) : place])
        said = plain_text(read(note.note.body).tree).partition(" ")[0]
        opening = flat(f"〔{note.note.kind.id}〕{note.note.target.quote}：{said[:4]}")
        on = [number for number, text in enumerate(pages) if opening in text]
        marked = [number for number, text in enumerate(pages) if re.search(re.escape(words) + r",?\d", text)]
        if len(on) != 1 or not marked:
            continue  # the words are divided by a page's end, or by another mark
        judged += 1
        late = on[0] - 1 in marked  # a note for which there was no room
        assert on[0] in marked or late, (page.docname, note.note.id)
        lates += late and on[0] not in marked
    assert judged >= 75
    assert lates <= 2


def test_every_link_arrives_at_a_page_and_the_outline_is_deep(reader: pypdf.PdfReader) -> None:
    numbers = {page.indirect_reference.idnum for page in reader.pages if page.indirect_reference}
    named = reader.named_destinations
    links = 0
    for page in reader.pages:
        for reference in page.get("/Annots", []):
            link: Any = reference.get_object()
            target = link.get("/Dest")
            if isinstance(target, str):
                assert target in named
                links += 1
            elif target is not None:
                assert target[0].idnum in numbers
                links += 1
    assert links > 1000

    def depths(entries: list[Any], depth: int = 1) -> Iterator[int]:
        for entry in entries:
            yield from depths(entry, depth + 1) if isinstance(entry, list) else [depth]

    assert max(depths(reader.outline)) >= 3


def test_the_book_is_tagged_and_says_what_it_is(reader: pypdf.PdfReader) -> None:
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "zh-CN"
    assert root["/MarkInfo"]["/Marked"].value is True
    assert reader.metadata is not None
    assert reader.metadata.title == "辽源文献校注"
    assert reader.page_labels[:3] == ["", "", ""]
    assert "I" in reader.page_labels


def test_each_text_has_a_book_of_its_own(book: Book, printed: Path) -> None:
    names = {path.stem for path in (printed / "pdf").glob("*.pdf")}
    assert names == {page.docname.replace("/", "-") for page in book.pages}
    for page in book.pages:
        alone = pypdf.PdfReader(printed / "pdf" / f"{page.docname.replace('/', '-')}.pdf")
        assert alone.metadata is not None
        assert alone.metadata.title == page.title
