"""Which files of TEI a book has, and the frame of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from xml.etree.ElementTree import Element

from jiaozhu.edition.book import Book
from jiaozhu.locale import _
from jiaozhu.model.corpus import Source
from jiaozhu.model.page import Page
from jiaozhu.model.term import Term
from jiaozhu.outputs.generated import Generated
from jiaozhu.outputs.tei.body import write_body
from jiaozhu.outputs.tei.body_notes import add_body
from jiaozhu.outputs.tei.elements import XML_LANG, add, element, settle, written
from jiaozhu.outputs.tei.flow import Context
from jiaozhu.outputs.tei.header import SOURCE, responsible, write_header, write_plain_header
from jiaozhu.outputs.tei.names import add_lists

__all__ = ["REGISTERS_FILE", "tei_files"]

#: All registers.
REGISTERS_FILE = "registers.xml"


def tei_files(book: Book) -> Iterator[Generated]:
    """Yield a file for each text, ``<siglum>/<text>.xml``, and one with the registers, if there are any."""
    language = book.corpus.info.language
    for volume in book.volumes:
        for page in volume.pages:
            yield Generated(f"{page.docname}.xml", written(_text(book, volume.source, page, language)))
    named = [term for term in book.dictionary if term.kind.group]
    if named:
        yield Generated(REGISTERS_FILE, written(_registers(book, named, language)))


def _text(book: Book, source: Source, page: Page, language: str) -> Element:
    root = element("TEI")
    root.set(XML_LANG, language)
    people = responsible(source, book.corpus.info)
    write_header(root, book, source, page, people)
    slugs = {match.slug for block in page.blocks for match in block.terms}
    named = [term for term in book.dictionary if term.slug in slugs and term.kind.group]
    if named or any(block.variants for block in page.blocks):
        apart = add(root, "standOff")
        add_lists(apart, named, language)
        _variants(apart, page)
    text = add(root, "text")
    body = add(text, "body")
    write_body(body, page, Context(book.terms, people, SOURCE))
    if page.notes:
        _notes(add(text, "back"), page, people)
    _on_lines(root)
    return root


def _variants(apart: Element, page: Page) -> None:
    """What other witnesses have, from one anchor to another: their words may overlap with what is emended."""
    found = [(block, number, item) for block in page.blocks for number, item in enumerate(block.variants, 1)]
    if not found:
        return
    listed = add(apart, "listApp")
    for block, number, item in found:
        id = f"v-{block.id}-{number}"
        entry = add(listed, "app", from_=f"#{id}-start", to=f"#{id}-end")
        add(entry, "lem", item.variant.target.quote)
        add(entry, "rdg", item.variant.reads, wit=f"#w-{item.witness.siglum}")


def _notes(back: Element, page: Page, people: Mapping[str, str]) -> None:
    division = add(back, "div", type="notes")
    for note in page.notes:
        id = f"n-{note.note.id}"
        author = people.get(note.note.author)
        made = add(
            division,
            "note",
            id=id,
            type=note.note.kind.style or None,
            target=f"#{id}-start",
            targetEnd=f"#{id}-end",
            resp=f"#{author}" if author else None,
        )
        add_body(made, note.note.body)


def _registers(book: Book, named: Iterable[Term], language: str) -> Element:
    root = element("TEI")
    root.set(XML_LANG, language)
    write_plain_header(root, f"{book.corpus.info.title}: {_('People, places and institutions')}", book.corpus.info)
    add_lists(add(root, "standOff"), named, language, "")
    _on_lines(root)
    return root


#: Elements that hold only elements, each of which is on a line of its own.
_FRAMES = frozenset(
    "TEI teiHeader fileDesc titleStmt publicationStmt seriesStmt sourceDesc listWit encodingDesc profileDesc"
    " revisionDesc standOff listPerson listPlace listOrg listApp person place org text body back div list table"
    " row".split()
)


def _on_lines(root: Element, depth: int = 0) -> None:
    if root.tag.rpartition("}")[2] in _FRAMES and len(root):
        settle(root, depth)
        for child in root:
            _on_lines(child, depth + 1)
