"""What an editor can write down, each with everything that it says: the things that a review compares."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from jiaozhu.edition.book import Book
from jiaozhu.edition.proposals import PREFIX
from jiaozhu.language import label as label_of
from jiaozhu.locale import pgettext
from jiaozhu.model.act import ActKind
from jiaozhu.model.corpus import Source
from jiaozhu.model.edition import Emendation
from jiaozhu.model.kinds import Labelled
from jiaozhu.model.note import Note
from jiaozhu.model.page import Block, Change, Page
from jiaozhu.model.proposal import Proposal
from jiaozhu.model.span import Span
from jiaozhu.workflows.reviewing.facets import facets

__all__ = [
    "Thing",
    "Words",
    "of_bibliography",
    "of_chronology",
    "of_glossary",
    "of_page",
    "of_register",
    "of_settings",
    "of_source",
    "origins",
]

#: Spans by siglum and id of an act.
Origins = Mapping[tuple[str, str], tuple[Span, ...]]
_AROUND = 20  #: Code points shown on either side of the words of a thing.


class Words(NamedTuple):
    """Words of a text, with what is around them."""

    before: str
    was: str  #: In the source, where that is another reading.
    now: str
    after: str


class Thing(NamedTuple):
    """One thing that a reviewer judges by itself."""

    group: str  #: ``note``, ``emendation`` …: with the id, its identity.
    id: str
    label: str  #: For readers; plain text.
    facets: Mapping[str, str]  #: Everything that it says.
    at: tuple[int, int] = (0, 0)  #: Its order.
    title: str = ""  #: What it is about, if that is not words of a text; plain text.
    block: str = ""  #: Where its words are.
    words: Words | None = None
    origin: tuple[Span, ...] = ()  #: Of the words: code points of the source.

    @property
    def key(self) -> tuple[str, str]:
        """What another state of the same thing has in common with it."""
        return self.group, self.id

    @property
    def content(self) -> tuple[object, ...]:
        """What it says, of which words: with another content it is changed."""
        return self.facets, self.words and (self.words.was, self.words.now)


def origins(book: Book | None) -> Origins:
    """Return where every act of a person is in its source."""
    found: defaultdict[tuple[str, str], list[Span]] = defaultdict(list)
    for volume in book.volumes if book else ():
        for entry in volume.edited.ledger.spans:
            if entry.act is not None and entry.act.resp is not None:
                found[volume.source.siglum, entry.act.id].append(entry.span)
    return {key: tuple(spans) for key, spans in found.items()}


def of_page(book: Book | None, page: Page | None, places: Origins) -> Iterator[Thing]:
    """Yield the text itself, and its notes, suspicions and emendations.

    Args:
        book: Which has the page.
        page: The text.
        places: The ``origins`` of the book.
    """
    if book is None or page is None:
        return
    source = next(source for source in book.corpus.sources if source.siglum == page.siglum)
    spec = next((spec for spec in source.edition.texts if spec.id == page.text), None)
    if spec is not None:
        yield Thing("text", "", pgettext("review", "text"), facets(spec, without=("events",)), (-1, 0), page.title)
    written = {emendation.id: emendation for emendation in source.emendations}
    proposals = {PREFIX + proposal.id: proposal for proposal in source.waiting}
    for number, block in enumerate(page.blocks):
        for note in block.notes:
            said = facets(proposals[note.note.id] if note.note.kind.tool else note.note)
            words = _words(block, note.start, note.end)
            at = number, note.start
            yield Thing("note", note.note.id, label_of(note.note.kind), said, at, "", block.id, words, note.origin)
        for change in block.changes:
            said = facets(written.get(change.act.id, change.act))
            label = pgettext("review", "emendation")
            at, words = (number, change.start), _changed_words(block, change)
            origin = places.get((page.siglum, change.act.id), ())
            yield Thing("emendation", change.act.id, label, said, at, "", block.id, words, origin)


def of_source(book: Book | None, siglum: str) -> Iterator[Thing]:
    """Yield what is said of a source as a whole, and whatever has no place in a text."""
    source = next((source for source in book.corpus.sources if source.siglum == siglum), None) if book else None
    if book is None or source is None:
        return
    yield Thing("source", "", pgettext("review", "source"), facets(source.about), title=source.about.title)
    rules = {name: str(value).lower() for name, value in source.edition.rules.items()}
    yield Thing("rules", "", pgettext("review", "rules"), rules, (1, 0))
    for number, omission in enumerate(source.edition.omissions):
        said = facets(omission)
        lines = said.get("lines", "")
        yield Thing("omission", lines, pgettext("review", "omission"), said, (2, number), lines)
    for number, reading in enumerate(source.proofreadings):
        id = f"{reading.text} {reading.by} {reading.date}"
        yield Thing("reading", id, pgettext("review", "proofreading"), facets(reading), (3, number), id)
    yield from _of_translations(source)
    for number, witness in enumerate(source.witnesses):
        said = facets(witness, without=("data",))
        if witness.data is not None:
            said["words"] = witness.data.decode("utf-8", "replace")
        yield Thing("witness", witness.siglum, pgettext("review", "witness"), said, (5, number), witness.title)
    yield from _without_place(book, source)


def _of_translations(source: Source) -> Iterator[Thing]:
    """Each translation, and what it has for each block and note, in the order of its file."""
    for number, translation in enumerate(source.translations):
        name = f"{translation.language}/{translation.text}"
        label = pgettext("review", "translation")
        yield Thing(
            "translation", name, label, facets(translation, without=("blocks",)), (4, number), translation.title
        )
        for block in translation.blocks:
            said = facets(block, without=("line",))
            place = f"{name} {block.id}"
            yield Thing("translated block", place, pgettext("review", "translated block"), said, (4, number), place)


def _without_place(book: Book, source: Source) -> Iterator[Thing]:
    pages = [page for page in book.pages if page.siglum == source.siglum]
    placed = {note.note.id for page in pages for note in page.notes}
    placed |= {change.act.id for page in pages for change in page.changes}
    groups: tuple[tuple[str, tuple[Note | Proposal | Emendation, ...], str], ...] = (
        ("note", source.notes, pgettext("review", "note without a place")),
        ("proposal", source.proposals, pgettext("review", "proposal without a place")),
        ("emendation", source.emendations, pgettext("review", "emendation without a place")),
    )
    for order, (group, records, label) in enumerate(groups):
        for number, record in enumerate(records):
            if (PREFIX + record.id if group == "proposal" else record.id) not in placed:
                yield Thing(group, record.id, label, facets(record), (6 + order, number))


def of_glossary(book: Book | None) -> Iterator[Thing]:
    """Yield the entries of the glossary and of the registers."""
    for number, term in enumerate(book.corpus.entries if book else ()):
        yield Thing("term", term.slug, label_of(term.kind), facets(term), (0, number), term.headword)


def of_register(book: Book | None) -> Iterator[Thing]:
    """Yield what is registered of numbers; the results of checks are among the notes."""
    if book is None:
        return
    register = book.corpus.register
    for number, series in enumerate(register.series):
        yield Thing("series", series.id, pgettext("review", "series"), facets(series), (0, number), series.title)
    for number, quantity in enumerate(register.quantities):
        title = f"{quantity.claim} {quantity.shown}{quantity.unit}"
        label = pgettext("review", "quantity")
        said = facets(quantity, without=("value",))  # ``shown`` is the value as it was written
        yield Thing("quantity", quantity.id, label, said, (1, number), title)
    for number, check in enumerate(register.checks):
        label = pgettext("review", "check")
        yield Thing("check", check.id, label, facets(check), (2, number), check.says)


def of_chronology(book: Book | None, names: Mapping[str, str]) -> Iterator[Thing]:
    """Yield the events that texts tell of.

    Args:
        book: Which has them.
        names: Of texts that have another name in the state with which the book is compared: that name.
    """
    for number, source in enumerate(book.corpus.sources if book else ()):
        for text in source.edition.texts:
            docname = f"{source.siglum}/{text.id}"
            for event in text.events:
                id = f"{names.get(docname, docname)} {event.date} {event.target.quote}"
                title = f"{event.date} {event.what}"
                yield Thing("event", id, docname, facets(event), (number, 0), title)


def of_bibliography(book: Book | None, works: Mapping[str, Mapping[str, str]]) -> Iterator[Thing]:
    """Yield the works of the bibliography's file and those that contributions bring.

    Args:
        book: Its keys are the works.
        works: The fields of those in the file, by key.
    """
    brought = {work.key: facets(work) for work in book.corpus.works} if book else {}
    for number, key in enumerate(book.corpus.references if book else ()):
        said = works.get(key) or brought.get(key, {})
        label = pgettext("review", "work")
        yield Thing("work", key, label, said, (0, number), said.get("title", key))


def of_settings(book: Book | None) -> Iterator[Thing]:
    """Yield what the corpus says of itself, and its kinds."""
    if book is None:
        return
    info = book.corpus.info
    label = pgettext("review", "corpus")
    yield Thing("corpus", "", label, facets(info, without=("kinds",)), title=info.title)
    kinds: list[tuple[str, tuple[Labelled, ...]]] = [
        (pgettext("review", "kind of note"), info.kinds.notes),
        (pgettext("review", "kind of term"), info.kinds.terms),
        (pgettext("review", "genre"), info.kinds.genres),
    ]
    for order, (label, records) in enumerate(kinds):
        for number, kind in enumerate(records):
            said = facets(kind)
            yield Thing(f"kind {order}", kind.id, label, said, (1 + order, number), label_of(kind))


def _words(block: Block, start: int, end: int, was: str = "") -> Words:
    read = block.reading
    return Words(read[max(0, start - _AROUND) : start], was, read[start:end], read[end : end + _AROUND])


def _changed_words(block: Block, change: Change) -> Words:
    words = _words(block, change.start, change.end, change.source)
    if change.act.kind is ActKind.GAP:
        words = words._replace(now="")
    return words
