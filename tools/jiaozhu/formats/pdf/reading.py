"""From a PDF file to its transcript: one line for each printed line of a column, in the order of reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from jiaozhu.formats.layout import paragraphs
from jiaozhu.formats.limits import Limits, UnreadableSource
from jiaozhu.formats.pdf.extras import forms, of_document
from jiaozhu.formats.pdf.furniture import Sheet, furniture
from jiaozhu.formats.pdf.layer import judge
from jiaozhu.formats.pdf.lines import PrintedLine
from jiaozhu.formats.pdf.pages import ReadPage, read_page
from jiaozhu.formats.pdf.tables import number_tables
from jiaozhu.formats.writing import TranscriptBuilder
from jiaozhu.locale import _, lazy
from jiaozhu.model.transcript import Box, PageSpot, Shape, Transcript

__all__ = ["HEADER_WITHIN", "SIGNATURE", "transcribe_pdf"]

#: What a PDF begins with, and within how many bytes: anything may be before it, such as the head of a message.
SIGNATURE, HEADER_WITHIN = b"%PDF-", 1024
#: Pages that a note names.
_MOST_NAMED = 12


def transcribe_pdf(data: bytes, limits: Limits) -> Transcript:
    """Return the transcript of a PDF file.

    The account of the file has every glyph that PDFium finds, and what is beside the pages' text.

    Raises:
        UnreadableSource: The file is damaged or locked, lacks a text layer, or exceeds the limits.
    """
    data = data[max(0, data[:HEADER_WITHIN].find(SIGNATURE)) :]
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        hint = _("if it asks for a password, save it without one; otherwise get it again")
        raise UnreadableSource(_("the PDF cannot be opened: {why}", why=error), hint) from None
    try:
        if len(document) > limits.pages:
            message = _("more than {n} pages", n=f"{limits.pages:,}")
            raise UnreadableSource(message, _("split the file, or raise the limit"))
        builder = TranscriptBuilder(limits)
        builder.title = document.get_metadata_dict().get("Title", "")
        pages = list(_pages(document, limits))
        if not any(page.lines for page in pages):
            hint = _("its pages are pictures: have them recognised first")
            raise UnreadableSource(_("the PDF has no text layer"), hint)
        _write(pages, builder)
        for extra in of_document(document):
            builder.leave(extra.kind, extra.text)
            builder.expect(len("".join(extra.text.split())))
    except pdfium.PdfiumError as error:
        raise UnreadableSource(
            _("the PDF is damaged: {why}", why=error), _("the file is damaged; get it again")
        ) from None
    finally:
        document.close()
    return builder.finish()


def _pages(document: pdfium.PdfDocument, limits: Limits) -> Iterator[ReadPage]:
    count = 0
    tagged = bool(raw.FPDFCatalog_IsTagged(document.raw))
    with forms(document) as form:
        for number in range(1, len(document) + 1):
            page = document[number - 1]
            try:
                found = read_page(number, page, form, tagged=tagged)
            finally:
                page.close()
            count += found.size
            limits.check_characters(count)
            yield found


def _write(pages: Sequence[ReadPage], builder: TranscriptBuilder) -> None:
    margins = furniture([Sheet(page.lines, page.height) for page in pages])
    size = _size(pages, margins)
    number = tables = 0
    for page in pages:
        tables = number_tables(page.lines, tables)
        builder.expect(page.expected)
        for kind, text in page.left_out:
            if text.strip():
                builder.leave(kind, text, _("page {number}", number=page.number))
        number = _write_page(page, margins, size, number, builder)
    _note(pages, builder)


def _size(pages: Sequence[ReadPage], margins: set[int]) -> float:
    """The size of the type of most of the text, in points; 0 if there is none."""
    sizes = [
        round(line.size, 1) for page in pages for line in page.lines if id(line) not in margins for _ in line.text[::4]
    ]
    return median(sizes) if sizes else 0.0


def _write_page(page: ReadPage, margins: set[int], size: float, number: int, builder: TranscriptBuilder) -> int:
    """Write a page; return the number of its last paragraph."""
    above = [line for line in page.lines if id(line) in margins and line.box[1] < page.height / 2]
    below = [line for line in page.lines if id(line) in margins and line.box[1] >= page.height / 2]
    body = [line for line in page.lines if id(line) not in margins]
    running = [line for line in body if not line.table]
    marks = dict(zip(map(id, running), paragraphs([line.piece() for line in running], size), strict=True))
    last = None
    for line in above:
        number += 1
        builder.add(line.text, PageSpot("furniture", number, page.number, _shown(line.box)))
    for line in body:
        if line.table:
            number = _write_row(line, page.number, number, builder)
            last = None
            continue
        paragraph, kind = marks[id(line)]
        number += paragraph != last
        last = paragraph
        builder.add(line.text, PageSpot(kind, number, page.number, _shown(line.box)))
    for line in below:
        number += 1
        builder.add(line.text, PageSpot("furniture", number, page.number, _shown(line.box)))
    return number


def _write_row(row: PrintedLine, page: int, number: int, builder: TranscriptBuilder) -> int:
    """Write the cells of a row, each a line and a paragraph of its own."""
    for column, cell in enumerate(row.cells, 1):
        number += 1
        shape = Shape(table=row.table, row=row.row, column=column)
        builder.add(cell.text, PageSpot("p", number, page, _shown(cell.box), shape=shape))
    return number


def _note(pages: Sequence[ReadPage], builder: TranscriptBuilder) -> None:
    """Say what an editor has to know of the reading."""
    for page in pages:
        if not page.lines:
            builder.notes.append(lazy("page {number} has no text", number=page.number))
    bad = [page.number for page in pages if not judge("\n".join(line.text for line in page.lines)).usable]
    if bad:
        note = lazy(
            "the text layer of {count} pages is not to be relied on (it has glyphs without a character, or characters "
            "that no writing has beside one another): {pages}; have them recognised",
            count=len(bad),
            pages=_listed(bad),
        )
        builder.notes.append(note)
    invisible = [page.number for page in pages if page.invisible]
    if invisible:
        note = lazy(
            "the text of {count} pages was recognised by a machine: {pages}",
            count=len(invisible),
            pages=_listed(invisible),
        )
        builder.notes.append(note)
    if overprinted := sum(page.overprinted for page in pages):
        builder.notes.append(
            lazy("{count} glyphs are printed over the same character and taken once", count=overprinted)
        )
    if turned := sum(page.turned for page in pages):
        builder.notes.append(lazy("{count} pages are vertical; their boxes are those of the turned page", count=turned))


def _listed(numbers: Sequence[int]) -> str:
    """Numbers of pages, the first of many."""
    return ", ".join(map(str, numbers[:_MOST_NAMED])) + (", …" if len(numbers) > _MOST_NAMED else "")


def _shown(box: Box) -> Box:
    left, top, right, bottom = (round(value, 1) for value in box)
    return left, top, right, bottom
