"""Anchoring: notes, quantities and events hold to quotes, exactly and uniquely, or fail loudly.

A quote is looked for in the reading text of the source; if it is not there at all, in the source text itself, so that a
note survives a correction of the very word it quotes. One occurrence is an anchor, none is an orphan, several are an
ambiguity: the last two are problems, never guesses. All quotes of a source are searched for in one pass.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ahocorasick_rs import AhoCorasick

from jiaozhu.locale import _
from jiaozhu.model.ledger import Ledger
from jiaozhu.model.names import listed, suggested
from jiaozhu.model.note import Anchor, Target
from jiaozhu.model.problem import Problem, place_of
from jiaozhu.model.span import Span

#: Between blocks: a quote never crosses a paragraph border. (A noncharacter; quotes cannot contain it.)
BORDER = "\uffff"


@dataclass(frozen=True, slots=True)
class ReadingIndex:
    """The readings of all blocks of a source as one string, and the way back to block and source."""

    ledger: Ledger
    blocks: list[tuple[str, str, tuple[int, ...]]] = field(init=False)  #: (text, block, ledger spans)
    starts: list[int] = field(init=False)
    reading: str = field(init=False)

    def __post_init__(self) -> None:
        blocks: list[tuple[str, str, tuple[int, ...]]] = []
        parts: list[str] = []
        starts: list[int] = []
        at = 0
        spans = self.ledger.spans
        for text in self.ledger.texts:
            for block in text.blocks:
                reading = "".join([spans[index].reading for index in block.spans])
                blocks.append((text.id, block.id, block.spans))
                starts.append(at)
                parts.append(reading)
                at += len(reading) + 1
        object.__setattr__(self, "blocks", blocks)
        object.__setattr__(self, "starts", starts)
        object.__setattr__(self, "reading", BORDER.join(parts))

    def block_at(self, position: int) -> int:
        """Return the index of the block whose reading contains ``position`` of ``reading``."""
        return bisect_right(self.starts, position) - 1

    def origins(self, block: int, start: int, end: int) -> tuple[Span, ...]:
        """Return the source spans read at ``[start, end)`` of a block, in reading order, neighbours joined."""
        found: list[Span] = []
        for index in self.blocks[block][2]:
            entry = self.ledger.spans[index]
            offset = self.ledger.offset(index)
            if offset >= end:
                break
            if offset + len(entry.reading) <= start:
                continue
            span = entry.span
            if entry.span.length == len(entry.reading):
                low, high = max(0, start - offset), min(len(entry.reading), end - offset)
                span = Span(span.start + low, span.start + high)
            if found and found[-1].end == span.start:
                found[-1] = Span(found[-1].start, span.end)
            else:
                found.append(span)
        return tuple(found)


def anchor(targets: Sequence[Target], ledger: Ledger, source: str) -> tuple[list[Anchor | None], list[Problem]]:
    """Find each target of a source.

    Args:
        targets: What is looked for.
        ledger: The account of the source.
        source: The text of the source.

    Returns:
        The anchors in the order of the targets, None for each target that is not found or not unique; and a problem
        for each of those.
    """
    if not targets:
        return [], []
    index = ReadingIndex(ledger)
    problems: list[Problem] = []
    anchors: list[Anchor | None] = []
    needles = [target.prefix + target.quote + target.suffix for target in targets]
    in_reading = _occurrences(needles, index.reading)
    missing = [number for number, places in enumerate(in_reading) if not _in_text(targets[number], places, index)]
    in_source = dict(zip(missing, _occurrences([needles[n] for n in missing], source), strict=True))
    for number, target in enumerate(targets):
        places = _in_text(target, in_reading[number], index)
        if number in in_source:
            found = _from_source(target, in_source[number], index)
        else:
            found = [_at(target, place, index) for place in places]
        anchors.append(found[0] if len(found) == 1 else None)
        if len(found) > 1:
            problems.append(_ambiguous(target, found))
        elif not found:
            problems.append(_orphaned(target, in_reading[number], index))
    return anchors, problems


def _occurrences(needles: Sequence[str], haystack: str) -> list[list[int]]:
    """Where each needle begins, overlaps included, in one pass over the haystack."""
    found: list[list[int]] = [[] for _ in needles]
    by_text: dict[str, list[int]] = {}
    for number, needle in enumerate(needles):
        by_text.setdefault(needle, []).append(number)
    patterns = list(by_text)
    if patterns:
        for pattern, start, _end in AhoCorasick(patterns).find_matches_as_indexes(haystack, overlapping=True):
            for number in by_text[patterns[pattern]]:
                found[number].append(start)
    return found


def _in_text(target: Target, places: Iterable[int], index: ReadingIndex) -> list[int]:
    """The places in the text and the block that the target names, if it does."""
    if target.text is None and target.block is None:
        return list(places)
    return [place for place in places if _named(target, *index.blocks[index.block_at(place)][:2])]


def _named(target: Target, text: str, block: str) -> bool:
    return target.text in (None, text) and target.block in (None, block)


def _at(target: Target, place: int, index: ReadingIndex) -> Anchor:
    block = index.block_at(place)
    text, id = index.blocks[block][:2]
    start = place + len(target.prefix) - index.starts[block]
    end = start + len(target.quote)
    return Anchor(index.origins(block, start, end), text, id, start, end)


def _from_source(target: Target, places: Iterable[int], index: ReadingIndex) -> list[Anchor]:
    """Where the source's own words are read, if they are read in one block and in their order."""
    found = []
    for place in places:
        start = place + len(target.prefix)
        span = Span(start, start + len(target.quote))
        readings = [r for position in range(*span) if (r := index.ledger.forward(position)) is not None]
        if not readings:
            continue
        first, last = readings[0], readings[-1]
        scattered = any(after[:2] != first[:2] or after < before for before, after in pairwise(readings))
        if scattered or not _named(target, first.text, first.block):
            continue
        found.append(Anchor((span,), first.text, first.block, first.offset, last.end))
    return found


