"""Reading order: which fragments were moved, if as few as possible were."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from jiaozhu.model.span import Span


def moved_fragments(spans: Sequence[Span]) -> frozenset[Span]:
    """Return the fragments that are not in a longest run of fragments in source order.

    What stays in place is a longest increasing subsequence (patience sorting, O(n log n)); everything else was moved.
    Of equal solutions, the one whose fragments end earliest stays.

    Args:
        spans: In reading order.
    """
    tails: list[int] = []  # tails[k]: start of the last fragment of the best run of length k + 1
    holders: list[int] = []  # which fragment that is
    previous: list[int] = [-1] * len(spans)
    for index, span in enumerate(spans):
        length = bisect_left(tails, span.start)
        previous[index] = holders[length - 1] if length else -1
        tails[length : length + 1] = [span.start]
        holders[length : length + 1] = [index]
    stays: set[int] = set()
    at = holders[-1] if holders else -1
    while at >= 0:
        stays.add(at)
        at = previous[at]
    return frozenset(span for index, span in enumerate(spans) if index not in stays)
