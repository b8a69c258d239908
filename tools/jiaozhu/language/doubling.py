"""Doubled glyph runs: 「20222022 年 工 作 展 望年 工 作 展 望」.

PDF producers fake bold type by setting a run twice with a small offset; extraction then yields every run twice in
a row. A line is doubled if, spaces aside, *all* of it is a chain of squares (``ww``): this is evidence from the text
alone, and no ordinary line of any length has it.
"""

from __future__ import annotations

#: Shorter lines (without spaces) may be doubled by chance: 天天, 试试看看.
LEAST_LENGTH = 6
#: Longer lines are not headings; the search is quadratic in the line's length, so it must be bounded.
MOST_LENGTH = 240


def doubled_runs(line: str, least: int = LEAST_LENGTH) -> list[tuple[int, int]]:
    """Return the second half of every square of a doubled line.

    Of several ways to cut the line into squares the one with the fewest is taken.

    Args:
        line: One line.
        least: Shorter lines, in code points without spaces, are not looked at.

    Returns:
        Half-open ranges of code points of ``line``, in order; empty if the line is not doubled.
    """
    first = line.lstrip()[:1]
    if not first or line.count(first) % 2:
        return []  # in a chain of squares every character occurs an even number of times: most lines end here
    places = [index for index, char in enumerate(line) if not char.isspace()]
    length = len(places)
    if not least <= length <= MOST_LENGTH or length % 2:
        return []
    glyphs = "".join(line[place] for place in places)
    if any(glyphs.count(glyph) % 2 for glyph in set(glyphs)):
        return []  # the same of every glyph: ordinary lines end here
    halves = _fewest_squares(glyphs)
    runs = []
    at = 0
    for half in halves:
        runs.append((places[at + half], places[at + 2 * half - 1] + 1))
        at += 2 * half
    return runs


def _fewest_squares(glyphs: str) -> list[int]:
    """Half lengths of the fewest squares whose chain is ``glyphs``; empty if there is no such chain."""
    length = len(glyphs)
    best: list[tuple[int, int] | None] = [None] * length + [(0, 0)]  # squares from here on, half of the first
    for start in range(length - 2, -1, -2):
        for half in range((length - start) // 2, 0, -1):
            rest = best[start + 2 * half]
            if rest is None or glyphs[start : start + half] != glyphs[start + half : start + 2 * half]:
                continue
            here = best[start]
            if here is None or rest[0] + 1 < here[0]:
                best[start] = (rest[0] + 1, half)
    halves = []
    at = 0
    while at < length:
        here = best[at]
        if here is None:
            return []
        halves.append(here[1])
        at += 2 * here[1]
    return halves
