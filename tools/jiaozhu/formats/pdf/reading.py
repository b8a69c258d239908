"""From a PDF file to its transcript: one line for each printed line of a column, in the order of reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from jiaozhu.formats.format import NoTextLayer
from jiaozhu.formats.limits import Limits
from jiaozhu.formats.pdf.composing import Composer, plain
from jiaozhu.formats.pdf.extras import forms, metadata, of_document, outline
from jiaozhu.formats.pdf.layer import judge
from jiaozhu.formats.pdf.opening import opened
from jiaozhu.formats.pdf.pages import ReadPage, read_page
from jiaozhu.formats.writing import TranscriptBuilder
from jiaozhu.locale import _, lazy
from jiaozhu.model.file_account import solid
from jiaozhu.model.transcript import Transcript

__all__ = ["transcribe_pdf"]

#: Pages that a note names.
_MOST_NAMED = 12


def transcribe_pdf(data: bytes, limits: Limits) -> Transcript:
    """Return the transcript of a PDF file.

    The account of the file has every glyph that PDFium finds, and what is beside the pages' text.

    Raises:
        NoTextLayer: It lacks one.
        UnreadableSource: The file is damaged or locked, or exceeds the limits.
    """
    with opened(data, limits) as document:
        builder = TranscriptBuilder(limits)
        builder.title = metadata(document, "Title")
        pages = list(_pages(document, limits))
        if not any(page.lines for page in pages):
            hint = _("its pages are pictures: have them recognised first")
            raise NoTextLayer(_("the PDF has no text layer"), hint)
        Composer(builder, pages, _titles(document)).write()
        _note(pages, builder)
        for extra in of_document(document):
            builder.leave(extra.kind, extra.text)
            builder.expect(solid(extra.text))
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


def _titles(document: pdfium.PdfDocument) -> dict[int, set[str]]:
    """The titles of a document's outline, plainly, by the number of the page to which each leads."""
    titles: dict[int, set[str]] = {}
    for words, index in outline(document):
        if index is not None and (title := plain(words)):
            titles.setdefault(index + 1, set()).add(title)
    return titles


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
        builder.unreliable = 2 * len(bad) >= sum(bool(page.lines) for page in pages)
    invisible = [page.number for page in pages if page.invisible]
    if invisible:
        note = lazy(
            "the text of {count} pages was recognised by a machine: {pages}",
            count=len(invisible),
            pages=_listed(invisible),
        )
        builder.notes.append(note)
    over = (text for page in pages for kind, text in page.left_out if kind == "overprint")
    if overprinted := sum(map(len, over)):
        builder.notes.append(
            lazy("{count} glyphs are printed over the same character and taken once", count=overprinted)
        )
    if turned := sum(page.turned for page in pages):
        builder.notes.append(lazy("{count} pages are vertical; their boxes are those of the turned page", count=turned))


def _listed(numbers: Sequence[int]) -> str:
    """Numbers of pages, the first of many."""
    return ", ".join(map(str, numbers[:_MOST_NAMED])) + (", …" if len(numbers) > _MOST_NAMED else "")
