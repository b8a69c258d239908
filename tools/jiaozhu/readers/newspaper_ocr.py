"""Newspaper text from recognition: one paragraph a line, columns in whatever order the recogniser met them."""

from __future__ import annotations

from jiaozhu.model.document import Document, Paragraph
from jiaozhu.readers.lines import non_blank_lines


def read_newspaper_ocr(text: str) -> Document:
    """A document whose every non-blank line is a paragraph. Order and articles are the edition's to say."""
    lines = non_blank_lines(text)
    return Document(text, lines, tuple(Paragraph("p", i, i) for i in range(len(lines))))
