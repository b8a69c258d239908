"""Collecting a transcript line by line."""

from __future__ import annotations

from jiaozhu.formats.limits import Limits
from jiaozhu.locale import Lazy
from jiaozhu.model.transcript import Choice, PageImage, PageSpot, Transcript

#: What ends a line in Unicode but is not a line feed: some programs would see two lines and others one.
_ENDS = str.maketrans({"\r": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"})


class TranscriptBuilder:
    """Collects lines and their places. Blank lines are left out."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._characters = 0
        self.lines: list[str] = []
        self.places: list[PageSpot] = []
        self.notes: list[str | Lazy] = []
        self.choices: list[Choice] = []
        self.title = ""
        self.reader = ""
        self.images: list[PageImage] = []

    def add(self, text: str, place: PageSpot) -> list[int]:
        """Add a paragraph, or a line of one; every line end in it begins another line at the same place.

        Returns:
            The numbers of the lines that it became, from 1.
        """
        numbers = []
        for line in text.translate(_ENDS).split("\n"):
            content = line.strip()
            if content:
                self._characters += len(content) + 1
                self._limits.check_characters(self._characters)
                self.lines.append(content)
                self.places.append(place)
                numbers.append(len(self.lines))
        return numbers

    def finish(self) -> Transcript:
        """Return the transcript of everything that was added."""
        text = "".join(f"{line}\n" for line in self.lines)
        return Transcript(
            text,
            tuple(self.places),
            tuple(self.notes),
            tuple(self.choices),
            " ".join(self.title.split()),
            reader=self.reader,
            images=tuple(self.images),
        )
