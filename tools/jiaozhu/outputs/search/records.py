"""Records of everything that can be found: paragraphs, source readings, notes, glossary entries, other pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from jiaozhu.edition.book import Book
from jiaozhu.language import label as label_of
from jiaozhu.language import typography
from jiaozhu.locale import _, use_language
from jiaozhu.markup.plain import plain_text
from jiaozhu.markup.reading import read
from jiaozhu.model.act import ActKind
from jiaozhu.model.entity import Entity
from jiaozhu.model.page import Block, Page
from jiaozhu.model.term import Term
from jiaozhu.outputs.myst.apparatus import plain_entry
from jiaozhu.outputs.myst.entries import GLOSSARY, anchor
from jiaozhu.outputs.myst.facts import Known, facts_of, in_words
from jiaozhu.outputs.registers import registers


class Kind(StrEnum):
    """What a record is of; the values are parts of addresses of searches."""

    TERM = "term"
    TEXT = "text"
    APPARATUS = "apparatus"
    NOTE = "note"
    QUANTITY = "figure"
    PAGE = "page"


#: Kinds of block under which others are.
_LEVELS = {"title": 1, "heading": 2, "subheading": 3}


class Changed(NamedTuple):
    """A stretch of a source reading that the edition changes: code points of the record's text, and the act."""

    start: int
    end: int
    act: str


class SearchRecord(NamedTuple):
    """One thing that can be found."""

    kind: Kind
    anchor: str  #: On its page; may be empty.
    text: str
    #: For the source's form of a paragraph: only what touches one of these is found in it, or every unchanged word
    #: of the paragraph would be found twice.
    changed: tuple[Changed, ...] = ()
    level: int = 0  #: Of a heading, from 1; what follows is under it.
    #: Of an entry of the glossary: where its headword ends and its definition begins, in code points.
    entry: tuple[int, int] | None = None


class Answer(NamedTuple):
    """A part of a page that answers those who search for one of some words."""

    words: tuple[str, ...]
    anchor: str
    shown: str


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of the site and what is found on it."""

    address: str  #: From the site's root.
    title: str
    records: tuple[SearchRecord, ...]
    source: str = ""  #: Siglum; empty for pages of no source.
    year: str = ""
    size: int = 0  #: Code points of reading text: what shards are measured by, so that a note moves no page.
    answers: tuple[Answer, ...] = ()


def text_pages(book: Book, address: Callable[[str], str]) -> Iterator[SearchPage]:
    """Yield a page for each text, in the language of the book.

    Args:
        book: What is searched.
        address: The address of a generated page by its docname, from the site's root.
    """
    for page in book.pages:
        with use_language(book.language):
            records = tuple(_text_records(page))
        yield SearchPage(
            address=address(page.docname),
            title=page.title,
            records=records,
            source=page.siglum,
            year=(page.date or "")[:4],
            size=sum(len(block.reading) for block in page.blocks),
        )


def entry_pages(book: Book, address: Callable[[str], str]) -> Iterator[tuple[str, SearchPage]]:
    """Yield the glossary, then each register, as a page with a record for each entry, in the language in use.

    Args:
        book: What is searched.
        address: The address of a generated page by its docname, from the site's root.

    Returns:
        The docnames of the pages, and the pages.
    """
    headwords = {term.slug: term.headword for term in book.terms.values()}
    words = [term for term in book.dictionary if not isinstance(term, Entity)]
    found: list[tuple[str, str, Sequence[Term]]] = [(GLOSSARY, _("Glossary"), words)]
    found += [(register.docname, register.title, register.entities) for register in registers(book)]
    known = Known(book.terms, {page.docname: page for page in book.pages})
    for docname, title, terms in found:
        records = tuple(_entry(term, headwords, _facts(term, known)) for term in terms)
        yield docname, SearchPage(address(docname), title, records)


def _facts(term: Term, known: Known) -> list[str]:
    return facts_of(term, known, in_words(known)) if isinstance(term, Entity) else []


def _text_records(page: Page) -> Iterator[SearchRecord]:
    set_as = typography()
    for block in page.blocks:
        if block.reading:
            yield SearchRecord(Kind.TEXT, block.id, _reading(block), level=_LEVELS.get(block.kind, 0))
        elif block.remark:
            yield SearchRecord(Kind.TEXT, block.id, _remark(block))
        yield from _apparatus(block)
        for note in block.notes:
            kind = set_as.label(label_of(note.note.kind))
            text = f"{kind}{note.note.target.quote}{set_as.colon}{plain_text(read(note.note.body).tree)}"
            yield SearchRecord(Kind.NOTE, f"n-{note.note.id}", text)


def _reading(block: Block) -> str:
    """The words of a block as its page shows them: where the source breaks off, it says so."""
    parts, at = [], 0
    for change in block.changes:
        if change.act.kind is ActKind.GAP:
            parts += [block.reading[at : change.start], typography().label(_("breaks off"))]
            at = change.start
    return "".join([*parts, block.reading[at:]])


def _remark(block: Block) -> str:
    """What a page says in place of a block without words, as it says it."""
    if block.kind == "gap":
        return typography().label(block.remark)
    remark = f"{typography().colon}{block.remark}"
    words = _("\\[picture\\] The source has a picture here, which this edition leaves out{remark}.", remark=remark)
    return words.replace("\\", "")


def _apparatus(block: Block) -> Iterator[SearchRecord]:
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
        entry = f"{change.line}{typography().gap}{plain_entry(change, block)}"
        yield SearchRecord(Kind.APPARATUS, f"a-{change.act.id}", entry)
    if changed:
        yield SearchRecord(Kind.APPARATUS, block.id, "".join([*parts, block.reading[at:]]), tuple(changed))


def _entry(term: Term, headwords: Mapping[str, str], facts: Sequence[str] = ()) -> SearchRecord:
    set_as = typography()
    related = [headwords[slug] for slug in term.related if slug in headwords]
    head = [set_as.listed(term.strings), term.pinyin, term.gloss, set_as.label(label_of(term.kind))]
    fields = [
        plain_text(read(term.definition).tree),
        *facts,
        _("[unknown] {what}", what=term.unknown) if term.unknown else "",
        _("Also searched for as: {words}", words=set_as.listed(term.synonyms)) if term.synonyms else "",
        _("See also: {terms}", terms=set_as.listed(related)) if related else "",
    ]
    opening = "".join(f"{field}{set_as.gap}" for field in head if field)
    text = opening + set_as.gap.join(filter(None, fields))
    return SearchRecord(Kind.TERM, anchor(term.slug), text, entry=(len(term.headword), len(opening)))
