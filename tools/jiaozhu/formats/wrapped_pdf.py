"""Text taken from a PDF: hard-wrapped lines, usually with a blank line after each.

Paragraphs must be found again. A printed paragraph begins two characters short (its indent was lost in the
extraction) and ends on a short line; everything between is as wide as its column. Columns of different widths
follow one another, so the measure is taken from the lines around. A line that is doubled glyph run by glyph run was
set bold: it is a heading (or a caption), never a part of a paragraph.
"""

from __future__ import annotations

import unicodedata
from collections import Counter

from jiaozhu.formats.lines import byte_order_mark, non_blank_lines
from jiaozhu.language.doubling import doubled_runs
from jiaozhu.model.document import Document, Paragraph

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
    doubled = [bool(doubled_runs(content)) for content in contents]
    paragraphs: list[Paragraph] = []
    first = 0
    for index in range(len(lines)):
        if index > first and (doubled[index] or _begins(index, contents, widths, missing)):
            paragraphs.append(Paragraph("p", first, index - 1))
            first = index
        if doubled[index] or _ends(index, contents, missing):
            paragraphs.append(Paragraph("heading" if doubled[index] else "p", first, index))
            first = index + 1
    if first < len(lines):
        paragraphs.append(Paragraph("p", first, len(lines) - 1))
    return Document(text, lines, tuple(paragraphs), tuple(byte_order_mark(text)))


def _begins(index: int, contents: list[str], widths: list[int], missing: list[int]) -> bool:
    """Whether a paragraph begins here although the line above was full: a sentence ended there, this line is
    short by an indent, and the next is wider again. The two widths are compared directly, because the measure is
    uncertain where columns change."""
    return (
        contents[index - 1][-1] in _TERMINAL
        and missing[index] in INDENT
        and index + 1 < len(widths)
        and widths[index + 1] - widths[index] >= SHORT
    )


def _ends(index: int, contents: list[str], missing: list[int]) -> bool:
    """Whether the line closes its paragraph. A sentence that happens to end on a slightly short line does not: what
    follows a paragraph is short too, by its indent or because it is a heading."""
    if missing[index] >= VERY_SHORT:
        return True
    if missing[index] < SHORT or contents[index][-1] not in _TERMINAL:
        return False
    return index + 1 == len(missing) or missing[index + 1] >= SHORT


class _Widths(dict[str, int]):
    """Printed widths in half-widths, looked up once a character: two for full-width characters (and the per cent
    sign, which Chinese newspapers set full), one for the rest."""

    def __missing__(self, char: str) -> int:
        width = self[char] = 2 if char == "%" or unicodedata.east_asian_width(char) in "WFA" else 1
        return width


_WIDTHS = _Widths()


def _width(content: str) -> int:
    """The printed width of a line in half-widths."""
    return sum(map(_WIDTHS.__getitem__, content))


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
