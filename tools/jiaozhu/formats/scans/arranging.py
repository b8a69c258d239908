"""From recognised lines to reading order: the page is straightened and turned in numbers, and cut along its white.

The picture itself stays as it is, and so do the places of its lines.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import median
from typing import NamedTuple
from unicodedata import east_asian_width

from jiaozhu.formats.layout import Piece, in_reading_order, paragraphs
from jiaozhu.formats.scans.recognizer import Corners, Point, RecognizedLine
from jiaozhu.model.transcript import Box

__all__ = ["Arranged", "Arrangement", "arranged", "box_of"]

#: A line is measured for the page's slant if it is so many times as long as high.
_LONG = 5.0
#: A line is higher than wide by this factor if it is vertical.
_TALL = 1.5
#: Lines whose height is within these shares of the commonest are of the text's own size.
_SMALLER, _LARGER = 0.75, 1.3
#: Letters that may have been cut from a line, and how near they are to it, by its size.
_SCRAP, _NEAR = 2, 0.6
#: Letters are no larger than this many times the length that each has of its line.
_WIDER = 1.15


class Arranged(NamedTuple):
    """A line in its place in the order of reading."""

    line: RecognizedLine
    paragraph: int  #: From 0.
    kind: str  #: ``heading``, or empty.


class Arrangement(NamedTuple):
    """A page in reading order."""

    lines: tuple[Arranged, ...]
    slant: float  #: By how many degrees the lines fall to the right, or vertical lines to the left.
    vertical: bool  #: Whether its lines are vertical, the first at the right.


def arranged(lines: Sequence[RecognizedLine]) -> Arrangement:
    """Return the lines of a page in reading order, with the number of the paragraph of each and its kind."""
    lines = [line for line in lines if line.text.strip()]
    if not lines:
        return Arrangement((), 0.0, vertical=False)
    vertical = 2 * sum(len(line.letters) for line in lines if _is_tall(line)) > sum(len(line.letters) for line in lines)
    slant = _slant(lines, vertical=vertical)
    lines = _made_whole(lines, slant, vertical=vertical)
    boxes = [_straight(line.corners, slant, vertical=vertical) for line in lines]
    sizes = _sizes(lines)
    pieces = [Piece(line.text, box, size) for line, box, size in zip(lines, boxes, sizes, strict=True)]
    by_piece = dict(zip(map(id, pieces), lines, strict=True))
    ordered = in_reading_order(pieces)
    marks = paragraphs(ordered)
    done = [Arranged(by_piece[id(piece)], *mark) for piece, mark in zip(ordered, marks, strict=True)]
    return Arrangement(tuple(done), round(slant, 2), vertical)


def box_of(corners: Corners) -> Box:
    """Return the upright rectangle around a line, in whole pixels."""
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return float(round(min(xs))), float(round(min(ys))), float(round(max(xs))), float(round(max(ys)))


def _is_tall(line: RecognizedLine) -> bool:
    left, top, right, bottom = box_of(line.corners)
    return len(line.letters) > 1 and bottom - top >= _TALL * (right - left)


def _slant(lines: Sequence[RecognizedLine], *, vertical: bool) -> float:
    """The median of the angles of the longer lines, in degrees."""
    angles = []
    for line in lines:
        upper_left, upper_right, _, lower_left = line.corners
        if vertical:
            along, across = (lower_left[1] - upper_left[1]), -(lower_left[0] - upper_left[0])
        else:
            along, across = (upper_right[0] - upper_left[0]), (upper_right[1] - upper_left[1])
        if along > _LONG * _thickness(line):
            angles.append(math.degrees(math.atan2(across, along)))
    return median(angles) if angles else 0.0


def _thickness(line: RecognizedLine) -> float:
    upper_left, upper_right, _, lower_left = line.corners
    return min(math.dist(upper_left, upper_right), math.dist(upper_left, lower_left))


def _length(line: RecognizedLine) -> float:
    upper_left, upper_right, _, lower_left = line.corners
    return max(math.dist(upper_left, upper_right), math.dist(upper_left, lower_left))


def _made_whole(lines: Sequence[RecognizedLine], slant: float, *, vertical: bool) -> list[RecognizedLine]:
    """Put single letters that a detector has cut from the beginning or the end of a line back into it."""
    boxes = [_straight(line.corners, slant, vertical=vertical) for line in lines]
    whole: dict[int, RecognizedLine] = dict(enumerate(lines))
    for number, line in enumerate(lines):
        if len(line.letters) > _SCRAP:
            continue
        left, top, right, bottom = boxes[number]
        for other, (low, high, end, deep) in enumerate(boxes):
            size = deep - high
            beside = -size < left - end < _NEAR * size or -size < low - right < _NEAR * size
            level = min(bottom, deep) - max(top, high) > 0.6 * (bottom - top)
            if other in whole and other != number and len(lines[other].letters) > _SCRAP and beside and level:
                first, second = (whole[other], line) if left > low else (line, whole[other])
                whole[other] = RecognizedLine(first.letters + second.letters, _around(whole[other], line))
                del whole[number]
                break
    return list(whole.values())


def _around(line: RecognizedLine, scrap: RecognizedLine) -> Corners:
    """The corners of a line that reaches as far as a scrap at either of its ends; the line's slant stays."""
    begin, right, far, down = line.corners
    is_row = math.dist(begin, right) >= math.dist(begin, down)
    end = right if is_row else down
    length = max(1.0, math.dist(begin, end))
    along = (end[0] - begin[0]) / length, (end[1] - begin[1]) / length
    reach = [(x - begin[0]) * along[0] + (y - begin[1]) * along[1] for x, y in scrap.corners]
    before, after = min(0.0, *reach), max(length, *reach) - length

    def moved(point: Point, by: float) -> Point:
        return point[0] + by * along[0], point[1] + by * along[1]

    one, other = (right, down) if is_row else (down, right)
    one, far, other, begin = moved(one, after), moved(far, after), moved(other, before), moved(begin, before)
    return (begin, one, far, other) if is_row else (begin, other, far, one)


def _straight(corners: Corners, slant: float, *, vertical: bool) -> Box:
    """The rectangle around a line on the straightened page; a vertical page is turned, so that lines are rows."""
    cos, sin = math.cos(math.radians(-slant)), math.sin(math.radians(-slant))
    turned = [(x * cos - y * sin, x * sin + y * cos) for x, y in corners]
    if vertical:
        turned = [(y, -x) for x, y in turned]
    xs, ys = [x for x, _ in turned], [y for _, y in turned]
    return min(xs), min(ys), max(xs), max(ys)


def _sizes(lines: Sequence[RecognizedLine]) -> list[float]:
    """The size of each line's type. What a detector measures varies: lines near the commonest size have that size."""
    sizes = [min(_thickness(line), _WIDER * _advance(line)) for line in lines]
    body = median(size for size, line in zip(sizes, lines, strict=True) for _ in line.letters)
    return [body if _SMALLER * body < size < _LARGER * body else size for size in sizes]


def _advance(line: RecognizedLine) -> float:
    """The length of a line by the em: it tells the size of short lines, whose boxes are often too high."""
    ems = sum(1.0 if east_asian_width(char) in "WF" else 0.5 for char in line.text)
    return _length(line) / max(ems, 0.5)
