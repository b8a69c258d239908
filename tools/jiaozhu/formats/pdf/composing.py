"""From the lines of pages to those of the transcript: paragraphs, headings, cells, running heads."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from jiaozhu.formats.layout import paragraphs
from jiaozhu.formats.pdf.furniture import Sheet, furniture, in_margin
from jiaozhu.formats.pdf.lines import PrintedLine
from jiaozhu.formats.pdf.pages import ReadPage
from jiaozhu.formats.pdf.tables import number_tables
from jiaozhu.formats.writing import TranscriptBuilder
from jiaozhu.locale import _
from jiaozhu.model.file_account import solid
from jiaozhu.model.transcript import Box, PageSpot, Shape

__all__ = ["Composer", "plain"]

#: The longest heading that an outline names, in code points.
_LONGEST = 200


def plain(title: str) -> str:
    """Return the letters of a title alone, by which those of an outline are found on the pages."""
    return "".join(char for char in title.casefold() if char.isalpha())


class Composer:
    """Writes pages into a transcript.

    Args:
        builder: Of the transcript.
        pages: All pages of the document.
        titles: The titles of its outline, plainly, by the number of their page.
    """

    def __init__(self, builder: TranscriptBuilder, pages: Sequence[ReadPage], titles: Mapping[int, set[str]]) -> None:
        self._builder, self._pages, self._titles = builder, pages, titles
        self._margins = furniture([Sheet(page.lines, page.height) for page in pages])
        self._size = self._usual_size()
        self._number = 0
        self._plain = ""

    def write(self) -> None:
        """Write all pages, and account for what is beside their text."""
        tables = 0
        marks: list[dict[int, tuple[int, str]]] = []
        for page in self._pages:
            tables = number_tables(page.lines, tables)
            marks.append(self._marks(page))
        # Where headings are seen by their type, what is not a heading is known not to be one.
        self._plain = "p" if any(kind for mark in marks for _number, kind in mark.values()) else ""
        for page, mark in zip(self._pages, marks, strict=True):
            self._builder.expect(page.expected)
            for kind, text in page.left_out:
                if solid(text):
                    self._builder.leave(kind, text, _("page {number}", number=page.number))
            self._page(page, mark)

    def _usual_size(self) -> float:
        """The size of the type of most of the text, in points; 0 without any."""
        count: Counter[float] = Counter()
        for page in self._pages:
            for line in page.lines:
                if id(line) not in self._margins:
                    count[round(line.size, 1)] += len(line.text)
        half = count.total() / 2
        return next((size for size in sorted(count) if (half := half - count[size]) <= 0), 0.0)

    def _marks(self, page: ReadPage) -> dict[int, tuple[int, str]]:
        """For each line of running text (``id``), the number of its paragraph on the page and its kind."""
        running = [line for line in page.lines if id(line) not in self._margins and not line.table]
        found = paragraphs([line.piece() for line in running], self._size)
        titles = self._titles.get(page.number, set())
        marks: dict[int, tuple[int, str]] = {}
        for number, group in itertools.groupby(zip(running, found, strict=True), key=lambda item: item[1][0]):
            items = list(group)
            whole = self._is_named([line for line, _mark in items], titles)
            for line, (_number, kind) in items:
                named = whole or self._is_named([line], titles)
                # A line that the outline names is a paragraph of its own, whatever the spaces around it say.
                marks[id(line)] = (number if whole or not named else -id(line), "heading" if named else kind)
        return marks

    @staticmethod
    def _is_named(lines: Sequence[PrintedLine], titles: set[str]) -> bool:
        """Whether the outline has the words of some lines as a title."""
        return (
            bool(titles)
            and sum(len(line.text) for line in lines) < _LONGEST
            and (plain("".join(line.text for line in lines)) in titles)
        )

    def _page(self, page: ReadPage, marks: Mapping[int, tuple[int, str]]) -> None:
        margins = [line for line in page.lines if id(line) in self._margins]
        self._furniture((line for line in margins if line.box[1] < page.height / 2), page.number)
        lines = Counter(number for number, _kind in marks.values())
        last = None
        for line in page.lines:
            if id(line) in self._margins:
                continue
            if line.table:
                self._row(line, page.number)
                last = None
                continue
            paragraph, kind = marks[id(line)]
            self._number += paragraph != last
            last = paragraph
            # A line alone in a margin may yet be a running head of one page, by what it says.
            kind = kind or ("" if lines[paragraph] == 1 and in_margin(line, page.height) else self._plain)
            self._builder.add(line.text, PageSpot(kind, self._number, page.number, _shown(line.box)))
        self._furniture((line for line in margins if line.box[1] >= page.height / 2), page.number)

    def _furniture(self, lines: Iterator[PrintedLine], page: int) -> None:
        for line in lines:
            self._number += 1
            self._builder.add(line.text, PageSpot("furniture", self._number, page, _shown(line.box)))

    def _row(self, row: PrintedLine, page: int) -> None:
        """Write the cells of a row, each a paragraph of its own."""
        before = 0
        for column, cell in zip(row.columns or range(1, len(row.cells) + 1), row.cells, strict=True):
            self._number += column != before
            before = column
            shape = Shape(table=row.table, row=row.row, column=column)
            self._builder.add(cell.text, PageSpot("p", self._number, page, _shown(cell.box), shape=shape))


def _shown(box: Box) -> Box:
    left, top, right, bottom = (round(value, 1) for value in box)
    return left, top, right, bottom
