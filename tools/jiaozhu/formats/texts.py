"""The document of a file that is text itself, gaps included."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from jiaozhu.formats.decoding import Decoded
from jiaozhu.formats.format import Format
from jiaozhu.model.document import Document, Markup
from jiaozhu.model.span import Span

__all__ = ["read_text"]


def read_text(format: Format, decoded: Decoded) -> Document:
    """Return the document of a text: what its format reads, with bytes that are not text as markup of their own.

    Args:
        format: Of the file.
        decoded: Its text.
    """
    document = format.read(decoded.text)
    if not decoded.gaps:
        return document
    return replace(
        document, markup=tuple(sorted(_with_gaps(document.markup, decoded.gaps), key=lambda mark: mark.span))
    )


def _with_gaps(markup: Sequence[Markup], gaps: Sequence[Markup]) -> Iterator[Markup]:
    """Markup with gaps; a mark that has a gap inside is cut there, so that none overlaps another."""
    starts = [gap.span.start for gap in gaps]
    yield from gaps
    for mark in markup:
        at = mark.span.start
        for gap in gaps[bisect_right(starts, mark.span.start - 1) : bisect_right(starts, mark.span.end - 1)]:
            if gap.span.start > at:
                yield mark._replace(span=Span(at, gap.span.start))
            at = gap.span.end
        if at < mark.span.end:
            yield mark._replace(span=Span(at, mark.span.end))
