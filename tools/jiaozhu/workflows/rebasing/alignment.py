"""Which character of a new witness is which of the old one.

Stretches that are in both, and once in each, are found first, in any order: so a paragraph that was moved is found too.
What is between two of them is compared character by character. A likeness without likeness around it is chance, and is
dropped. The cost grows with the length of the texts, not with its square.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from rapidfuzz.distance import Levenshtein

from jiaozhu.workflows.rebasing.seeds import SEED, Match, inner_seeds, seeds
from jiaozhu.workflows.rebasing.streams import Stream

#: Most cells of one comparison: past it (a runaway of the recogniser, say) only its two ends are compared.
_CELLS = 400_000_000
#: On one side of a character at least, so much of what is beside it must have been found again too.
_NEAR, _ENOUGH = 7, 0.6


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two streams, and which character of one is which of the other."""

    old: Stream
    new: Stream
    forward: Sequence[int]  #: For each character of ``old`` that of ``new``, or -1.
    backward: Sequence[int]  #: The other way.

    def carried(self, position: int) -> int | None:
        """Return where the character at a code point of the old text is in the new text; None if it is lost."""
        span = self.old.within(position, position + 1)
        at = self.forward[span[0]] if span else -1
        return self.new.places[at] if at >= 0 else None


def align(old: Stream, new: Stream) -> Alignment:
    """Find each character of one stream in another."""
    weave = _Weave(old, new)
    matches = weave.matches()
    weave.between(matches)
    weave.drop_chance()
    weave.whole_lines()
    return Alignment(old, new, weave.forward, weave.backward)


class _Weave:
    """The two maps while they are made."""

    def __init__(self, old: Stream, new: Stream) -> None:
        self.old, self.new = old, new
        self.forward = [-1] * len(old.text)
        self.backward = [-1] * len(new.text)
        self._borders = [0, *old.breaks, len(old.text)]
        self._sure = bytearray(len(old.text))  # found by a seed: never chance

    def matches(self) -> list[Match]:
        """Maximal stretches that are in both around a seed that is once in each; in the order of the old text.

        First those inside a line, then those that run over its end: when lines change places, what follows one of them
        may begin as what followed it before. So only whole lines are taken on from there.
        """
        pairs = seeds(self.old.text, self.new.text)
        found = [match for inside in (True, False) for i, j in pairs if (match := self._around(i, j, inside=inside))]
        return [self._run_on(match) for match in sorted(found)]

    def _run_on(self, match: Match) -> Match:
        """The match with whole lines of the old text before and after it that follow there too."""
        i, j, length = match
        borders = self._borders
        at = bisect_left(borders, i)
        while at > 0 and borders[at] == i and self._same(borders[at - 1], i, j - (i - borders[at - 1])):
            size = i - borders[at - 1]
            i, j, length, at = i - size, j - size, length + size, at - 1
        at = bisect_left(borders, i + length)
        while (
            at + 1 < len(borders) and borders[at] == i + length and self._same(borders[at], borders[at + 1], j + length)
        ):
            length, at = length + borders[at + 1] - borders[at], at + 1
        grown = Match(i, j, length)
        if grown != match:
            self._join(grown)
            self._sure[i : i + length] = b"\1" * length
        return grown

    def _same(self, start: int, end: int, there: int) -> bool:
        """Whether ``old[start:end]`` is at ``there`` in the new text, and neither was found yet."""
        fits = start < end and there >= 0 and there + end - start <= len(self.new.text)
        return fits and all(self._free(at, there + at - start) for at in range(start, end))

    def _around(self, i: int, j: int, *, inside: bool) -> Match | None:
        """The stretch around a seed, if it is free: ``inside`` one line of each text, or as far as it goes."""
        if self.forward[i] >= 0 or self.backward[j] >= 0:
            return None
        borders = [
            _line(stream.breaks if inside else (), at, len(stream.text))
            for stream, at in ((self.old, i), (self.new, j))
        ]
        low, high = max(low for low, _ in borders), min(high for _, high in borders)
        if high < SEED:
            return None
        start = length = 0
        while start > low and self._free(i + start - 1, j + start - 1):
            start -= 1
        while length < high and self._free(i + length, j + length):
            length += 1
        match = Match(i + start, j + start, length - start)
        self._join(match)
        self._sure[match.old : match.old + match.length] = b"\1" * match.length
        return match

    def between(self, matches: Iterable[Match]) -> None:
        """Compare what lies between neighbours; where only one witness has them as neighbours, to the line's end."""
        ends = Match(len(self.old.text), len(self.new.text), 0)
        ordered = [Match(0, 0, 0), *matches, ends]
        by_new = sorted(ordered, key=lambda match: (match.new, match.length))
        rank = {match: number for number, match in enumerate(by_new)}
        for one, two in pairwise(ordered):
            a, b = one.old + one.length, one.new + one.length
            if rank[two] == rank[one] + 1:
                self._fill(a, two.old, b, two.new)
                continue
            follower = by_new[rank[one] + 1].new if rank[one] + 1 < len(by_new) else len(self.new.text)
            leader = by_new[rank[two] - 1]
            self._fill(a, _first(self.old.breaks, a, two.old), b, _first(self.new.breaks, b, follower))
            after = leader.new + leader.length
            self._fill(_last(self.old.breaks, a, two.old), two.old, _last(self.new.breaks, after, two.new), two.new)

    def drop_chance(self) -> None:
        """Let go of characters that were found alone: their neighbours were not found with them."""
        a, b = self.old.text, self.new.text
        self._keep_whole_lines()
        before = [0, *accumulate(j >= 0 and a[i] == b[j] for i, j in enumerate(self.forward))]
        behind = [0, *accumulate(i >= 0 and a[i] == b[j] for j, i in enumerate(self.backward))]
        loose = [
            i
            for i, j in enumerate(self.forward)
            if j >= 0 and not self._sure[i] and not (_dense(before, i) and _dense(behind, j))
        ]
        for i in loose:
            self.backward[self.forward[i]] = -1
            self.forward[i] = -1

    def _keep_whole_lines(self) -> None:
        """A line that is a line of the other witness, letter for letter, is no chance, however short."""
        borders = {0, *self.new.breaks, len(self.new.text)}
        for start, end in pairwise(self._borders):
            to = self.forward[start] if start < end else -1
            there = range(to, to + end - start)
            whole = to in borders and there.stop in borders and self.forward[start:end] == list(there)
            if whole and self.old.text[start:end] == self.new.text[there.start : there.stop]:
                self._sure[start:end] = b"\1" * (end - start)

    def whole_lines(self) -> None:
        """Lines that were not found, and are once in each witness letter for letter: short ones that were moved."""
        ours, theirs = (
            _lines_once(stream, taken) for stream, taken in ((self.old, self.forward), (self.new, self.backward))
        )
        for line, i in ours.items():
            j = theirs.get(line, -1)
            if j >= 0 and self.old.text.count(line) == 1 and self.new.text.count(line) == 1:
                self._join(Match(i, j, len(line)))

    def _free(self, i: int, j: int) -> bool:
        return self.old.text[i] == self.new.text[j] and self.forward[i] < 0 and self.backward[j] < 0

    def _join(self, match: Match) -> None:
        """Where two stretches reach for the same characters, they stay with the first."""
        for i, j in zip(range(match.old, match.old + match.length), range(match.new, len(self.backward)), strict=False):
            if self.forward[i] < 0 and self.backward[j] < 0:
                self.forward[i], self.backward[j] = j, i

    def _fill(self, a1: int, a2: int, b1: int, b2: int) -> None:
        """Compare ``old[a1:a2]`` and ``new[b1:b2]``, whose ends are known to belong together."""
        a, b = self.old.text, self.new.text
        while a1 < a2 and b1 < b2 and self._free(a1, b1):
            self._join(Match(a1, b1, 1))
            a1, b1 = a1 + 1, b1 + 1
        while a1 < a2 and b1 < b2 and self._free(a2 - 1, b2 - 1):
            a2, b2 = a2 - 1, b2 - 1
            self._join(Match(a2, b2, 1))
        if a1 >= a2 or b1 >= b2:
            return
        at_a, at_b = a1, b1
        for match in [*inner_seeds(a[a1:a2], b[b1:b2]), Match(a2 - a1, b2 - b1, 0)]:
            self._compare(at_a, a1 + match.old, at_b, b1 + match.new)
            self._join(Match(a1 + match.old, b1 + match.new, match.length))
            at_a, at_b = a1 + match.old + match.length, b1 + match.new + match.length

    def _compare(self, a1: int, a2: int, b1: int, b2: int) -> None:
        if a1 >= a2 or b1 >= b2 or (a2 - a1) * (b2 - b1) > _CELLS:
            return
        for step in Levenshtein.opcodes(self.old.text[a1:a2], self.new.text[b1:b2]):
            if step.tag in ("equal", "replace"):
                self._join(Match(a1 + step.src_start, b1 + step.dest_start, step.src_end - step.src_start))


