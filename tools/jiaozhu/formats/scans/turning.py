"""Pages that lie on their side or upside down: a part of the page is read in other directions, and the best one wins.

A camera mostly knows how it was held, a scanner does not. Only a page that reads badly, or whose lines of Latin letters
run downwards, is looked at a second time.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from jiaozhu.formats.scans.recognizer import RecognizedLine, Recognizer

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["Turned", "read_upright"]

#: A page whose characters have a lower mean score than this may lie otherwise; and by how much another way is better.
_POOR, _BETTER = 0.8, 0.1
#: Characters by which that is judged, and lines that are tried.
_FEWEST, _LINES = 10, 8


class Turned(NamedTuple):
    """A page as it is to be read."""

    image: Image
    lines: Sequence[RecognizedLine]
    degrees: int  #: By which it was turned, counterclockwise: 0, 90, 180 or 270.


def read_upright(image: Image, reader: Recognizer) -> Turned:
    """Return the lines of a page, turned as it can be read best.

    Args:
        image: The page.
        reader: What reads it.
    """
    lines = reader.recognize(image)
    if sum(len(line.letters) for line in lines) < _FEWEST:
        return Turned(image, lines, 0)
    ways, least = _ways(lines)
    if not ways:
        return Turned(image, lines, 0)
    part = _part(image, lines)
    scores = {degrees: _mean(reader.recognize(part.rotate(degrees, expand=True))) for degrees in ways}
    best = max(scores, key=lambda degrees: scores[degrees])
    if scores[best] < _mean(lines) + least:
        return Turned(image, lines, 0)
    turned = image.rotate(best, expand=True)
    return Turned(turned, reader.recognize(turned), best)


def _ways(lines: Sequence[RecognizedLine]) -> tuple[tuple[int, ...], float]:
    """How a page might lie otherwise, and by how much its score must be better then."""
    if _runs_down(lines):
        return (90, 270), -_BETTER / 2  # such lines read well as they lie, if they lie on the right side
    if _mean(lines) >= _POOR:
        return (), 0.0
    tall = 2 * sum(map(_is_tall, lines)) > len(lines)
    return ((270, 90, 180) if tall else (180,)), _BETTER


def _runs_down(lines: Sequence[RecognizedLine]) -> bool:
    """Whether most of a page is Latin letters in lines that are higher than wide: Latin is never vertical."""
    down = sum(len(line.letters) for line in lines if _is_tall(line) and line.text.isascii())
    return 2 * down > sum(len(line.letters) for line in lines)


def _is_tall(line: RecognizedLine) -> bool:
    (left, top), (right, _), (_, bottom), _ = line.corners
    return len(line.letters) > 2 and bottom - top > 1.5 * (right - left)


def _mean(lines: Sequence[RecognizedLine]) -> float:
    scores = [letter.score for line in lines for letter in line.letters]
    return sum(scores) / len(scores) if scores else 0.0


def _part(image: Image, lines: Sequence[RecognizedLine]) -> Image:
    """The part of a page that has its longest line and the lines beside it."""
    longest = max(lines, key=lambda line: len(line.letters))
    xs, ys = [x for x, _ in longest.corners], [y for _, y in longest.corners]
    thick = max(1.0, min(max(xs) - min(xs), max(ys) - min(ys)))
    reach = _LINES / 2 * 1.6 * thick
    left, top = max(0, int(min(xs) - reach)), max(0, int(min(ys) - reach))
    return image.crop((left, top, min(image.width, int(max(xs) + reach)), min(image.height, int(max(ys) + reach))))
