"""A timeline: a dot for each event above the year in which it began, a bar below the years for what lasted on.

Years in which nothing is known to have happened are left out; where some are, the line is dotted. Of a long time its
decades or centuries take the place of years, and where there are too many events for dots, each year has a column.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from jiaozhu.outputs.drawings.drawing import Link, draw, rounded

__all__ = ["Moment", "Timeline", "draw_timeline", "timeline"]

#: Between the centres of dots, in pixels: as far apart as two fingers' targets must be.
_PITCH = 24
_RADIUS = 6
_MARGIN, _TOP, _LABEL, _LANE = 14, 8, 22, 12
#: At most as many columns; of more, decades or centuries are one.
_MOST_COLUMNS = 40
#: At most as many dots above each other, and in all.
_MOST_STACKED, _MOST_DOTS = 14, 400
_TALLEST = _MOST_STACKED * _PITCH


class Moment(NamedTuple):
    """Something that happened."""

    begin: str  #: An ISO date, as exact as it is known.
    until: str  #: The same, or empty.
    link: Link
    item: str  #: The id of its line in the chronology.
    issued: bool = False  #: Whether it is a text's own date.


class Dot(NamedTuple):
    """A moment on paper."""

    moment: Moment
    x: float
    y: float


class Column(NamedTuple):
    """A year, or as many as one column has."""

    label: str
    x: float  #: Of its centre.
    events: int  #: How many began then.
    top: float  #: Of the bar that stands for the dots, if there are too many.


class Lasting(NamedTuple):
    """The bar of what lasted on."""

    moment: Moment
    x: float
    y: float
    width: float


class Gap(NamedTuple):
    """A stretch of the line for years that are left out."""

    begin: float
    end: float


class Timeline(NamedTuple):
    """A timeline on paper, in pixels."""

    width: float
    height: float
    axis: float  #: The height of the line of years.
    label: float  #: The base line of the years' names.
    radius: int
    first: float
    last: float
    columns: tuple[Column, ...]
    dots: tuple[Dot, ...]  #: In the order of time; none if there are too many.
    lasting: tuple[Lasting, ...]
    gaps: tuple[Gap, ...]


def timeline(moments: Sequence[Moment]) -> Timeline:
    """Return the timeline of moments, which are in the order of time."""
    step = _step(moments)
    columns = {key: list(group) for key, group in groupby(moments, key=lambda moment: _key(moment.begin, step))}
    for moment in moments:
        columns.setdefault(_key(moment.until or moment.begin, step), [])
    dotted = len(moments) <= _MOST_DOTS
    centres, gaps, width = _across(sorted(columns), columns, dotted)
    most = max((len(members) for members in columns.values()), default=1)
    rows = max((math.ceil(len(members) / _abreast(members)) for members in columns.values()), default=1)
    axis = _TOP + (max(rows, 1) * _PITCH if dotted else _TALLEST)
    lasting = tuple(_lasting(moments, centres, axis + _LABEL + 4, step))
    lowest = max((bar.y for bar in lasting), default=axis + _LABEL - _LANE)
    return Timeline(
        width,
        rounded(lowest + _LANE + 4),
        axis,
        axis + 15,
        _RADIUS,
        _MARGIN,
        rounded(width - _MARGIN),
        tuple(
            Column(_name(key, step), centres[key], len(members), rounded(axis - len(members) / most * _TALLEST))
            for key, members in sorted(columns.items())
        ),
        tuple(_dots(columns, centres, axis)) if dotted else (),
        lasting,
        gaps,
    )


def draw_timeline(moments: Sequence[Moment], description: str) -> str:
    """Return the timeline as a file; see ``draw``."""
    return draw("jz-timeline", timeline(moments), description)


def _step(moments: Sequence[Moment]) -> int:
    """How many years a column has."""
    for step in (1, 10):
        keys = {_key(date, step) for moment in moments for date in (moment.begin, moment.until) if date}
        if len(keys) <= _MOST_COLUMNS:
            return step
    return 100


def _key(date: str, step: int) -> int:
    return int(date[:4]) // step


def _name(key: int, step: int) -> str:
    return str(key * step) if step == 1 else f"{key * step}–"


def _abreast(members: Sequence[Moment]) -> int:
    """How many dots of a column are side by side."""
    return max(1, math.ceil(len(members) / _MOST_STACKED))


def _across(
    keys: Sequence[int], columns: Mapping[int, Sequence[Moment]], dotted: bool
) -> tuple[dict[int, float], tuple[Gap, ...], float]:
    """Where each column is, which gaps are between them, and how wide all is."""
    at, centres, gaps, before = float(_MARGIN), {}, [], None
    for key in keys:
        if before is not None and key > before + 1:
            wide = min(16.0, 4 + 3 * math.log2(key - before))
            gaps.append(Gap(rounded(at), rounded(at + wide)))
            at += wide
        room = (_abreast(columns[key]) if dotted else 1) * _PITCH + 3
        centres[key] = rounded(at + room / 2)
        at += room
        before = key
    return centres, tuple(gaps), rounded(at + _MARGIN)


def _dots(columns: Mapping[int, Sequence[Moment]], centres: Mapping[int, float], axis: float) -> Iterator[Dot]:
    """The dots, from below and from left to right."""
    for key in sorted(columns):
        abreast = _abreast(columns[key])
        for number, moment in enumerate(columns[key]):
            row, place = divmod(number, abreast)
            x = centres[key] + (place - (abreast - 1) / 2) * _PITCH
            yield Dot(moment, rounded(x), rounded(axis - (row + 0.5) * _PITCH))


def _lasting(moments: Sequence[Moment], centres: Mapping[int, float], top: float, step: int) -> Iterator[Lasting]:
    """The bars of what lasted into another column, each in the first lane that is free."""
    lanes: list[float] = []
    for moment in moments:
        begin, end = _key(moment.begin, step), _key(moment.until or moment.begin, step)
        if end <= begin:
            continue
        left, right = centres[begin], centres[end]
        lane = next((number for number, used in enumerate(lanes) if used + 4 < left), len(lanes))
        lanes[lane : lane + 1] = [right]
        yield Lasting(moment, left, rounded(top + lane * _LANE), rounded(right - left))
