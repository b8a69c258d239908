"""Records of everything that can be found: paragraphs, source readings, notes, glossary entries, other pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from jiaozhu.edition.pipeline import Book
from jiaozhu.language import label as label_of
from jiaozhu.markup.body import plain_text
from jiaozhu.model.page import Block, Page
from jiaozhu.model.term import Term
from jiaozhu.outputs.myst.apparatus import plain_entry
from jiaozhu.outputs.myst.glossary import anchor


class Kind(StrEnum):
    """What a record is of; the values stand in addresses of searches."""

    TERM = "term"
    TEXT = "text"
    APPARATUS = "apparatus"
    NOTE = "note"
    FIGURE = "figure"
    PAGE = "page"


class Changed(NamedTuple):
    """A stretch of a source reading that our reading has otherwise: code points of the record's text, and the act."""

    start: int
    end: int
    act: str


class Record(NamedTuple):
    """One thing that can be found."""

    kind: Kind
    anchor: str  #: On its page; may be empty.
    text: str
    #: For the source's form of a paragraph: only what touches one of these is found in it, or every unchanged word
    #: of the paragraph would be found twice.
    changed: tuple[Changed, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of the site and what is found on it."""

    address: str  #: From the site's root.
    title: str
    records: tuple[Record, ...]
    source: str = ""  #: Siglum; empty for pages of no source.
    year: str = ""
    size: int = 0  #: Code points of reading text: what shards are measured by, so that a note moves no page.


def text_pages(book: Book, address: Callable[[str], str]) -> Iterator[SearchPage]:
    """A page for each text.

    Args:
        book: What is searched.
        address: The address of a generated page by its docname, from the site's root.
    """
    for page in book.pages:
        yield SearchPage(
            address=address(page.docname),
            title=page.title,
            records=tuple(_text_records(page)),
            source=page.siglum,
            year=(page.date or "")[:4],
            size=sum(len(block.reading) for block in page.blocks),
        )


def glossary_page(terms: Sequence[Term], address: str) -> SearchPage:
    """The glossary: a record an entry."""
    records = tuple(Record(Kind.TERM, anchor(term.slug), _entry(term)) for term in terms)
    return SearchPage(address, "词汇", records)


def _text_records(page: Page) -> Iterator[Record]:
    for block in page.blocks:
        if block.reading:
            yield Record(Kind.TEXT, block.id, block.reading)
        elif block.remark:
            yield Record(Kind.TEXT, block.id, block.remark)
        yield from _apparatus(block)
        for note in block.notes:
            text = f"{note.note.target.quote}：{plain_text(note.note.body)}"
            yield Record(Kind.NOTE, f"n-{note.note.id}", text)


def _apparatus(block: Block) -> Iterator[Record]:
    """The block as the source has it, and its entries."""
    parts: list[str] = []
    changed: list[Changed] = []
    at = length = 0
    for change in block.changes:
        between = block.reading[at : change.start]
        start = length + len(between)
        parts += [between, change.source]
        length = start + len(change.source)
        at = change.end
        if change.source != block.reading[change.start : change.end]:
            changed.append(Changed(start, length, change.act.id))
        yield Record(Kind.APPARATUS, f"a-{change.act.id}", plain_entry(change, block))
    if changed:
        yield Record(Kind.APPARATUS, block.id, "".join([*parts, block.reading[at:]]), tuple(changed))


def _entry(term: Term) -> str:
    fields = [
        "、".join(term.strings),
        term.pinyin,
        term.gloss,
        f"〔{label_of(term.kind)}〕",
        plain_text(term.definition),
        f"〔未详〕{term.unknown}" if term.unknown else "",
    ]
    return "　".join(filter(None, fields))
