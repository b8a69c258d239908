"""Labels that do not overlap: each is put at the nearest free place beside its point, with a line if that is far."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jiaozhu.outputs.drawings.drawing import rounded

__all__ = ["Box", "Label", "place_labels"]

#: Of a letter, in pixels; Latin ones are about half as wide.
_WIDE, _LATIN, _HIGH = 13.0, 7.2, 15.0
#: How far from its point a label may be, and the directions that are tried at each distance.
_DISTANCES, _DIRECTIONS = (8, 16, 26, 38, 52, 68, 86), 16
#: From so far on a line leads from the point to its label.
_LED = 20
#: Points of a panel that get labels: there is no room for more, and looking for it costs their square.
MOST_LABELS = 120


class Box(NamedTuple):
    """A rectangle, in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Return whether two rectangles have an area in common."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def holds(self, other: Box) -> bool:
        """Return whether another rectangle is inside."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )


class Label(NamedTuple):
    """A label on paper: where it begins, its base line, the room it takes, and whether a line leads to it."""

    x: float
    y: float
    box: Box
    line: tuple[float, float] | None  #: Where the line from the point ends.


def place_labels(
    points: Sequence[tuple[float, float]],
    words: Sequence[str],
    room: Box,
    taken: Sequence[Box] = (),
    *,
    enlarged: float = 1,
) -> list[Label | None]:
    """Return a place for the label of each point; None for one that has no room.

    Args:
        points: In pixels; those that come first choose first.
        words: Their labels.
        room: Where labels may be.
        taken: Where they may not be, beside the places of points.
        enlarged: How much larger than usual the letters are.
    """
    marks = [Box(x - 4, y - 4, x + 4, y + 4) for x, y in points]
    used = list(taken)
    found: list[Label | None] = []
    for number, ((x, y), label) in enumerate(zip(points, words, strict=True)):
        if number >= MOST_LABELS:
            found.append(None)
            continue
        others = [*used, *marks]
        placed = next((place for place in _places(x, y, label, enlarged) if _free(place.box, room, others)), None)
        if placed is not None:
            used.append(placed.box)
        found.append(placed)
    return found


def _free(box: Box, room: Box, taken: Sequence[Box]) -> bool:
    return room.holds(box) and not any(box.meets(other) for other in taken)


def _places(x: float, y: float, label: str, enlarged: float) -> Iterator[Label]:
    """The places of a label around a point, the nearest first; at each distance the one on the right first."""
    width = enlarged * sum(_LATIN if char.isascii() else _WIDE for char in label)
    high = enlarged * _HIGH
    for distance in _DISTANCES:
        for step in _turns():
            angle = 2 * math.pi * step / _DIRECTIONS
            across, down = math.cos(angle), math.sin(angle)
            centre_x = x + across * (distance + width / 2)
            centre_y = y + down * (distance + high / 2)
            left, top = centre_x - width / 2, centre_y - high / 2
            box = Box(left, top, left + width, top + high)
            end = (rounded(_nearest(x, box.left, box.right)), rounded(_nearest(y, box.top + 2, box.bottom - 2)))
            yield Label(rounded(left), rounded(top + 11.5 * enlarged), box, end if distance >= _LED else None)


def _turns() -> Iterator[int]:
    """Steps of a circle, from the right to both sides."""
    yield 0
    for step in range(1, _DIRECTIONS // 2):
        yield from (-step, step)
    yield _DIRECTIONS // 2


def _nearest(value: float, low: float, high: float) -> float:
    return min(max(value, low), high)
