"""From printed lines with boxes to reading order and paragraphs.

The order is found by cutting the page along its white (recursive XY-cut: G. Nagy, S. Seth, "Hierarchical representation
of optically scanned documents", 1984): a gutter between columns first, then the bands above and below one another.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from jiaozhu.language import LanguageProfile, profile_of_text
from jiaozhu.model.transcript import Box

#: A gutter is at least this many characters wide, and a band of white this many line heights.
GUTTER, BAND = 0.8, 0.9
#: Fewest lines on either side of a gutter: fewer are a heading's two halves, or a table.
FEWEST = 3
#: Pieces are level if their middles differ by less than this share of the lower one's height.
LEVEL = 0.45
#: Cells are narrower than this many characters, in most rows, and so many of them are level with others.
NARROW, CELLS = 9.0, 0.7
#: A line is in the middle of others if it is off by less than this share of their width.
CENTRED = 0.03
#: Type this much larger than the text's is a heading's; such a heading may be this much longer than others.
LARGER, LONGER = 1.17, 1.25
#: Dots that lead the eye to a page's number.
LEADERS = re.compile(r"[.·…‥] ?[.·…‥] ?[.·…‥] ?[.·…‥]")
#: What an item of a list begins with: a bullet; a bullet, number or letter.
BULLET = re.compile(r"[•◦▪‣●○■□❖➢✓][ \t]?\S|[-–—*] +\S")
MARKED = re.compile(r"[•◦▪‣●○■□❖➢✓–—*-]|[(（\[]?(?:\d{1,3}(?:\.\d{1,3}){0,4}|[A-Za-z]|[ivxl]{1,5})[)）\].、]+ ")


class Piece(NamedTuple):
    """A printed line of one column. ``size`` is that of its type, in the box's unit."""

    text: str
    box: Box
    size: float
    bold: bool = False  #: Whether all of it is.


def in_reading_order(pieces: Sequence[Piece]) -> list[Piece]:
    """Return lines in reading order: columns from left to right, each from top to bottom, below what spans them."""
    done: list[Piece] = []
    stack = [list(pieces)]
    while stack:
        region = stack.pop()
        parts = _cut(region) if len(region) > 1 else None
        if parts is None:
            done += [piece for row in rows_of(region) for piece in row]
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
        if min(len(left), len(right)) >= FEWEST and not _are_cells(left, right):
            return [left, right]
    at = _widest(region, 1, 3, BAND * size)
    if at is not None:
        return [[piece for piece in region if piece.box[3] <= at], [piece for piece in region if piece.box[3] > at]]
    return _below_a_span(region, size)


