"""The pipeline, as one sentence: read → edit → anchor → link → page. Pure: corpus in, book out, nothing on disk."""

from __future__ import annotations

import gc
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from jiaozhu.anchoring import anchor
from jiaozhu.editing.apply import EditedBlock, EditedSource, EditedText, apply_edition
from jiaozhu.glossary import Linker, clashes
from jiaozhu.model.act import Act, ActKind, Certainty
from jiaozhu.model.corpus import Corpus, Source
from jiaozhu.model.document import Document
from jiaozhu.model.note import AnchoredNote, NoteKind
from jiaozhu.model.page import Block, Change, Page, RuleCount, Seam
from jiaozhu.model.problem import Place, Problem
from jiaozhu.model.term import Occurrence, Term
from jiaozhu.myst.body import references
from jiaozhu.proofing import misrecorded, prove
from jiaozhu.readers import READERS, UndecodableSource, decode


@dataclass(frozen=True, slots=True)
class Volume:
    """One source of the book: its account and its pages."""

    edited: EditedSource
    pages: tuple[Page, ...]

    @property
    def source(self) -> Source:
        """The source it was made from."""
        return self.edited.source


@dataclass(frozen=True, slots=True)
class Book:
    """Everything that is written, and everything that is wrong."""

    corpus: Corpus
    volumes: tuple[Volume, ...]
    terms: Mapping[str, Term]  #: By slug.
    occurrences: Mapping[str, tuple[Occurrence, ...]]  #: By slug, in the order of the pages.
    problems: tuple[Problem, ...]
    referred: Mapping[str, frozenset[str]] = field(
        default_factory=dict
    )  #: Blocks that other pages refer to, by docname.

    @property
    def pages(self) -> Iterator[Page]:
        """All pages in order."""
        return (page for volume in self.volumes for page in volume.pages)


#: When Python looks for garbage while a book is made or built. Almost everything made then lives to the end, and is
#: made by the hundred thousand; with its own thresholds Python would walk it all again and again, at a cost that grows
#: faster than the work (a hundredfold source took 145 times the time, and 96 without).
_GARBAGE_THRESHOLDS = (100_000, 50, 100)


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
def make_book(corpus: Corpus) -> Book:
    """The whole corpus, carried through. Sources that cannot be read are left out and are problems."""
    linker = Linker(corpus.terms)
    problems: list[Problem] = []
    volumes: list[Volume] = []
    for source in corpus.sources:
        document, found = read(source)
        problems += found
        if document is not None:
            volume, found = make_volume(source, document, linker)
            volumes.append(volume)
            problems += found
    problems += clashes(corpus.terms)
    terms = {term.slug: term for term in corpus.terms}
    occurrences = _occurrences(volumes)
    referred = _referred(corpus, volumes, occurrences)
    return Book(corpus, tuple(volumes), terms, occurrences, tuple(problems), referred)


def read(source: Source) -> tuple[Document | None, list[Problem]]:
    """``source``'s bytes, checked against their digest and read by its format's reader."""
    about = source.about
    problems = []
    digest = hashlib.sha256(source.data).hexdigest()
    if digest != about.sha256:
        message = f"{about.file} has changed: its sha256 is {digest}, not {about.sha256}"
        hint = "a source's bytes never change: restore the file; a better witness is a new source"
        problems.append(Problem(about.sha256_place, "S101", message, hint))
    reader = READERS.get(about.format)
    if reader is None:
        message = f"there is no format '{about.format}'"
        return None, [*problems, Problem(about.format_place, "S103", message, f"the formats are {', '.join(READERS)}")]
    try:
        return reader(decode(source.data)), problems
    except UndecodableSource as error:
        place = Place(source.place.path, error.line, error.column)
        hint = "the file is in another encoding, or damaged; jiaozhu stores and reads UTF-8 only"
        return None, [*problems, Problem(place, "S102", str(error), hint)]


def make_volume(source: Source, document: Document, linker: Linker) -> tuple[Volume, list[Problem]]:
    """One source: edited, its notes anchored, its terms found, its pages made."""
    edited, problems = apply_edition(source, document)
    anchored, found = anchor(source.notes, edited.ledger, document.text)
    problems += found
    sha256 = source.about.sha256
    problems += misrecorded(source.proofreadings, [text.id for text in source.edition.texts], sha256)
    by_block: dict[tuple[str, str], list[AnchoredNote]] = defaultdict(list)
    for note in anchored:
        by_block[note.text, note.block].append(note)
    for notes in by_block.values():
        notes.sort(key=lambda note: (note.end, note.start, note.note.id))
    pages = tuple(_page(edited, text, by_block, linker) for text in edited.texts)
    return Volume(edited, pages), problems


