"""The widths of a table's columns, from the words in its cells."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Column", "Layout", "lay_out", "measure_text"]

#: Letters side by side that every paper has room for, at the size of a table.
_ROOM = 60
#: Letters of the space at both sides of a cell.
_PADDING = 3
#: A word longer than this may be broken.
_LONGEST_WORD = 24
#: Chinese may be broken anywhere, but a column of one or two characters cannot be read.
_SHORTEST_CHINESE = 8
_BREAKS = re.compile(r"[\s/\u200b-]+")


@dataclass(slots=True)
class Column:
    """What was found in the cells of a column, in letters of half width."""

    natural: int = 1  #: The longest line.
    word: int = 1  #: The longest word.
    amount: int = 1  #: All text.

    def add(self, text: str) -> None:
        """Take a cell into account; its paragraphs are divided by blank lines."""
        for line in text.split("\n\n"):
            width = measure_text(line)
            self.natural = max(self.natural, width)
            self.amount += width
            has_wide = any(_is_wide(char) for char in line)
            words = [measure_text(word) for word in _BREAKS.split(line)]
            longest = max(min(max(words), _SHORTEST_CHINESE if has_wide else _LONGEST_WORD), _latin_word(line))
            self.word = max(self.word, min(longest, _LONGEST_WORD))


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a table as Typst has them."""

    widths: tuple[str, ...]
    narrowest: int  #: Letters side by side in which no word is broken; 0 if the table is narrow anyway.


def measure_text(text: str) -> int:
    """Return the width of *text* in letters; a Chinese character is two."""
    return sum(2 if _is_wide(char) else 1 for char in text.strip())


def lay_out(columns: Sequence[Column], given: Sequence[int] = ()) -> Layout:
    """Return the widths of columns.

    A table that has room keeps the widths of its text. In another the short columns do, and the long ones share the
    rest by the amount of their text; none is narrower than its longest word.

    Args:
        columns: What is in them.
        given: The widths that the document asks for, in any unit; nothing if it does not.
    """
    narrowest = sum(column.word + _PADDING for column in columns)
    if given:
        whole = sum(given) or 1
        widths = [max(_ROOM * width / whole, column.word) for width, column in zip(given, columns, strict=True)]
    elif sum(column.natural + _PADDING for column in columns) <= _ROOM:
        return Layout(("auto",) * len(columns), 0)
    else:
        room = max(_ROOM - _PADDING * len(columns), narrowest)
        widths = _shared(columns, room)
    return Layout(tuple(f"{width + _PADDING:.3g}fr" for width in widths), narrowest)


def _shared(columns: Sequence[Column], room: float) -> list[float]:
    """Return widths whose sum is *room*, by bisection of what a unit of text gets."""

    def widths(share: float) -> list[float]:
        return [
            min(column.natural, max(column.word, share * column.amount**0.5)) if column.natural else 1.0
            for column in columns
        ]

    low, high = 0.0, float(room)
    for _ in range(40):
        middle = (low + high) / 2
        if sum(widths(middle)) > room:
            high = middle
        else:
            low = middle
    return widths(low)


def _latin_word(line: str) -> int:
    """Return the length of the longest run of letters and digits."""
    return max((len(match) for match in re.findall(r"[0-9A-Za-z_.]+", line)), default=1)


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"