def rows_of(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Return pieces row by row, downwards, each row from left to right: level with its first piece."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: (piece.box[1] + piece.box[3], piece.box[0])):
        middle = (piece.box[1] + piece.box[3]) / 2
        height = piece.box[3] - piece.box[1]
        if rows:
            _, top, _, bottom = rows[-1][0].box
            if abs(middle - (top + bottom) / 2) < LEVEL * min(height, bottom - top):
                rows[-1].append(piece)
                continue
        rows.append([piece])
    return [sorted(row, key=lambda piece: piece.box[0]) for row in rows]


def _are_cells(left: Sequence[Piece], right: Sequence[Piece]) -> bool:
    """Whether what is on both sides of a gutter are cells of a table: short, and level with one another."""
    if min(_narrowness(left), _narrowness(right)) >= NARROW:
        return False
    few, many = sorted((left, right), key=len)
    middles = sorted((piece.box[1] + piece.box[3]) / 2 for piece in many)
    level = 0
    for piece in few:
        middle, reach = (piece.box[1] + piece.box[3]) / 2, LEVEL * (piece.box[3] - piece.box[1])
        at = bisect_left(middles, middle - reach)
        level += at < len(middles) and middles[at] <= middle + reach
    return level >= CELLS * len(few)


def _narrowness(pieces: Sequence[Piece]) -> float:
    """The width of a usual piece, in characters of its type."""
    return median((piece.box[2] - piece.box[0]) / max(piece.size, 0.1) for piece in pieces)


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
    across = set(map(id, spans))
    above, level, below = [], [], []
    for piece in region:  # each in one part, however odd its box
        if piece is not first and piece.box[3] <= (top + bottom) / 2:
            above.append(piece)
        elif piece is first or (id(piece) in across and piece.box[1] < bottom - 0.3 * size):
            level.append(piece)
        else:
            below.append(piece)
    return [part for part in (above, level, below) if part] if above or below else None


def _across(region: Sequence[Piece], size: float) -> list[Piece]:
    """The lines across the gutter that the fewest lines hide, if these are few for what is on either side of it."""
    lefts = sorted(piece.box[0] for piece in region)
    rights = sorted(piece.box[2] for piece in region)
    fewest, at = max(1, len(region) // 4) + 1, None
    for before, edge in enumerate(rights[:-1], 1):
        if rights[before] == edge:
            continue
        after = len(region) - bisect_left(lefts, edge + GUTTER * size)
        spans = len(region) - before - after
        if 0 < spans < fewest and min(before, after) >= max(FEWEST, 2 * spans):
            fewest, at = spans, edge
    if at is None:
        return []
    return [piece for piece in region if piece.box[0] < at + GUTTER * size and piece.box[2] > at]


def _widest(region: Sequence[Piece], low: int, high: int, least: float) -> float | None:
    """The middle of the widest white stripe between boxes along one axis, if it is ``least`` wide."""
    edges = sorted((piece.box[low], piece.box[high]) for piece in region)
    best, at, reach = least, None, edges[0][1]
    for start, end in edges[1:]:
        if start - reach >= best:
            best, at = start - reach, (start + reach) / 2
        reach = max(reach, end)
    return at


def paragraphs(pieces: Sequence[Piece], size: float = 0.0) -> list[tuple[int, str]]:
    """Return, for each line, the number of its paragraph and its kind: ``heading``, or empty.

    A paragraph begins at an indent, after a short line, after a gap wider than the lines' own, in another column, and
    where the type changes.

    Args:
        pieces: The lines of a page, in the order of reading.
        size: Of the type of the whole text; 0 if that of the page is to be taken for it.
    """
    if not pieces:
        return []
    profile = profile_of_text(" ".join(piece.text for piece in pieces))
    body = size or median(piece.size for piece in pieces for _ in piece.text)
    left, right = _edges(pieces, body)
    gaps = [b.box[1] - a.box[1] for a, b in itertools.pairwise(pieces) if 0 < b.box[1] - a.box[1] < 4 * body]
    page = _Page(profile, body, median(gaps) if gaps else 1.5 * body)
    longest = LONGER * profile.detection.longest_heading
    bold = 2 * sum(len(piece.text) for piece in pieces if piece.bold) < sum(len(piece.text) for piece in pieces)
    found: list[tuple[int, str]] = []
    number = first = 0
    for index, piece in enumerate(pieces):
        if index:
            before = pieces[index - 1]
            room = right[index - 1] - before.box[2]
            if page.ends(before, room, piece) or page.begins(piece, before, left[index], inside=index - 1 > first):
                number, first = number + 1, index
        large = piece.size >= LARGER * body or (bold and piece.bold and piece.text[-1] not in profile.terminal)
        title = large and len(piece.text) <= longest and not LEADERS.search(piece.text)
        found.append((number, "heading" if title else ""))
    return found


class _Page(NamedTuple):
    """What paragraphs are found by."""

    profile: LanguageProfile
    body: float  #: The size of the text's type.
    pitch: float  #: From one line to the next.

    def ends(self, line: Piece, room: float, following: Piece) -> bool:
        """Whether a paragraph ends with a line.

        Args:
            line: The line.
            room: How far it is from the right edge of its column.
            following: The next line.
        """
        if LEADERS.search(line.text):  # an entry of a table of contents
            return True
        terminal = line.text[-1] in self.profile.terminal
        if self.profile.words_apart:  # the next word would have had room, so that the line ends where it was to end
            word = following.text.split(" ", 1)[0]
            width = (following.box[2] - following.box[0]) * len(word) / len(following.text)
            spare = room - width - 0.25 * self.body
            return spare > (0.6 if terminal else 4) * self.body
        return (room > 2.5 * self.body and terminal) or room > 8 * self.body

    def begins(self, line: Piece, before: Piece, left: float, *, inside: bool) -> bool:
        """Whether a paragraph begins with a line.

        Args:
            line: The line.
            before: The line before it.
            left: The left edge of its column.
            inside: Whether the line before is not the first of its paragraph.
        """
        far = not 0 < line.box[1] - before.box[1] < 1.7 * self.pitch and not _next_column(before, line)
        if far or abs(line.size - before.size) > 0.15 * self.body or line.bold != before.bold:
            return True
        if BULLET.match(line.text):
            return True
        step = line.box[0] - before.box[0]
        if _next_column(before, line):
            return line.box[0] - left > 1.3 * self.body
        if step < -1.3 * self.body:  # back to the edge: after the lines that hang below an item's mark
            return inside
        hangs = step > 0 and bool(MARKED.match(before.text))
        return line.box[0] - left > 1.3 * self.body and step > 0.5 * self.body and not hangs


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
    rights: dict[int, list[float]] = {}
    for index, piece in zip(member, pieces, strict=True):
        rights.setdefault(index, []).append(piece.box[2])
    edges = {index: _shared(found, size) for index, found in rights.items()}
    return [columns[index][0] for index in member], [edges[index] for index in member]


def _shared(rights: list[float], size: float) -> float:
    """The right edge of a column: the furthest that two of its lines have, for one alone may be too long for it."""
    rights.sort(reverse=True)
    return next((one for one, other in itertools.pairwise(rights) if one - other < size), rights[0])
