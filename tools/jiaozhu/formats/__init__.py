"""Readers: a source's bytes → a ``Document``. One module a format; nothing is normalised here.

A format is either text itself, whose transcript is the file, or something else (a PDF, a package, XML), of which a
transcript is made once, deterministically, and stored beside it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from jiaozhu.formats.decoding import ENCODINGS, UndecodableSource, decode, guess_encoding
from jiaozhu.formats.docx import transcribe_docx
from jiaozhu.formats.epub import transcribe_epub
from jiaozhu.formats.hocr import transcribe_hocr
from jiaozhu.formats.html_post import read_html_post
from jiaozhu.formats.limits import DEFAULT_LIMITS, Limits, UnreadableSource
from jiaozhu.formats.lines import read_lines
from jiaozhu.formats.markdown_post import read_markdown_post
from jiaozhu.formats.ocr_xml import transcribe_alto, transcribe_page
from jiaozhu.formats.pdf import transcribe_pdf
from jiaozhu.formats.tei import transcribe_tei
from jiaozhu.formats.wrapped_pdf import read_wrapped_pdf
from jiaozhu.model.document import Document
from jiaozhu.model.transcript import Transcript

__all__ = [
    "DEFAULT_LIMITS",
    "ENCODINGS",
    "FORMATS",
    "READERS",
    "Limits",
    "UndecodableSource",
    "UnreadableSource",
    "decode",
    "guess_encoding",
]

Transcriber = Callable[[bytes, Limits], Transcript]


class Format(NamedTuple):
    """A format an ``about.yaml`` may name."""

    shown: str  #: As a reader of the site is told.
    ending: str  #: Of the file, in a source's folder.
    read: Callable[[str], Document]
    transcribe: Transcriber | None = None  #: None if the transcript is the file itself.
    version: str = ""  #: Of the transcriber; a new one may make another transcript of the same bytes.


FORMATS: dict[str, Format] = {
    "plain-text": Format("纯文本", "txt", read_lines),
    "newspaper-ocr": Format("报纸版面的文字识别本", "txt", read_lines),
    "wrapped-pdf": Format("由 PDF 取出的折行文本", "txt", read_wrapped_pdf),
    "html-post": Format("网页（元数据与 HTML）", "html", read_html_post),
    "html-page": Format("网页（整页）", "html", read_html_post),
    "markdown-post": Format("Markdown 文稿（带元数据）", "md", read_markdown_post),
    "pdf": Format("PDF（文字层）", "pdf", read_lines, transcribe_pdf, "1"),
    "alto": Format("ALTO 识别结果", "xml", read_lines, transcribe_alto, "1"),
    "page-xml": Format("PAGE XML 识别结果", "xml", read_lines, transcribe_page, "1"),
    "hocr": Format("hOCR 识别结果", "html", read_lines, transcribe_hocr, "1"),
    "tei": Format("TEI P5", "xml", read_lines, transcribe_tei, "1"),
    "docx": Format("DOCX 文档", "docx", read_lines, transcribe_docx, "1"),
    "epub": Format("EPUB 电子书", "epub", read_lines, transcribe_epub, "1"),
}
#: How the text of each format becomes a document.
READERS: dict[str, Callable[[str], Document]] = {name: format.read for name, format in FORMATS.items()}
