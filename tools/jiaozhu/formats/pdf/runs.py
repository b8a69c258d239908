"""Runs: stretches of glyphs that a file draws one beside the other, as most files draw words or whole lines.

A run ends where the pen leaves the line, goes back, or leaves more room than words need.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from jiaozhu.formats.pdf.glyphs import NO_GLYPH, Glyphs, Spot
from jiaozhu.model.transcript import Box

__all__ = ["Run", "Way", "is_wide", "runs_of", "stacked"]

#: A run ends at a gap of this many sizes.
_BREAK = 0.9
#: How far a glyph may go back over the one before, in sizes: kerning and accents do.
_BACK = 0.35
#: How much a glyph of the same run may reach above or below the first, in heights.
_DRIFT = 0.35
#: Type of another size is higher or lower by this factor; a flat glyph, whose field PDFium does not know, is this low.
_SMALLER, _FLAT = 0.8, 0.3
#: So many ideographs below one another, this many sizes apart at most, are vertical text.
_FEWEST_STACKED, _STACKED = 4, 2.0
#: How far below the baseline of letters an ideograph's square reaches.
_BELOW = 0.12


class Way:
    """Ways in which a run is read."""

    RIGHT, LEFT, DOWN, UP, OBLIQUE = "right", "left", "down", "up", "oblique"


#: A box as (start, end) along the way and (near, far) across it.
_AXES: dict[str, Callable[[Box], Box]] = {
    Way.RIGHT: lambda box: (box[0], box[2], box[1], box[3]),
    Way.LEFT: lambda box: (-box[2], -box[0], box[1], box[3]),
    Way.DOWN: lambda box: (box[1], box[3], box[0], box[2]),
    Way.UP: lambda box: (-box[3], -box[1], box[0], box[2]),
    Way.OBLIQUE: lambda box: (box[0], box[2], box[1], box[3]),
}


@dataclass(slots=True)
class Run:
    """A stretch of glyphs; ``starts`` and ``ends`` are those of its glyphs along the way it is read."""

    first: int  #: Index of its first glyph on the page.
    way: str
    size: float  #: Of its type, in points.
    base: float  #: Where its baseline is, across the way.
    near: float  #: Its edges across the way.
    far: float
    chars: list[str] = field(default_factory=list)
    starts: list[float] = field(default_factory=list)
    ends: list[float] = field(default_factory=list)
    blanks: dict[int, str] = field(default_factory=dict)  #: The space that the file has before a glyph.
    stop: int = 0  #: Index after its last glyph, and after the blanks that follow it.
    blank_after: str = ""  #: The space that the file has after it.
    bold: bool = False

    @property
    def box(self) -> Box:
        """The field of the whole run on the page."""
        if self.way == Way.RIGHT:
            return self.starts[0], self.near, self.ends[-1], self.far
        start, end = min(self.starts), max(self.ends)
        return {
            Way.LEFT: (-end, self.near, -start, self.far),
            Way.DOWN: (self.near, start, self.far, end),
            Way.UP: (self.near, -end, self.far, -start),
        }.get(self.way, (start, self.near, end, self.far))


def is_wide(char: str) -> bool:
    """Return whether a character is set in a square: ideographs, kana, Hangul and their punctuation."""
    return (
        "\u2e80" <= char <= "\ud7ff"
        or "\uf900" <= char <= "\ufaff"
        or "\uff00" <= char <= "\uffef"
        or char > "\U0001ffff"
    )


def runs_of(glyphs: Glyphs) -> Iterator[Run]:
    """Yield the runs of a page in the order of the file."""
    chars, boxes = glyphs.chars, glyphs.boxes
    index, blank = 0, ""
    while index < len(chars):
        if chars[index] in NO_GLYPH:
            blank = blank or (chars[index] if boxes[index][2] > boxes[index][0] else "")
            index += 1
            continue
        run = _begin(index, glyphs)
        if blank:
            run.blanks[0] = blank
        index = (_extend_aslant if run.way == Way.OBLIQUE else _extend)(run, glyphs)
        blank = run.blank_after
        yield run


def _begin(index: int, glyphs: Glyphs) -> Run:
    char, box, spot = glyphs.chars[index], glyphs.boxes[index], glyphs.spot(index)
    way = _way(spot)
    if (spot.dx < 0 or char > "\u0590") and way == Way.RIGHT and _is_leftward(index, glyphs):
        way = Way.LEFT
    start, end, near, far = _AXES[way](box)
    across = spot.x if way in (Way.DOWN, Way.UP) else spot.y
    size = spot.size or far - near or 1.0
    if not near - size < across < far + size:
        across = far
    return Run(index, way, size, across, near, far, [char], [start], [end], {}, index + 1, bold=spot.bold)


def _extend(run: Run, glyphs: Glyphs) -> int:
    """Add to a run of one glyph those that go on with it; return the index after them and the blanks that follow."""
    axes = _AXES[run.way]
    back, reach, small = -_BACK * run.size, _BREAK * run.size, -0.1 * run.size
    drift = _DRIFT * max(run.far - run.near, run.size)
    low, high = run.near - drift, run.far + drift
    least, flat, most = _SMALLER * (run.far - run.near), _FLAT * (run.far - run.near), (run.far - run.near) / _SMALLER
    edge, last, blank = run.ends[0], glyphs.boxes[run.first], ""
    chars, starts, ends = run.chars, run.starts, run.ends
    index = run.first + 1
    for index in range(run.first + 1, len(glyphs.chars)):
        char, box = glyphs.chars[index], glyphs.boxes[index]
        if char in NO_GLYPH:
            blank = blank or (char if box[2] > box[0] else "")
            continue
        start, end, near, far = axes(box)
        gap = start - edge
        if box == last:  # a part of a ligature, or a mark over the glyph before it
            start, end = starts[-1], edge
        elif not (
            back < gap < reach and near > low and far < high and (least < far - near < most or far - near < flat)
        ) or (gap < small and _is_over(char, start, run)):
            break
        if blank:
            run.blanks[len(chars)] = blank
        chars.append(char)
        starts.append(start)
        ends.append(end)
        edge, last, blank = end, box, ""
    else:
        index = len(glyphs.chars)
    run.stop, run.blank_after = index, blank
    return index


def _extend_aslant(run: Run, glyphs: Glyphs) -> int:
    """The same for a run whose baseline is neither level nor upright: of its glyphs only the origins say where they
    are, so that only spaces of the file part its words."""
    first = glyphs.spot(run.first)
    length = math.hypot(first.dx, first.dy) or 1.0
    x, y = first.dx / length, first.dy / length
    at, base, blank = first.x * x + first.y * y, first.y * x - first.x * y, ""
    index = run.first + 1
    while index < len(glyphs.chars):
        char, box = glyphs.chars[index], glyphs.boxes[index]
        if char in NO_GLYPH:
            blank = blank or char
            index += 1
            continue
        spot = glyphs.spot(index)
        along, across = spot.x * x + spot.y * y, spot.y * x - spot.x * y
        if not (-0.1 * run.size <= along - at < 2.5 * run.size and abs(across - base) < 0.3 * run.size):
            break
        if blank:
            run.blanks[len(run.chars)] = blank
        run.chars.append(char)
        run.starts.append(box[0])
        run.ends.append(box[2])
        run.near, run.far = min(run.near, box[1]), max(run.far, box[3])
        at, blank = along, ""
        index += 1
    run.stop, run.blank_after = index, blank
    return index


def _way(spot: Spot) -> str:
    dx, dy = spot.dx, spot.dy
    if abs(dy) <= 0.2 * abs(dx):
        return Way.RIGHT  # or to the left: only the next glyph says so, because forms may be mirrored twice
    if abs(dx) <= 0.2 * abs(dy):
        return Way.DOWN if dy > 0 else Way.UP
    return Way.OBLIQUE


def _is_over(char: str, start: float, run: Run) -> bool:
    """Whether a glyph is drawn over the last one of a run, which has the same character."""
    return char == run.chars[-1] and start - run.starts[-1] < 0.5 * (run.ends[-1] - run.starts[-1])


def _is_leftward(index: int, glyphs: Glyphs) -> bool:
    """Whether the glyph after one is beside it to the left, as Arabic and Hebrew are read."""
    before = glyphs.boxes[index]
    for char, box in zip(glyphs.chars[index : index + 8], glyphs.boxes[index : index + 8], strict=True):
        if char not in NO_GLYPH and box != before:
            reach = _BREAK * (before[3] - before[1])
            return (
                box[0] < before[0] and -reach < before[0] - box[2] < reach and box[1] < before[3] and box[3] > before[1]
            )
    return False


def stacked(runs: Sequence[Run]) -> list[Run]:
    """Return runs with the upright glyphs that are set below one another, as in vertical text, made runs downwards."""
    found: list[Run] = []
    pile: list[Run] = []
    for run in runs:
        if pile and not _is_below(pile[-1], run):
            found += _piled(pile)
            pile = []
        pile.append(run)
    return [*found, *_piled(pile)]


def _is_below(before: Run, run: Run) -> bool:
    if len(before.chars) > 1 or len(run.chars) > 1 or before.way != Way.RIGHT or run.way != Way.RIGHT:
        return False
    aside = abs(sum(before.box[::2]) - sum(run.box[::2])) / 2
    return aside < 0.3 * before.size and 0.5 * before.size < run.base - before.base < _STACKED * before.size


def _piled(pile: Sequence[Run]) -> list[Run]:
    """One run of those that are set below one another, if they are many, most of them ideographs."""
    wide = sum(is_wide(run.chars[0]) for run in pile)
    if len(pile) < _FEWEST_STACKED or 2 * wide < len(pile):
        return list(pile)
    boxes = [run.box for run in pile]
    near, far = min(box[0] for box in boxes), max(box[2] for box in boxes)
    size = pile[0].size
    made = Run(pile[0].first, Way.DOWN, size, near + _BELOW * size, near, far)
    made.chars = [run.chars[0] for run in pile]
    made.starts, made.ends = [box[1] for box in boxes], [box[3] for box in boxes]
    made.blanks = {index: run.blanks[0] for index, run in enumerate(pile) if 0 in run.blanks}
    made.stop, made.blank_after = pile[-1].stop, pile[-1].blank_after
    return [made]