def _dense(sums: Sequence[int], at: int) -> bool:
    """Whether enough of what is on one side of ``at``, itself included, was found."""
    low, high = max(0, at + 1 - _NEAR), min(len(sums) - 1, at + _NEAR)
    least = _ENOUGH * min(_NEAR, len(sums) - 1)
    return sums[at + 1] - sums[low] >= least or sums[high] - sums[at] >= least


def _lines_once(stream: Stream, taken: Sequence[int]) -> dict[str, int]:
    """Lines none of which was found, and where they begin."""
    found: dict[str, int] = {}
    for start, end in pairwise([0, *stream.breaks, len(stream.text)]):
        if end - start > 1 and all(at < 0 for at in taken[start:end]):
            line = stream.text[start:end]
            found[line] = -1 if line in found else start
    return {line: at for line, at in found.items() if at >= 0}


def _line(breaks: Sequence[int], at: int, length: int) -> tuple[int, int]:
    """The borders of the line that holds ``at``, counted from there."""
    number = bisect_right(breaks, at)
    low = breaks[number - 1] if number else 0
    return low - at, (breaks[number] if number < len(breaks) else length) - at


def _first(breaks: Sequence[int], low: int, high: int) -> int:
    """The first break of ``[low, high]``, or ``high``."""
    at = bisect_left(breaks, low)
    return breaks[at] if at < len(breaks) and breaks[at] < high else high


def _last(breaks: Sequence[int], low: int, high: int) -> int:
    """The last break of ``[low, high]``, or ``low`` where the line began before."""
    at = bisect_left(breaks, high + 1) - 1
    return breaks[at] if at >= 0 and breaks[at] > low else low
