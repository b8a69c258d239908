"""What is compared of two witnesses: their characters without layout, widths and markup, each with its place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from jiaozhu.edition.anchoring import ReadingIndex
from jiaozhu.edition.comparing import COMPARABLE
from jiaozhu.model.document import Document

#: In place of a picture, which has no characters.
_PICTURE = "\ufffc"


@dataclass(frozen=True, slots=True)
class Stream:
    """Characters that are compared, in order."""

    text: str  #: Folded: one width, one form of quotation marks, no white space.
    places: Sequence[int]  #: Where each is: a code point of the text it was made from; rising.
    breaks: Sequence[int]  #: Before which of them a line or paragraph begins, rising; 0 is not named.

    def within(self, start: int, end: int) -> range:
        """Return the characters from code points ``[start, end)`` of the text it was made from."""
        return range(bisect_left(self.places, start), bisect_left(self.places, end))


def stream_of_document(document: Document) -> Stream:
    """Return what is compared of a source: no tags, one character for an entity or a picture."""
    text = document.text
    pictures = {image.span for image in document.images}
    chars: list[str] = []
    places: list[int] = []
    at = 0
    for mark in document.markup:
        _take(text, at, mark.span.start, chars, places)
        said = COMPARABLE[mark.reading] if len(mark.reading) == 1 else mark.reading
        shown = _PICTURE if mark.span in pictures else said
        if len(shown) == 1:
            chars.append(shown)
            places.append(mark.span.start)
        at = max(at, mark.span.end)
    _take(text, at, len(text), chars, places)
    return Stream("".join(chars), places, _breaks(places, [line.span.start for line in document.lines]))


def stream_of_reading(index: ReadingIndex) -> Stream:
    """Return what is compared of a reading; paragraphs are its lines."""
    chars: list[str] = []
    places: list[int] = []
    _take(index.reading, 0, len(index.reading), chars, places)
    return Stream("".join(chars), places, _breaks(places, index.starts))


def stream_of_text(text: str) -> Stream:
    """Return what is compared of plain text."""
    chars: list[str] = []
    places: list[int] = []
    _take(text, 0, len(text), chars, places)
    starts = [at + 1 for at, char in enumerate(text) if char == "\n"]
    return Stream("".join(chars), places, _breaks(places, starts))


def _take(text: str, start: int, end: int, chars: list[str], places: list[int]) -> None:
    for at in range(start, end):
        char = COMPARABLE[text[at]]
        if char:
            chars.append(char)
            places.append(at)


def _breaks(places: Sequence[int], starts: Sequence[int]) -> list[int]:
    found = (bisect_left(places, start) for start in starts)
    return sorted({at for at in found if 0 < at < len(places)})
