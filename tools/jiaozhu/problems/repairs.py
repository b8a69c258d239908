"""The repairs by the code of the problem they mend. Each looks at the damaged place, and changes it or leaves it alone.

A repair is mechanical if two careful people would make the same one without asking what was meant. A word that may be
either of two, a quote that is there twice, a work that is not in the bibliography are left to their author.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from jiaozhu.model.characters import STOWAWAYS, composed, named
from jiaozhu.model.names import meant
from jiaozhu.model.problem import Problem


class Edit(NamedTuple):
    """Characters of a file, and what stands there instead."""

    start: int
    end: int
    new: str
    what: str  #: Was done, for the contributor.


class Damaged(NamedTuple):
    """A file's text, and the line on which a problem is."""

    text: str
    start: int  #: Of the line.
    line: str
    column: int  #: From 0.

    def edit(self, start: int, end: int, new: str, what: str) -> Edit | None:
        """A change of the line's characters ``[start, end)``; None if it would change nothing."""
        if self.line[start:end] == new:
            return None
        return Edit(self.start + start, self.start + end, new, what)


Fix = Callable[[Damaged, Problem], Edit | None]

_FULL_WIDTH = re.compile(r"\s*(?:- )?[A-Za-z_]+[ \t]*(：[ \t]*)(?=(.?))")
_KEY = re.compile(r"([\"']?)(?P<key>[^\s\"':,{}\[\]]+)\1(?=\s*:)")
#: A key and its value on one line; or only the value, if it is an item of a list.
_VALUE = re.compile(
    r"(?:(?P<key>\w+)[ \t]*:[ \t]+)?(?P<value>\"[^\"\\]*\"|'[^']*'|[^ \t\n\"',\[\]{}#&*!|>%@`][^\n,\]}#]*)"
)
_DATE = re.compile(
    r"(?P<year>\d{4})(?:\s*[-/.年]\s*(?P<month>\d{1,2})(?:\s*[-/.月]\s*(?P<day>\d{1,2})\s*日?|月)?|年)?", re.ASCII
)
_NUMBER = re.compile(r"[-+]?[0-9]+(?:\.[0-9]+)?")
_SCALAR = re.compile(r"[-+]?[0-9]+(?:\.[0-9]+)?|true|false|True|False|TRUE|FALSE")
_BLOCK_SCALAR = re.compile(r"(?:quote|prefix|suffix)\s*:\s+([|>]\+?)\s*$")
_FROM_SOURCE = re.compile(r"\b(?:quote|prefix|suffix|before|from|to|until)\s*:")
_ENDS_WITH_BLANKS = "\t \u3000\u00a0"


def _colon(damaged: Damaged, problem: Problem) -> Edit | None:
    """A key with a full-width colon."""
    match = _FULL_WIDTH.match(damaged.line)
    if match is None:
        return None
    colon = ": " if match.group(2) else ":"
    return damaged.edit(*match.span(1), colon, "the full-width colon behind the key is a half-width one now")


def _key(damaged: Damaged, problem: Problem) -> Edit | None:
    """A misspelt key or rule that is near to one name only."""
    name, match = meant(problem.hint), _KEY.match(damaged.line, damaged.column)
    if name is None or match is None:
        return None
    return damaged.edit(*match.span("key"), name, f"the key '{match['key']}' is '{name}' now")


def _date(damaged: Damaged, problem: Problem) -> Edit | None:
    """A date in another form: 2026/11/21, 2026.11.21, 2026年11月21日, 2026-1-5, and a year without quotes."""
    value = _value(damaged)
    if value is None or value["key"] not in ("date", "until"):
        return None
    match = _DATE.fullmatch(unicodedata.normalize("NFKC", _unquoted(value)))
    if match is None:
        return None
    parts = [match["year"], *(part.zfill(2) for part in (match["month"], match["day"]) if part)]
    try:
        date.fromisoformat("-".join([*parts, "01", "01"][:3]))
    except ValueError:
        return None
    return _replaced(damaged, value, f'"{"-".join(parts)}"', f"the date is written {'-'.join(parts)} now")


