"""What the first page of a site shows of a book: its sources as cards, and a piece of a page as a sample."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jiaozhu.edition.book import Book, Volume
from jiaozhu.language import label, typography
from jiaozhu.language.profile import LanguageProfile
from jiaozhu.locale import _, ngettext
from jiaozhu.markup.plain import plain_text
from jiaozhu.markup.reading import read
from jiaozhu.model.act import ActKind
from jiaozhu.model.page import Block
from jiaozhu.outputs.myst.mark_places import mark_place
from jiaozhu.outputs.myst.proofs import level_label

__all__ = ["Card", "Facts", "Link", "Piece", "Sample", "cards", "facts", "sample"]

#: Code points of an opening quotation, of a sample's paragraph, and of the note beside it.
_QUOTED, _SHOWN, _NOTED = 76, 150, 84
#: An opening has at least so many code points: a date line says little.
_LEAST = 24
#: A blank that a citation leaves before the mark after it.
_BEFORE_MARK = re.compile(r" (?=[^\w\s“‘《（(\[])")
#: What a sample may show; its class on a page is ``jz-home-`` and the word.
_TERM, _CHANGE = "term", "change"


class Link(NamedTuple):
    """A page or a place of the edition."""

    title: str
    docname: str  #: Below the folder of generated pages.
    anchor: str = ""


class Card(NamedTuple):
    """A source, for readers who choose."""

    source: Link
    facts: tuple[str, ...]  #: Date, publisher, kind.
    opening: str  #: The first words of its first text; may be empty.
    opened: Link | None  #: Where they are.
    summary: str
    texts: tuple[Link, ...]
    state: str  #: How far it is proofread, and what has been done on it.
    facsimile: str  #: What is known of pictures of its pages.
    has_pictures: bool


class Facts(NamedTuple):
    """A book in figures, each with its words."""

    sources: str
    texts: str
    notes: str
    terms: str
    accounted: str


class Piece(NamedTuple):
    """Some words of a sample and what they are: a term, a changed place, the mark of a note, or nothing but words."""

    text: str
    kind: str = ""


class Sample(NamedTuple):
    """A paragraph with what the edition adds to it."""

    place: Link
    genre: str
    line: str  #: Of the source, as the page shows it.
    pieces: tuple[Piece, ...]
    note_kind: str
    note: str
    change: str  #: What the source has at the changed place; empty without one.


def facts(book: Book) -> Facts:
    """Return a book in figures."""
    pages = list(book.pages)
    notes, terms = sum(len(page.notes) for page in pages), len(book.corpus.terms)
    volumes, texts = len(book.volumes), len(pages)
    length = sum(volume.edited.ledger.length for volume in book.volumes)
    accounted = sum(volume.edited.ledger.accounted for volume in book.volumes)
    return Facts(
        ngettext("{count} source", "{count} sources", volumes, count=f"{volumes:,}"),
        ngettext("{count} text", "{count} texts", texts, count=f"{texts:,}"),
        ngettext("{count} note", "{count} notes", notes, count=f"{notes:,}"),
        typography().clause.join(_entries(terms, len(book.corpus.entities))),
        _("{accounted} of {length} characters accounted for", accounted=f"{accounted:,}", length=f"{length:,}"),
    )


def _entries(terms: int, named: int) -> Iterator[str]:
    """How many entries the glossary and the registers have."""
    yield ngettext("{count} glossary entry", "{count} glossary entries", terms, count=f"{terms:,}")
    if named:
        yield ngettext(
            "{count} person, place or institution",
            "{count} people, places and institutions",
            named,
            count=f"{named:,}",
        )


def cards(book: Book) -> Iterator[Card]:
    """Yield the cards of a book's sources, in its order."""
    for volume in book.volumes:
        source, about = volume.source, volume.source.about
        opening, opened = _opening(volume, book.profile)
        dated = typography().date(about.date) if about.date else _("undated")
        yield Card(
            Link(about.title, f"{source.siglum}/index"),
            (dated, about.publisher or _("publisher unknown"), about.kind),
            opening,
            opened,
            about.summary,
            tuple(Link(page.title, page.docname) for page in volume.pages),
            _state(volume),
            *_facsimile(volume),
        )


def _opening(volume: Volume, profile: LanguageProfile) -> tuple[str, Link | None]:
    """The first words of the first text that has a paragraph, and their place."""
    for page in volume.pages:
        for block in page.blocks:
            if block.kind == "p" and len(block.reading) >= _LEAST:
                return _cut(block.reading, _QUOTED, profile), Link(page.title, page.docname, block.id)
    return "", None


