"""What recognises the lines of a picture: an interface behind which any engine can be.

Other packages add theirs by entry points of the group ``jiaozhu.recognizers``; see ``engines.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["Corners", "Engine", "Letter", "RecognizedLine", "Recognizer", "line_of"]

Point = tuple[float, float]
#: Of a line: upper left, upper right, lower right, lower left, in pixels of the picture.
Corners = tuple[Point, Point, Point, Point]


class Letter(NamedTuple):
    """A character of a line as an engine read it."""

    char: str
    score: float  #: How sure the engine is, from 0 to 1.
    others: tuple[tuple[str, float], ...] = ()  #: What else it might be, with scores, the best first.


class RecognizedLine(NamedTuple):
    """A line of a picture; a vertical one is higher than wide and read from top to bottom."""

    letters: tuple[Letter, ...]
    corners: Corners

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(letter.char for letter in self.letters)

    @property
    def score(self) -> float:
        """The mean of its characters' scores."""
        return sum(letter.score for letter in self.letters) / len(self.letters) if self.letters else 0.0


class Recognizer(Protocol):
    """An engine that is ready to read."""

    @property
    def identity(self) -> str:
        """Name and version of the engine, names and digests of its models: what a transcript was made with."""

    def recognize(self, picture: Image) -> Sequence[RecognizedLine]:
        """Return the lines of a picture, in any order. The same picture always gives the same lines.

        Args:
            picture: An upright picture in the mode RGB.
        """


@dataclass(frozen=True, slots=True)
class Engine:
    """A recogniser that may be there."""

    name: str  #: As the command line has it.
    load: Callable[[], Recognizer]  #: Raises ``ImportError`` if a package that it needs is not installed.
    needs: str  #: What installs it: ``pip install 'jiaozhu[ocr]'``.


def line_of(text: str, corners: Corners, score: float = 1.0) -> RecognizedLine:
    """Return a line all of whose characters have one score, for engines that tell no more."""
    return RecognizedLine(tuple(Letter(char, score) for char in text), corners)
