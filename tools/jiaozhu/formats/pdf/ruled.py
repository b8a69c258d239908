"""Ruled tables: the cell of a line is what the nearest rules on its four sides enclose.

So that cells of several lines and cells that span rows or columns are found as they are drawn.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jiaozhu.formats.pdf.drawn import Rule
from jiaozhu.formats.pdf.lines import PrintedLine
from jiaozhu.formats.pdf.rows import Segment
from jiaozhu.model.transcript import Box

__all__ = ["ruled"]

#: How far a rule may end from the one that it meets, in points.
_SLACK = 3.0
#: Cells of a table: fewer are a frame.
_FEWEST = 4
#: Lines of a cell: more are a page's own text in a frame.
_MOST_LINES = 30


class _Cell(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float


def ruled(segments: Sequence[Segment], level: Sequence[Rule], upright: Sequence[Rule]) -> list[list[PrintedLine]]:
    """Return the tables of a page, each as its rows; a row's lines of one cell have one number in ``columns``.

    Args:
        segments: The lines of the page.
        level: Its level rules, from the top.
        upright: Its upright rules, from the left.
    """
    cells: dict[_Cell, list[Segment]] = {}
    for segment in segments:
        if segment.level and (cell := _around(segment.box, level, upright)):
            cells.setdefault(cell, []).append(segment)
    return [_rows(table, cells) for table in _tables(list(cells)) if _is_table(table, cells)]


def _is_table(table: Sequence[_Cell], cells: dict[_Cell, list[Segment]]) -> bool:
    """Whether cells that touch are a table, and not a frame, or the columns of a page between rules."""
    several = len(table) >= _FEWEST and len({cell.left for cell in table}) > 1
    return several and all(len(cells[cell]) <= _MOST_LINES for cell in table)


def _around(box: Box, level: Sequence[Rule], upright: Sequence[Rule]) -> _Cell | None:
    """What the rules around a line enclose; None if it is open on a side."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    top, bottom = _nearest(level, y, x)
    left, right = _nearest(upright, x, y)
    if top is None or bottom is None or left is None or right is None:
        return None
    return _Cell(round(left), round(top), round(right), round(bottom))


def _nearest(rules: Sequence[Rule], at: float, across: float) -> tuple[float | None, float | None]:
    """The rules before and after a place, of those that pass it."""
    index = bisect_left(rules, (at,))
    before = next((rule.at for rule in reversed(rules[:index]) if rule.start <= across <= rule.end), None)
    after = next((rule.at for rule in rules[index:] if rule.start <= across <= rule.end), None)
    return before, after


def _tables(cells: list[_Cell]) -> list[list[_Cell]]:
    """Cells that touch one another are of one table."""
    tables: list[list[_Cell]] = []
    for cell in sorted(cells, key=lambda cell: (cell.top, cell.left)):
        met = [table for table in tables if any(_touch(cell, other) for other in table)]
        joined = [other for table in met for other in table] + [cell]
        tables = [table for table in tables if table not in met] + [joined]
    return tables


def _touch(one: _Cell, other: _Cell) -> bool:
    return (
        one.left <= other.right + _SLACK
        and other.left <= one.right + _SLACK
        and one.top <= other.bottom + _SLACK
        and other.top <= one.bottom + _SLACK
    )


def _rows(table: Sequence[_Cell], cells: dict[_Cell, list[Segment]]) -> list[PrintedLine]:
    """The rows of a table, each with its cells from left to right, the lines of each downwards."""
    lefts = _places(cell.left for cell in table)
    tops = _places(cell.top for cell in table)
    rows: dict[int, PrintedLine] = {}
    for cell in sorted(table, key=lambda cell: (tops[cell.top], lefts[cell.left])):
        number = tops[cell.top]
        row = rows.setdefault(number, PrintedLine([], table=1, row=number))
        for segment in sorted(cells[cell], key=lambda segment: (round(segment.base), segment.box[0])):
            row.cells.append(segment)
            row.columns.append(lefts[cell.left])
    return list(rows.values())


def _places(values: Iterator[float]) -> dict[float, int]:
    """Numbers from 1 for places that differ."""
    found: dict[float, int] = {}
    number, last = 0, None
    for value in sorted(set(values)):
        if last is None or value - last > _SLACK:
            number += 1
        last = value
        found[value] = number
    return found
