"""Rows: runs on one baseline, put together to the printed lines of a column.

What is on one line need not be drawn at once: punctuation, italics and notes' marks come from other fonts, and whole
fonts come one after the other. What is near on a baseline is therefore one line. A glyph drawn twice in one place, as
simple producers make bold type, is one glyph: the same character within a fraction of its own width, nothing else.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jiaozhu.formats.pdf.drawn import Rule, between
from jiaozhu.formats.pdf.runs import Run, Way
from jiaozhu.formats.pdf.spacing import gap_for_space, run_text
from jiaozhu.model.transcript import Box

__all__ = ["Segment", "once", "segments"]

#: A glyph is drawn twice if it is this near to one of the same character, in its own widths, and in sizes across.
_OVERPRINT, _OVERPRINT_ACROSS = 0.3, 0.15
#: Places are compared in squares of so many points: an overprint is nearer.
_GRID = 6.0
#: Baselines of one line differ by less, in sizes of the smaller type.
_LEVEL = 0.22
#: A line of a column ends at a gap of this many sizes.
_CUT = 0.95
#: The same where the file draws the two sides at different times, as it does columns.
_CUT_ASTRAY = 0.6
#: A raised or lowered mark is smaller than its line by this factor, and at most this many characters long.
_SMALL, _MARK = 0.86, 12
#: Lines above and below a mark that may be its own.
_LOOKED_AT = 100


@dataclass(slots=True)
class Segment:
    """A printed line of one column, or a cell's."""

    runs: list[Run]  #: Empty for the value of a form field and the like.
    text: str
    box: Box
    size: float
    base: float
    first: int  #: Index of its first glyph on the page, in the order of the file.
    stop: int  #: Index after its last.
    count: int  #: Of its glyphs.

    @property
    def gap(self) -> str:
        """The space before it, as the file has it or as one is needed."""
        return self.runs[0].blanks.get(0, " ") if self.runs else " "

    @property
    def level(self) -> bool:
        """Whether its baseline is."""
        return not self.runs or self.runs[0].way in (Way.RIGHT, Way.LEFT)


def once(runs: Sequence[Run]) -> tuple[list[Run], list[str]]:
    """Return runs without the glyphs that are drawn over the same glyph, and those glyphs, a string for each run."""
    meeting = {id(run) for row in _rows(runs) for run in _meeting(row)}
    places: dict[tuple[str, str, int, int], list[tuple[float, float]]] = {}
    over: list[str] = []
    for run in runs:
        if id(run) in meeting and (taken := _over(run, places)):
            over.append("".join(run.chars[index] for index in taken))
            _take_out(run, set(taken))
    return [run for run in runs if run.chars], over


def _meeting(row: list[Run]) -> Iterator[Run]:
    """The runs of a row that are where others are, so that their glyphs have to be compared."""
    last: Run | None = None
    for run in sorted(row, key=lambda run: (run.way, run.starts[0])):
        if last is not None and run.way == last.way and run.starts[0] < last.ends[-1] - 0.05 * run.size:
            yield last
            yield run
        if last is None or run.way != last.way or run.ends[-1] > last.ends[-1]:
            last = run


