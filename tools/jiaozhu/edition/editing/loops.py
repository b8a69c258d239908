"""Runaway loops of a recogniser: runs that count upward, and runs that repeat with an exact period.

Both searches are linear. Near-exact and alternating loops need judgement and are an editor's emendation.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from jiaozhu.language import profile_for
from jiaozhu.language.profile import Numerals

#: Fewer items than this may be an honest enumeration (一、二、三 … 二十).
LEAST_ITEMS = 30
#: Share of steps that must count upward by one: a recogniser skips now and then.
LEAST_STEPS = 0.9

#: The longest period looked for, and the least length of a repeating run: four times the period, and long
#: enough that no refrain or slogan (「加油！加油！加油！」) is touched.
LONGEST_PERIOD = 60
LEAST_RUN = 48
LEAST_REPEATS = 4

#: A sample this long is taken every so many characters and looked for again within the longest period. Any run that
#: counts is at least ``2 * _SAMPLE`` longer than its period, so one of its samples is whole inside it.
_SAMPLE = 16

#: What legitimately repeats: leaders, rules, masks, blanks.
_LEADERS = re.compile(r"[\s.．。·・…—–\-_＿=＝*＊×XxＸ□○●■◆0０~～/\\|]*")


class _Counting(NamedTuple):
    """Patterns of a language: a run of numerals, and one of them."""

    run: re.Pattern[str]
    item: re.Pattern[str]


@cache
def _counting(characters: str) -> _Counting:
    """The patterns for numerals of some characters, and of digits.

    A run begins at the first digit of a numeral only, and numerals are bounded: a million digits cost one pass.
    """
    numeral = rf"(?:[{characters}]{{1,24}}|[0-9]{{1,18}})" if characters else "(?:[0-9]{1,18})"
    run = rf"(?<![{characters}0-9])(?:{numeral}[、，,；; ]){{{LEAST_ITEMS},}}+(?:{numeral})?+"
    return _Counting(re.compile(run), re.compile(numeral))


def find_loops(text: str, numerals: Numerals | None = None) -> list[tuple[int, int]]:
    """Find what a recogniser wrote out of control.

    Args:
        text: One block's reading.
        numerals: Of its language; by default those of the first language.

    Returns:
        Half-open ranges of code points to leave out, in order: whole counting runs, and of repeating runs all but the
        first period.
    """
    counting = list(_counting_runs(text, numerals or profile_for().numerals))
    starts = [start for start, _ in counting]
    repeating = []
    for start, end in _repeating_runs(text):
        before = bisect_left(starts, end) - 1  # counting runs do not overlap: only the last to begin before ``end`` can
        if before < 0 or counting[before][1] <= start:
            repeating.append((start, end))
    return sorted(counting + repeating)


def _counting_runs(text: str, numerals: Numerals) -> Iterator[tuple[int, int]]:
    patterns = _counting(numerals.characters)
    for match in patterns.run.finditer(text):
        values = [numerals.value(item) for item in patterns.item.findall(match.group())]
        steps = sum(after - before == 1 for before, after in pairwise(values))
        if steps >= LEAST_STEPS * (len(values) - 1):
            yield match.span()


def _repeating_runs(text: str) -> Iterator[tuple[int, int]]:
    """Exact repetitions: samples of the text that occur again close by, followed both ways as far as they repeat.

    Ordinary text costs one short search a sample; a run is walked once, because samples inside it are passed over.
    """
    done = 0
    for start in range(0, len(text) - LEAST_RUN + 1 + _SAMPLE, _SAMPLE):
        if start < done:
            continue
        again = text.find(text[start : start + _SAMPLE], start + 1, start + LONGEST_PERIOD + _SAMPLE)
        if again < 0:
            continue
        first, end, period = _run_around(text, start, again - start, done)
        if end - first < max(LEAST_RUN, LEAST_REPEATS * period):
            continue
        done = end
        if not _LEADERS.fullmatch(text, first, first + period):
            yield first + period, end


def _run_around(text: str, at: int, period: int, floor: int) -> tuple[int, int, int]:
    """The stretch around ``at`` in which every character occurs again ``period`` further on: (begin, end, period)."""
    end = at + period
    while end < len(text) and text[end] == text[end - period]:
        end += 1
    while at > floor and text[at - 1] == text[at - 1 + period]:
        at -= 1
    return at, end, period
