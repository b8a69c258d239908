"""Anchoring: notes, quantities and events hold to quotes, exactly and uniquely, or fail loudly.

A quote is looked for in the reading text of the source; if it is not there at all, in the source text itself, so that a
note survives a correction of the very word it quotes. One occurrence is an anchor, none is an orphan, several are an
ambiguity: the last two are problems, never guesses. All quotes of a source are searched for in one pass.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from jiaozhu.edition.nearest import nearest
from jiaozhu.locale import _
from jiaozhu.model.ledger import Ledger
from jiaozhu.model.names import listed, suggested
from jiaozhu.model.note import Anchor, Target
from jiaozhu.model.problem import Problem, place_of
from jiaozhu.model.span import Span

#: Places of a quote that are looked at. One that is there more often is ambiguous, however many they are.
MOST_PLACES = 100
#: Code points of a text that are searched at a time: the fewer, the more is found in them.
_SHORTEST_STEP, _LONGEST_STEP = 256, 65_536
#: Quotes of a source for which near words are looked for.
_MOST_HELPED = 20
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

    def readings(self) -> Iterator[tuple[str, str, str]]:
        """Yield the id of the text, the id, and the reading of each block."""
        ends = [*(start - 1 for start in self.starts[1:]), len(self.reading)]
        for (text, block, _spans), start, end in zip(self.blocks, self.starts, ends, strict=False):
            yield text, block, self.reading[start:end]

    def block_at(self, position: int) -> int:
        """Return the index of the block whose reading contains ``position`` of ``reading``."""
        return bisect_right(self.starts, position) - 1

    def origins(self, block: int, start: int, end: int) -> tuple[Span, ...]:
        """Return the source spans read at ``[start, end)`` of a block, in reading order, neighbours joined."""
        found: list[Span] = []
        indices = self.blocks[block][2]
        first = max(0, bisect_right(indices, start, key=self.ledger.offset) - 1)
        for index in indices[first:]:
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

    def ranges(self, text: str | None, block: str | None) -> list[Span]:
        """Return where in ``reading`` each block of a text is; all of them, and blocks of any id, if none is named."""
        borders = [*(start - 1 for start in self.starts[1:]), len(self.reading)]
        every = zip(self.blocks, self.starts, borders, strict=True)
        return [
            Span(start, end) for (of, id, _spans), start, end in every if text in (None, of) and block in (None, id)
        ]


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
    in_reading = [
        _in_text(*item, index) for item in zip(targets, needles, _occurrences(needles, index.reading), strict=True)
    ]
    missing = [number for number, places in enumerate(in_reading) if not places.named]
    in_source = dict(zip(missing, _occurrences([needles[n] for n in missing], source), strict=True))
    for number, target in enumerate(targets):
        places = in_reading[number]
        if number in in_source:
            found, more = _from_source(target, in_source[number].places, index), in_source[number].more
        else:
            found, more = [_at(target, place, index) for place in places.named[:2]], False
        if len(found) == 1 and not more:
            anchors.append(found[0])
            continue
        anchors.append(None)
        if found or (more and not places.places):
            named = [index.blocks[index.block_at(place)][:2] for place in places.named]
            problems.append(
                _ambiguous(target, named or [(item.text, item.block) for item in found], places.more or more)
            )
        else:
            problems.append(_orphaned(target, places.places, index, helps=len(problems) < _MOST_HELPED))
    return anchors, problems


class _Found(NamedTuple):
    """Where a needle begins: the first places, and whether there are more."""

    places: list[int]
    more: bool = False
    named: Sequence[int] = ()  #: Those of the places that are in the text and the block that a target names.


def _occurrences(needles: Sequence[str], haystack: str) -> list[_Found]:
    """Where each needle begins, overlaps included, in one pass over the haystack.

    The haystack is searched in steps, and what has been found often enough is not looked for any more: a run of one
    letter holds thousands of quotes at each of its places.
    """
    places: dict[str, list[int]] = {needle: [] for needle in needles}
    full: set[str] = set()
    at, step, longest = 0, _SHORTEST_STEP, max(map(len, needles), default=0)
    patterns, automaton = list(places), AhoCorasick(list(places))
    while patterns and at < len(haystack):
        matches = automaton.find_matches_as_indexes(haystack[at : at + step + longest - 1], overlapping=True)
        for pattern, start, _end in matches:
            if start >= step:
                continue  # the next step finds it again
            needle = patterns[pattern]
            if len(places[needle]) < MOST_PLACES:
                places[needle].append(at + start)
            else:
                full.add(needle)
        at += step
        step = max(_SHORTEST_STEP, step // 2) if len(matches) > step else min(_LONGEST_STEP, step * 2)
        if not full.isdisjoint(patterns):
            patterns = [needle for needle in patterns if needle not in full]
            automaton = AhoCorasick(patterns)
    return [_Found(places[needle], needle in full) for needle in needles]


def _in_text(target: Target, needle: str, found: _Found, index: ReadingIndex) -> _Found:
    """With the places in the text and the block that the target names, if it does."""
    if target.text is None and target.block is None:
        return found._replace(named=found.places)
    if not found.more:
        places = [place for place in found.places if _named(target, *index.blocks[index.block_at(place)][:2])]
        return found._replace(named=places)
    places = []
    for start, end in index.ranges(target.text, target.block):
        at = index.reading.find(needle, start, end)
        while at >= 0 and len(places) <= MOST_PLACES:
            places.append(at)
            at = index.reading.find(needle, at + 1, end)
    return _Found(found.places, len(places) > MOST_PLACES, places[:MOST_PLACES])


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
        borders = index.ledger.borders(span)
        readings = [r for position in borders if (r := index.ledger.forward(position)) is not None]
        if not readings:
            continue
        first, last = readings[0], readings[-1]
        scattered = any(after[:2] != first[:2] or after < before for before, after in pairwise(readings))
        if scattered or not _named(target, first.text, first.block):
            continue
        found.append(Anchor((span,), first.text, first.block, first.offset, last.end))
    return found


def _ambiguous(target: Target, found: Sequence[tuple[str, str]], more: bool) -> Problem:
    places = ", ".join(f"{text}#{block}" for text, block in found[:4])
    rest = " …" if len(found) > 4 or more else ""
    message = _(
        "the quote 「{quote}」 is in the text {n} times ({places})",
        quote=target.quote,
        n=_("more than {n}", n=MOST_PLACES) if more else len(found),
        places=places + rest,
    )
    hint = (
        _("add 'prefix' or 'suffix', the words next to it, until it is unique, or add 'block'")
        if len(set(found)) > 1
        else _("add 'prefix' or 'suffix', the words next to it, until it is unique")
    )
    return Problem(target.place, "N202", message, hint)


def _orphaned(target: Target, elsewhere: Sequence[int], index: ReadingIndex, *, helps: bool) -> Problem:
    message = _("the quote 「{quote}」 is not in the text", quote=target.quote)
    key, suggestion, hint = "quote", None, ""
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
    else:
        near = nearest(target.quote, index.readings()) if helps else None
        hint = (
            near.hint
            if near
            else _("copy it from the page: full-width punctuation, no line breaks, within one paragraph")
        )
    return Problem(place_of(target, key), "N201", message, hint, suggestion)