def _cut(text: str, longest: int, profile: LanguageProfile) -> str:
    """The beginning of a text, to the end of a sentence if one is near; else with an ellipsis after a whole word."""
    if len(text) <= longest:
        return text
    ends = [at + 1 for at in range(longest // 2, longest) if text[at] in profile.sentence_ends]
    if ends:
        return text[: ends[-1]]
    cut = text[:longest]
    if " " in cut and not profile.pronounced:
        cut = cut.rpartition(" ")[0]
    return cut.rstrip(" ，、；：,;:") + typography().ellipsis


def _state(volume: Volume) -> str:
    set_as = typography()
    levels = Counter(page.proof.level for page in volume.pages)
    notes = sum(len(page.notes) for page in volume.pages)
    changes = sum(len(page.changes) for page in volume.pages)
    doubts = sum(page.proof.doubts for page in volume.pages)
    said = [
        *(
            ngettext("{n} text {level}", "{n} texts {level}", count, n=count, level=level_label(level))
            for level, count in levels.items()
        ),
        ngettext("{n} note", "{n} notes", notes, n=notes) if notes else "",
        ngettext("{n} change", "{n} changes", changes, n=changes) if changes else "",
        ngettext("{n} doubt", "{n} doubts", doubts, n=doubts) if doubts else "",
    ]
    return set_as.comma.join(filter(None, said))


def _facsimile(volume: Volume) -> tuple[str, bool]:
    """What is known of pictures of a source's pages, and whether readers may see some."""
    facsimile = volume.source.facsimile
    if facsimile is None or not facsimile.pages:
        return _("no image known"), False
    count = len(facsimile.pages)
    if facsimile.is_published:
        return ngettext("{n} picture of its pages", "{n} pictures of its pages", count, n=count), True
    if any(picture.address for picture in facsimile.pages):
        return _("pictures elsewhere"), True
    return _("pictures that may not be shown"), False


def sample(book: Book) -> Sample | None:
    """Return the paragraph that shows best what the edition adds: a note, a changed place, terms, in few words."""
    found = [(page, block) for page in book.pages for block in page.blocks if _shows(block)]
    if not found:
        return None
    page, block = max(found, key=lambda item: _worth(item[1]))
    note = next(note for note in block.notes if note.end <= _SHOWN)
    body = _BEFORE_MARK.sub("", " ".join(plain_text(read(note.note.body).tree).split()))
    change = next((change for change in block.changes if _is_shown(change.start, change.end, change.act.kind)), None)
    return Sample(
        Link(page.title, page.docname, block.id),
        label(page.genre),
        block.id.lstrip("l0") or "0",
        tuple(_pieces(block, mark_place(block.reading, note.start, note.end))),
        typography().label(label(note.note.kind)),
        _cut(body, _NOTED, book.profile),
        change.source if change else "",
    )


def _shows(block: Block) -> bool:
    return block.kind == "p" and len(block.reading) >= _LEAST and any(0 < note.end <= _SHOWN for note in block.notes)


def _is_shown(start: int, end: int, kind: ActKind) -> bool:
    return start < end <= _SHOWN and kind in (ActKind.CORRECTED, ActKind.REGULARIZED)


def _worth(block: Block) -> tuple[bool, bool, int, str]:
    changed = any(_is_shown(change.start, change.end, change.act.kind) for change in block.changes)
    terms = len({match.slug for match in block.terms if match.end <= _SHOWN})
    notes = sum(note.end <= _SHOWN for note in block.notes)
    return changed, terms > 0, -abs(notes - 1) + min(terms, 3), block.id


def _pieces(block: Block, note: int) -> Iterator[Piece]:
    """The beginning of a paragraph, cut where something begins or ends."""
    marks = [(match.start, match.end, _TERM) for match in block.terms]
    marks += [(item.start, item.end, _CHANGE) for item in block.changes if item.act.kind is not ActKind.GAP]
    shown = min(len(block.reading), _SHOWN)
    ends = _unlapped(sorted((start, end, kind) for start, end, kind in marks if start < end <= shown))
    at = 0
    for start, end, kind in [*ends, (shown, shown, "")]:
        for stop in sorted({note} & set(range(at + 1, start + 1))):
            yield Piece(block.reading[at:stop])
            yield Piece("1", "mark")
            at = stop
        if start > at:
            yield Piece(block.reading[at:start])
        if end > start:
            yield Piece(block.reading[start:end], kind)
            if start < note <= end:
                yield Piece("1", "mark")
        at = end
    if len(block.reading) > shown:
        yield Piece(typography().ellipsis)


def _unlapped(marks: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Marks in order, without those that begin inside another."""
    kept: list[tuple[int, int, str]] = []
    for mark in marks:
        if not kept or mark[0] >= kept[-1][1]:
            kept.append(mark)
    return kept
