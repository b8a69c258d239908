"""Pages: a source's edited texts with everything that belongs to their blocks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from jiaozhu.edition.editing.addresses import LineIndex
from jiaozhu.edition.editing.apply import EditedBlock, EditedSource, EditedText
from jiaozhu.edition.glossary import Linker
from jiaozhu.edition.proofing import prove
from jiaozhu.edition.shown import InBlock, shown_in_blocks
from jiaozhu.model.act import Act, ActKind, Certainty
from jiaozhu.model.note import AnchoredNote
from jiaozhu.model.page import Block, Change, Joint, Page, RuleCount, Seam
from jiaozhu.model.witness import AnchoredVariant


class _Held(NamedTuple):
    """What is anchored to one block."""

    notes: list[AnchoredNote]
    variants: list[AnchoredVariant]


_NOTHING = _Held([], [])
_PLAIN = InBlock()


def make_pages(
    edited: EditedSource, notes: Iterable[AnchoredNote], linker: Linker, variants: Iterable[AnchoredVariant] = ()
) -> tuple[Page, ...]:
    """Return the pages of a source, one for each text, in its order.

    Args:
        edited: The source as it is edited.
        notes: What is said of it, in any order.
        linker: Finds the terms of the glossary.
        variants: What other witnesses have, in any order.
    """
    by_block: dict[tuple[str, str], _Held] = defaultdict(lambda: _Held([], []))
    for note in notes:
        by_block[note.text, note.block].notes.append(note)
    for variant in variants:
        by_block[variant.anchor.text, variant.anchor.block].variants.append(variant)
    for held in by_block.values():
        held.notes.sort(key=lambda note: (note.end, note.start, note.note.id))
        held.variants.sort(key=lambda variant: (variant.anchor.start, variant.anchor.end, variant.witness.siglum))
    lines = LineIndex(edited.document)
    shown = shown_in_blocks(edited)
    return tuple(_page(edited, text, by_block, shown, linker, lines) for text in edited.texts)


def doubts(blocks: Iterable[Block]) -> int:
    """Count what is in doubt in a text: its queries, and changes of which their editors are not sure."""
    return sum(
        sum(note.note.kind.doubt for note in block.notes)
        + sum(change.act.cert is Certainty.LOW for change in block.changes)
        for block in blocks
    )


def _page(
    edited: EditedSource,
    text: EditedText,
    by_block: Mapping[tuple[str, str], _Held],
    shown: Mapping[tuple[str, str], InBlock],
    linker: Linker,
    lines: LineIndex,
) -> Page:
    source, spec = edited.source, text.spec
    moved = sum(span.length for block in text.blocks for span, _ in block.moves)
    blocks = tuple(
        _block(block, lines, by_block.get(key, _NOTHING), shown.get(key, _PLAIN), linker)
        for block, key in ((block, (spec.id, block.id)) for block in text.blocks)
    )
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
        proof=prove(readings, source.about.sha256, doubts(blocks)),
        witnesses=tuple(witness for witness in source.witnesses if witness.text == spec.id),
        authors=spec.authors or ((source.about.author,) if source.about.author else ()),
    )


def _block(block: EditedBlock, lines: LineIndex, held: _Held, shown: InBlock, linker: Linker) -> Block:
    reading = block.text.reading
    return Block(
        id=block.id,
        kind=block.kind,
        reading=reading,
        seams=tuple(_seams(block)),
        joints=tuple(_joints(block)),
        changes=tuple(_changes(block, lines)) if block.kind != "gap" else (),
        notes=tuple(held.notes),
        variants=tuple(held.variants),
        terms=tuple(linker.find(reading)),
        remark=block.remark or (block.image.alt if block.image else ""),
        address=block.image.address if block.image else "",
        cell=block.cell,
        said=shown.said,
        pictures=shown.pictures,
    )


def _changes(block: EditedBlock, lines: LineIndex) -> Iterator[Change]:
    """Every person's act in the block; stretches of one act that markup cut apart are one change."""
    source = lines.document.text
    offset = 0
    pending: Change | None = None
    for text, origin, act in block.text.segments:
        if act is not None and act.rule is None:
            original = source[origin.start : origin.end]
            if pending is not None and pending.act is act:
                pending = pending._replace(end=offset + len(text), source=pending.source + original)
            else:
                if pending is not None:
                    yield pending
                line, _ = lines.locate(origin.start)
                pending = Change(offset, offset + len(text), original, act, line)
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


def _joints(block: EditedBlock) -> Iterator[Joint]:
    """Where the edition joins places of the source, in the order of the reading."""
    for position, before, after in block.joined:
        offset = 0
        for text, origin, act in block.text.segments:
            if origin.start <= position < origin.end:
                offset += 0 if act else position - origin.start
                break
            offset += len(text)
        yield Joint(offset, before, after)


def _rule_counts(blocks: Iterable[EditedBlock]) -> tuple[RuleCount, ...]:
    places: Counter[Act] = Counter()
    characters: Counter[Act] = Counter()
    for block in blocks:
        for _, origin, act in block.text.segments:
            if act is not None and act.rule is not None and act.kind is not ActKind.OMITTED:
                places[act] += 1
                characters[act] += origin.length
    return tuple(RuleCount(act.rule or "", act.reason, places[act], characters[act]) for act in places)