def _quotes(damaged: Damaged, problem: Problem) -> Edit | None:
    """A number where text is due, and the other way round."""
    value = _value(damaged)
    if value is None:
        return None
    shown, inner = value["value"].rstrip(), _unquoted(value)
    if problem.hint.startswith("write it in quotes") and _SCALAR.fullmatch(shown):
        return _replaced(damaged, value, f'"{shown}"', f"{shown} stands in quotes now")
    whole, number = "a whole number" in problem.message, "a number" in problem.message
    fits = (whole and inner.isdecimal() and inner.isascii()) or (number and _NUMBER.fullmatch(inner))
    if shown != inner and (fits or ("true or false" in problem.message and inner in ("true", "false"))):
        return _replaced(damaged, value, inner, f"{inner} stands without quotes now")
    return None


def _choice(damaged: Damaged, problem: Problem) -> Edit | None:
    """One of the known values, in other letters: High, ｈｉｇｈ."""
    value, name = _value(damaged), meant(problem.hint)
    if value is None or name is None or "none of the known" not in problem.message:
        return None
    if unicodedata.normalize("NFKC", _unquoted(value)).casefold() != name:
        return None
    return _replaced(damaged, value, name, f"'{value['key']}' is '{name}' now")


def _edges(damaged: Damaged, problem: Problem) -> Edit | None:
    """Blanks and line ends around a quote, which YAML keeps and the text has not."""
    if block := _BLOCK_SCALAR.match(damaged.line, damaged.column):
        new = block.group(1)[0] + "-"
        return damaged.edit(*block.span(1), new, "the line end behind the quote belongs to it no longer")
    value = _value(damaged)
    if value is None or value["key"] not in ("quote", "prefix", "suffix"):
        return None
    shown = value["value"].rstrip("\n")
    mark = shown[0] if shown[0] in "\"'" else ""
    if not mark and value.end() < len(damaged.line):
        return None  # more of it follows
    inner = _unquoted(value)
    stripped = inner.strip(_ENDS_WITH_BLANKS)
    if stripped == inner or not stripped:
        return None
    return _replaced(damaged, value, f"{mark}{stripped}{mark}", "the blanks around the quote are gone")


def _unseen(damaged: Damaged, problem: Problem) -> Edit | None:
    """Characters that came along when text was copied."""
    found = next((char for char in sorted(STOWAWAYS) if named(char) in problem.message), None)
    if found is None:
        return None
    end = _reach(damaged)
    part = damaged.line[damaged.column : end]
    return damaged.edit(damaged.column, end, part.replace(found, ""), f"the invisible {named(found)} is gone")


def _marks(damaged: Damaged, problem: Problem) -> Edit | None:
    """Letters apart from their marks."""
    if "apart" not in problem.message:
        return None
    end = _reach(damaged)
    part = damaged.line[damaged.column : end]
    return damaged.edit(damaged.column, end, composed(part), "letters and their marks are one character now")


def _blank_lines(damaged: Damaged, problem: Problem) -> Edit | None:
    """Blank lines before the front matter."""
    blank = len(damaged.text) - len(damaged.text.lstrip())
    if not blank or not re.match("---[ \t]*\n", damaged.text[blank:]):
        return None
    return Edit(0, blank, "", "the blank lines before the front matter are gone")


#: What is tried on a problem of each code, in order.
FIXES: dict[str, tuple[Fix, ...]] = {
    "E109": (_key,),
    "N201": (_edges,),
    "N203": (_unseen, _marks),
    "Y101": (_colon,),
    "Y102": (_key,),
    "Y103": (_date, _quotes, _choice),
    "Y105": (_blank_lines,),
    "Y107": (_unseen,),
    "Y108": (_marks,),
}


def _value(damaged: Damaged) -> re.Match[str] | None:
    return _VALUE.match(damaged.line, damaged.column)


def _unquoted(value: re.Match[str]) -> str:
    shown: str = value["value"]
    return shown[1:-1] if shown[0] in "\"'" else shown.rstrip(" \t")


def _replaced(damaged: Damaged, value: re.Match[str], new: str, what: str) -> Edit | None:
    """The value made ``new``; the blanks before a comment stay."""
    start, end = value.span("value")
    return damaged.edit(start, start + len(damaged.line[start:end].rstrip(" \t")), new, what)


def _reach(damaged: Damaged) -> int:
    """Where on the line the words that somebody wrote end, and those begin that are as their source has them."""
    match = _FROM_SOURCE.search(damaged.line, damaged.column)
    return match.start() if match else len(damaged.line)
