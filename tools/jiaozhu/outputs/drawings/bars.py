"""A bar chart: small, the same bytes for the same figures. Its scale begins at zero."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from jiaozhu.outputs.drawings.drawing import Link, draw, rounded

__all__ = ["FEWEST_BARS", "Bar", "BarChart", "bar_chart", "draw_bars"]

_HEIGHT, _MARGIN, _TOP, _BOTTOM = 200, 16, 26, 30
_STEP, _BAR = 76, 44
#: A chart of fewer bars says less than its table.
FEWEST_BARS = 3


class Bar(NamedTuple):
    """One bar: its label, its value, how the value is written, and the passage that has it."""

    label: str
    value: Fraction
    shown: str
    link: Link = Link("")


class DrawnBar(NamedTuple):
    """A bar on paper, in pixels."""

    bar: Bar
    left: float
    centre: float
    top: float
    height: float
    above: float  #: The base line of the value.


class BarChart(NamedTuple):
    """A chart on paper, in pixels."""

    width: int
    height: int
    bar: int  #: The width of each.
    first: int  #: Where the line at zero begins and ends.
    last: int
    zero: float
    label: int  #: The base line of the labels.
    step: int
    bars: tuple[DrawnBar, ...]


def bar_chart(bars: Sequence[Bar]) -> BarChart:
    """Return the chart of bars, from left to right."""
    values = [Fraction(0), *(bar.value for bar in bars)]
    low, high = min(values), max(values)
    span = (high - low) or Fraction(1)
    room = _HEIGHT - _TOP - _BOTTOM

    def y(value: Fraction | int) -> Fraction:
        return _TOP + (high - value) / span * room

    drawn = []
    for number, bar in enumerate(bars):
        centre = _MARGIN + _STEP * number + Fraction(_STEP, 2)
        top, bottom = sorted((y(bar.value), y(0)))
        drawn.append(
            DrawnBar(
                bar,
                rounded(centre - Fraction(_BAR, 2)),
                rounded(centre),
                rounded(top),
                rounded(max(bottom - top, Fraction(1))),
                rounded(top - 6),
            )
        )
    width = 2 * _MARGIN + _STEP * len(bars)
    return BarChart(width, _HEIGHT, _BAR, _MARGIN, width - _MARGIN, rounded(y(0)), _HEIGHT - 8, _STEP, tuple(drawn))


def draw_bars(bars: Sequence[Bar], description: str) -> str:
    """Return the chart as a file.

    Args:
        bars: From left to right.
        description: Of the chart, for those who cannot see it.
    """
    return draw("jz-bars", bar_chart(bars), description)