def _page(
    edited: EditedSource, text: EditedText, notes: Mapping[tuple[str, str], list[AnchoredNote]], linker: Linker
) -> Page:
    source, spec = edited.source, text.spec
    moved = sum(span.length for block in text.blocks for span, _ in block.moves)
    blocks = tuple(_block(block, edited.document, notes.get((spec.id, block.id), []), linker) for block in text.blocks)
    readings = [reading for reading in source.proofreadings if reading.text == spec.id]
    return Page(
        docname=f"{source.siglum}/{spec.id}",
        siglum=source.siglum,
        text=spec.id,
        title=text.title,
        genre=spec.genre,
        date=spec.date,
        date_note=spec.date_note,
        position=spec.position,
        citation=source.about.citation,
        source_title=source.about.title,
        blocks=blocks,
        rules=_rule_counts(text.blocks),
        order=text.order,
        moved=moved,
        proof=prove(readings, source.about.sha256, _doubts(blocks)),
    )


def _doubts(blocks: Iterable[Block]) -> int:
    """How many things in a text stand in doubt: its queries, and changes its editors themselves are not sure of."""
    return sum(
        sum(note.note.kind is NoteKind.QUERY for note in block.notes)
        + sum(change.act.cert is Certainty.LOW for change in block.changes)
        for block in blocks
    )


def _unsure(block: Block) -> bool:
    return any(change.act.cert is Certainty.MEDIUM for change in block.changes)


def _block(block: EditedBlock, document: Document, notes: list[AnchoredNote], linker: Linker) -> Block:
    reading = block.text.reading
    return Block(
        id=block.id,
        kind=block.kind,
        reading=reading,
        seams=tuple(_seams(block)),
        changes=tuple(_changes(block, document.text)) if block.kind != "gap" else (),
        notes=tuple(notes),
        terms=tuple(linker.find(reading)),
        remark=block.remark or (block.image.alt if block.image else ""),
        address=block.image.address if block.image else "",
    )


def _changes(block: EditedBlock, source: str) -> Iterator[Change]:
    """Every person's act in the block; stretches of one act that markup cut apart are one change."""
    offset = 0
    pending: Change | None = None
    for text, origin, act in block.text.segments:
        if act is not None and act.rule is None:
            original = source[origin.start : origin.end]
            if pending is not None and pending.act is act:
                pending = Change(pending.start, offset + len(text), pending.source + original, act)
            else:
                if pending is not None:
                    yield pending
                pending = Change(offset, offset + len(text), original, act)
        offset += len(text)
    if pending is not None:
        yield pending


def _seams(block: EditedBlock) -> Iterator[Seam]:
    """Where the block's second and later fragments begin."""
    fragments = block.fragments[1:]
    if not fragments:
        return
    starts = {fragment.span.start: fragment.id for fragment in fragments}
    offset = 0
    for text, origin, _ in block.text.segments:
        id = starts.pop(origin.start, None) if origin.length else None
        if id is not None:
            yield Seam(offset, id)
        offset += len(text)


def _rule_counts(blocks: Iterable[EditedBlock]) -> tuple[RuleCount, ...]:
    places: Counter[Act] = Counter()
    characters: Counter[Act] = Counter()
    for block in blocks:
        for _, origin, act in block.text.segments:
            if act is not None and act.rule is not None and act.kind is not ActKind.OMITTED:
                places[act] += 1
                characters[act] += origin.length
    return tuple(RuleCount(act.rule or "", act.reason, places[act], characters[act]) for act in places)


def _occurrences(volumes: Iterable[Volume]) -> dict[str, tuple[Occurrence, ...]]:
    found: dict[str, list[Occurrence]] = defaultdict(list)
    for volume in volumes:
        for page in volume.pages:
            for block in page.blocks:
                for slug, count in Counter(match.slug for match in block.terms).items():
                    found[slug].append(Occurrence(page.docname, block.id, page.title, count))
    return {slug: tuple(places) for slug, places in found.items()}


def _referred(
    corpus: Corpus, volumes: Iterable[Volume], occurrences: Mapping[str, Iterable[Occurrence]]
) -> dict[str, frozenset[str]]:
    """Which blocks need a label that other pages can name: the glossary, the list of what is in doubt, other notes."""
    blocks: dict[str, set[str]] = defaultdict(set)
    for volume in volumes:
        for page in volume.pages:
            blocks[page.docname].update(block.id for block in page.blocks if _doubts([block]) or _unsure(block))
    for places in occurrences.values():
        for place in places:
            blocks[place.docname].add(place.block)
    bodies = [note.body for source in corpus.sources for note in source.notes]
    bodies += [emendation.basis for source in corpus.sources for emendation in source.emendations]
    bodies += [term.definition for term in corpus.terms]
    for body in bodies:
        if "{ref}" in body:
            for reference in references(body):
                if reference.role == "ref":
                    blocks[reference.target].add(reference.block)
    return {docname: frozenset(ids) for docname, ids in blocks.items()}
