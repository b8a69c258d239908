"""From the lines of pages to those of the transcript: paragraphs, headings, cells, running heads."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from statistics import median

from jiaozhu.formats.layout import paragraphs
from jiaozhu.formats.pdf.furniture import Sheet, furniture
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
        body = (line for page in self._pages for line in page.lines if id(line) not in self._margins)
        sizes = [round(line.size, 1) for line in body for _char in line.text[::4]]
        return median(sizes) if sizes else 0.0

    def _marks(self, page: ReadPage) -> dict[int, tuple[int, str]]:
        """For each line of running text (``id``), the number of its paragraph on the page and its kind."""
        running = [line for line in page.lines if id(line) not in self._margins and not line.table]
        found = paragraphs([line.piece() for line in running], self._size)
        titles = self._titles.get(page.number, set())
        marks: dict[int, tuple[int, str]] = {}
        for number, group in itertools.groupby(zip(running, found, strict=True), key=lambda item: item[1][0]):
            items = list(group)
            words = "".join(line.text for line, _mark in items)
            named = bool(titles) and len(words) < _LONGEST and plain(words) in titles
            marks |= {id(line): (number, "heading" if named else kind) for line, (_number, kind) in items}
        return marks

    def _page(self, page: ReadPage, marks: Mapping[int, tuple[int, str]]) -> None:
        margins = [line for line in page.lines if id(line) in self._margins]
        self._furniture((line for line in margins if line.box[1] < page.height / 2), page.number)
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
            self._builder.add(line.text, PageSpot(kind or self._plain, self._number, page.number, _shown(line.box)))
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
