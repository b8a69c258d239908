"""The forms of single values in data files: ids, dates, digests, ranges of lines; each in words too."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, StringConstraints
from pydantic_core import PydanticCustomError

from jiaozhu.locale import N_, _
from jiaozhu.model.characters import INVISIBLE, written_apart
from jiaozhu.model.host import HOSTS
from jiaozhu.model.keys import Form
from jiaozhu.model.limits import (
    MOST_ADDRESS,
    MOST_BODY,
    MOST_EXPRESSION,
    MOST_FIELD,
    MOST_HEADWORD,
    MOST_LINE_DIGITS,
    MOST_NAME,
    MOST_PART_DIGITS,
    MOST_QUOTE,
    MOST_WORDS,
)
from jiaozhu.model.names import SLUG, is_reserved, listed

_ID = rf"^{SLUG}$"
_DATE = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
#: A key of the bibliography, or a passage: ``paper-2019/report#l0043``.
_EVIDENCE = rf"^{SLUG}(?:/{SLUG}#l[0-9]+(?:-[0-9]+)?)?$"
_NAME = r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$"
_SHA256 = r"^[0-9a-f]{64}$"
_FILE = r"^source\.[a-z0-9]+$"
_PAGE_FILE = r"^pages/[0-9]{4}[.](jpg|png|webp)$"
_PICTURE_FILE = r"^pictures/[0-9]{4}[.](jpg|png|webp)$"
_HEADWORD = r"^[^`<>\s][^`<>\n]*$"
_REPOSITORY = r"^https://[^\s]+$"
ADDRESS = r"^https?://[^\s<>\"{}|\\^`]+$"
_ONE_LINE = r"^[^\n]*$"
_NEW_FILE = r"^https://[^\s]*@path@[^\s]*$"
_NEW_ISSUE = r"^https://[^\s]*@body@[^\s]*$"
MAIL = r"^[A-Za-z0-9._+-]+@[A-Za-z0-9-]+([.][A-Za-z0-9-]+)*$"
#: ``12``, ``12-14``, ``16/2`` (second part of line 16) or ``16/2-16/9``.
_LINE = rf"([0-9]{{1,{MOST_LINE_DIGITS}}})(?:/([0-9]{{1,{MOST_PART_DIGITS}}}))?"
_RANGE = rf"^{_LINE}(?:-{_LINE})?$"

#: What each pattern asks for, in words, so that no contributor has to read a pattern.
FORMS: dict[str, str] = {
    _ID: N_("lowercase letters a-z, digits and single hyphens, such as 'zhangsan-1'"),
    _NAME: N_("lowercase letters a-z, digits and single underscores, beginning with a letter, such as 'gdp_1951'"),
    _DATE: N_('a date in quotes, as exact as it is known: "2019", "2019-05" or "2019-05-06"'),
    _EVIDENCE: N_("a key of the bibliography, or a passage such as 'paper-2019/report#l0043'"),
    _SHA256: N_("64 hexadecimal digits, as 'sha256sum' prints them"),
    _FILE: N_("'source.' and an ending, such as 'source.txt'"),
    _PAGE_FILE: N_("a picture in 'pages', named by four digits, such as 'pages/0001.webp'"),
    _PICTURE_FILE: N_("a picture in 'pictures', named by four digits, such as 'pictures/0001.webp'"),
    _HEADWORD: N_("one line without the characters ` < and >, not beginning with a space"),
    _REPOSITORY: N_("an address that begins with https://"),
    ADDRESS: N_("an address that begins with http:// or https://, without spaces, quotes or braces"),
    _ONE_LINE: N_("one line"),
    _NEW_FILE: N_("an address that begins with https:// and has @path@, and @content@ if the host takes it"),
    _NEW_ISSUE: N_("an address that begins with https:// and has @title@ and @body@"),
    MAIL: N_("an address for mail, such as 'editor@example.org'"),
    _RANGE: N_('a line or a range of lines: 12, "12-14", or "16/2" for the second part of line 16'),
}


def _in_the_calendar(day: str) -> str:
    """Refuse the thirty-first of February."""
    if len(day) == len("2019-05-06"):
        try:
            date.fromisoformat(day)
        except ValueError:
            raise ValueError(_("{day} is not in the calendar", day=day)) from None
    return day


def plain_to_see(text: str) -> str:
    """Refuse text that reads otherwise than it is written; not in quotes, which are as their source has them."""
    if hidden := INVISIBLE.search(text):
        raise PydanticCustomError("invisible", "invisible", {"char": hidden.group()})
    if apart := next(written_apart(text), None):
        raise PydanticCustomError("apart", "apart", {"char": apart.group()})
    return text


def _anywhere(name: str) -> str:
    """Refuse names that a system keeps for itself: ids become names of files."""
    if is_reserved(name):
        raise ValueError(_("Windows keeps the name '{name}' for itself", name=name))
    return name


def _known_host(name: str) -> str:
    """Refuse a host that no record describes."""
    if name not in HOSTS:
        raise ValueError(_("'{name}' is not a host; {hint}", name=name, hint=listed(_("expected one of"), name, HOSTS)))
    return name


def _upward(name: str) -> str:
    """Refuse what would be read as fewer lines than it seems to say."""
    first, last, part, last_part = line_names(name)
    if last < first:
        raise ValueError(_("'{name}' runs backwards: a range goes from the first line to the last", name=name))
    if (part is None) != (last_part is None) or (part and last_part and (first != last or last_part < part)):
        message = _("'{name}': a range of parts stays in one line and goes upward, such as 16/2-16/9", name=name)
        raise ValueError(message)
    return name


_SEEN = AfterValidator(plain_to_see)
#: Words that are in a source as well, and are there what they are.
SourceWords = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MOST_WORDS), _SEEN]
#: The type by which pydantic checks each form; MyST's characters are checked with its markup.
FORM_TYPES: dict[Form, Any] = {
    Form.ADDRESS: Annotated[str, StringConstraints(pattern=ADDRESS, max_length=MOST_ADDRESS), _SEEN],
    Form.BODY: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MOST_BODY)],
    Form.DATE: Annotated[str, StringConstraints(pattern=_DATE), AfterValidator(_in_the_calendar)],
    Form.EVIDENCE: Annotated[str, StringConstraints(pattern=_EVIDENCE, max_length=3 * MOST_NAME)],
    Form.EXPRESSION: Annotated[
        str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MOST_EXPRESSION), _SEEN
    ],
    Form.FILE: Annotated[str, StringConstraints(pattern=_FILE)],
    Form.HEADWORD: Annotated[str, StringConstraints(pattern=_HEADWORD, max_length=MOST_HEADWORD), _SEEN],
    Form.HOST: Annotated[str, StringConstraints(max_length=MOST_NAME), AfterValidator(_known_host)],
    Form.ID: Annotated[str, StringConstraints(pattern=_ID, max_length=MOST_NAME), AfterValidator(_anywhere)],
    Form.LINE: Annotated[
        str,
        StringConstraints(strip_whitespace=True, min_length=1, max_length=MOST_FIELD, pattern=_ONE_LINE),
        _SEEN,
    ],
    Form.MAIL: Annotated[str, StringConstraints(pattern=MAIL, max_length=MOST_NAME)],
    Form.NAME: Annotated[str, StringConstraints(pattern=_NAME, max_length=MOST_NAME), AfterValidator(_anywhere)],
    Form.PAGE_FILE: Annotated[str, StringConstraints(pattern=_PAGE_FILE)],
    Form.PICTURE_FILE: Annotated[str, StringConstraints(pattern=_PICTURE_FILE)],
    Form.NEW_FILE: Annotated[str, StringConstraints(pattern=_NEW_FILE, max_length=MOST_ADDRESS)],
    Form.NEW_ISSUE: Annotated[str, StringConstraints(pattern=_NEW_ISSUE, max_length=MOST_ADDRESS)],
    Form.NOTE_QUOTE: Annotated[str, StringConstraints(min_length=1, max_length=MOST_QUOTE)],
    Form.QUOTE: Annotated[str, StringConstraints(min_length=1)],
    Form.READING: Annotated[str, StringConstraints(min_length=1), _SEEN],
    Form.REPOSITORY: Annotated[str, StringConstraints(pattern=_REPOSITORY)],
    Form.SHA256: Annotated[str, StringConstraints(pattern=_SHA256)],
    Form.SOURCE_WORDS: SourceWords,
    Form.UNIT: Annotated[str, StringConstraints(max_length=MOST_WORDS), _SEEN],
    Form.WORDS: Words,
}
#: Forms that may be empty.
MAY_BE_EMPTY = frozenset({Form.UNIT})
#: Forms that are written in double quotes: dates, which YAML might take for numbers, and words of a source.
QUOTED = frozenset({Form.DATE, Form.NOTE_QUOTE, Form.QUOTE, Form.READING})
#: The name of a range of lines: ``12-14``.
RangeName = Annotated[str, StringConstraints(pattern=_RANGE), AfterValidator(_upward)]


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
