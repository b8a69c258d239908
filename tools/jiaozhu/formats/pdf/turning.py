"""Pages whose text runs down or up, turned so that it runs to the right.

Lines that run down follow one another from right to left, lines that run up from left to right: both become lines that
follow one another downwards.
"""

from __future__ import annotations

from collections.abc import Sequence

from jiaozhu.formats.pdf.runs import Run, Way
from jiaozhu.model.transcript import Box

__all__ = ["SIDEWAYS", "main_way", "turn_box", "turn_run"]

#: Ways in which a page is turned.
SIDEWAYS = (Way.DOWN, Way.UP)
#: What becomes of each way if that which is its key comes to be read to the right.
_WAYS = {
    Way.DOWN: {Way.DOWN: Way.RIGHT, Way.RIGHT: Way.UP, Way.UP: Way.LEFT, Way.LEFT: Way.DOWN},
    Way.UP: {Way.UP: Way.RIGHT, Way.RIGHT: Way.DOWN, Way.DOWN: Way.LEFT, Way.LEFT: Way.UP},
}


def main_way(runs: Sequence[Run]) -> str:
    """Return the way in which most glyphs of a page are read; to the right if it has none."""
    count: dict[str, int] = {}
    for run in runs:
        count[run.way] = count.get(run.way, 0) + len(run.chars)
    return max(count, key=lambda way: count[way]) if count else Way.RIGHT


def turn_box(box: Box, way: str, width: float, height: float) -> Box:
    """Return where a box is once a page is turned.

    Args:
        box: On the page as it is shown.
        way: ``Way.DOWN`` or ``Way.UP``: what comes to be read to the right.
        width: Of the page as it is shown.
        height: As ``width``.
    """
    left, top, right, bottom = box
    if way == Way.DOWN:
        return top, width - right, bottom, width - left
    return height - bottom, left, height - top, right


def turn_run(run: Run, way: str, width: float, height: float) -> None:
    """Turn a run; the arguments are those of ``turn_box``."""
    turned = _WAYS[way].get(run.way, run.way)
    if run.way == Way.OBLIQUE:
        return
    # Positions along the way are measured from one edge of the page, and now from another.
    if way == Way.DOWN:
        along = {Way.DOWN: 0.0, Way.RIGHT: -width, Way.UP: 0.0, Way.LEFT: width}[run.way]
        crossed = run.way in (Way.DOWN, Way.UP)
        across = width
    else:
        along = {Way.UP: height, Way.RIGHT: 0.0, Way.DOWN: -height, Way.LEFT: 0.0}[run.way]
        crossed = run.way in (Way.RIGHT, Way.LEFT)
        across = height
    run.starts = [start + along for start in run.starts]
    run.ends = [end + along for end in run.ends]
    if crossed:
        run.near, run.far = across - run.far, across - run.near
        run.base = across - run.base
    run.way = turned
