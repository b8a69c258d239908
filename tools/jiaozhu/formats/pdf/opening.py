"""Opening a PDF: what is before its header, how many pages it may have, and the errors of PDFium as those of a file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2 as pdfium

from jiaozhu.formats.limits import Limits, UnreadableSource
from jiaozhu.formats.sniffing import PDF_SIGNATURE, PDF_WITHIN
from jiaozhu.locale import _

__all__ = ["opened"]


@contextmanager
def opened(data: bytes, limits: Limits) -> Iterator[pdfium.PdfDocument]:
    """Open a PDF, and close it at the end.

    Raises:
        UnreadableSource: It is damaged or locked, also further on, or has more pages than the limit.
    """
    data = data[max(0, data[:PDF_WITHIN].find(PDF_SIGNATURE)) :]
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        hint = _("if it asks for a password, save it without one; otherwise get it again")
        raise UnreadableSource(_("the PDF cannot be opened: {why}", why=error), hint) from None
    try:
        if len(document) > limits.pages:
            message = _("more than {n} pages", n=f"{limits.pages:,}")
            raise UnreadableSource(message, _("split the file, or raise the limit"))
        yield document
    except pdfium.PdfiumError as error:
        hint = _("the file is damaged; get it again")
        raise UnreadableSource(_("the PDF is damaged: {why}", why=error), hint) from None
    finally:
        document.close()
