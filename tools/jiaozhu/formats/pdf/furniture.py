"""Running heads and page numbers: what is in a margin and is the same, digits aside, on several pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from jiaozhu.formats.pdf.lines import PrintedLine
from jiaozhu.language import languages

__all__ = ["Sheet", "furniture", "in_margin"]

#: Share of a page's height for running heads and page numbers, at the top and at the bottom.
_MARGIN = 0.09
#: A running head is on this many pages at least.
_RUNS = 3
#: Code points by which running heads are compared.
_COMPARED = 200


class Sheet(NamedTuple):
    """The lines of a page, and its height."""

    lines: Sequence[PrintedLine]
    height: float


def furniture(sheets: Sequence[Sheet]) -> set[int]:
    """Return the identities (``id``) of the lines that are running heads or page numbers.

    Args:
        sheets: All pages of a document.
    """
    digits, numbers = _digits(), [profile.detection.page_number for profile in languages()]
    margins: list[tuple[PrintedLine, str, str]] = []
    count: Counter[str] = Counter()  # on how many pages each is
    for sheet in sheets:
        here = set()
        for line in sheet.lines:
            if in_margin(line, sheet.height):
                text = line.text
                margins.append((line, text, digits.sub("#", "".join(text.split()))[:_COMPARED]))
                here.add(margins[-1][2])
        count.update(here)
    least = min(_RUNS, max(2, len(sheets)))
    return {
        id(line)
        for line, text, pattern in margins
        if count[pattern] >= least or any(number.fullmatch(text) for number in numbers)
    }


def in_margin(line: PrintedLine, height: float) -> bool:
    """Return whether a line is where running heads and page numbers are, at the top or at the bottom of a page.

    Args:
        line: The line.
        height: Of its page, in points.
    """
    _, top, _, bottom = line.box
    return not _MARGIN * height < (top + bottom) / 2 < (1 - _MARGIN) * height


@cache
def _digits() -> re.Pattern[str]:
    """A number in the numerals of any language."""
    return re.compile(f"[0-9{''.join(profile.detection.page_digits for profile in languages())}]+")
