"""The pipeline, as one sentence: read → edit → anchor → reckon → link → page.

Pure: corpus in, book out, nothing on disk.
"""

from __future__ import annotations

import atexit
import gc
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple

from jiaozhu.edition.anchoring import anchor
from jiaozhu.edition.editing.apply import EditedSource, apply_edition
from jiaozhu.edition.glossary import Linker, clashes
from jiaozhu.edition.numbers import reckon, strays, told
from jiaozhu.edition.paging import doubts, make_pages
from jiaozhu.edition.proofing import misrecorded
from jiaozhu.edition.proposals import as_note
from jiaozhu.formats import FORMATS, UndecodableSource, decode
from jiaozhu.language import profile_for
from jiaozhu.markup.body import references
from jiaozhu.model.act import Certainty
from jiaozhu.model.corpus import Corpus, Source
from jiaozhu.model.document import Document
from jiaozhu.model.event import AnchoredEvent, Event
from jiaozhu.model.figure import AnchoredFigure, Figure, Outcome
from jiaozhu.model.kinds import Kinds, NoteKind
from jiaozhu.model.names import listed
from jiaozhu.model.note import AnchoredNote, Note
from jiaozhu.model.page import Block, Page
from jiaozhu.model.problem import Place, Problem
from jiaozhu.model.term import Occurrence, Term


@dataclass(frozen=True, slots=True)
class Volume:
    """One source of the book: its account and its pages."""

    edited: EditedSource
    pages: tuple[Page, ...]

    @property
    def source(self) -> Source:
        """The source it was made from."""
        return self.edited.source


class Draft(NamedTuple):
    """One source on its way: edited, with what holds to its words, not yet in pages."""

    edited: EditedSource
    notes: list[AnchoredNote]
    figures: list[AnchoredFigure]
    events: list[AnchoredEvent]


@dataclass(frozen=True, slots=True)
class Book:
    """Everything that is written, and everything that is wrong."""

    corpus: Corpus
    volumes: tuple[Volume, ...]  #: Oldest first: the order of the book.
    terms: Mapping[str, Term]  #: By slug.
    occurrences: Mapping[str, tuple[Occurrence, ...]]  #: By slug, in the order of the pages.
    problems: tuple[Problem, ...]
    referred: Mapping[str, frozenset[str]] = field(
        default_factory=dict
    )  #: Blocks that other pages refer to, by docname.
    figures: tuple[AnchoredFigure, ...] = ()  #: Those whose place is known, by source.
    outcomes: tuple[Outcome, ...] = ()  #: In the order of the register.
    events: tuple[AnchoredEvent, ...] = ()  #: In the order of the pages.
    language: str = ""  #: Of the site.

    @property
    def pages(self) -> Iterator[Page]:
        """All pages in order."""
        return (page for volume in self.volumes for page in volume.pages)


#: When Python looks for garbage while a book is made or built. Almost everything made then lives to the end, and is
#: made by the hundred thousand; with its own thresholds Python would walk it all again and again, at a cost that grows
#: faster than the work (a hundredfold source took 145 times the time, and 96 without).
_GARBAGE_THRESHOLDS = (100_000, 50, 100)


def collect_garbage_seldom() -> None:
    """Let Python look for garbage seldom, from now on.

    For a process that lives for one book or one site: to go back to the usual thresholds would have it look through
    everything once more at once, which costs a site of 200 pages a tenth of its time. Nor is there any use in looking
    through everything when the process ends: that took a quarter of the time in which a preview follows a change.
    """
    gc.set_threshold(*_GARBAGE_THRESHOLDS)
    atexit.register(gc.freeze)


@contextmanager
def collected_seldom() -> Iterator[None]:
    """Let Python look for garbage seldom."""
    thresholds = gc.get_threshold()
    gc.set_threshold(*_GARBAGE_THRESHOLDS)
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)


@collected_seldom()
def make_book(corpus: Corpus, language: str | None = None) -> Book:
    """The whole corpus, carried through. Sources that cannot be read are left out and are problems.

    Args:
        corpus: What was read.
        language: Of the site, in which the edition's own notes are written; by default that of the corpus.
    """
    language = language or corpus.info.language
    problems: list[Problem] = []
    drafts: list[Draft] = []
    figures = defaultdict(list)
    for figure in corpus.register.figures:
        figures[figure.source].append(figure)
    for source in sorted(corpus.sources, key=_time):
        document, found = read(source)
        problems += found
        if document is not None:
            draft, found = make_draft(source, document, figures[source.siglum], corpus.info.kinds)
            drafts.append(draft)
            problems += found
    outcomes, found = reckon(corpus.register)
    problems += found
    problems += strays(corpus)
    problems += clashes(corpus.terms)
    volumes = _volumes(drafts, outcomes, Linker(corpus.terms), corpus.info.kinds.comment)
    terms = {term.slug: term for term in corpus.terms}
    occurrences = _occurrences(volumes)
    events = tuple(event for draft in drafts for event in draft.events)
    anchored = tuple(figure for draft in drafts for figure in draft.figures)
    referred = _referred(corpus, volumes, occurrences, [*anchored, *events])
    return Book(
        corpus,
        tuple(volumes),
        terms,
        occurrences,
        tuple(problems),
        referred,
        anchored,
        tuple(outcomes),
        events,
        language,
    )


def _time(source: Source) -> tuple[str, str]:
    """Oldest first, undated last."""
    return (source.about.date or "9999", source.siglum)


