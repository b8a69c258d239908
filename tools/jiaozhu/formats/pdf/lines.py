"""Lines of a page in the order of reading: cells of one row side by side, columns one after the other.

Most files draw a page in the order in which it is read, and know it better than its geometry does; some draw it in any
order. So the file's order is kept where it never goes back up a column, and the page is cut along its white otherwise.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from jiaozhu.formats.layout import Piece, in_reading_order
from jiaozhu.formats.pdf.rows import Segment
from jiaozhu.formats.pdf.runs import is_wide
from jiaozhu.model.transcript import Box

__all__ = ["PrintedLine", "lines_in_order"]

#: Share of the lines that may be drawn after what is below them in their column.
_ASTRAY = 0.08
#: Rows that have to be parted at one place before two columns of running text are seen there.
_COLUMN_ROWS = 4
#: Of running text, the line to the left of a gutter fills its column in most rows, and both sides are this long: in
#: ideographs; a letter is half of one.
_FULL, _RUNNING = 0.6, 12
#: A gutter is not wider than so many sizes of the type.
_GUTTER = 8
#: Lines before one that it is compared with.
_COMPARED = 200


@dataclass(slots=True)
class PrintedLine:
    """A line of a page; more than one cell if it is a row of a table, or has tabs."""

    cells: list[Segment]
    table: int = 0  #: Number of the table of which it is a row, from 1; 0 if it is in none.
    row: int = 0  #: Of the table, from 1.
    columns: list[int] = field(default_factory=list)  #: For a ruled table, in which column each of ``cells`` is.

    @property
    def text(self) -> str:
        """Its words."""
        if len(self.cells) == 1:
            return self.cells[0].text
        return "".join(f"{cell.gap if number else ''}{cell.text}" for number, cell in enumerate(self.cells))

    @property
    def box(self) -> Box:
        """Its place on the page."""
        if len(self.cells) == 1:
            return self.cells[0].box
        boxes = [cell.box for cell in self.cells]
        return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)

    @property
    def size(self) -> float:
        """Of its type."""
        return self.cells[0].size if len(self.cells) == 1 else max(self.cells, key=lambda cell: cell.count).size

    def piece(self) -> Piece:
        """Return it as a piece of the page's layout."""
        runs = [run for cell in self.cells for run in cell.runs]
        return Piece(self.text, self.box, self.size, bool(runs) and all(run.bold for run in runs))


def lines_in_order(segments: Sequence[Segment]) -> list[PrintedLine]:
    """Return the lines of a page in the order of reading.

    Args:
        segments: Of the page, in any order.
    """
    lines = _linked(segments)
    columns = _is_columns(lines)
    if columns:
        lines = [PrintedLine([cell]) for line in lines for cell in line.cells]
    lines.sort(key=lambda line: line.cells[0].first)
    if columns or _is_astray(lines):
        pieces = [line.piece() for line in lines]
        by_piece = {id(piece): line for piece, line in zip(pieces, lines, strict=True)}
        return _rejoined([by_piece[id(piece)] for piece in in_reading_order(pieces)])
    return lines


def _rejoined(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Lines in order, those that are cells of one row put together."""
    found: list[PrintedLine] = []
    for line in lines:
        if found and _are_level(found[-1].cells[-1], line.cells[0]):
            found[-1].cells += line.cells
        else:
            found.append(line)
    return found


def _linked(segments: Sequence[Segment]) -> list[PrintedLine]:
    """Rows of segments that the file draws one after the other on one baseline: cells of a table, parts of a line."""
    ordered = sorted(segments, key=lambda segment: segment.first)
    lines: list[PrintedLine] = []
    for segment in ordered:
        if lines and _follows(lines[-1].cells[-1], segment):
            lines[-1].cells.append(segment)
        else:
            lines.append(PrintedLine([segment]))
    return lines


def _follows(before: Segment, after: Segment) -> bool:
    return _are_level(before, after) and after.first >= before.stop


def _are_level(before: Segment, after: Segment) -> bool:
    """Whether two lines are one row: on one baseline, the second to the right of the first."""
    if not before.level or not after.level or after.box[0] <= before.box[2]:
        return False
    return abs(before.base - after.base) < 0.3 * min(before.size, after.size)


def _is_columns(lines: Sequence[PrintedLine]) -> bool:
    """Whether rows of two cells are two columns of running text, drawn across the gutter."""
    pairs = [(a, b) for line in lines for a, b in itertools.pairwise(line.cells)]
    long = [(a, b) for a, b in pairs if _length(a) >= _RUNNING and _length(b) >= _RUNNING]
    if len(long) < _COLUMN_ROWS or 2 * len(long) < len(pairs):
        return False
    edge = median(b.box[0] for _, b in long)
    at_edge = [(a, b) for a, b in long if abs(b.box[0] - edge) < 2 * b.size]
    if len(at_edge) < _COLUMN_ROWS:
        return False
    reach = max(a.box[2] for a, _ in at_edge)
    full = sum(reach - a.box[2] < 4 * a.size for a, _ in at_edge)
    return edge - reach < _GUTTER * at_edge[0][1].size and full >= _FULL * len(at_edge)


def _length(segment: Segment) -> float:
    return sum(1.0 if is_wide(char) else 0.5 for char in segment.text)


def _is_astray(lines: Sequence[PrintedLine]) -> bool:
    """Whether the file draws many lines after others that are below them in the same column."""
    boxes = [line.box for line in lines]
    back = 0
    lowest: list[tuple[float, float, float]] = []  # left, right and bottom of what was drawn
    for left, top, right, bottom in boxes:
        height = bottom - top
        back += any(
            min(right, end) - max(left, start) > 0.5 * min(right - left, end - start) and low > bottom + 0.5 * height
            for start, end, low in lowest
        )
        hidden = [start >= left - 1 and end <= right + 1 and low <= bottom for start, end, low in lowest]
        lowest = [item for item, gone in zip(lowest, hidden, strict=True) if not gone][-_COMPARED:]
        lowest.append((left, right, bottom))
    return back > max(1, _ASTRAY * len(lines))
