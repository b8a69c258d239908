"""A recogniser for tests: it reads what a test has laid down for a picture of a size, at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from jiaozhu.formats.scans import engines
from jiaozhu.formats.scans.recognizer import Corners, Engine, Letter, RecognizedLine, line_of
from jiaozhu.model.doors import Registry

if TYPE_CHECKING:
    from PIL.Image import Image


def row(text: str, left: float, top: float, *, size: float = 20, score: float = 0.99) -> RecognizedLine:
    """A horizontal line of square letters."""
    right, bottom = left + size * len(text), top + size
    corners: Corners = ((left, top), (right, top), (right, bottom), (left, bottom))
    return line_of(text, corners, score)


def column(text: str, left: float, top: float, *, size: float = 20) -> RecognizedLine:
    """A vertical line of square letters."""
    right, bottom = left + size, top + size * len(text)
    return line_of(text, ((left, top), (right, top), (right, bottom), (left, bottom)), 0.99)


def doubted(line: RecognizedLine, at: int, score: float, *others: tuple[str, float]) -> RecognizedLine:
    """A line one of whose letters is doubtful."""
    letters = list(line.letters)
    letters[at] = Letter(letters[at].char, score, others)
    return line._replace(letters=tuple(letters))


class FakeRecognizer:
    """Gives the same lines for every picture, or for each in turn."""

    identity = "fake 1"

    def __init__(self, *pages: Sequence[RecognizedLine]) -> None:
        self.pages = pages
        self.seen: list[tuple[int, int]] = []

    def recognize(self, picture: Image) -> Sequence[RecognizedLine]:
        """Return the lines of the next page."""
        assert picture.mode == "RGB"
        self.seen.append(picture.size)
        return self.pages[(len(self.seen) - 1) % len(self.pages)]


@contextmanager
def only(monkeypatch: pytest.MonkeyPatch, *pages: Sequence[RecognizedLine]) -> Iterator[FakeRecognizer]:
    """Have no recogniser but this one."""
    fake = FakeRecognizer(*pages)
    with monkeypatch.context() as patch:
        registry = Registry("jiaozhu.no-recognizers", Engine, (Engine("fake", lambda: fake, "nothing"),))
        patch.setattr(engines, "RECOGNIZERS", registry)
        yield fake