def _volumes(drafts: Iterable[Draft], outcomes: Iterable[Outcome], linker: Linker, comment: NoteKind) -> list[Volume]:
    """The drafts with their pages; what was reckoned of their figures stands among their notes."""
    anchored = {item.figure.id: item for draft in drafts for item in draft.figures}
    titles = {
        f"{draft.edited.source.siglum}/{text.spec.id}": text.title for draft in drafts for text in draft.edited.texts
    }
    results = defaultdict(list)
    for siglum, note in told(outcomes, anchored, titles, comment):
        results[siglum].append(note)
    return [
        Volume(draft.edited, make_pages(draft.edited, [*draft.notes, *results[draft.edited.source.siglum]], linker))
        for draft in drafts
    ]


def read(source: Source) -> tuple[Document | None, list[Problem]]:
    """``source``'s bytes, checked against their digest and read by its format's reader."""
    about, made = source.about, source.about.transcript
    problems = list(_changed(about.file, source.data, about.sha256, about.sha256_place))
    if made and source.transcript is not None:
        problems += _changed(made.file, source.transcript, made.sha256, made.place)
    format = FORMATS.get(about.format)
    if format is None:
        message = f"there is no format '{about.format}'"
        hint = listed("the formats are", about.format, FORMATS, len(FORMATS))
        return None, [*problems, Problem(about.format_place, "S103", message, hint)]
    if (format.transcribe is None) != (made is None):
        message = f"a source of format '{about.format}' has {'no' if made else 'a'} transcript"
        hint = "'jiaozhu import' makes transcripts of files that are not text; text is its own"
        return None, [*problems, Problem(about.format_place, "S108", message, hint)]
    try:
        data, encoding = (
            (source.transcript, "utf-8") if source.transcript is not None else (source.data, about.encoding)
        )
        return format.read(decode(data, encoding)), problems
    except UndecodableSource as error:
        place = Place(source.place.path, error.line, error.column)
        hint = "the file is damaged, or in another encoding: about.yaml may say so under 'encoding'"
        return None, [*problems, Problem(place, "S102", str(error), hint)]


def _changed(name: str, data: bytes, recorded: str, place: Place) -> Iterator[Problem]:
    digest = hashlib.sha256(data).hexdigest()
    if digest != recorded:
        message = f"{name} has changed: its sha256 is {digest}, not {recorded}"
        hint = "a source's bytes never change: restore the file; a better witness is a new source"
        yield Problem(place, "S101", message, hint)


def make_draft(
    source: Source, document: Document, figures: Sequence[Figure] = (), kinds: Kinds | None = None
) -> tuple[Draft, list[Problem]]:
    """One source edited, and everything that holds to its words anchored.

    Args:
        source: What is known and written about it.
        document: Its text.
        figures: Those of the register that stand in it.
        kinds: Of the corpus.
    """
    kinds = kinds or profile_for().kinds
    edited, problems = apply_edition(source, document)
    events = [event for text in source.edition.texts for event in text.events]
    proposals = [as_note(proposal, kinds.proposal) for proposal in source.proposals]
    texts = [text.id for text in source.edition.texts]
    stated = [figure for figure in figures if figure.target.text in texts]  # of the others ``strays`` tells
    held: list[Note | Figure | Event] = [*source.notes, *proposals, *stated, *events]
    anchors, found = anchor([item.target for item in held], edited.ledger, document.text)
    problems += found
    problems += misrecorded(source.proofreadings, texts, source.about.sha256)
    placed = [(item, place) for item, place in zip(held, anchors, strict=True) if place is not None]
    return (
        Draft(
            edited,
            [AnchoredNote(item, *place) for item, place in placed if isinstance(item, Note)],
            [AnchoredFigure(item, place) for item, place in placed if isinstance(item, Figure)],
            [AnchoredEvent(item, source.siglum, place) for item, place in placed if isinstance(item, Event)],
        ),
        problems,
    )


def _occurrences(volumes: Iterable[Volume]) -> dict[str, tuple[Occurrence, ...]]:
    found: dict[str, list[Occurrence]] = defaultdict(list)
    for volume in volumes:
        for page in volume.pages:
            for block in page.blocks:
                for slug, count in Counter(match.slug for match in block.terms).items():
                    found[slug].append(Occurrence(page.docname, block.id, page.title, count))
    return {slug: tuple(places) for slug, places in found.items()}


def _referred(
    corpus: Corpus,
    volumes: Iterable[Volume],
    occurrences: Mapping[str, Iterable[Occurrence]],
    told: Iterable[AnchoredFigure | AnchoredEvent],
) -> dict[str, frozenset[str]]:
    """Which blocks need a label that other pages can name: the lists of terms, of what is in doubt, of figures and of
    events name blocks, and notes do."""
    blocks: dict[str, set[str]] = defaultdict(set)
    bodies = [emendation.basis for source in corpus.sources for emendation in source.emendations]
    bodies += [term.definition for term in corpus.terms]
    for volume in volumes:
        for page in volume.pages:
            blocks[page.docname].update(block.id for block in page.blocks if doubts([block]) or _open(block))
            bodies += [note.note.body for note in page.notes]
    for places in occurrences.values():
        for place in places:
            blocks[place.docname].add(place.block)
    for item in told:
        blocks[item.docname].add(item.anchor.block)
    for body in bodies:
        if "{ref}" in body:
            for reference in references(body):
                if reference.role == "ref":
                    blocks[reference.target].add(reference.block)
    return {docname: frozenset(ids) for docname, ids in blocks.items()}


def _open(block: Block) -> bool:
    """Whether the progress page lists something in it."""
    proposed = any(note.note.kind.tool for note in block.notes)
    return proposed or any(change.act.cert is Certainty.MEDIUM for change in block.changes)
