"""The paragraphs of a document as detectors see them: words without markup, and what is known of their kind."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from jiaozhu.model.document import Cell, Document
from jiaozhu.model.span import Span
from jiaozhu.model.transcript import PageSpot
from jiaozhu.workflows.importing.detecting.structure import Block


class _Plain:
    """Text without its markup."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._starts = [mark.span.start for mark in document.markup]

    def __call__(self, span: Span) -> str:
        low, high = bisect_left(self._starts, span.start), bisect_right(self._starts, span.end)
        out, at = [], span.start
        for mark in self._document.markup[low:high]:
            if mark.span.start >= at:
                out.append(self._document.text[at : mark.span.start] + mark.reading)
                at = max(at, mark.span.end)
        out.append(self._document.text[at : span.end])
        return "".join(out)


def blocks(document: Document, places: Sequence[PageSpot], *, explicit: bool) -> Iterator[Block]:
    """Yield the paragraphs of a document.

    Args:
        document: What the reader made of the source.
        places: One for each line of a transcript, which names paragraphs; if empty, the reader's paragraphs are taken.
        explicit: Whether the format marks its headings.
    """
    plain = _Plain(document)
    groups: list[tuple[int, int, str, Cell | None]] = []
    if places:
        for index, place in enumerate(places):
            if groups and _goes_on(places[index - 1], place):
                groups[-1] = (groups[-1][0], index, *groups[-1][2:])
            else:
                groups.append((index, index, *_shaped(place)))
    else:
        unknown = "p" if explicit else ""
        groups = [(p.first, p.last, unknown if p.kind == "p" else p.kind, p.cell) for p in document.paragraphs]
    for first, last, kind, cell in groups:
        span = Span(document.lines[first].span.start, document.lines[last].span.end)
        words = plain(span)
        if kind == "figure" or words.strip():
            level = shape.level if places and (shape := places[first].shape) else 0
            yield Block(tuple(range(first, last + 1)), span, words.strip(), kind, cell, level)


def _goes_on(before: PageSpot, place: PageSpot) -> bool:
    """Whether a line is of the same block as the one before: of one paragraph, or of one cell."""
    one, other = before.shape, place.shape
    if one and other and (one.row or other.row):
        return (one.table, one.row, one.column) == (other.table, other.row, other.column)
    return bool(place.paragraph) and place.paragraph == before.paragraph and place.kind == before.kind


def _shaped(place: PageSpot) -> tuple[str, Cell | None]:
    """The kind of a block, as the structure of its file has it, and its place in a table."""
    shape = place.shape
    if place.kind == "cell" and not (shape and shape.row):
        return "p", None
    if shape is None or place.kind in ("furniture", "figure"):
        return place.kind, None
    if shape.note:
        return "footnote", None
    if shape.row:
        return "cell", Cell(shape.row, max(1, shape.column), shape.head, shape.table)
    return place.kind, None


def masked_text(document: Document) -> str:
    """Return the source with its markup made blank: positions stay the same."""
    out, at = [], 0
    for mark in document.markup:
        if mark.span.start >= at:
            out += [document.text[at : mark.span.start], " " * mark.span.length]
            at = mark.span.end
    return "".join([*out, document.text[at:]])
