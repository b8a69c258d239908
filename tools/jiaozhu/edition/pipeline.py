"""The pipeline, as one sentence: read → edit → anchor → compute → link → page.

Pure: corpus in, book out, nothing on disk.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from jiaozhu.edition.anchoring import anchor
from jiaozhu.edition.book import Book, Draft, Volume
from jiaozhu.edition.editing.addresses import LineIndex
from jiaozhu.edition.editing.apply import apply_edition
from jiaozhu.edition.file_account import account_problems
from jiaozhu.edition.garbage import collected_seldom
from jiaozhu.edition.glossary import Linker, clashes
from jiaozhu.edition.numbers import check_register, misplaced, result_notes
from jiaozhu.edition.paging import doubts, make_pages
from jiaozhu.edition.proofing import misrecorded
from jiaozhu.edition.proposals import as_note
from jiaozhu.formats import FORMATS, Decoded, Format, UndecodableSource, decode, decode_all, read_text
from jiaozhu.language import profile_for
from jiaozhu.locale import _, use_language
from jiaozhu.markup.reading import read as read_body
from jiaozhu.markup.reading import references
from jiaozhu.model.act import Certainty
from jiaozhu.model.corpus import Corpus, CorpusInfo, Source
from jiaozhu.model.document import Document
from jiaozhu.model.event import AnchoredEvent, Event
from jiaozhu.model.names import listed, suggested
from jiaozhu.model.note import Anchor, AnchoredNote, Note
from jiaozhu.model.page import Block
from jiaozhu.model.problem import Cause, Defect, Place, Problem
from jiaozhu.model.quantity import AnchoredQuantity, Outcome, Quantity
from jiaozhu.model.term import Occurrence
from jiaozhu.model.watch import within
from jiaozhu.model.witness import AnchoredVariant, Variant, Witness

__all__ = ["Book", "Draft", "Volume", "make_book", "make_draft", "read"]


@collected_seldom()
def make_book(corpus: Corpus, language: str | None = None) -> Book:
    """Make a book of a corpus. Sources that cannot be read are left out and are problems.

    Args:
        corpus: What was read.
        language: Of the site, in which the edition's own notes are written; by default that of the corpus. Problems
            are in the language in use.
    """
    info = corpus.info
    language = language or info.language
    problems: list[Problem] = []
    drafts: list[Draft] = []
    quantities = defaultdict(list)
    for quantity in corpus.register.quantities:
        quantities[quantity.source].append(quantity)
    for source in sorted(corpus.sources, key=_time):
        document, found = within(source.place.path, partial(read, source), problems) or (None, [])
        problems += found
        if document is not None:
            work = partial(make_draft, source, document, quantities[source.siglum], info, language)
            draft, found = within(source.edition.place.path, work, problems) or (None, [])
            problems += found
            drafts += [draft] if draft is not None else []
    profile = profile_for(info.language)
    figures = next((check.place.path for check in corpus.register.checks), "")
    outcomes, found = within(figures, partial(check_register, corpus.register, profile), problems) or ([], [])
    problems += found
    problems += misplaced(corpus)
    problems += clashes(corpus.entries)
    with use_language(language):
        notes = _results(drafts, outcomes, corpus)
    linker = Linker(corpus.entries, profile)
    works = ((draft, partial(_volume, draft, notes[draft.edited.source.siglum], linker)) for draft in drafts)
    made = (within(draft.edited.source.place.path, work, problems) for draft, work in works)
    volumes = tuple(volume for volume in made if volume is not None)
    occurrences = _occurrences(volumes)
    events = tuple(event for draft in drafts for event in draft.events)
    anchored = tuple(quantity for draft in drafts for quantity in draft.quantities)
    return Book(
        corpus=corpus,
        volumes=volumes,
        terms={term.slug: term for term in corpus.entries},
        occurrences=occurrences,
        problems=tuple(problems),
        referred=_referred(corpus, volumes, occurrences, [*anchored, *events]),
        quantities=anchored,
        outcomes=tuple(outcomes),
        events=events,
        language=language,
    )


def read(source: Source) -> tuple[Document | None, list[Problem]]:
    """Check the bytes of a source against their digest, and read them.

    Returns:
        The document, or None if it cannot be read, and a problem for everything that is wrong.
    """
    about, made = source.about, source.about.transcript
    problems = list(_changed(about.file, source.data, about.sha256, about.sha256_place))
    if made and source.transcript is not None:
        problems += _changed(made.file, source.transcript, made.sha256, made.place)
        problems += account_problems(source)
        if made.layout and source.layout is not None:
            problems += _changed("layout.json", source.layout, made.layout, made.place)
    format = FORMATS.get(about.format)
    if format is None:
        message = _("no format '{name}'", name=about.format)
        hint = listed(_("the formats are"), about.format, FORMATS, len(FORMATS))
        suggestion = suggested(about.format, FORMATS)
        cause = Cause(Defect.UNKNOWN_NAME, about.format)
        return None, [*problems, Problem(about.format_place, "S103", message, hint, suggestion, cause)]
    if (format.transcribe is None) != (made is None):
        message = (
            _("a source of format '{name}' has no transcript", name=about.format)
            if made
            else _("a source of format '{name}' needs a transcript", name=about.format)
        )
        hint = _("'jiaozhu import' makes transcripts of files that are not text; a text needs none")
        return None, [*problems, Problem(about.format_place, "S108", message, hint)]
    if source.transcript is None and about.undecodable:
        return _with_gaps(source, format, problems)
    try:
        text = decode(source.data, about.encoding) if source.transcript is None else decode(source.transcript, "utf-8")
        return read_text(format, Decoded(text, ())), problems
    except UndecodableSource as error:
        place = Place(source.place.path, error.line, error.column)
        hint = _("the file is damaged, or in another encoding, which about.yaml can name under 'encoding'")
        return None, [*problems, Problem(place, "S102", str(error), hint)]


def _with_gaps(source: Source, format: Format, problems: list[Problem]) -> tuple[Document | None, list[Problem]]:
    """The document of a source of which some bytes are known not to be text."""
    about = source.about
    document = read_text(format, decode_all(source.data, about.encoding))
    if document.undecodable == about.undecodable:
        return document, problems
    message = _(
        "{n} bytes are not valid {encoding}, not {recorded} as about.yaml says",
        n=document.undecodable,
        encoding=about.encoding,
        recorded=about.undecodable,
    )
    hint = _("the file or its encoding is not the one that was imported: restore it")
    return None, [*problems, Problem(about.sha256_place, "S102", message, hint)]


def make_draft(
    source: Source,
    document: Document,
    quantities: Sequence[Quantity] = (),
    info: CorpusInfo | None = None,
    language: str = "",
) -> tuple[Draft, list[Problem]]:
    """Edit one source, and anchor everything that holds to its words.

    Args:
        source: What is known and written about it.
        document: Its text.
        quantities: Those of the register that are in it.
        info: What the corpus says of itself; without it, the source is in the first language.
        language: Of the site, in which proposals are shown; by default that of the source.
    """
    profile = profile_for(info.language if info else "")
    kinds = info.kinds if info else profile.kinds
    edited, problems = apply_edition(source, document, profile)
    events = [event for text in source.edition.texts for event in text.events]
    with use_language(language or profile.name):
        proposals = [as_note(proposal, kinds.proposal) for proposal in source.waiting]
    texts = [text.id for text in source.edition.texts]
    stated = [item for item in quantities if item.target.text in texts]  # ``misplaced`` reports the others
    witnesses = [witness for witness in source.witnesses if witness.text in texts]
    varying = [(witness, variant) for witness in witnesses for variant in witness.variants]
    held: list[Note | Quantity | Event] = [*source.notes, *proposals, *stated, *events]
    targets = [item.target for item in held]
    targets += [replace(variant.target, text=witness.text) for witness, variant in varying]
    anchors, found = anchor(targets, edited.ledger, document.text)
    problems += found
    problems += misrecorded(source.proofreadings, texts, source.about.sha256)
    placed = [(item, place) for item, place in zip(held, anchors[: len(held)], strict=True) if place is not None]
    draft = Draft(
        edited,
        [AnchoredNote(item, *place) for item, place in placed if isinstance(item, Note)],
        [AnchoredQuantity(item, place) for item, place in placed if isinstance(item, Quantity)],
        [AnchoredEvent(item, source.siglum, place) for item, place in placed if isinstance(item, Event)],
        list(_variants(varying, anchors[len(held) :], document)),
    )
    return draft, problems


def _variants(
    varying: Sequence[tuple[Witness, Variant]], anchors: Iterable[Anchor | None], document: Document
) -> Iterator[AnchoredVariant]:
    lines = LineIndex(document) if varying else None
    for (witness, variant), place in zip(varying, anchors, strict=True):
        if place is not None and lines is not None:
            yield AnchoredVariant(witness, variant, place, lines.locate(place.origin[0].start)[0])


def _time(source: Source) -> tuple[str, str]:
    """Oldest first, undated last."""
    return (source.about.date or "9999", source.siglum)


def _results(
    drafts: Iterable[Draft], outcomes: Iterable[Outcome], corpus: Corpus
) -> defaultdict[str, list[AnchoredNote]]:
    """Notes with what was computed, by siglum."""
    anchored = {item.quantity.id: item for draft in drafts for item in draft.quantities}
    titles = {
        f"{draft.edited.source.siglum}/{text.spec.id}": text.title for draft in drafts for text in draft.edited.texts
    }
    results: defaultdict[str, list[AnchoredNote]] = defaultdict(list)
    for siglum, note in result_notes(outcomes, anchored, titles, corpus.info.kinds.comment):
        results[siglum].append(note)
    return results


def _volume(draft: Draft, results: Iterable[AnchoredNote], linker: Linker) -> Volume:
    return Volume(draft.edited, make_pages(draft.edited, [*draft.notes, *results], linker, draft.variants))


def _changed(name: str, data: bytes, recorded: str, place: Place) -> Iterator[Problem]:
    digest = hashlib.sha256(data).hexdigest()
    if digest != recorded:
        message = _("{file} has changed: its sha256 is {now}, not {recorded}", file=name, now=digest, recorded=recorded)
        hint = _("the bytes of a source never change: restore the file; a better witness is a new source")
        if recorded in _with_other_ends(data):
            hint = _("only its line ends have changed, as git changes them on Windows: add '-text' in .gitattributes")
        yield Problem(place, "S101", message, hint)


def _with_other_ends(data: bytes) -> Iterator[str]:
    """The digests of a file with line feeds for its line ends, and with pairs of carriage return and line feed."""
    plain = data.replace(b"\r\n", b"\n")
    for other in (plain, plain.replace(b"\n", b"\r\n")):
        yield hashlib.sha256(other).hexdigest()


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
    placed: Iterable[AnchoredQuantity | AnchoredEvent],
) -> dict[str, frozenset[str]]:
    """Blocks that need a label for other pages, by docname: lists of terms, doubts, quantities and events name them,
    and notes do."""
    blocks: dict[str, set[str]] = defaultdict(set)
    bodies = [emendation.basis for source in corpus.sources for emendation in source.emendations]
    bodies += [entry.definition for entry in corpus.entries]
    for volume in volumes:
        for page in volume.pages:
            blocks[page.docname].update(block.id for block in page.blocks if doubts([block]) or _is_open(block))
            bodies += [note.note.body for note in page.notes]
    for places in occurrences.values():
        for place in places:
            blocks[place.docname].add(place.block)
    for item in placed:
        blocks[item.docname].add(item.anchor.block)
    for entity in corpus.entities:
        for source, _path in entity.evidence:
            docname, _hash, block_id = source.partition("#")
            if block_id:
                blocks[docname].add(block_id)
    for docname, block_id in _references(bodies):
        blocks[docname].add(block_id)
    return {docname: frozenset(ids) for docname, ids in blocks.items()}


def _references(bodies: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Docname and block of every passage that a body refers to."""
    for body in bodies:
        if "{ref}" in body:
            for reference in references(read_body(body).tree):
                if reference.role == "ref":
                    yield reference.target, reference.block


def _is_open(block: Block) -> bool:
    """Whether the progress page lists something in it."""
    proposed = any(note.note.kind.tool for note in block.notes)
    return proposed or any(change.act.cert is Certainty.MEDIUM for change in block.changes)
