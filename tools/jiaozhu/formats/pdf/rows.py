"""Rows: runs on one baseline, put together to the printed lines of a column.

What is on one line need not be drawn at once: punctuation, italics and notes' marks come from other fonts, and whole
fonts come one after the other. What is near on a baseline is therefore one line. A glyph drawn twice in one place, as
simple producers make bold type, is one glyph: the same character within a fraction of its own width, nothing else.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jiaozhu.formats.pdf.runs import Run, Way, gap_for_space, run_text
from jiaozhu.model.transcript import Box

__all__ = ["Segment", "once", "segments"]

#: A glyph is drawn twice if it is this near to one of the same character, in its own widths, and in sizes across.
_OVERPRINT, _OVERPRINT_ACROSS = 0.3, 0.15
#: Baselines of one line differ by less, in sizes of the smaller type.
_LEVEL = 0.22
#: A line of a column ends at a gap of this many sizes.
_CUT = 0.95
#: A raised or lowered mark is smaller than its line by this factor, and at most this many characters long.
_SMALL, _MARK = 0.86, 12


@dataclass(slots=True)
class Segment:
    """A printed line of one column, or a cell's."""

    runs: list[Run]
    text: str
    box: Box
    size: float
    base: float
    first: int  #: Index of its first glyph on the page, in the order of the file.
    stop: int  #: Index after its last.
    count: int  #: Of its glyphs.


def once(runs: Sequence[Run]) -> tuple[list[Run], list[str]]:
    """Return runs without the glyphs that are drawn over the same glyph, and those glyphs, a string for each run."""
    over: list[str] = []
    kept: list[Run] = []
    rows: dict[int, list[Run]] = {}
    for run in runs:
        level = round(run.base / max(run.size, 1.0))
        for near in (level - 1, level, level + 1):
            for other in rows.get(near, ()):
                if other.way == run.way and _meet(run, other):
                    over += _take_out(run, other)
        if run.chars:
            kept.append(run)
            rows.setdefault(level, []).append(run)
    return kept, over


def _meet(run: Run, other: Run) -> bool:
    """Whether two runs are in one place, so that their glyphs have to be compared."""
    if abs(run.base - other.base) > _OVERPRINT_ACROSS * run.size or not run.chars:
        return False
    return run.starts[0] < other.ends[-1] - 0.1 * run.size and other.starts[0] < run.ends[-1] - 0.1 * run.size


def _take_out(run: Run, other: Run) -> list[str]:
    """Take out of a run what is drawn over the glyphs of another."""
    places: dict[str, list[int]] = {}
    for index, char in enumerate(other.chars):
        places.setdefault(char, []).append(index)
    taken: list[int] = []
    for index, char in enumerate(run.chars):
        reach = _OVERPRINT * (run.ends[index] - run.starts[index])
        if any(abs(other.starts[at] - run.starts[index]) <= reach for at in places.get(char, ())):
            taken.append(index)
    if not taken:
        return []
    out = "".join(run.chars[index] for index in taken)
    left = [index for index in range(len(run.chars)) if index not in set(taken)]
    run.blanks = {new for new, old in enumerate(left) if old in run.blanks}
    run.chars = [run.chars[index] for index in left]
    run.starts, run.ends = [run.starts[index] for index in left], [run.ends[index] for index in left]
    return [out]


def segments(runs: Sequence[Run]) -> list[Segment]:
    """Return the lines of a page, cut where a gap is as wide as between columns; in no certain order."""
    across = [run for run in runs if run.way in (Way.RIGHT, Way.LEFT)]
    found = [segment for row in _rows(across) for segment in _cut(row)]
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


def _cut(row: list[Run]) -> Iterator[Segment]:
    """The lines of the columns in a row."""
    row.sort(key=lambda run: run.box[0])
    line: list[Run] = []
    edge = 0.0
    for run in row:
        left, _, right, _ = run.box
        size = min(run.size, line[-1].size) if line else run.size
        if line and left - edge > _CUT * size:
            yield _segment(line)
            line = []
        line.append(run)
        edge = right if len(line) == 1 else max(edge, right)
    if line:
        yield _segment(line)


def _segment(runs: list[Run]) -> Segment:
    if len(runs) > 1 and any(run.way == Way.LEFT and _is_leftward(run) for run in runs):
        runs = sorted(runs, key=lambda run: run.first)  # PDFium has put them into the order of reading
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
    for before, after in zip(runs, runs[1:], strict=False):
        if _apart(before, after):
            out.append(" ")
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
        if mark.count > _MARK or mark.runs[0].way not in (Way.RIGHT, Way.LEFT):
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
        while 0 <= at < len(found) and abs(found[at].base - mark.base) < found[at].size:
            host = found[at]
            at += step
            if mark.size > _SMALL * host.size or host.runs[0].way not in (Way.RIGHT, Way.LEFT):
                continue
            if not host.base - host.size < middle < host.base + 0.35 * host.size:
                continue
            reach = 0.3 * host.size
            if any(_touch(mark.box, run.box, reach) for run in host.runs):
                return host
    return None


def _touch(mark: Box, line: Box, reach: float) -> bool:
    return -reach < mark[0] - line[2] < reach or -reach < line[0] - mark[2] < reach
