"""A map of places by their coordinates, without outlines: points, a graticule, a scale, and panels for dense parts.

It is equirectangular: degrees of longitude are as much shorter as they are in the middle of the panel. Where points
are too near to each other for their labels, a frame takes their place, and they have a panel of their own.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

from jiaozhu.outputs.drawings.drawing import Link, draw, rounded
from jiaozhu.outputs.drawings.labelling import Box, Label, place_labels

__all__ = ["Panel", "PlaceMap", "Point", "draw_map", "place_map"]

#: Of a panel, in pixels: its width, the least and the greatest height of its inside, and the room around that.
_WIDTH, _LOW, _HIGH = 288, 170, 380
_LEFT, _TOP, _RIGHT, _BOTTOM = 46, 20, 6, 34
#: In a file numbers are larger than names are on a page: it is printed as wide as a page of a book.
_ENLARGED = 1.6
#: Beside each other in a file.
_ABREAST, _GUTTER = 2, 16
#: Points nearer than this, in pixels, belong together; so many of them get a panel; panels within panels are as deep.
_NEAR, _FEWEST, _DEEPEST = 26.0, 3, 4
#: Kilometres of a degree of latitude, and the smallest extent of a panel in degrees.
_DEGREE, _SMALLEST = 111.2, 0.12
#: Pixels between two meridians and two parallels, at least.
_ACROSS, _DOWN = 62, 38
_STEPS = (20.0, 10.0, 5.0, 2.0, 1.0, 0.5, 0.2, 0.1, 0.05, 0.02)


class Point(NamedTuple):
    """A place."""

    number: int  #: In the table beside the map.
    name: str
    latitude: float
    longitude: float
    link: Link


class DrawnPoint(NamedTuple):
    """A place on paper."""

    point: Point
    x: float
    y: float
    label: Label | None  #: None if there is no room: the table has its name.


class Frame(NamedTuple):
    """The part of a panel that has a panel of its own."""

    letter: str
    x: float
    y: float
    width: float
    height: float
    label: tuple[float, float]  #: The middle of the letter's base line.


class Line(NamedTuple):
    """A line of the graticule."""

    at: float
    says: str


class Panel(NamedTuple):
    """A part of the map on paper, in pixels."""

    letter: str  #: Empty for the whole.
    left: int  #: Of the panel, in a file.
    top: int
    width: int
    height: int
    inside: Box
    meridians: tuple[Line, ...]
    parallels: tuple[Line, ...]
    frames: tuple[Frame, ...]
    points: tuple[DrawnPoint, ...]
    scale: float  #: The length of the bar.
    kilometres: str  #: What it says.


class PlaceMap(NamedTuple):
    """A map on paper, in pixels."""

    width: int
    height: int
    panels: tuple[Panel, ...]


class _View:
    """From degrees to pixels.

    Args:
        points: What is to be seen.
    """

    def __init__(self, points: Sequence[Point]) -> None:
        latitudes = [point.latitude for point in points]
        longitudes = [point.longitude for point in points]
        middle = (min(latitudes) + max(latitudes)) / 2
        self.narrowing = max(math.cos(math.radians(middle)), 0.05)
        wide = max((max(longitudes) - min(longitudes)) * self.narrowing, _SMALLEST) * 1.3
        high = max(max(latitudes) - min(latitudes), _SMALLEST) * 1.3
        across = _WIDTH - _LEFT - _RIGHT
        self.pixels = min(across / wide, _HIGH / high)  # of a degree of latitude
        down = min(max(high * self.pixels, _LOW), _HIGH)
        self.inside = Box(_LEFT, _TOP, _WIDTH - _RIGHT, _TOP + round(down))
        self.height = _TOP + round(down) + _BOTTOM
        self._x, self._y = (self.inside.left + self.inside.right) / 2, (self.inside.top + self.inside.bottom) / 2
        self._longitude, self._latitude = (min(longitudes) + max(longitudes)) / 2, middle

    def place(self, point: Point) -> tuple[float, float]:
        """Return where a point is."""
        return self.x(point.longitude), self.y(point.latitude)

    def x(self, longitude: float) -> float:
        """Return where a meridian is."""
        return self._x + (longitude - self._longitude) * self.narrowing * self.pixels

    def y(self, latitude: float) -> float:
        """Return where a parallel is."""
        return self._y - (latitude - self._latitude) * self.pixels

    def graticule(self) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
        """Return meridians and parallels at round degrees, some of each."""
        inside = self.inside
        west = self._longitude - (self._x - inside.left) / (self.narrowing * self.pixels)
        east = self._longitude + (inside.right - self._x) / (self.narrowing * self.pixels)
        south = self._latitude - (inside.bottom - self._y) / self.pixels
        north = self._latitude + (self._y - inside.top) / self.pixels
        across, down = self._step(_ACROSS / self.narrowing), self._step(_DOWN)
        meridians = (Line(rounded(self.x(at)), _degrees(at, "E", "W", across)) for at in _round(west, east, across))
        parallels = (Line(rounded(self.y(at)), _degrees(at, "N", "S", down)) for at in _round(south, north, down))
        return tuple(meridians), tuple(parallels)

    def _step(self, least: float) -> float:
        """The smallest round step whose lines are at least so many pixels apart."""
        return min((step for step in _STEPS if step * self.pixels >= least), default=_STEPS[0])

    def scale(self) -> tuple[float, str]:
        """Return the length of the bar of the scale, and its kilometres: a round number."""
        most = (self.inside.right - self.inside.left) * 0.3 * _DEGREE / self.pixels
        power = 10 ** math.floor(math.log10(most))
        kilometres = max(step * power for step in (1, 2, 5) if step * power <= most)
        return rounded(kilometres * self.pixels / _DEGREE), f"{kilometres:g} km"


def place_map(points: Sequence[Point], *, numbered: bool = False) -> PlaceMap:
    """Return the map of places.

    Args:
        points: The places, the most important first: their labels are placed first.
        numbered: Whether their numbers are their labels.
    """
    letters = (chr(number) for number in range(ord("A"), ord("Z") + 1))
    panels = _arranged(list(_panels("", points, letters, numbered, 1)) if points else [])
    width = max((panel.left + panel.width for panel in panels), default=0)
    height = max((panel.top + panel.height for panel in panels), default=0)
    return PlaceMap(width, height, panels)


def draw_map(points: Sequence[Point], description: str) -> str:
    """Return the map as a file, with numbers for names.

    Args:
        points: The places.
        description: Of the map, for those who cannot see it.
    """
    return draw("jz-map", place_map(points, numbered=True), description)


def _panels(
    letter: str, points: Sequence[Point], letters: Iterator[str], numbered: bool, depth: int
) -> Iterator[Panel]:
    """A panel, and those of its dense parts after it."""
    view = _View(points)
    dense = _dense(points, view) if depth < _DEEPEST else []
    parts = [(found, members) for members in dense if (found := next(letters, ""))]
    inside = {point.number for _letter, members in parts for point in members}
    alone = [point for point in points if point.number not in inside]
    frames = tuple(_frame(name, members, view) for name, members in parts)
    taken = [Box(frame.x, frame.y, frame.x + frame.width, frame.y + frame.height) for frame in frames]
    words = [str(point.number) if numbered else point.name for point in alone]
    places = [view.place(point) for point in alone]
    labels = place_labels(places, words, view.inside, taken, enlarged=_ENLARGED if numbered else 1)
    drawn = tuple(
        DrawnPoint(point, rounded(x), rounded(y), label)
        for point, (x, y), label in zip(alone, places, labels, strict=True)
    )
    meridians, parallels = view.graticule()
    scale, kilometres = view.scale()
    yield Panel(letter, 0, 0, _WIDTH, view.height, view.inside, meridians, parallels, frames, drawn, scale, kilometres)
    for name, members in parts:
        yield from _panels(name, members, letters, numbered, depth + 1)


def _dense(points: Sequence[Point], view: _View) -> list[list[Point]]:
    """The points that are too near to each other for their labels; not if these are all there are."""
    places = [view.place(point) for point in points]
    squares: dict[tuple[int, int], list[int]] = defaultdict(list)
    leads = list(range(len(points)))  # to another of the same group, or to itself

    def first(number: int) -> int:
        while leads[number] != number:
            leads[number] = leads[leads[number]]
            number = leads[number]
        return number

    for number, (x, y) in enumerate(places):
        across, down = int(x // _NEAR), int(y // _NEAR)
        around = product((across - 1, across, across + 1), (down - 1, down, down + 1))
        for other in (other for square in around for other in squares.get(square, ())):
            if math.dist(places[number], places[other]) < _NEAR:
                leads[first(number)] = first(other)
        squares[across, down].append(number)
    groups: dict[int, list[Point]] = defaultdict(list)
    for number, point in enumerate(points):
        groups[first(number)].append(point)
    return [group for group in groups.values() if _FEWEST <= len(group) < len(points)]


def _frame(letter: str, members: Sequence[Point], view: _View) -> Frame:
    places = [view.place(point) for point in members]
    left, right = min(x for x, _y in places) - 7, max(x for x, _y in places) + 7
    top, bottom = min(y for _x, y in places) - 7, max(y for _x, y in places) + 7
    centre = (rounded((left + right) / 2), rounded((top + bottom) / 2 + 5))
    return Frame(letter, rounded(left), rounded(top), rounded(right - left), rounded(bottom - top), centre)


def _round(low: float, high: float, step: float) -> list[float]:
    first = math.ceil(low / step)
    return [number * step for number in range(first, math.floor(high / step) + 1)]


def _degrees(value: float, positive: str, negative: str, step: float) -> str:
    digits = max(0, -math.floor(math.log10(step)))
    side = positive if value > 0 else negative if value < 0 else ""
    return f"{abs(value):.{digits}f}°{side}"


def _arranged(panels: Sequence[Panel]) -> tuple[Panel, ...]:
    """Panels in rows, each in the column that is shortest."""
    depths = [0] * min(_ABREAST, max(1, len(panels)))
    found = []
    for panel in panels:
        column = depths.index(min(depths))
        found.append(panel._replace(left=column * (_WIDTH + _GUTTER), top=depths[column]))
        depths[column] += panel.height + _GUTTER
    return tuple(found)
