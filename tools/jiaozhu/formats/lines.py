"""The printed lines of a text, shared by the readers of plain formats."""

from __future__ import annotations

from collections.abc import Iterator

from jiaozhu.model.document import Document, Line, Markup, Paragraph
from jiaozhu.model.span import Span


def non_blank_lines(text: str) -> tuple[Line, ...]:
    """Return every line of a text that is not blank, numbered as editors number them (lines end at line feeds).

    ``str.splitlines`` would also cut at form feeds and Unicode separators, which are characters of the source.
    A carriage return before the line feed belongs to the line end, not to the line.
    """
    lines = []
    start = 0
    for number, content in enumerate(text.split("\n"), 1):
        end = start + len(content)
        if content and not content.isspace():
            stripped = len(content.rstrip("\r"))
            lines.append(Line(number, 1, Span(start, start + stripped)))
        start = end + 1
    return tuple(lines)


def read_lines(text: str) -> Document:
    """Return a document with a paragraph for every line that is not blank: plain text, and transcripts."""
    lines = non_blank_lines(text)
    paragraphs = tuple(Paragraph("p", index, index) for index in range(len(lines)))
    return Document(text, lines, paragraphs, tuple(byte_order_mark(text)))


def byte_order_mark(text: str) -> Iterator[Markup]:
    """Yield the mark that some programs put before a text: a character of the source that is not text."""
    if text.startswith("\ufeff"):
        yield Markup(Span(0, 1), "", "byte order mark")
