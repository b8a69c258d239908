"""Where the words that something quotes from one reading are in another: found, proposed, or lost.

A place is found only if the old target finds it by itself, exactly and once, where the comparison of the two readings
leads, and that of the two sources agrees. Anything else is a proposal with its scores; below the floor it is nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from jiaozhu.edition.anchoring import BORDER, ReadingIndex, anchor
from jiaozhu.edition.comparing import comparable
from jiaozhu.edition.editing.apply import EditedSource
from jiaozhu.edition.places import Spot, unique_target
from jiaozhu.locale import Lazy, lazy
from jiaozhu.model.note import Anchor, Target
from jiaozhu.model.span import Span
from jiaozhu.workflows.rebasing.alignment import Alignment, align
from jiaozhu.workflows.rebasing.streams import stream_of_reading

#: Code points on either side of a quote by which a place is judged.
_CONTEXT = 32
#: The least likeness of a proposed quote and of the better of its two sides, from 0 to 1; one pair must hold.
FLOOR = ((0.8, 0.6), (1.0, 0.4), (0.5, 0.8))
#: A quote that is at several free places is proposed only if the best is better by so much.
_AHEAD = 0.15
#: Free places of a quote that are looked at.
_MOST = 50


class State(StrEnum):
    """What became of a target."""

    EXACT = "exact"  #: It is found unchanged.
    PROPOSED = "proposed"  #: There is a place for it, for a person to judge.
    ORPHANED = "orphaned"  #: No place was found.


class Placement(NamedTuple):
    """What became of a target, and where."""

    state: State
    anchor: Anchor | None = None  #: In the new reading; None for orphans.
    target: Target | None = None  #: What would be found there; the old one if it is.
    quote: float = 0.0  #: How alike the words are, from 0 to 1.
    context: float = 0.0  #: How alike the better of the two sides is.
    why: str | Lazy = ""  #: Of an orphan.


class _Spot(NamedTuple):
    """A stretch of the new reading, scored."""

    start: int
    end: int
    quote: float
    context: float


@dataclass(frozen=True, slots=True)
class Placer:
    """Two readings of what should be one text, compared once for all targets.

    The readings show more, because they include what editors changed. The sources show what the readings cannot: which
    of two equal passages it was, if one of them is left out.
    """

    old: ReadingIndex
    new: ReadingIndex
    edited: EditedSource  #: The new one.
    alignment: Alignment  #: Of the readings.
    sources: Alignment
    _old_blocks: dict[tuple[str, str], int] = field(init=False, repr=False)
    _new_blocks: dict[tuple[str, str], int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_old_blocks", _numbers(self.old))
        object.__setattr__(self, "_new_blocks", _numbers(self.new))

    @classmethod
    def of(cls, old: EditedSource, new: EditedSource, sources: Alignment) -> Placer:
        """Return a placer for the readings of two sources that are already compared."""
        one, other = ReadingIndex(old.ledger), ReadingIndex(new.ledger)
        return cls(one, other, new, align(stream_of_reading(one), stream_of_reading(other)), sources)

    def place(self, targets: Sequence[Target], anchors: Sequence[Anchor | None]) -> list[Placement]:
        """Return what became of each target.

        Args:
            targets: As they are written down.
            anchors: Where each was found in the old reading; None where it was not.
        """
        found, _ = anchor(targets, self.edited.ledger, self.edited.document.text)
        return [
            self._placed(target, before, after)
            if before
            else Placement(State.ORPHANED, why=lazy("it was not found in the old source either"))
            for target, before, after in zip(targets, anchors, found, strict=True)
        ]

    def _placed(self, target: Target, before: Anchor, after: Anchor | None) -> Placement:
        start = _start(self.old, self._old_blocks, before)
        end = start + before.end - before.start
        led = self._led(before.origin)
        agreed = after and self._agrees(start, end, _start(self.new, self._new_blocks, after))
        if after and agreed and not _contradicted(led, after.origin):
            return Placement(State.EXACT, after, target, 1.0, 1.0)
        words = {target.quote, self.old.reading[start:end]}
        spots = [*self._carried(start, end, led, words), *self._free(start, end, target.quote)]
        best = sorted(spots, key=lambda spot: spot.quote + spot.context, reverse=True)[:2]
        if not best or not _above_floor(best[0]):
            return Placement(State.ORPHANED, why=lazy("nothing in the new source is like it"))
        if len(best) > 1 and sum(best[0][2:]) - sum(best[1][2:]) < _AHEAD:
            return Placement(State.ORPHANED, why=lazy("several places of the new source are like it"))
        return self._proposal(best[0], target.block is not None)

    def _agrees(self, start: int, end: int, there: int) -> bool:
        """Whether the comparison leads each character of ``[start, end)`` to its like from ``there`` on, as far as it
        leads anywhere, and leads at least half of them."""
        known = 0
        span = self.alignment.old.within(start, end)
        for at in span:
            to = self.alignment.forward[at]
            if to >= 0:
                known += 1
                if self.alignment.new.places[to] - there != self.alignment.old.places[at] - start:
                    return False
        return 2 * known >= len(span) > 0

    def _led(self, origin: Sequence[Span]) -> list[int]:
        """Where the comparison of the sources leads the characters that were quoted: code points of the new source."""
        chars = (at for span in origin for at in self.sources.old.within(*span))
        return [self.sources.new.places[to] for at in chars if (to := self.sources.forward[at]) >= 0]

    def _carried(self, start: int, end: int, led: Sequence[int], words: set[str]) -> Iterator[_Spot]:
        """The stretch to which the comparison of the readings leads, or else that of the sources, if its characters
        stay together."""
        forward, places = self.alignment.forward, self.alignment.new.places
        by_reading = [places[to] for at in self.alignment.old.within(start, end) if (to := forward[at]) >= 0]
        for chars in (by_reading, [at for place in led if (at := self._read_at(place)) is not None]):
            if not chars or any(after < before for before, after in pairwise(chars)):
                continue
            low, high = chars[0], chars[-1] + 1
            if high - low <= 2 * (end - start) + 8 and not _contradicted(led, self._origins(low, high)):
                yield self._scored(start, end, low, high, words)
                return

    def _read_at(self, place: int) -> int | None:
        """Where code point ``place`` of the new source is read; None if it is not."""
        there = self.edited.ledger.forward(place)
        return None if there is None else self.new.starts[self._new_blocks[there.text, there.block]] + there.offset

    def _origins(self, low: int, high: int) -> tuple[Span, ...]:
        number = self.new.block_at(low)
        return self.new.origins(number, low - self.new.starts[number], high - self.new.starts[number])

    def _free(self, start: int, end: int, quote: str) -> Iterator[_Spot]:
        """Exact words at places of the new reading to which no place of the old one leads."""
        if any(self.alignment.forward[at] >= 0 for at in self.alignment.old.within(start, end)):
            return
        at = self.new.reading.find(quote)
        for _ in range(_MOST):
            if at < 0:
                return
            if all(self.alignment.backward[i] < 0 for i in self.alignment.new.within(at, at + len(quote))):
                yield self._scored(start, end, at, at + len(quote), {quote})
            at = self.new.reading.find(quote, at + 1)

    def _scored(self, start: int, end: int, low: int, high: int, words: set[str]) -> _Spot:
        there = comparable(self.new.reading[low:high])
        quote = max(Levenshtein.normalized_similarity(comparable(word), there) for word in words)
        before, after = (_sides(self.old.reading, start, end), _sides(self.new.reading, low, high))
        alike = (Levenshtein.normalized_similarity(one, other) for one, other in zip(before, after, strict=True) if one)
        return _Spot(low, high, quote, max(alike, default=0.0))

    def _proposal(self, spot: _Spot, by_block: bool) -> Placement:
        words = self.new.reading[spot.start : spot.end]
        if BORDER in words:
            return Placement(State.ORPHANED, why=lazy("its words are in two paragraphs of the new source"))
        text, block, _ = self.new.blocks[number := self.new.block_at(spot.start)]
        target = unique_target(self.new, Spot(text, block, spot.start, ""), words, by_block=by_block)
        if target is None:
            return Placement(State.ORPHANED, why=lazy("its paragraph is in the new source more than once"))
        start, end = spot.start - self.new.starts[number], spot.end - self.new.starts[number]
        place = Anchor(self._origins(spot.start, spot.end), text, block, start, end)
        return Placement(State.PROPOSED, place, target, round(spot.quote, 2), round(spot.context, 2))


def _contradicted(led: Sequence[int], origin: Sequence[Span]) -> bool:
    """Whether the comparison of the sources leads to another place: a quarter of the characters or more are not in
    ``origin``."""
    outside = sum(not any(span.start <= place < span.end for span in origin) for place in led)
    return 4 * outside >= len(led) > 0


def _above_floor(spot: _Spot) -> bool:
    return any(spot.quote >= quote and spot.context >= context for quote, context in FLOOR)


def _numbers(index: ReadingIndex) -> dict[tuple[str, str], int]:
    return {(text, block): number for number, (text, block, _) in enumerate(index.blocks)}


def _start(index: ReadingIndex, numbers: dict[tuple[str, str], int], place: Anchor) -> int:
    """Where an anchor begins in the whole reading."""
    return index.starts[numbers[place.text, place.block]] + place.start


def _sides(reading: str, start: int, end: int) -> tuple[str, str]:
    """What is before and after a stretch, in its paragraph and beyond."""
    return comparable(reading[max(0, start - _CONTEXT) : start]), comparable(reading[end : end + _CONTEXT])
