"""Problems: what is wrong with a corpus, where, and how it can be fixed. They are data; reports print them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, Protocol

from jiaozhu.locale import _, ngettext

__all__ = ["NOWHERE", "Cause", "Defect", "Edit", "Fix", "Place", "Placed", "Places", "Problem", "place_of", "unlisted"]


class Place(NamedTuple):
    """Where in the corpus something is written. Line and column count from 1, as editors do."""

    path: str  #: Relative to the folder the user named, with forward slashes.
    line: int = 1
    column: int = 1  #: In code points.


#: The place of what is in no file yet.
NOWHERE = Place("")
#: Where each key and item of a record is written, by its way from the record: ``("related", 0)``.
Places = Mapping[tuple[str | int, ...], Place]


class Placed(Protocol):
    """A record that was read from a file."""

    @property
    def place(self) -> Place: ...

    @property
    def places(self) -> Places: ...


def place_of(record: Placed, *path: str | int) -> Place:
    """Return the place of a key or an item of a record; that of the record itself, if it is not known.

    Args:
        record: The record.
        path: The way to the key or item.
    """
    return record.places.get(path, record.place)


class Edit(NamedTuple):
    """A change of a file's text.

    Offsets are code points of the text as it is decoded, zero-based, ``end`` excluded, without a byte-order mark and
    with one line feed for each line end.
    """

    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A repair of one problem, in the file in which the problem is."""

    edits: tuple[Edit, ...]  #: In order, apart from each other.
    safe: bool  #: Whether it needs no judgement: the meaning cannot become another.
    summary: str  #: What has been done when it is made: ``the key 'auther' is 'author' now``.


class Defect(StrEnum):
    """What is wrong with a piece of text, for those who repair it."""

    UNKNOWN_NAME = "unknown-name"  #: It names nothing there is.
    UNKNOWN_CHOICE = "unknown-choice"  #: It is not one of a few values.
    NOT_TEXT = "not-text"  #: A number or a boolean where text is wanted.
    NOT_A_NUMBER = "not-a-number"
    NOT_WHOLE = "not-whole"  #: Something else where a whole number is wanted.
    NOT_A_BOOLEAN = "not-a-boolean"
    INVISIBLE = "invisible"  #: A character that cannot be seen.
    APART = "apart"  #: A letter and its mark as two characters.


@dataclass(frozen=True, slots=True)
class Cause:
    """The text at fault, as data."""

    fault: Defect
    text: str = ""  #: The name, the characters; empty if the place says enough.


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong. Prints as ``path:line:col: CODE message`` and an indented ``hint:`` below it."""

    place: Place
    code: str  #: One of the codes of ``problems.all_codes()``.
    message: str
    hint: str = ""
    suggestion: str | None = field(default=None, compare=False)  #: The one name that was meant, if one is near.
    cause: Cause | None = field(default=None, compare=False)  #: What a repair must know.
    fix: Fix | None = field(default=None, compare=False)

    def __str__(self) -> str:
        line = f"{self.place.path}:{self.place.line}:{self.place.column}: {self.code} {self.message}"
        return f"{line}\n    {_('hint: {hint}', hint=self.hint)}" if self.hint else line


def unlisted(place: Place, number: int) -> Problem:
    """Return the problem that a file has more problems than are listed.

    Args:
        place: Of the first that is not.
        number: How many are not, as far as they were counted.
    """
    message = ngettext("at least {n} more problem in this file", "at least {n} more problems in this file", number)
    hint = _("fix those above first: many problems of one file mostly have one cause")
    return Problem(place, "S111", message.format(n=number), hint)