def _over(run: Run, places: dict[tuple[str, str, int, int], list[tuple[float, float]]]) -> list[int]:
    """Indices of the glyphs of a run that are drawn over a glyph already in ``places``; the others are put there."""
    taken: list[int] = []
    across = _OVERPRINT_ACROSS * run.size
    for index, (char, start, end) in enumerate(zip(run.chars, run.starts, run.ends, strict=True)):
        reach = _OVERPRINT * (end - start)
        x, y = int(start / _GRID), int(run.base / _GRID)
        near = [(x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
        others = (place for key in near for place in places.get((char, run.way, *key), ()))
        if any(abs(left - start) <= reach and abs(base - run.base) <= across for left, base in others):
            taken.append(index)
        else:
            places.setdefault((char, run.way, x, y), []).append((start, run.base))
    return taken


def _take_out(run: Run, taken: set[int]) -> None:
    left = [index for index in range(len(run.chars)) if index not in taken]
    run.blanks = {new: run.blanks[old] for new, old in enumerate(left) if old in run.blanks}
    run.chars = [run.chars[index] for index in left]
    run.starts, run.ends = [run.starts[index] for index in left], [run.ends[index] for index in left]


def segments(runs: Sequence[Run], upright: Sequence[Rule] = ()) -> list[Segment]:
    """Return the lines of a page, cut where a gap is as wide as between columns; in no certain order.

    Args:
        runs: Of the page.
        upright: Its upright rules, from the left: lines are cut there too.
    """
    across = [run for run in runs if run.way in (Way.RIGHT, Way.LEFT)]
    found = [segment for row in _rows(across) for segment in _cut(row, upright)]
    other = [run for run in runs if run.way not in (Way.RIGHT, Way.LEFT)]
    found += [_segment(line) for line in _turned_lines(other)]
    return _with_marks(found)


def _rows(runs: Sequence[Run]) -> list[list[Run]]:
    """Runs of about one baseline."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: run.base):
        for row in reversed(rows[-6:]):
            if abs(row[0].base - run.base) <= _LEVEL * min(row[0].size, run.size):
                row.append(run)
                break
        else:
            rows.append([run])
    return rows


def _cut(row: list[Run], upright: Sequence[Rule]) -> Iterator[Segment]:
    """The lines of the columns in a row."""
    row.sort(key=lambda run: run.box[0])
    line: list[Run] = []
    edge = 0.0
    for run in row:
        left, top, right, bottom = run.box
        size = min(run.size, line[-1].size) if line else run.size
        cut = _CUT if line and run.first == line[-1].stop else _CUT_ASTRAY
        if line and (left - edge > cut * size or between(upright, edge, left, (top + bottom) / 2)):
            yield _segment(line)
            line = []
        line.append(run)
        edge = right if len(line) == 1 else max(edge, right)
    if line:
        yield _segment(line)


def _segment(runs: list[Run]) -> Segment:
    if any(run.way == Way.LEFT and _is_leftward(run) for run in runs):
        runs = sorted(runs, key=lambda run: run.first)  # PDFium has put them into the order of reading
    if len(runs) == 1:
        run = runs[0]
        return Segment(runs, run_text(run), run.box, run.size, run.base, run.first, run.stop, len(run.chars))
    boxes = [run.box for run in runs]
    box = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    longest = max(runs, key=lambda run: len(run.chars))
    count = sum(len(run.chars) for run in runs)
    first, stop = min(run.first for run in runs), max(run.stop for run in runs)
    return Segment(runs, _text(runs), box, longest.size, longest.base, first, stop, count)


def _is_leftward(run: Run) -> bool:
    return unicodedata.bidirectional(run.chars[0]) in ("R", "AL", "NSM")


def _text(runs: Sequence[Run]) -> str:
    out = [run_text(runs[0])]
    for before, after in itertools.pairwise(runs):
        if _apart(before, after):
            out.append(after.blanks.get(0, " "))
        out.append(run_text(after))
    return "".join(out)


def _apart(before: Run, after: Run) -> bool:
    """Whether a space is between two runs of one line."""
    if 0 in after.blanks and after.first > before.first and after.first - before.stop <= 0:
        return True
    if before.way == after.way == Way.LEFT:
        gap = after.starts[0] - before.ends[-1]
    elif before.way in (Way.RIGHT, Way.LEFT):
        gap = after.box[0] - before.box[2]
    else:
        gap = after.starts[0] - before.ends[-1]
    return gap > gap_for_space(before.chars[-1], after.chars[0]) * min(before.size, after.size)


def _turned_lines(runs: Sequence[Run]) -> list[list[Run]]:
    """Runs that are read down, up or aslant, each following the one before on its line."""
    lines: list[list[Run]] = []
    for run in runs:
        if lines:
            last = lines[-1][-1]
            near = abs(last.base - run.base) <= _LEVEL * run.size and last.way == run.way != Way.OBLIQUE
            if near and -0.5 * run.size < run.starts[0] - last.ends[-1] < 2 * run.size:
                lines[-1].append(run)
                continue
        lines.append([run])
    return lines


def _with_marks(found: list[Segment]) -> list[Segment]:
    """Put raised and lowered marks to the lines that they touch."""
    found.sort(key=lambda segment: segment.base)
    taken: set[int] = set()
    for index, mark in enumerate(found):
        if mark.count > _MARK or not mark.level:
            continue
        host = _host(mark, found, index)
        if host is not None and id(host) not in taken:
            runs = sorted([*host.runs, *mark.runs], key=lambda run: run.box[0])
            made = _segment(runs)
            host.runs, host.text, host.box = made.runs, made.text, made.box
            host.first, host.stop, host.count = made.first, made.stop, made.count
            taken.add(id(mark))
    return [segment for segment in found if id(segment) not in taken]


def _host(mark: Segment, found: Sequence[Segment], index: int) -> Segment | None:
    """The line of larger type that a mark touches, if there is one."""
    middle = (mark.box[1] + mark.box[3]) / 2
    for step in (1, -1):
        at = index + step
        while (
            0 <= at < len(found) and abs(at - index) < _LOOKED_AT and abs(found[at].base - mark.base) < found[at].size
        ):
            host = found[at]
            at += step
            if mark.size > _SMALL * host.size or not host.level:
                continue
            if not host.base - host.size < middle < host.base + 0.35 * host.size:
                continue
            reach = 0.3 * host.size
            if any(_touch(mark.box, run.box, reach) for run in host.runs):
                return host
    return None


def _touch(mark: Box, line: Box, reach: float) -> bool:
    return -reach < mark[0] - line[2] < reach or -reach < line[0] - mark[2] < reach
