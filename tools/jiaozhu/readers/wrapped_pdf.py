"""Text taken from a PDF: hard-wrapped lines, usually with a blank line after each.

Paragraphs must be found again. A printed paragraph begins two characters short (its indent was lost in the
extraction) and ends on a short line; everything between is as wide as its column. Columns of different widths
follow one another, so the measure is taken from the lines around.
"""

from __future__ import annotations

import unicodedata
from collections import Counter

from jiaozhu.model.document import Document, Paragraph
from jiaozhu.readers.lines import non_blank_lines

#: Lines on either side that tell a line's measure: more than a long paragraph's worth of full lines.
NEIGHBOURS = 8
#: A line this much narrower than the measure (half-widths) may be a paragraph's last, if a sentence ends with it.
#: Squeezed punctuation and digits account for smaller differences.
SHORT = 3
#: A line this much narrower closes its block whatever it ends with: a heading, a caption, a signature.
VERY_SHORT = 12
#: The lost indent of two full-width characters, give or take one half-width.
INDENT = range(3, 7)
_TERMINAL = "。！？”’』」…"


def read_wrapped_pdf(text: str) -> Document:
    """A document whose paragraphs are the printed ones, as far as widths and sentence ends tell."""
    lines = non_blank_lines(text)
    contents = [text[line.span.start : line.span.end].strip() for line in lines]
    widths = [_width(content) for content in contents]
    missing = [measure - width for measure, width in zip(_measures(widths), widths, strict=True)]
    paragraphs: list[Paragraph] = []
    first = 0
    for index in range(len(lines)):
        if index > first and _begins(index, contents, missing):
            paragraphs.append(Paragraph("p", first, index - 1))
            first = index
        if _ends(index, index == first, contents, missing):
            paragraphs.append(Paragraph("p", first, index))
            first = index + 1
    if first < len(lines):
        paragraphs.append(Paragraph("p", first, len(lines) - 1))
    return Document(text, lines, tuple(paragraphs))


def _begins(index: int, contents: list[str], missing: list[int]) -> bool:
    """Whether a paragraph begins here although the line above was full: a sentence ended there, this line is
    short by an indent, and the next is full again."""
    return (
        contents[index - 1][-1] in _TERMINAL
        and missing[index] in INDENT
        and missing[index] >= missing[index - 1] + SHORT
        and index + 1 < len(missing)
        and missing[index + 1] < SHORT
    )


def _ends(index: int, first: bool, contents: list[str], missing: list[int]) -> bool:
    """Whether the line closes its paragraph. An indented first line that happens to end a sentence does so
    only when the line after it is not full."""
    if missing[index] >= VERY_SHORT:
        return True
    if missing[index] < SHORT or contents[index][-1] not in _TERMINAL:
        return False
    if first and missing[index] in INDENT:
        return index + 1 == len(missing) or missing[index + 1] >= SHORT
    return True


def _width(content: str) -> int:
    """Printed width in half-widths: two for full-width characters (and the per cent sign, which Chinese
    newspapers set full), one for the rest."""
    return sum(2 if char == "%" or unicodedata.east_asian_width(char) in "WFA" else 1 for char in content)


def _measures(widths: list[int]) -> list[int]:
    """The column's measure at every line: the commonest width among the lines around it, to one half-width.

    Counts are moved along with the window, so the cost is proportional to the number of lines.
    """
    count: Counter[int] = Counter(widths[: NEIGHBOURS + 1])
    measures = []
    for index in range(len(widths)):
        best = max(count, key=lambda width: (count[width] + count[width - 1] + count[width + 1], width))
        measures.append(best)
        entering, leaving = index + NEIGHBOURS + 1, index - NEIGHBOURS
        if entering < len(widths):
            count[widths[entering]] += 1
        if leaving >= 0:
            count[widths[leaving]] -= 1
            if not count[widths[leaving]]:
                del count[widths[leaving]]
    return measures
