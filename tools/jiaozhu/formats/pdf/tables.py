"""Tables: rows of cells that begin, end or have their middle at the same places as those of the rows around them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jiaozhu.formats.layout import LEADERS
from jiaozhu.formats.pdf.lines import PrintedLine

__all__ = ["number_tables"]

#: Cells are in one column if an edge or the middle of each differs by less, in sizes of the type.
_ALIGNED = 0.6
#: Rows of a table follow one another within this many sizes.
_PITCH = 3.5
#: What a list's item may begin with: a bullet, a number, a letter, with or without a bracket or a full stop.
_MARKER = re.compile(r"[(（\[]?(?:\d{1,3}(?:\.\d{1,3}){0,4}|[A-Za-z]|[ivxlcIVXLC]{1,6}|[^\w\s])[)）\].、:：]?")


def number_tables(lines: Sequence[PrintedLine], number: int) -> int:
    """Number the tables of a page, and the rows of those that have no rules: ``line.table`` and ``line.row``.

    Args:
        lines: Of the page, in the order of reading.
        number: Of the last table before.

    Returns:
        The number of the last table on the page.
    """
    before: PrintedLine | None = None
    ruled: dict[int, int] = {}
    for line in lines:
        if line.columns:
            if line.table not in ruled:
                number += 1
                ruled[line.table] = number
            line.table = ruled[line.table]
        if line.columns or not _is_row(line):
            before = None
            continue
        if before is not None and _are_rows(before, line):
            if not before.table:
                number += 1
                before.table, before.row = number, 1
            line.table, line.row = before.table, before.row + 1
        before = line
    return number


def _is_row(line: PrintedLine) -> bool:
    """Whether a line has cells, and is not an item of a list behind its number, or of contents before its page."""
    if len(line.cells) < 2 or any(
        LEADERS.search(cell.text) or not cell.runs for cell in line.cells
    ):  # contents, fields
        return False
    return len(line.cells) > 2 or not _MARKER.fullmatch(line.cells[0].text)


def _are_rows(before: PrintedLine, after: PrintedLine) -> bool:
    """Whether two lines are rows of one table: close, and with two columns at least in common."""
    size = min(before.size, after.size)
    if not 0 < after.box[1] - before.box[1] < _PITCH * size + before.box[3] - before.box[1]:
        return False
    common = sum(any(_aligned(cell.box, other.box, _ALIGNED * size) for other in before.cells) for cell in after.cells)
    return common >= 2


def _aligned(first: tuple[float, float, float, float], other: tuple[float, float, float, float], reach: float) -> bool:
    left, right = abs(first[0] - other[0]), abs(first[2] - other[2])
    middle = abs(first[0] + first[2] - other[0] - other[2]) / 2
    return min(left, right, middle) < reach
