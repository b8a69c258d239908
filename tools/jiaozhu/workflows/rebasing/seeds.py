"""Seeds: stretches that are in each of two texts once, and so show where one is in the other."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

#: Characters of a stretch that is a seed in whole texts, and in what is between two known places.
SEED, _INNER_SEED = 12, 5
#: Of longer texts only so many seeds are looked at: every n-th kind, by its first character.
_SEEDS = 250_000
#: Stretches shorter than this need no seeds of their own.
_SHORT = 64


class Match(NamedTuple):
    """``length`` characters from ``old`` that are those from ``new``."""

    old: int
    new: int
    length: int


def seeds(old: str, new: str) -> list[tuple[int, int]]:
    """Return where stretches of ``SEED`` characters that each text has once begin in both, in the old text's order."""
    step = 1 + max(len(old), len(new)) // _SEEDS
    theirs = _once(new, SEED, step)
    return sorted((i, theirs[gram]) for gram, i in _once(old, SEED, step).items() if gram in theirs)


def inner_seeds(a: str, b: str) -> Iterator[Match]:
    """Yield the most seeds of a longer stretch that are in the same order in both; extended, not overlapping."""
    if min(len(a), len(b)) <= _SHORT:
        return
    theirs = _once(b, _INNER_SEED)
    pairs = [(i, theirs[gram]) for gram, i in _once(a, _INNER_SEED).items() if gram in theirs]
    at_a = at_b = 0
    for i, j in rising(sorted(pairs)):
        if i < at_a or j < at_b:
            continue
        length = _INNER_SEED
        while i + length < len(a) and j + length < len(b) and a[i + length] == b[j + length]:
            length += 1
        yield Match(i, j, length)
        at_a, at_b = i + length, j + length


def rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return a longest run of ``pairs`` (rising in their first) that rises in the second too; patience sorting."""
    tails: list[int] = []
    holders: list[int] = []
    previous = [-1] * len(pairs)
    for number, (_, j) in enumerate(pairs):
        length = bisect_left(tails, j)
        previous[number] = holders[length - 1] if length else -1
        tails[length : length + 1] = [j]
        holders[length : length + 1] = [number]
    run = []
    at = holders[-1] if holders else -1
    while at >= 0:
        run.append(pairs[at])
        at = previous[at]
    return run[::-1]


def _once(text: str, size: int, step: int = 1) -> dict[str, int]:
    """Stretches of ``size`` characters that are in ``text`` once, and where; about one in ``step`` of them."""
    found: dict[str, int] = {}
    for at in range(len(text) - size + 1):
        if step == 1 or ord(text[at]) % step == 0:
            gram = text[at : at + size]
            found[gram] = -1 if gram in found else at
    return {gram: at for gram, at in found.items() if at >= 0}
