"""From printed lines with boxes to reading order and paragraphs.

The order is found by cutting the page along its white (recursive XY-cut: G. Nagy, S. Seth, "Hierarchical representation
of optically scanned documents", 1984): a gutter between columns first, then the bands above and below one another.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from jiaozhu.language import profile_of_text
from jiaozhu.model.transcript import Box

#: A gutter is at least this many characters wide, and a band of white this many line heights.
GUTTER, BAND = 0.8, 0.9
#: Fewest lines on either side of a gutter: fewer are a heading's two halves, or a table.
FEWEST = 3
#: A line is in the middle of others if it is off by less than this share of their width.
CENTRED = 0.03
#: Type this much larger than the text's is a heading's; such a heading may be this much longer than others.
LARGER, LONGER = 1.17, 1.25


class Piece(NamedTuple):
    """A printed line of one column. ``size`` is that of its type, in the box's unit."""

    text: str
    box: Box
    size: float


def in_reading_order(pieces: Sequence[Piece]) -> list[Piece]:
    """Return lines in reading order: columns from left to right, each from top to bottom, below what spans them."""
    done: list[Piece] = []
    stack = [list(pieces)]
    while stack:
        region = stack.pop()
        parts = _cut(region) if len(region) > 1 else None
        if parts is None:
            done += sorted(region, key=lambda piece: (piece.box[1], piece.box[0]))
        else:
            stack += reversed(parts)
    return done


def _cut(region: list[Piece]) -> list[list[Piece]] | None:
    size = median(piece.size for piece in region)
    at = _widest(region, 0, 2, GUTTER * size)
    if at is not None:
        if first := _centred_above(region):
            return [[first], [piece for piece in region if piece is not first]]
        left = [piece for piece in region if piece.box[2] <= at]
        right = [piece for piece in region if piece.box[2] > at]
        if min(len(left), len(right)) >= FEWEST:
            return [left, right]
    at = _widest(region, 1, 3, BAND * size)
    if at is not None:
        return [[piece for piece in region if piece.box[3] <= at], [piece for piece in region if piece.box[3] > at]]
    return _below_a_span(region, size)


def _centred_above(region: Sequence[Piece]) -> Piece | None:
    """A line above all others, in the middle of them: a headline or a byline over columns that hides no gutter."""
    first = min(region, key=lambda piece: piece.box[1])
    left, right = min(piece.box[0] for piece in region), max(piece.box[2] for piece in region)
    off = abs(first.box[0] + first.box[2] - left - right) / 2
    alone = all(piece is first or piece.box[1] > first.box[3] - 0.3 * first.size for piece in region)
    return first if alone and off < CENTRED * (right - left) else None


def _below_a_span(region: list[Piece], size: float) -> list[list[Piece]] | None:
    """Cut apart what is above and what is below the first line that lies across a gutter and hides it."""
    spans = _across(region, size)
    if not spans:
        return None
    first = min(spans, key=lambda piece: piece.box[1])
    top, bottom = first.box[1] - 0.5 * size, first.box[3]
    above = [piece for piece in region if piece is not first and piece.box[3] <= (top + bottom) / 2]
    level = [piece for piece in region if piece in spans and piece.box[1] < bottom - 0.3 * size]
    below = [piece for piece in region if piece not in above and piece not in level]
    return [part for part in (above, level, below) if part] if above or below else None


def _across(region: Sequence[Piece], size: float) -> list[Piece]:
    """The lines across the gutter that the fewest lines hide, if these are few for what is on either side of it."""
    best: list[Piece] = []
    fewest = max(1, len(region) // 4)
    for edge in sorted({piece.box[2] for piece in region})[:-1]:
        low, high = edge, edge + GUTTER * size
        spans = [piece for piece in region if piece.box[0] < high and piece.box[2] > low]
        if not 0 < len(spans) <= fewest or (best and len(spans) >= len(best)):
            continue
        left = sum(piece.box[2] <= low for piece in region)
        right = sum(piece.box[0] >= high for piece in region)
        if min(left, right) >= max(FEWEST, 2 * len(spans)):
            best = spans
    return best


def _widest(region: Sequence[Piece], low: int, high: int, least: float) -> float | None:
    """The middle of the widest white stripe between boxes along one axis, if it is ``least`` wide."""
    edges = sorted((piece.box[low], piece.box[high]) for piece in region)
    best, at, reach = least, None, edges[0][1]
    for start, end in edges[1:]:
        if start - reach >= best:
            best, at = start - reach, (start + reach) / 2
        reach = max(reach, end)
    return at


def paragraphs(pieces: Sequence[Piece]) -> list[tuple[int, str]]:
    """Return, for each line, the number of its paragraph and its kind: ``heading``, or empty.

    A paragraph begins at an indent, after a short line, after a gap wider than the lines' own, in another column, and
    where the type changes.
    """
    if not pieces:
        return []
    profile = profile_of_text(" ".join(piece.text for piece in pieces))
    longest = LONGER * profile.detection.longest_heading
    body = median(piece.size for piece in pieces for _ in piece.text)
    left, right = _edges(pieces, body)
    gaps = [b.box[1] - a.box[1] for a, b in itertools.pairwise(pieces) if 0 < b.box[1] - a.box[1] < 4 * body]
    pitch = median(gaps) if gaps else 1.5 * body
    found: list[tuple[int, str]] = []
    number = 0
    for index, piece in enumerate(pieces):
        heading = piece.size >= LARGER * body and len(piece.text) <= longest
        if index:
            before = pieces[index - 1]
            starts = (
                piece.box[0] - left[index] > 1.3 * body
                or (right[index - 1] - before.box[2] > 2.5 * body and before.text[-1] in profile.terminal)
                or right[index - 1] - before.box[2] > 8 * body
                or (not 0 < piece.box[1] - before.box[1] < 1.7 * pitch and not _next_column(before, piece))
                or abs(piece.size - before.size) > 0.15 * body
            )
            number += starts
        found.append((number, "heading" if heading else ""))
    return found


def _next_column(before: Piece, after: Piece) -> bool:
    """Whether a line is at the head of the next column, or further up the page."""
    return after.box[1] < before.box[1]


def _edges(pieces: Sequence[Piece], size: float) -> tuple[list[float], list[float]]:
    """For each line, the left and right edge of its column: of the lines that overlap it for the most part."""
    columns: list[list[float]] = []
    member: list[int] = []
    spans: set[tuple[float, float]] = set()
    for piece in pieces:
        left, right = piece.box[0], piece.box[2]
        if abs(piece.size - size) > 0.15 * size:  # a heading may span what it likes
            spans.add((left, right))
            columns.append([left, right])
            member.append(len(columns) - 1)
            continue
        for index in range(len(columns) - 1, -1, -1):
            low, high = columns[index]
            if (
                (low, high) not in spans
                and min(high, right) - max(low, left) > 0.6 * min(high - low, right - left)
                and left > low - 3 * size
            ):
                columns[index] = [min(low, left), max(high, right)]
                member.append(index)
                break
        else:
            columns.append([left, right])
            member.append(len(columns) - 1)
    return [columns[index][0] for index in member], [columns[index][1] for index in member]
