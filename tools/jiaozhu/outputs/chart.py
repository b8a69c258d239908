"""A bar chart as SVG: small, still, the same bytes for the same figures.

It contains only digits, so that it needs no Chinese font; the page and the description say what the bars are. Colours
are for light paper; the style sheet inverts them on a dark page.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from html import escape
from typing import NamedTuple

_HEIGHT, _MARGIN, _TOP, _BOTTOM = 200, 16, 26, 30
_STEP, _BAR = 76, 44
_INK, _PAPER_RULE, _FILL = "#333333", "#999999", "#9a4a3c"
#: A chart of fewer bars says less than its table.
FEWEST_BARS = 3


class Bar(NamedTuple):
    """One bar: its label, its value, and how the value is written."""

    label: str
    value: Fraction
    shown: str


def bar_chart(bars: Sequence[Bar], description: str) -> str:
    """Return the chart as an SVG document; its scale begins at zero.

    Args:
        bars: From left to right.
        description: Of the chart, for those who cannot see it.
    """
    values = [Fraction(0), *(bar.value for bar in bars)]
    low, high = min(values), max(values)
    span = (high - low) or Fraction(1)
    width = 2 * _MARGIN + _STEP * len(bars)
    room = _HEIGHT - _TOP - _BOTTOM

    def y(value: Fraction | int) -> Fraction:
        return _TOP + (high - value) / span * room

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {_HEIGHT}" width="{width}" height="{_HEIGHT}" '
        f'role="img">',
        f"<title>{escape(description)}</title>",
        f'<g font-family="sans-serif" font-size="13" text-anchor="middle" fill="{_INK}">',
    ]
    for number, bar in enumerate(bars):
        centre = _MARGIN + _STEP * number + Fraction(_STEP, 2)
        top, bottom = sorted((y(bar.value), y(0)))
        parts += [
            f'<rect x="{_number(centre - Fraction(_BAR, 2))}" y="{_number(top)}" width="{_BAR}" '
            f'height="{_number(max(bottom - top, Fraction(1)))}" fill="{_FILL}"/>',
            f'<text x="{_number(centre)}" y="{_number(top - 6)}">{escape(bar.shown)}</text>',
            f'<text x="{_number(centre)}" y="{_HEIGHT - 8}">{escape(bar.label)}</text>',
        ]
    parts += [
        "</g>",
        f'<line x1="{_MARGIN}" x2="{width - _MARGIN}" y1="{_number(y(0))}" y2="{_number(y(0))}" '
        f'stroke="{_PAPER_RULE}"/>',
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _number(value: Fraction) -> str:
    return f"{float(value):.1f}".removesuffix(".0")
