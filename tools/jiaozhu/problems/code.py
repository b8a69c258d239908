"""Codes: what the catalogue says of each kind of problem, and how one is repaired."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from jiaozhu.model.problem import Edit, Fix, Problem

__all__ = ["DATA_FILES", "Code", "Damaged", "Repair", "Scope"]


#: Kinds of files in YAML, by the names that ``jiaozhu schema`` lists.
DATA_FILES = (
    "about",
    "corpus",
    "edition",
    "emendations",
    "entity",
    "facsimile",
    "figures",
    "note",
    "proofreadings",
    "proposals",
    "term",
    "translation",
    "witness",
)


class Damaged(NamedTuple):
    """A file's text and the line in it on which a problem is. Offsets are code points, zero-based, end excluded."""

    text: str
    start: int  #: Of the line, in the text.
    line: str
    column: int  #: Of the problem, in the line.

    def fix(self, start: int, end: int, new: str, summary: str, *, safe: bool = True) -> Fix | None:
        """Propose a change of characters of the line; None if it would change nothing.

        Args:
            start: The first character, in the line.
            end: One past the last.
            new: What is to be there.
            summary: What has been done then.
            safe: Whether it needs no judgement.
        """
        if self.line[start:end] == new:
            return None
        return Fix((Edit(self.start + start, self.start + end, new),), safe, summary)


#: Looks at the damaged place and proposes a fix, or leaves it alone.
Repair = Callable[[Damaged, Problem], Fix | None]


@dataclass(frozen=True, slots=True)
class Scope:
    """Which files a code is about."""

    kinds: tuple[str, ...]  #: Kinds of files by the names that ``jiaozhu schema`` lists, ``source`` and ``references``.
    corpus: bool = False  #: Whether a change in any file can make the problem appear, or only in files of one source.


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of problem. Its words are English and are translated where they are shown."""

    code: str  #: A letter and three digits; the letter says where to look.
    summary: str  #: One sentence.
    why: str  #: Why it is a problem.
    remedy: str  #: What to do.
    bad_example: str
    good_example: str
    scope: Scope
    repair: Repair | None = None

    @property
    def name(self) -> str:
        """The code itself, by which it is listed."""
        return self.code
