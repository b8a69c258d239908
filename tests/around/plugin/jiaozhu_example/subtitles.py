"""A format: subtitles of films (SubRip). What is spoken is text; numbers and times are markup."""

from __future__ import annotations

import re

from jiaozhu.formats import Format, Sample, Sniffed
from jiaozhu.model.document import Document, Line, Markup, Paragraph
from jiaozhu.model.span import Span

_HEAD = re.compile(r"^[0-9]+\n[0-9:,]{12} --> [0-9:,]{12}\n", re.M)


def sniff(sample: Sample) -> Sniffed | None:
    """Claim a text that begins with a number and a time."""
    return Sniffed(0.95, "begins with the time of a subtitle") if _HEAD.match(sample.text) else None


def read(text: str) -> Document:
    """Return a document with a paragraph for each subtitle."""
    markup = [Markup(Span(*match.span()), "", "tag") for match in _HEAD.finditer(text)]
    lines: list[Line] = []
    paragraphs: list[Paragraph] = []
    borders = [*(mark.span.start for mark in markup[1:]), len(text)]
    for mark, end in zip(markup, borders, strict=True):
        first = len(lines)
        at = mark.span.end
        for content in text[at:end].split("\n"):
            if content.strip():
                lines.append(Line(text.count("\n", 0, at) + 1, 1, Span(at, at + len(content))))
            at += len(content) + 1
        if len(lines) > first:
            paragraphs.append(Paragraph("p", first, len(lines) - 1))
    return Document(text, tuple(lines), tuple(paragraphs), tuple(markup))


SUBTITLES = Format("subtitles", "subtitles", "srt", read, sniff, kind="film")
