"""Problems: what is wrong with a corpus, where, and how to mend it. They are data; one function prints them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Place(NamedTuple):
    """Where in the corpus something is written. Line and column count from 1, as editors do."""

    path: str  #: Relative to the folder the user named, with forward slashes.
    line: int = 1
    column: int = 1


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
