"""The forms of single values in the corpus's files: ids, dates, digests, ranges of lines; each said in words too."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints
from pydantic_core import PydanticCustomError

from jiaozhu.model.characters import INVISIBLE, named, written_apart
from jiaozhu.model.limits import (
    MOST_ADDRESS,
    MOST_BODY,
    MOST_FIELD,
    MOST_HEADWORD,
    MOST_LINE_DIGITS,
    MOST_NAME,
    MOST_PART_DIGITS,
    MOST_QUOTE,
    MOST_WORDS,
)
from jiaozhu.model.names import is_reserved

_ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
_DATE = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
_NAME = r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$"
_SHA256 = r"^[0-9a-f]{64}$"
_FILE = r"^source\.[a-z0-9]+$"
_HEADWORD = r"^[^`<>\s][^`<>\n]*$"
_REPOSITORY = r"^https://[^\s]+$"
ADDRESS = r"^https?://[^\s<>\"{}|\\^`]+$"
_ONE_LINE = r"^[^\n]*$"
_NEW_FILE = r"^https://[^\s]*@path@[^\s]*$"
#: ``12``, ``12-14``, ``16/2`` (second part of line 16) or ``16/2-16/9``.
_LINE = rf"([0-9]{{1,{MOST_LINE_DIGITS}}})(?:/([0-9]{{1,{MOST_PART_DIGITS}}}))?"
_RANGE = rf"^{_LINE}(?:-{_LINE})?$"

#: What each pattern asks for, in words: nobody should have to read the pattern.
FORMS: dict[str, str] = {
    _ID: "lowercase letters a-z, digits and single hyphens, such as 'zhangsan-1'",
    _NAME: "lowercase letters a-z, digits and single underscores, beginning with a letter, such as 'gdp_1951'",
    _DATE: 'a date in quotes, as exact as it is known: "2019", "2019-05" or "2019-05-06"',
    _SHA256: "64 hexadecimal digits, as 'sha256sum' prints them",
    _FILE: "'source.' and an ending, such as 'source.txt'",
    _HEADWORD: "one line without the characters ` < and >, not beginning with a space",
    _REPOSITORY: "an address that begins with https://",
    ADDRESS: "an address that begins with http:// or https://, without spaces, quotes or braces",
    _ONE_LINE: "one line",
    _NEW_FILE: "an address that begins with https:// and has @path@, and @content@ if the host takes it",
    _RANGE: 'a line or a range of lines: 12, "12-14", or "16/2" for the second part of line 16',
}


def _in_the_calendar(day: str) -> str:
    """Refuses the thirty-first of February."""
    if len(day) == len("2019-05-06"):
        try:
            date.fromisoformat(day)
        except ValueError:
            raise ValueError(f"there is no {day} in the calendar") from None
    return day


def plain_to_see(text: str) -> str:
    """Refuses what reads otherwise than it is written; not in quotes, which are as their source has them."""
    if hidden := INVISIBLE.search(text):
        context = {"char": hidden.group(), "name": named(hidden.group())}
        raise PydanticCustomError("invisible", "has the invisible character {name}", context)
    if apart := next(written_apart(text), None):
        raise PydanticCustomError("apart", "has a letter apart from its mark: '{char}'", {"char": apart.group()})
    return text


def _anywhere(name: str) -> str:
    """Refuses names that some system keeps for itself: ids become names of files."""
    if is_reserved(name):
        raise ValueError(f"Windows keeps the name '{name}' for itself")
    return name


def _upward(name: str) -> str:
    """Refuses what would be read as fewer lines than it seems to say."""
    first, last, part, last_part = line_names(name)
    if last < first:
        raise ValueError(f"'{name}' runs backwards: a range goes from the first line to the last")
    if (part is None) != (last_part is None) or (part and last_part and (first != last or last_part < part)):
        raise ValueError(f"'{name}': a range of parts stays in one line and goes upward, such as 16/2-16/9")
    return name


#: Words that stand in a source as well, and are there what they are.
SourceWords = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Words = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MOST_WORDS), AfterValidator(plain_to_see)
]
#: MyST, whose characters are judged with its markup.
Body = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MOST_BODY)]
Unit = Annotated[str, StringConstraints(max_length=MOST_WORDS), AfterValidator(plain_to_see)]
Quote = Annotated[str, StringConstraints(min_length=1)]
NoteQuote = Annotated[str, StringConstraints(min_length=1, max_length=MOST_QUOTE)]
Reading = Annotated[str, StringConstraints(min_length=1), AfterValidator(plain_to_see)]
Id = Annotated[str, StringConstraints(pattern=_ID, max_length=MOST_NAME), AfterValidator(_anywhere)]
Name = Annotated[str, StringConstraints(pattern=_NAME, max_length=MOST_NAME), AfterValidator(_anywhere)]
Date = Annotated[str, StringConstraints(pattern=_DATE), AfterValidator(_in_the_calendar)]
Sha256 = Annotated[str, StringConstraints(pattern=_SHA256)]
File = Annotated[str, StringConstraints(pattern=_FILE)]
Repository = Annotated[str, StringConstraints(pattern=_REPOSITORY)]
#: A field of a reference is a line, not an essay.
Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=MOST_FIELD, pattern=_ONE_LINE),
    AfterValidator(plain_to_see),
]
Address = Annotated[str, StringConstraints(pattern=ADDRESS, max_length=MOST_ADDRESS), AfterValidator(plain_to_see)]
NewFile = Annotated[str, StringConstraints(pattern=_NEW_FILE, max_length=MOST_ADDRESS)]
Headword = Annotated[str, StringConstraints(pattern=_HEADWORD, max_length=MOST_HEADWORD), AfterValidator(plain_to_see)]
LineRange = Annotated[str, StringConstraints(pattern=_RANGE), AfterValidator(_upward)]
CertaintyName = Literal["high", "medium", "low"]


class Record(BaseModel):
    """Unknown keys are errors; so are values of another type than the one asked for."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def line_names(lines: str) -> tuple[int, int, int | None, int | None]:
    """``(first, last, part of the first, part of the last)`` of a line name that matched ``_RANGE``."""
    match = re.match(_RANGE, lines)
    assert match is not None, lines
    first, part, last, last_part = match.groups()
    return (
        int(first),
        int(last or first),
        int(part) if part else None,
        int(last_part) if last_part else (int(part) if part and not last else None),
    )
