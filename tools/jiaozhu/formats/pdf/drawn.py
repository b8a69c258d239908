"""Rules drawn on a page: lines and thin boxes that are level or upright."""

from __future__ import annotations

import ctypes
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from jiaozhu.formats.pdf.runs import Run, Way
from jiaozhu.model.transcript import Box

__all__ = ["Rule", "between", "parted", "rules_of"]

#: A rule is this thin, or an edge this near to an axis, and this long, in points.
_THIN, _LONG = 2.5, 5.0
#: The most parts of drawings that are looked at on a page, and the most rules.
_MOST_PARTS, _MOST_RULES = 20_000, 4_000
#: How near a glyph may come to a rule beside it, in points.
_NEAR = 1.0


class Rule(NamedTuple):
    """A line that is level or upright."""

    at: float  #: Its height on the page, or its distance from the left.
    start: float
    end: float


def rules_of(page: pdfium.PdfPage, place: Callable[[Box], Box]) -> tuple[list[Rule], list[Rule]]:
    """Return the level and the upright rules of a page.

    Args:
        page: The page.
        place: Where a box of the page's own coordinates is on the page as it is read.
    """
    level: list[Rule] = []
    upright: list[Rule] = []
    for box in _edges(page):
        left, top, right, bottom = place(box)
        if bottom - top <= _THIN < _LONG <= right - left:
            level.append(Rule((top + bottom) / 2, left, right))
        elif right - left <= _THIN < _LONG <= bottom - top:
            upright.append(Rule((left + right) / 2, top, bottom))
        if len(level) + len(upright) > _MOST_RULES:  # a drawing
            return [], []
    return sorted(level), sorted(upright)


def _edges(page: pdfium.PdfPage) -> Iterator[Box]:
    """What is drawn of straight lines, and of boxes as thin as one, in the page's own coordinates."""
    left = _MOST_PARTS
    for index in range(min(_MOST_PARTS, raw.FPDFPage_CountObjects(page.raw))):
        drawn = raw.FPDFPage_GetObject(page.raw, index)
        if raw.FPDFPageObj_GetType(drawn) != raw.FPDF_PAGEOBJ_PATH:
            continue
        count = raw.FPDFPath_CountSegments(drawn)
        left -= count
        if left < 0:
            return
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(drawn, fill, stroke)
        bounds = _bounds(drawn)
        if bounds is not None and min(bounds[2] - bounds[0], bounds[1] - bounds[3]) <= _THIN:
            yield bounds
        elif stroke.value:
            yield from _lines(drawn, count)


def _bounds(drawn: raw.FPDF_PAGEOBJECT) -> Box | None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(drawn, left, bottom, right, top):
        return None
    return left.value, top.value, right.value, bottom.value


def _lines(drawn: raw.FPDF_PAGEOBJECT, count: int) -> Iterator[Box]:
    """The straight parts of a path."""
    matrix, x, y = raw.FS_MATRIX(), ctypes.c_float(), ctypes.c_float()
    raw.FPDFPageObj_GetMatrix(drawn, matrix)
    start = before = (0.0, 0.0)
    for index in range(count):
        part = raw.FPDFPath_GetPathSegment(drawn, index)
        raw.FPDFPathSegment_GetPoint(part, x, y)
        point = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        kind = raw.FPDFPathSegment_GetType(part)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield (*before, *point)
        before = point
        if raw.FPDFPathSegment_GetClose(part):
            yield (*before, *start)


def between(rules: Sequence[Rule], start: float, end: float, across: float) -> Rule | None:
    """Return the first of some rules, in their order, that passes between two places; None if all pass elsewhere.

    Args:
        rules: Upright ones, from the left.
        start: The end of what is on the left.
        end: The beginning of what is on the right.
        across: The height on the page.
    """
    low, high = bisect_left(rules, (start - _NEAR,)), bisect_right(rules, (end + _NEAR,))
    return next((rule for rule in rules[low:high] if rule.start <= across <= rule.end), None)


def parted(runs: Sequence[Run], upright: Sequence[Rule]) -> list[Run]:
    """Return runs cut in two where a rule is between two of their glyphs.

    Args:
        runs: Of a page.
        upright: Its upright rules, from the left.
    """
    if not upright:
        return list(runs)
    stack = list(reversed(runs))
    found: list[Run] = []
    while stack:
        run = stack.pop()
        at = _cut_at(run, upright) if run.way == Way.RIGHT else 0
        if at:
            stack.append(_rest(run, at))
        found.append(run)
    return found


def _cut_at(run: Run, upright: Sequence[Rule]) -> int:
    """The index of the first glyph of a run that is behind a rule; 0 if none is."""
    across = (run.near + run.far) / 2
    rule = between(upright, run.starts[0] + 2 * _NEAR, run.ends[-1] - 2 * _NEAR, across)
    if rule is None:
        return 0
    for index in range(1, len(run.chars)):
        if run.ends[index - 1] - _NEAR <= rule.at <= run.starts[index] + _NEAR:
            return index
    return 0


def _rest(run: Run, at: int) -> Run:
    """Cut a run at a glyph; return what is behind."""
    rest = Run(run.first + at, run.way, run.size, run.base, run.near, run.far, bold=run.bold)
    rest.chars, rest.starts, rest.ends = run.chars[at:], run.starts[at:], run.ends[at:]
    rest.blanks = {index - at: blank for index, blank in run.blanks.items() if index >= at}
    rest.stop, rest.blank_after = run.stop, run.blank_after
    run.chars, run.starts, run.ends = run.chars[:at], run.starts[:at], run.ends[:at]
    run.blanks = {index: blank for index, blank in run.blanks.items() if index < at}
    run.stop = rest.first
    return rest
