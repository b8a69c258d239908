"""Problems: what is wrong with a corpus, where, and how to mend it. They are data; one function prints them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple, Protocol


class Place(NamedTuple):
    """Where in the corpus something is written. Line and column count from 1, as editors do."""

    path: str  #: Relative to the folder the user named, with forward slashes.
    line: int = 1
    column: int = 1


#: The place of what is in no file yet.
NOWHERE = Place("")
#: Where each key and item of a record is written down, by its way from the record: ``("related", 0)``.
Places = Mapping[tuple[str | int, ...], Place]


class Placed(Protocol):
    """A record that was read from a file."""

    @property
    def place(self) -> Place: ...

    @property
    def places(self) -> Places: ...


def place_of(record: Placed, *path: str | int) -> Place:
    """Where the key or item at ``path`` of ``record`` stands; where the record does, if that is not known."""
    return record.places.get(path, record.place)


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong. Prints as ``path:line:col: CODE message`` and an indented ``hint:`` below it."""

    place: Place
    code: str  #: One of the codes of ``checks.CODES``.
    message: str
    hint: str = ""

    def __str__(self) -> str:
        line = f"{self.place.path}:{self.place.line}:{self.place.column}: {self.code} {self.message}"
        return f"{line}\n    hint: {self.hint}" if self.hint else line
