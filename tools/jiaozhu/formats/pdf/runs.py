"""Runs: stretches of glyphs that a file draws one beside the other, as most files draw words or whole lines.

A run ends where the pen leaves the line, goes back, or leaves more room than words need. A space is what the file has
between two glyphs, or a gap that is wider than kerning makes, and wider than the run's own letters are apart.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from jiaozhu.formats.pdf.glyphs import Glyphs, Spot
from jiaozhu.model.transcript import Box

__all__ = ["Run", "Way", "gap_for_space", "is_wide", "runs_of", "run_text"]

#: Room for a space, in sizes of the type: between letters, between a letter and an ideograph, between ideographs.
_SPACE, _MIXED_SPACE, _WIDE_SPACE = 0.13, 0.3, 0.24
#: A run ends at a gap of this many sizes.
_BREAK = 0.9
#: How far a glyph may go back over the one before, in sizes: kerning and accents do.
_BACK = 0.35
#: How much a glyph of the same run may reach above or below the first, in heights.
_DRIFT = 0.35
#: Gaps of this many sizes are letter-spacing, if most of a run's are.
_LOOSE, _LOOSEST = 0.06, 0.27


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
    blanks: set[int] = field(default_factory=set)  #: Before which of its glyphs the file has a space.
    stop: int = 0  #: Index after its last glyph, and after the blanks that follow it.

    @property
    def box(self) -> Box:
        """The field of the whole run on the page."""
        start, end = min(self.starts), max(self.ends)
        return {
            Way.LEFT: (-end, self.near, -start, self.far),
            Way.DOWN: (self.near, start, self.far, end),
            Way.UP: (self.near, -end, self.far, -start),
        }.get(self.way, (start, self.near, end, self.far))


def is_wide(char: str) -> bool:
    """Return whether a character is set in a square: ideographs, kana, Hangul and their punctuation."""
    return "\u2e80" <= char <= "\ud7ff" or "\uf900" <= char <= "\ufaff" or "\uff00" <= char <= "\uffef" or char > "\U0001ffff"


def gap_for_space(before: str, after: str) -> float:
    """Return the gap between two characters that is a space, in sizes of the type."""
    if after.isascii() and before.isascii():
        return _SPACE
    wide = is_wide(before) + is_wide(after)
    return _SPACE if not wide else _MIXED_SPACE if wide == 1 else _WIDE_SPACE


def runs_of(glyphs: Glyphs, *, upright_down: bool = False) -> Iterator[Run]:
    """Yield the runs of a page in the order of the file.

    Args:
        glyphs: Of the page.
        upright_down: Whether glyphs that stand upright are set below one another, as in vertical text.
    """
    run: Run | None = None
    axes = _AXES[Way.RIGHT]
    edge = low = high = back = reach = small = 0.0
    fresh = True  # a run of one glyph may yet be read to the left
    blank = False
    last: Box | None = None
    for index, (char, box) in enumerate(zip(glyphs.chars, glyphs.boxes, strict=True)):
        if char <= " ":  # a blank, or the second half of a pair
            blank = blank or (box[2] > box[0] and char == " ")
            if run is not None:
                run.stop = index + 1
            continue
        if run is not None and run.way == Way.OBLIQUE and _goes_on(run, char, index, glyphs, spaced=box[0] == box[2]):
            continue
        if run is not None:
            if box == last:  # a part of a ligature, or a mark over the glyph before it
                run.chars.append(char)
                run.starts.append(run.starts[-1])
                run.ends.append(edge)
                run.stop = index + 1
                continue
            start, end, near, far = axes(box)
            if fresh and _is_leftward(char, run, box, back, reach):
                _turn(run)
                axes = _AXES[Way.LEFT]
                edge = run.ends[-1]
                start, end, near, far = axes(box)
            gap = start - edge
            if -back < gap < reach and near > low and far < high and not (gap < small and _is_over(char, start, run)):
                if blank:
                    run.blanks.add(len(run.chars))
                run.chars.append(char)
                run.starts.append(start)
                run.ends.append(end)
                run.stop = index + 1
                edge, last, blank, fresh = end, box, False, False
                continue
            yield run
        run = _begin(index, char, box, glyphs.spot(index), upright_down=upright_down)
        if blank:
            run.blanks.add(0)
        axes = _AXES[run.way]
        edge, last, blank, fresh = run.ends[0], box, False, run.way == Way.RIGHT
        back, reach, small = _BACK * run.size, _BREAK * run.size, -0.1 * run.size
        drift = (4.0 if run.way == Way.OBLIQUE else _DRIFT) * max(run.far - run.near, run.size)
        back = 4 * back if run.way == Way.OBLIQUE else back
        low, high = run.near - drift, run.far + drift
    if run is not None:
        yield run


def _begin(index: int, char: str, box: Box, spot: Spot, *, upright_down: bool) -> Run:
    way = _way(spot)
    if upright_down and way == Way.RIGHT:
        way = Way.DOWN
    start, end, near, far = _AXES[way](box)
    across = spot.y if way in (Way.RIGHT, Way.LEFT, Way.OBLIQUE) else spot.x
    size = spot.size or far - near or 1.0
    if not near - size < across < far + size or upright_down:
        across = far
    return Run(index, way, size, across, near, far, [char], [start], [end], set(), index + 1)


def _way(spot: Spot) -> str:
    dx, dy = spot.dx, spot.dy
    if abs(dy) <= 0.2 * abs(dx):
        return Way.RIGHT if dx >= 0 else Way.LEFT
    if abs(dx) <= 0.2 * abs(dy):
        return Way.DOWN if dy > 0 else Way.UP
    return Way.OBLIQUE


def _is_over(char: str, start: float, run: Run) -> bool:
    """Whether a glyph is drawn over the last one of a run, which has the same character."""
    return char == run.chars[-1] and start - run.starts[-1] < 0.5 * (run.ends[-1] - run.starts[-1])


def _is_leftward(char: str, run: Run, box: Box, back: float, reach: float) -> bool:
    """Whether a glyph continues a run of one glyph to the left, as Arabic and Hebrew are read."""
    if char < "\u0590" or unicodedata.bidirectional(char) not in ("R", "AL", "NSM"):
        return False
    return -back < run.starts[0] - box[2] < reach and box[0] < run.starts[0] and box[3] > run.near and box[1] < run.far


def _turn(run: Run) -> None:
    """Read a run to the left."""
    run.way = Way.LEFT
    run.starts, run.ends = [-end for end in run.ends], [-start for start in run.starts]


def run_text(run: Run) -> str:
    """Return the words of a run, with a space between them."""
    chars, blanks = run.chars, run.blanks
    gaps = [start - end for start, end in zip(run.starts[1:], run.ends, strict=False)]
    size = run.size
    if not gaps or (max(gaps) < _SPACE * size and (not blanks or blanks == {0})):
        return "".join(chars)
    loose = _letter_spacing(run, gaps)
    out = [chars[0]]
    for index, gap in enumerate(gaps, 1):
        char = chars[index]
        if index in blanks or (gap > _SPACE * size and gap - loose > gap_for_space(chars[index - 1], char) * size):
            out.append(" ")
        out.append(char)
    return "".join(out)


def _letter_spacing(run: Run, gaps: Sequence[float]) -> float:
    """How far apart a run's letters are set: the gap that four of five pairs of them exceed; leaders are no letters."""
    pairs = zip(run.chars, run.chars[1:], strict=False)
    inner = sorted(gap for gap, (before, after) in zip(gaps, pairs, strict=True) if before.isalnum() and after.isalnum())
    if len(inner) < 3:
        return 0.0
    least = inner[len(inner) // 5]
    return least if _LOOSE * run.size < least < _LOOSEST * run.size else 0.0


def is_vertical(runs: Sequence[Run]) -> bool:
    """Return whether the upright glyphs of a page are set below one another.

    They then make runs of one glyph each, and each of these is below the one before.
    """
    alone = [run for run in runs if len(run.chars) == 1 and run.way == Way.RIGHT]
    if len(alone) < 20 or 2 * len(alone) < sum(len(run.chars) for run in runs):
        return False
    down = 0
    for before, after in zip(alone, alone[1:], strict=False):
        step = after.base - before.base
        down += abs(after.starts[0] - before.starts[0]) < 0.4 * before.size and 0.5 * before.size < step < 2.5 * before.size
    return 2 * down > len(alone)
