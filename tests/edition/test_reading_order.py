"""What was moved: as little as possible."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jiaozhu.edition.editing.order import moved_fragments
from jiaozhu.model.span import Span


def moved(starts: list[int]) -> list[int]:
    return sorted(span.start for span in moved_fragments([Span(start, start + 1) for start in starts]))


@pytest.mark.parametrize(
    ("order", "expected"),
    [([], []), ([1], []), ([1, 2, 3], []), ([3, 1, 2], [3]), ([2, 3, 1], [1]), ([1, 9, 2, 3], [9]), ([2, 1], [2])],
)
def test_the_fewest_are_moved(order: list[int], expected: list[int]) -> None:
    assert moved(order) == expected


@given(st.permutations(range(7)))
def test_no_smaller_set_would_do(order: list[int]) -> None:
    gone = moved(order)
    rest = [start for start in order if start not in gone]
    assert rest == sorted(rest)
    for fewer in combinations(order, max(0, len(gone) - 1)):
        left = [start for start in order if start not in fewer]
        assert left != sorted(left) or not gone
