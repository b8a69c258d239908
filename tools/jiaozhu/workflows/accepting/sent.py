"""What was sent, out of its envelope: files, or the answers of a form, and who sent it. Nothing of it is trusted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from jiaozhu.model.characters import INVISIBLE
from jiaozhu.store.forms import MAIL

__all__ = ["NOBODY", "Answer", "Author", "Sent", "SentFile", "Unreadable", "author_of", "joined", "plain_lines"]

_MOST_AUTHOR = 100
_LINE_END = re.compile("\r\n?")
_MAIL = re.compile(MAIL.removesuffix("$") + r"\Z")
_NOT_IN_A_NAME = re.compile(r"[\x00-\x1f\x7f-\x9f<>\u2028\u2029]")


class Unreadable(ValueError):
    """What was sent is in no form that is known; the message says why."""


class Author(NamedTuple):
    """Who made a contribution, as git names people; either may be empty."""

    name: str
    mail: str = ""


#: An author who is not known.
NOBODY = Author("")


class SentFile(NamedTuple):
    """A file that was sent."""

    path: str  #: As it was sent: from the corpus folder, or from the top of the repository.
    text: str
    line: int  #: Of what was sent, on which it is named, from 1.


class Answer(NamedTuple):
    """What was written below a heading of a form."""

    text: str
    line: int  #: On which its heading is, from 1.


@dataclass(frozen=True, slots=True)
class Sent:
    """A contribution out of its envelope."""

    files: tuple[SentFile, ...] = ()
    answers: dict[str, Answer] = field(default_factory=dict)  #: By the heading.
    author: Author = NOBODY
    #: What cannot be taken, as line, message and hint.
    refused: tuple[tuple[int, str, str], ...] = ()


def author_of(name: str, mail: str = "") -> Author:
    """Return an author as git takes one: what cannot be a name or an address is left out."""
    shown = INVISIBLE.sub("", _NOT_IN_A_NAME.sub(" ", name))
    return Author(" ".join(shown.split())[:_MOST_AUTHOR], mail if _MAIL.match(mail) else "")


def plain_lines(text: str) -> list[str]:
    """Return the lines of a text; a line ends where editors end it."""
    return _LINE_END.sub("\n", text.removeprefix("\ufeff")).split("\n")


def joined(lines: Iterable[str]) -> str:
    """Return lines as the text of a file."""
    return "".join(f"{line}\n" for line in lines)
