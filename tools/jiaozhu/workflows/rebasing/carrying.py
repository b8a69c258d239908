"""A source folder for a better witness, with everything written about the old one. Pure: files in, files out."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from jiaozhu.edition.anchoring import anchor
from jiaozhu.edition.editing.addresses import LineIndex
from jiaozhu.edition.editing.apply import EditedSource, apply_edition
from jiaozhu.language import profile_for
from jiaozhu.locale import Lazy, _, lazy, use_language
from jiaozhu.model.corpus import Source
from jiaozhu.model.document import Document
from jiaozhu.model.event import Event
from jiaozhu.model.file_account import FILE as ACCOUNT
from jiaozhu.model.note import Target
from jiaozhu.model.quantity import Quantity
from jiaozhu.model.span import Span
from jiaozhu.store import FETCHED, source_of
from jiaozhu.store.yaml_editing import indented_yaml
from jiaozhu.workflows.rebasing import folder
from jiaozhu.workflows.rebasing.alignment import Alignment, align
from jiaozhu.workflows.rebasing.blocks import Address, Addresses, NewBlock, blocks_of
from jiaozhu.workflows.rebasing.emending import CarriedEmendation, Fate, carry_emendations
from jiaozhu.workflows.rebasing.outcome import Held, RebaseRecord, Stretch
from jiaozhu.workflows.rebasing.placing import Placer, State
from jiaozhu.workflows.rebasing.shares import Owner, Shares, share_out
from jiaozhu.workflows.rebasing.streams import stream_of_document
from jiaozhu.workflows.rebasing.translating import file_of, put_translations
from jiaozhu.workflows.rebasing.witness import NotAWitness, Witness

#: Written into the new folder: everything that was not carried, and the proposals.
RECORD = "rebase.yaml"
#: Files that are made again, or that the record accounts for.
_KNOWN = ("about.yaml", "edition.yaml", "proposals.yaml", "transcript.txt", "layout.json", ACCOUNT, FETCHED, RECORD)
#: A line of the old source of which less is found in the new one is missing.
_LEAST_SHARE = 0.4
_SHOWN = 24


class Carried(NamedTuple):
    """What is to be written, and what became of everything."""

    files: dict[str, bytes]  #: By name, below the source folder.
    record: RebaseRecord
    placer: Placer  #: By which notes were placed; has the new source with its edition.


@dataclass(slots=True)
class _Work:
    """A rebase in progress."""

    old: EditedSource
    witness: Witness
    alignment: Alignment
    shares: Shares
    addresses: Addresses
    texts: dict[int, list[NewBlock]]  #: By number of the old text; only those of which something is left.
    omissions: dict[int, tuple[Address, ...]]  #: By number; only those of which something is left.


def carry(
    old: EditedSource,
    files: Mapping[str, bytes],
    witness: Witness,
    siglum: str,
    *,
    language: str,
    quantities: Collection[Quantity] = (),
    accepted: Collection[str] | None = (),
) -> Carried:
    """Make the folder of a better witness from that of the source that it replaces.

    Args:
        old: The old source with its edition.
        files: Of its folder, by name.
        witness: The new file.
        siglum: Of the new source.
        language: Of the corpus: what is written is in it.
        quantities: Those of the register that are in the old source.
        accepted: Ids of proposals that a person accepts; None for all.

    Raises:
        NotAWitness: Nothing of the old source's texts is in the new file.
    """
    work = _compared(old, witness)
    outcomes = _emendations(work)
    texts = {name: data.decode("utf-8-sig").replace("\r\n", "\n") for name, data in files.items() if _is_text(name)}
    with use_language(language):
        about = folder.about(texts["about.yaml"], old, witness)
    made = {
        **witness.files(),
        "about.yaml": about.encode(),
        "edition.yaml": folder.edition(texts["edition.yaml"], work.texts, work.omissions).encode(),
    }
    edited, outcomes = _edited(work, siglum, made, outcomes, language)
    placer = Placer.of(old, edited, work.alignment)
    held = _held(old, placer, texts, quantities, accepted)
    folder.put_events(made, held)
    folder.put_notes(made, files, texts, held)
    folder.put_proposals(made, texts, held, work.addresses)
    folder.put_emendations(made, texts, outcomes)
    put_translations(made, files, old.source.translations, placer)
    record = _record(work, siglum, held, outcomes, files, language)
    with use_language(language):
        made[RECORD] = indented_yaml(record.data()).encode()
    return Carried(made, record, placer)


def _is_text(name: str) -> bool:
    return name in ("about.yaml", "edition.yaml", "proposals.yaml") or name.startswith(("notes/", "emendations/"))


def _compared(old: EditedSource, witness: Witness) -> _Work:
    alignment = align(stream_of_document(old.document), stream_of_document(witness.document))
    shares = share_out(old, alignment, witness.document)
    addresses = Addresses(witness.document, _moved_lines(old.document, witness.document, alignment))
    entries = {n: blocks_of(n, text, shares, addresses) for n, text in enumerate(old.texts)}
    texts = {n: blocks for n, blocks in entries.items() if any(block.lines for block in blocks)}
    if not texts:
        message = _(
            "'{name}' has nothing of the texts of '{siglum}': import it by itself",
            name=witness.name,
            siglum=old.source.siglum,
        )
        raise NotAWitness(message)
    omissions = {
        number: lines
        for number, omission in enumerate(old.source.edition.omissions)
        if (lines := addresses.of(shares.units.get(Owner(-1, number), []), omission.lines))
    }
    return _Work(old, witness, alignment, shares, addresses, texts, omissions)


def _moved_lines(old: Document, new: Document, alignment: Alignment) -> dict[int, int]:
    """Where each line of the old file begins in the new one, if it begins there at all."""
    index = LineIndex(new)
    found: dict[int, int] = {}
    for line in old.lines:
        led = (alignment.forward[at] for at in alignment.old.within(*line.span))
        first = next((at for at in led if at >= 0), None)
        if first is not None:
            found.setdefault(line.number, index.locate(alignment.new.places[first])[0])
    return found


def _emendations(work: _Work) -> list[CarriedEmendation]:
    source = work.old.source
    return carry_emendations(source.emendations, LineIndex(work.old.document), work.addresses.index, work.alignment)


def _edited(
    work: _Work, siglum: str, made: Mapping[str, bytes], outcomes: list[CarriedEmendation], language: str
) -> tuple[EditedSource, list[CarriedEmendation]]:
    """The new source with its edition; emendations that do not fit (a border cuts their words now) are orphaned."""
    source, profile = source_of(siglum, made), profile_for(language)
    while True:
        carried = [item.emendation for item in outcomes if item.fate is Fate.CARRIED]
        edited, problems = apply_edition(replace(source, emendations=tuple(carried)), work.witness.document, profile)
        wrong = {problem.place for problem in problems if problem.code.startswith("E2")}
        if not wrong & {emendation.place for emendation in carried}:
            return edited, outcomes
        outcomes = [
            item._replace(fate=Fate.ORPHANED, renewed=False) if item.emendation.place in wrong else item
            for item in outcomes
        ]


def _held(
    old: EditedSource,
    placer: Placer,
    texts: Mapping[str, str],
    quantities: Collection[Quantity],
    accepted: Collection[str] | None,
) -> list[Held]:
    """Notes, events, proposals and quantities, and what became of each."""
    source = old.source
    events = [
        (f"{text.id}/event-{number}", event)
        for text in source.edition.texts
        for number, event in enumerate(text.events, 1)
    ]
    known: list[tuple[str, str, Target, str]] = [
        *((note.id, "note", note.target, texts[f"notes/{note.id}.md"]) for note in source.notes),
        *((id, "event", event.target, _whole_event(event)) for id, event in events),
        *((item.id, "proposal", item.target, f"{item.detector}: {item.evidence}") for item in source.proposals),
        *((quantity.id, "figure", quantity.target, "") for quantity in quantities),
    ]
    targets = [target for _, _, target, _ in known]
    anchors, _ = anchor(targets, old.ledger, old.document.text)
    placements = placer.place(targets, anchors)
    found = []
    for (id, kind, target, whole), before, placement in zip(known, anchors, placements, strict=True):
        if kind == "event" and placement.anchor is not None and placement.anchor.text != target.text:
            placement = placement._replace(
                state=State.ORPHANED, target=None, why=lazy("its words are in another text now")
            )
        proposed = placement.state is State.PROPOSED and kind in ("note", "event")
        taken = proposed and (accepted is None or id in accepted)
        found.append(Held(id, kind, target, before, placement, whole, taken))
    return found


def _whole_event(event: Event) -> str:
    target = event.target
    said = {"date": event.date, "until": event.until, "prefix": target.prefix, "quote": target.quote}
    said |= {"suffix": target.suffix, "what": event.what, "about": event.about}
    return "\n".join(f"{key}: {words}" for key, words in said.items() if words)


def _record(
    work: _Work,
    siglum: str,
    held: list[Held],
    outcomes: list[CarriedEmendation],
    files: Mapping[str, bytes],
    language: str,
) -> RebaseRecord:
    source = work.old.source
    known = {source.about.file, *_KNOWN, *map(file_of, source.translations)}
    left: list[str | Lazy] = [name for name in sorted(files) if name not in known and not _is_text(name)]
    if work.witness.transcript is not None and work.witness.transcript.choices:
        count = len(work.witness.transcript.choices)
        left.append(lazy("the new file's own readings ({n})", n=count))
    return RebaseRecord(
        old=source.siglum,
        new=siglum,
        held=tuple(held),
        emendations=tuple(outcomes),
        missing=tuple(_missing(work)),
        needless=tuple(
            omission.reason for number, omission in enumerate(source.edition.omissions) if number not in work.omissions
        ),
        naming=tuple(_naming(source, language)),
        strange=_stretches(work.witness.document, work.shares.strange),
        taken_in=_stretches(work.witness.document, work.shares.taken_in),
        unnamed=_stretches(work.witness.document, work.addresses.unnamed),
        left=tuple(left),
        texts=tuple(text.spec.id for number, text in enumerate(work.old.texts) if number not in work.texts),
    )


def _naming(source: Source, language: str) -> Iterator[Lazy]:
    """What names lines or pages of the old source in its words, which only a person can change."""
    reference = profile_for(language).detection.line_reference.pattern
    names = re.compile(rf"{reference}|<{re.escape(source.siglum)}/")
    for text in source.edition.texts:
        if names.search(f"{text.date_note} {text.position} {text.order.reason if text.order else ''}"):
            yield lazy("text {id}", id=text.id)
    for number, omission in enumerate(source.edition.omissions, 1):
        if names.search(omission.reason):
            yield lazy("omission {number}", number=number)
    for item in source.emendations:
        if names.search(f"{item.reason} {item.basis}"):
            yield lazy("emendation {id}", id=item.id)
    yield from (lazy("note {id}", id=note.id) for note in source.notes if names.search(note.body))


def _missing(work: _Work) -> Iterator[Stretch]:
    """Lines of the old texts, or parts of lines, of which the new source has little or nothing."""
    document, alignment = work.old.document, work.alignment
    read = sorted(fragment.span for text in work.old.texts for block in text.blocks for fragment in block.fragments)
    starts = [line.span.start for line in document.lines]
    for span in read:
        for line in document.lines[max(0, bisect_right(starts, span.start) - 1) : bisect_left(starts, span.end)]:
            part = Span(max(line.span.start, span.start), min(line.span.end, span.end))
            chars = alignment.old.within(*part)
            if chars and sum(alignment.forward[char] >= 0 for char in chars) < _LEAST_SHARE * len(chars):
                yield _stretch(document, line.number, part)


def _stretches(document: Document, lines: Collection[int]) -> tuple[Stretch, ...]:
    shown = [document.lines[number] for number in sorted(set(lines))]
    return tuple(_stretch(document, line.number, line.span) for line in shown)


def _stretch(document: Document, line: int, span: Span) -> Stretch:
    return Stretch(line, " ".join(document.text[span.start : span.end].split())[:_SHOWN])
