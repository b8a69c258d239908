"""Readers: a source's bytes → a ``Document``. One module a format; nothing is normalised here."""

from __future__ import annotations

from collections.abc import Callable

from jiaozhu.model.document import Document
from jiaozhu.readers.decoding import UndecodableSource, decode
from jiaozhu.readers.html_post import read_html_post
from jiaozhu.readers.newspaper_ocr import read_newspaper_ocr
from jiaozhu.readers.wrapped_pdf import read_wrapped_pdf

__all__ = ["READERS", "UndecodableSource", "decode"]

#: Every format an ``about.yaml`` may name.
READERS: dict[str, Callable[[str], Document]] = {
    "newspaper-ocr": read_newspaper_ocr,
    "wrapped-pdf": read_wrapped_pdf,
    "html-post": read_html_post,
}
