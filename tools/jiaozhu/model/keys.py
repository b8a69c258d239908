"""How the records of the model are written down: the one declaration of every key of a corpus's files.

A field of a record is a key of a file unless it is ``Beside`` it or a place. Its type defines what the file may hold;
the classes here, put into that type with ``Annotated``, declare the rest. ``store`` derives from them what it checks,
reads and writes, and the JSON Schemas.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from typing import Annotated, Final

__all__ = ["UNSET", "At", "Beside", "Flat", "Form", "Key", "Special", "Unset"]


class Form(StrEnum):
    """What a text may be. ``store.forms`` has the pattern, the limits and the words for each."""

    ADDRESS = auto()
    BODY = auto()
    DATE = auto()
    EVIDENCE = auto()
    FILE = auto()
    HEADWORD = auto()
    HOST = auto()
    ID = auto()
    LINE = auto()
    MAIL = auto()
    NAME = auto()
    NEW_FILE = auto()
    NEW_ISSUE = auto()
    NOTE_QUOTE = auto()
    PAGE_FILE = auto()
    PICTURE_FILE = auto()
    QUOTE = auto()
    READING = auto()
    REPOSITORY = auto()
    SHA256 = auto()
    SOURCE_WORDS = auto()
    UNIT = auto()
    WORDS = auto()
    EXPRESSION = auto()


Address = Annotated[str, Form.ADDRESS]
Body = Annotated[str, Form.BODY]
Date = Annotated[str, Form.DATE]
Evidence = Annotated[str, Form.EVIDENCE]
FileName = Annotated[str, Form.FILE]
Headword = Annotated[str, Form.HEADWORD]
HostName = Annotated[str, Form.HOST]
Id = Annotated[str, Form.ID]
Line = Annotated[str, Form.LINE]
Mail = Annotated[str, Form.MAIL]
Name = Annotated[str, Form.NAME]
NewFile = Annotated[str, Form.NEW_FILE]
NewIssue = Annotated[str, Form.NEW_ISSUE]
NoteQuote = Annotated[str, Form.NOTE_QUOTE]
PageFile = Annotated[str, Form.PAGE_FILE]
PictureFile = Annotated[str, Form.PICTURE_FILE]
Quote = Annotated[str, Form.QUOTE]
Reading = Annotated[str, Form.READING]
Repository = Annotated[str, Form.REPOSITORY]
Sha256 = Annotated[str, Form.SHA256]
SourceWords = Annotated[str, Form.SOURCE_WORDS]
Unit = Annotated[str, Form.UNIT]
Words = Annotated[str, Form.WORDS]
Expression = Annotated[str, Form.EXPRESSION]


class Special(Enum):
    """Values that a file holds in a shape of their own; ``store.special`` reads and writes them."""

    LINES = auto()  #: Lines of a block: a number, a range, a piece, or a list of these.
    LISTED_LINES = auto()  #: The same, written as a list even if there is only one.
    BLOCK = auto()  #: A kind of block and its lines.
    NUMBER = auto()  #: A fraction, written as a decimal number.
    FINDING = auto()  #: ``agree`` or ``disagree``, a boolean.
    NOTE_KIND = auto()  #: The id of a kind.
    TERM_KIND = auto()
    GENRE = auto()
    KINDS = auto()  #: Lists of kinds.


class Unset(Enum):
    """Values that mean others."""

    UNSET = auto()  #: No value is given.
    EDITOR = auto()  #: The edition's editor, in words of the corpus's language.


#: That no value is given.
UNSET: Final = Unset.UNSET
#: The edition's editor, in words of the corpus's language.
EDITOR: Final = Unset.EDITOR


@dataclass(frozen=True, slots=True)
class Key:
    """What a file's key has beside the type of its field."""

    name: str = ""  #: If it is not the field's.
    about: str = ""  #: Its description in the JSON Schema.
    required: bool = False  #: Even though the field has a default.
    default: str | tuple[()] | Unset = UNSET  #: What its absence means, where the field itself has no default.
    quoted: bool = False  #: Written in double quotes, whatever it holds.
    choices: tuple[str, ...] = ()  #: The only values allowed.
    least: int = 0  #: Items of a list, or the smallest number.
    most: float | None = None  #: The same at the other end.


@dataclass(frozen=True, slots=True)
class Flat:
    """A record whose keys are among those of the record that holds it."""

    keys: tuple[str, ...]  #: Its fields that have a key there.
    required: tuple[str, ...] = ()  #: Those of them that must not be left out.
    unlimited: bool = False  #: Whether its quotes may be of any length.
    about: tuple[tuple[str, str], ...] = ()  #: Descriptions, by key.


@dataclass(frozen=True, slots=True)
class At:
    """The place of a key; of the record itself, if no key is named."""

    path: tuple[str, ...] = ()


class Beside:
    """A field that is not a key: the reader of the file knows it from elsewhere, such as the file's name."""
