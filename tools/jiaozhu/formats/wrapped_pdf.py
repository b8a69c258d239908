"""Text taken from a PDF: hard-wrapped lines, sometimes with a blank line after each.

Paragraphs have to be found again. A printed paragraph begins two characters short (its indent was lost in the
extraction) and ends on a short line; everything between is as wide as its column. Columns of different widths follow
one another, so the measure is taken from the lines around. A line that is doubled glyph run by glyph run was set bold:
it is a heading (or a caption), never a part of a paragraph. Where blanks part the words, lines are ragged: there only a
much shorter line ends a paragraph, indents are not visible, and blank lines count.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import NamedTuple

from jiaozhu.formats.lines import byte_order_mark, non_blank_lines
from jiaozhu.language import LanguageProfile, profile_of_text
from jiaozhu.language.doubling import doubled_runs
from jiaozhu.model.document import Document, Line, Paragraph

#: Lines on either side by which a line's measure is found: more than a long paragraph's worth of full lines.
NEIGHBOURS = 8


class _Measures(NamedTuple):
    """Differences from the measure, in half-widths."""

    short: int  #: A line this much narrower may be a paragraph's last, if a sentence ends with it.
    very_short: int  #: A line this much narrower closes its block whatever it ends with: a heading, a signature.
    indent: range  #: What an indent that was lost takes away.


#: Squeezed punctuation and digits account for smaller differences; an indent is two full-width characters.
_EVEN = _Measures(3, 12, range(3, 7))
_RAGGED = _Measures(15, 24, range(0))
#: Fewer of the lines than this share are followed by a blank one where blank lines part paragraphs.
_BLANKS = 0.6


def read_wrapped_pdf(text: str) -> Document:
    """Return a document whose paragraphs are the printed ones, as far as widths and ends of sentences show."""
    lines = non_blank_lines(text)
    contents = [text[line.span.start : line.span.end].strip() for line in lines]
    doubled = [bool(doubled_runs(content)) for content in contents]
    page = _Page(contents, profile_of_text(text), _parted(lines))
    paragraphs: list[Paragraph] = []
    first = 0
    for index in range(len(lines)):
        if index > first and (doubled[index] or page.begins(index)):
            paragraphs.append(Paragraph("p", first, index - 1))
            first = index
        if doubled[index] or page.ends(index):
            paragraphs.append(Paragraph("heading" if doubled[index] else "p", first, index))
            first = index + 1
    if first < len(lines):
        paragraphs.append(Paragraph("p", first, len(lines) - 1))
    return Document(text, lines, tuple(paragraphs), tuple(byte_order_mark(text)))


def _parted(lines: tuple[Line, ...]) -> frozenset[int]:
    """The lines before a blank one; none if most lines are followed by one, as some programs write them."""
    found = frozenset(n for n in range(len(lines) - 1) if lines[n + 1].number > lines[n].number + 1)
    return found if len(found) < _BLANKS * len(lines) else frozenset()


class _Page:
    """Printed lines by their widths."""

    def __init__(self, contents: list[str], profile: LanguageProfile, parted: frozenset[int]) -> None:
        self._contents = contents
        self._widths = [_width(content) for content in contents]
        self._missing = [measure - width for measure, width in zip(_measures(self._widths), self._widths, strict=True)]
        self._terminal = profile.detection.last_line
        self._measures = _RAGGED if profile.words_apart else _EVEN
        self._parted = parted if profile.words_apart else frozenset()

    def begins(self, index: int) -> bool:
        """Return whether a paragraph begins here although the line above was full.

        A sentence ended there, this line is short by an indent, and the next is wider again. The two widths are
        compared directly, because the measure is uncertain where columns change.
        """
        return (
            self._missing[index] in self._measures.indent
            and self._contents[index - 1][-1] in self._terminal
            and index + 1 < len(self._widths)
            and self._widths[index + 1] - self._widths[index] >= self._measures.short
        )

    def ends(self, index: int) -> bool:
        """Return whether the line closes its paragraph.

        A sentence that happens to end on a slightly short line does not: what follows a paragraph is short too, by its
        indent or because it is a heading.
        """
        missing, short = self._missing, self._measures.short
        if missing[index] >= self._measures.very_short or index in self._parted:
            return True
        if missing[index] < short or self._contents[index][-1] not in self._terminal:
            return False
        if not self._measures.indent:
            return True
        return index + 1 == len(missing) or missing[index + 1] >= short


class _Widths(dict[str, int]):
    """Printed widths in half-widths, looked up once a character.

    Two for full-width characters (and the per cent sign, which Chinese newspapers set full), one for the rest.
    """

    def __missing__(self, char: str) -> int:
        width = self[char] = 2 if char == "%" or unicodedata.east_asian_width(char) in "WFA" else 1
        return width


_WIDTHS = _Widths()


def _width(content: str) -> int:
    """The printed width of a line in half-widths."""
    return sum(map(_WIDTHS.__getitem__, content))


def _measures(widths: list[int]) -> list[int]:
    """The column's measure at every line: the commonest width among the lines around it, to one half-width.

    Counts move along with the window, so the cost is proportional to the number of lines.
    """
    count = dict(Counter(widths[: NEIGHBOURS + 1]))
    of = count.get
    measures = []
    for index in range(len(widths)):
        best = max(count, key=lambda width: (count[width] + of(width - 1, 0) + of(width + 1, 0), width))
        measures.append(best)
        entering, leaving = index + NEIGHBOURS + 1, index - NEIGHBOURS
        if entering < len(widths):
            count[widths[entering]] = of(widths[entering], 0) + 1
        if leaving >= 0:
            count[widths[leaving]] -= 1
            if not count[widths[leaving]]:
                del count[widths[leaving]]
    return measures
