"""What is compared of two witnesses: their characters without layout, widths and markup, each with its place."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from jiaozhu.edition.anchoring import BORDER, ReadingIndex
from jiaozhu.model.document import Document

#: In place of a picture, which has no characters.
_PICTURE = "\ufffc"
#: Two witnesses may write these differently and mean the same.
_ALIKE = {"“": '"', "”": '"', "‘": "'", "’": "'", "—": "-", "－": "-", "・": "·", "•": "·"}


@dataclass(frozen=True, slots=True)
class Stream:
    """Characters that are compared, in order."""

    text: str  #: Folded: one width, one form of quotation marks, no white space.
    places: Sequence[int]  #: Where each is: a code point of the text it was made from; rising.
    breaks: Sequence[int]  #: Before which of them a line or paragraph begins, rising; 0 is not named.

    def within(self, start: int, end: int) -> range:
        """Return the characters from code points ``[start, end)`` of the text it was made from."""
        return range(bisect_left(self.places, start), bisect_left(self.places, end))


class _Fold(dict[str, str]):
    """One character as it is compared, looked up once; empty for white space."""

    def __missing__(self, char: str) -> str:
        folded = unicodedata.normalize("NFKC", _ALIKE.get(char, char))
        self[char] = "" if char.isspace() or char == BORDER else folded if len(folded) == 1 else char
        return self[char]


_FOLD = _Fold()


def folded(text: str) -> str:
    """Return a text as it is compared."""
    return "".join(map(_FOLD.__getitem__, text))


def stream_of_document(document: Document) -> Stream:
    """Return what is compared of a source: no tags, one character for an entity or a picture."""
    text = document.text
    pictures = {image.span for image in document.images}
    chars: list[str] = []
    places: list[int] = []
    at = 0
    for mark in document.markup:
        _take(text, at, mark.span.start, chars, places)
        shown = _PICTURE if mark.span in pictures else _FOLD[mark.reading] if len(mark.reading) == 1 else mark.reading
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


def _take(text: str, start: int, end: int, chars: list[str], places: list[int]) -> None:
    for at in range(start, end):
        char = _FOLD[text[at]]
        if char:
            chars.append(char)
            places.append(at)


def _breaks(places: Sequence[int], starts: Sequence[int]) -> list[int]:
    found = (bisect_left(places, start) for start in starts)
    return sorted({at for at in found if 0 < at < len(places)})
