"""What is done to a PDF after it has been compiled: its objects are packed, and its boxes set for printers.

The compiler writes every tag as an object of its own without compression, which is half of a tagged book. The packed
file has the same objects, and the same bytes on every machine.
"""

from __future__ import annotations

import io
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import TYPE_CHECKING

from .errors import TypstBuildError
from .locale import __

if TYPE_CHECKING:
    import pikepdf

__all__ = ["POINTS", "pack_pdf", "packer_version"]

#: Points in a millimetre.
POINTS = 72 / 25.4


def packer_version() -> str:
    """Return the version of what packs, with which the bytes may change; empty if it is not installed."""
    try:
        return version("pikepdf") if find_spec("pikepdf") else ""
    except PackageNotFoundError:
        return ""


def pack_pdf(pdf: bytes, bleed: float) -> bytes:
    """Return a PDF with its objects packed; as it is if ``pikepdf`` is not installed.

    Args:
        pdf: The file as it was compiled.
        bleed: Millimetres around each page that are cut off: they get the boxes by which printers know them.

    Raises:
        TypstBuildError: There is a bleed, and ``pikepdf`` is not installed.
    """
    if not packer_version():
        if bleed:
            raise TypstBuildError(__("typst_bleed: install pikepdf, which marks where the pages are cut"))
        return pdf
    import pikepdf

    packed = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        if bleed:
            _mark_cuts(document, bleed * POINTS)
        document.save(
            packed,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
            preserve_pdfa=True,
        )
    return packed.getvalue()


def _mark_cuts(document: pikepdf.Pdf, bleed: float) -> None:
    """Set the boxes of all pages: what is printed, and what is left when it has been cut."""
    for page in document.pages:
        left, bottom, right, top = (float(side) for side in page.mediabox)
        page.obj.BleedBox = [left, bottom, right, top]
        page.obj.TrimBox = [left + bleed, bottom + bleed, right - bleed, top - bleed]
