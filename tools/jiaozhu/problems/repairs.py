"""Repairs: each looks at the damaged place and proposes a fix, or leaves it alone. The catalogue gives them to codes.

A repair is safe if two careful people would make the same one without asking what was meant. A value or a name that is
near to another may be meant as it is: swapping it is proposed, and marked as not safe.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from jiaozhu.locale import _
from jiaozhu.model.characters import STOWAWAYS, composed, named
from jiaozhu.model.problem import Defect, Edit, Fix, Problem
from jiaozhu.problems.code import Damaged, Repair

_FULL_WIDTH = re.compile(r"\s*(?:- )?[A-Za-z_]+[ \t]*(：[ \t]*)(?=(.?))")
_KEY = re.compile(r"([\"']?)(?P<key>[^\s\"':,{}\[\]]+)\1(?=\s*:)")
#: A key and its value on one line; or only the value, if it is an item of a list.
_VALUE = re.compile(
    r"(?:(?P<key>\w+)[ \t]*:[ \t]+)?(?P<value>\"[^\"\\]*\"|'[^']*'|[^ \t\n\"',\[\]{}#&*!|>%@`][^\n,\]}#]*)"
)
_DATE = re.compile(
    r"(?P<year>\d{4})(?:\s*[-/.\u5e74]\s*(?P<month>\d{1,2})(?:\s*[-/.\u6708]\s*(?P<day>\d{1,2})\s*\u65e5?|\u6708)?|\u5e74)?",
    re.ASCII,
)
_NUMBER = re.compile(r"[-+]?[0-9]+(?:\.[0-9]+)?")
_SCALAR = re.compile(r"[-+]?[0-9]+(?:\.[0-9]+)?|true|false|True|False|TRUE|FALSE")
_BLOCK_SCALAR = re.compile(r"(?:quote|prefix|suffix)\s*:\s+([|>]\+?)\s*$")
_FROM_SOURCE = re.compile(r"\b(?:quote|prefix|suffix|before|from|to|until)\s*:")
_ENDS_WITH_BLANKS = "\t \u3000\u00a0"


def first_of(*repairs: Repair) -> Repair:
    """Return a repair that proposes what the first of several proposes."""

    def repair(damaged: Damaged, problem: Problem) -> Fix | None:
        return next((fix for attempt in repairs if (fix := attempt(damaged, problem)) is not None), None)

    return repair


def colon(damaged: Damaged, problem: Problem) -> Fix | None:
    """Write a half-width colon for a full-width one behind a key."""
    match = _FULL_WIDTH.match(damaged.line)
    if match is None:
        return None
    new = ": " if match.group(2) else ":"
    return damaged.fix(*match.span(1), new, _("the full-width colon behind the key is a half-width one now"))


def key(damaged: Damaged, problem: Problem) -> Fix | None:
    """Correct a misspelt key that is near to one name only."""
    match = _KEY.match(damaged.line, damaged.column)
    if problem.suggestion is None or match is None:
        return None
    summary = _("the key '{old}' is '{new}' now", old=match["key"], new=problem.suggestion)
    return damaged.fix(*match.span("key"), problem.suggestion, summary)


def day(damaged: Damaged, problem: Problem) -> Fix | None:
    """Write a date in the one form: 2026/11/21, 2026.11.21, 2026年11月21日, 2026-1-5, and a year without quotes."""
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
    new = "-".join(parts)
    return _replaced(damaged, value, f'"{new}"', _("the date is written {date} now", date=new))


def quotes(damaged: Damaged, problem: Problem) -> Fix | None:
    """Put quotes around a number where text is wanted, and take them away where it is not."""
    value, fault = _value(damaged), problem.cause.fault if problem.cause else None
    if value is None:
        return None
    shown, inner = value["value"].rstrip(), _unquoted(value)
    if fault is Defect.NOT_TEXT and _SCALAR.fullmatch(shown):
        return _replaced(damaged, value, f'"{shown}"', _("{value} is in quotes now", value=shown))
    fits = (
        (fault is Defect.NOT_WHOLE and inner.isdecimal() and inner.isascii())
        or (fault is Defect.NOT_A_NUMBER and _NUMBER.fullmatch(inner) is not None)
        or (fault is Defect.NOT_A_BOOLEAN and inner in ("true", "false"))
    )
    if shown != inner and fits:
        return _replaced(damaged, value, inner, _("{value} is without quotes now", value=inner))
    return None


def choice(damaged: Damaged, problem: Problem) -> Fix | None:
    """Write one of the known values for what differs from it in case or width only: High, ｈｉｇｈ.

    A value that is only near to one is another word, so putting that in its place is not safe.
    """
    value, name = _value(damaged), problem.suggestion
    if value is None or name is None or problem.cause is None or problem.cause.fault is not Defect.UNKNOWN_CHOICE:
        return None
    same = unicodedata.normalize("NFKC", _unquoted(value)).casefold() == name
    return _replaced(damaged, value, name, _("'{key}' is '{new}' now", key=value["key"], new=name), safe=same)


def name(damaged: Damaged, problem: Problem) -> Fix | None:
    """Put the one name that is near in the place of a name that nothing has; not safe, for it may lead elsewhere."""
    cause, new = problem.cause, problem.suggestion
    if new is None or cause is None or cause.fault is not Defect.UNKNOWN_NAME:
        return None
    found = list(re.finditer(rf"(?<![\w-]){re.escape(cause.text)}(?![\w-])", damaged.line[damaged.column :]))
    if len(found) != 1:
        return None
    start, end = (damaged.column + at for at in found[0].span())
    return damaged.fix(start, end, new, _("'{old}' is '{new}' now", old=cause.text, new=new), safe=False)


def edges(damaged: Damaged, problem: Problem) -> Fix | None:
    """Drop blanks and line ends around a quote, which YAML keeps and the text does not have."""
    if block := _BLOCK_SCALAR.match(damaged.line, damaged.column):
        new = block.group(1)[0] + "-"
        return damaged.fix(*block.span(1), new, _("the line end behind the quote is not part of it now"))
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
    return _replaced(damaged, value, f"{mark}{stripped}{mark}", _("the blanks around the quote are gone"))


def unseen(damaged: Damaged, problem: Problem) -> Fix | None:
    """Delete invisible characters that come along when text is copied; the others may be meant."""
    cause = problem.cause
    if cause is None or cause.fault is not Defect.INVISIBLE or cause.text not in STOWAWAYS:
        return None
    end = _reach(damaged)
    part = damaged.line[damaged.column : end]
    summary = _("the invisible {char} is gone", char=named(cause.text))
    return damaged.fix(damaged.column, end, part.replace(cause.text, ""), summary)


def marks(damaged: Damaged, problem: Problem) -> Fix | None:
    """Write letters and their marks as one character each."""
    if problem.cause is None or problem.cause.fault is not Defect.APART:
        return None
    end = _reach(damaged)
    part = damaged.line[damaged.column : end]
    return damaged.fix(damaged.column, end, composed(part), _("letters and their marks are one character now"))


def blank_lines(damaged: Damaged, problem: Problem) -> Fix | None:
    """Delete blank lines before the front matter."""
    blank = len(damaged.text) - len(damaged.text.lstrip())
    if not blank or not re.match("---[ \t]*\n", damaged.text[blank:]):
        return None
    return Fix((Edit(0, blank, ""),), True, _("the blank lines before the front matter are gone"))


def _value(damaged: Damaged) -> re.Match[str] | None:
    return _VALUE.match(damaged.line, damaged.column)


def _unquoted(value: re.Match[str]) -> str:
    shown: str = value["value"]
    return shown[1:-1] if shown[0] in "\"'" else shown.rstrip(" \t")


def _replaced(damaged: Damaged, value: re.Match[str], new: str, summary: str, *, safe: bool = True) -> Fix | None:
    """The value made ``new``; the blanks before a comment stay."""
    start, end = value.span("value")
    return damaged.fix(start, start + len(damaged.line[start:end].rstrip(" \t")), new, summary, safe=safe)


def _reach(damaged: Damaged) -> int:
    """Where on the line the words of a contributor end, and words begin that are as their source has them."""
    match = _FROM_SOURCE.search(damaged.line, damaged.column)
    return match.start() if match else len(damaged.line)