def _ambiguous(target: Target, found: Sequence[Anchor]) -> Problem:
    places = ", ".join(f"{item.text}#{item.block}" for item in found[:4])
    rest = " …" if len(found) > 4 else ""
    message = _(
        "the quote 「{quote}」 is in the text {n} times ({places})",
        quote=target.quote,
        n=len(found),
        places=places + rest,
    )
    hint = (
        _("add 'prefix' or 'suffix', the words next to it, until it is unique, or add 'block'")
        if len({(item.text, item.block) for item in found}) > 1
        else _("add 'prefix' or 'suffix', the words next to it, until it is unique")
    )
    return Problem(target.place, "N202", message, hint)


def _orphaned(target: Target, elsewhere: Sequence[int], index: ReadingIndex) -> Problem:
    message = _("the quote 「{quote}」 is not in the text", quote=target.quote)
    hint = _("copy it from the page: full-width punctuation, no line breaks, within one paragraph")
    key, suggestion = "quote", None
    texts = [text.id for text in index.ledger.texts]
    if target.text is not None and target.text not in texts:
        message = _("no text '{text}' in this source", text=target.text)
        key, hint = "text", listed(_("its texts are"), target.text, texts)
        suggestion = suggested(target.text, texts)
    elif any(target.text in (None, index.blocks[index.block_at(place)][0]) for place in elsewhere):
        others = ", ".join(dict.fromkeys(index.blocks[index.block_at(place)][1] for place in elsewhere))
        key, hint = "block", _("it is in {places}: correct or delete 'block'", places=others)
    elif elsewhere:
        others = ", ".join(sorted({index.blocks[index.block_at(place)][0] for place in elsewhere}))
        key, hint = "text", _("it is in {places}: correct or delete 'text'", places=others)
    elif target.quote in index.reading:
        key = "prefix" if target.prefix and target.prefix + target.quote not in index.reading else "suffix"
        hint = _("the quote alone is in the text: correct '{key}', the words right next to it", key=key)
    return Problem(place_of(target, key), "N201", message, hint, suggestion)
