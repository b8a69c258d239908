"""A matrix of words and texts: a circle where a text has a word, as large as the word is frequent there."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from jiaozhu.outputs.drawings.drawing import Link, rounded

__all__ = ["Cell", "Column", "Matrix", "Row", "cells_of", "matrix"]

#: Between the centres of circles, in pixels: as far apart as two fingers' targets must be.
_PITCH = 24
_NAMES, _FOOT, _GROUP = 132, 6, 20
#: Of letters in a name: wide ones, and Latin ones. In code points of a column's name at most so many are shown.
_WIDE, _LATIN, _LONGEST, _SMALLEST, _LARGEST = 13, 7, 8, 2.5, 11.0


class Column(NamedTuple):
    """A text, or the texts that share a column."""

    name: str
    group: str  #: When: columns beside each other that have the same are below one name.
    link: Link


class Row(NamedTuple):
    """A word."""

    name: str
    link: Link


class Cell(NamedTuple):
    """How often a word occurs in a column; both by their numbers."""

    row: int
    column: int
    times: int
    link: Link


class DrawnName(NamedTuple):
    """The name of a row or a column on paper."""

    name: str
    link: Link
    x: float
    y: float


class DrawnCell(NamedTuple):
    """A circle on paper."""

    cell: Cell
    x: float
    y: float
    radius: float


class Group(NamedTuple):
    """Columns with one name, and where they begin and end."""

    name: str
    begin: float
    end: float


class Matrix(NamedTuple):
    """A matrix on paper, in pixels."""

    width: float
    height: float
    top: float  #: Where the circles begin.
    left: float
    pitch: int
    vertical: bool  #: Whether the names of columns are set in vertical lines, or else at an angle.
    columns: tuple[DrawnName, ...]
    rows: tuple[DrawnName, ...]
    groups: tuple[Group, ...]
    cells: tuple[DrawnCell, ...]  #: By row.


def matrix(columns: Sequence[Column], rows: Sequence[Row], cells: Sequence[Cell], *, vertical: bool) -> Matrix:
    """Return the matrix.

    Args:
        columns: From left to right.
        rows: From above.
        cells: Those that are not empty, by row.
        vertical: Whether the texts' language can be set in vertical lines.
    """
    names = [_shortened(column.name) for column in columns]
    top = _GROUP + 8 + max(map(_length, names), default=0) * (1 if vertical else 0.75)
    most = max((cell.times for cell in cells), default=1)
    across = [_NAMES + (number + 0.5) * _PITCH for number in range(len(columns))]
    down = [top + (number + 0.5) * _PITCH for number in range(len(rows))]
    beside = 0 if vertical else 40  # names at an angle lean out on the right
    return Matrix(
        rounded(_NAMES + len(columns) * _PITCH + beside + 2),
        rounded(top + len(rows) * _PITCH + _FOOT),
        rounded(top),
        _NAMES,
        _PITCH,
        vertical,
        tuple(
            DrawnName(name, column.link, rounded(x), rounded(top - 6))
            for name, column, x in zip(names, columns, across, strict=True)
        ),
        tuple(DrawnName(row.name, row.link, _NAMES - 10, rounded(y + 4.5)) for row, y in zip(rows, down, strict=True)),
        tuple(_groups(columns)),
        tuple(
            DrawnCell(cell, rounded(across[cell.column]), rounded(down[cell.row]), _radius(cell.times, most))
            for cell in cells
        ),
    )


def cells_of(counts: Mapping[tuple[int, int], tuple[int, Link]]) -> list[Cell]:
    """Return the cells by row from their counts, by numbers of row and column."""
    return [Cell(row, column, *counts[row, column]) for row, column in sorted(counts)]


def _radius(times: int, most: int) -> float:
    """By area, as large as the largest may be."""
    return rounded(max(_SMALLEST, _LARGEST * math.sqrt(times / max(most, 12))))


def _shortened(name: str) -> str:
    longest = _LONGEST * (3 if name.isascii() else 1)
    return name if len(name) <= longest else f"{name[: longest - 1]}…"


def _length(name: str) -> float:
    return sum(_LATIN if char.isascii() else _WIDE for char in name)


def _groups(columns: Sequence[Column]) -> list[Group]:
    found, at = [], 0
    for name, members in groupby(columns, key=lambda column: column.group):
        count = len(list(members))
        found.append(Group(name, _NAMES + at * _PITCH, _NAMES + (at + count) * _PITCH))
        at += count
    return found
