"""The two sides of a joint: what is known of the end of one paragraph and of the beginning of another by itself."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from jiaozhu.language import LanguageProfile
from jiaozhu.locale import Lazy, lazy

__all__ = ["LONGEST", "Left", "Right", "is_year", "left_side", "right_side"]

#: Letters of the longest string that is looked for across a joint.
LONGEST = 4
#: Digits of a year.
_YEAR = 4
_LAST_DIGITS, _FIRST_DIGITS = re.compile(r"[0-9]{1,3}$"), re.compile(r"[0-9]{1,3}(?![0-9])")


class Left(NamedTuple):
    """The end of a paragraph."""

    score: float  #: How much it looks broken off.
    evidence: tuple[Lazy, ...]
    letters: str  #: The letters it ends with, as many as can be in a string across the joint.
    open_mark: str  #: The last opening mark that nothing in it closes.
    digits: str  #: The digits it ends with, if they may begin a year.
    in_number: bool  #: Whether it ends with a digit.


class Right(NamedTuple):
    """The beginning of a paragraph."""

    score: float  #: How little a sentence begins so.
    evidence: tuple[Lazy, ...]
    letters: str  #: The letters it begins with.
    closes: str  #: The opening mark whose closing mark it has without it.
    closing: str  #: That closing mark.
    digits: str  #: The digits it begins with, if they may end a year.
    measures: bool  #: Whether it begins with what follows a number.


def left_side(text: str, profile: LanguageProfile) -> Left:
    """Return what the end of a paragraph says."""
    text, marks = text.rstrip(), profile.detection
    score, why = 0.0, []
    if text[-1:] not in profile.terminal:
        score += 0.3
        why.append(lazy("the first ends in mid-sentence"))
    if marks.no_end.search(text):
        score += 0.15
        why.append(lazy("the first ends with “{words}”", words=text[-1]))
    letter = _letter(marks.basic)
    tail = text[1 - LONGEST :]
    start = len(tail)
    while start and letter.match(tail[start - 1]):
        start -= 1
    year = _LAST_DIGITS.search(text[-_YEAR:])
    open_mark = _unclosed(text, profile)
    return Left(score, tuple(why), tail[start:], open_mark, year.group() if year else "", text[-1:].isdigit())


def right_side(text: str, profile: LanguageProfile) -> Right:
    """Return what the beginning of a paragraph says."""
    text, marks = text.lstrip(), profile.detection
    score, why = 0.0, []
    if marks.no_beginning.match(text):
        score += 0.35
        why.append(lazy("the second begins with “{words}”", words=text[:1]))
    letter = _letter(marks.basic)
    head = text[: LONGEST - 1]
    end = 0
    while end < len(head) and letter.match(head[end]):
        end += 1
    year = _FIRST_DIGITS.match(text)
    closing = _closing(text, profile)
    closes = profile.opening[profile.closing.index(closing)] if closing else ""
    measures = bool(text) and text[0] in marks.measures
    return Right(score, tuple(why), head[:end], closes, closing, year.group() if year else "", measures)


def is_year(left: Left, right: Right) -> bool:
    """Whether digits on both sides make a year of our time together."""
    year = left.digits + right.digits
    return bool(left.digits and right.digits) and len(year) == _YEAR and year[:2] in ("18", "19", "20")


@cache
def _letter(basic: str) -> re.Pattern[str]:
    """A letter that words are made of."""
    return re.compile(f"[{basic}]")


def _unclosed(text: str, profile: LanguageProfile) -> str:
    """The last opening mark of a text that nothing in it closes; empty if all are closed."""
    found: list[str] = []
    for char in text:
        if char in profile.opening:
            found.append(char)
        elif found and char in profile.closing and found[-1] == profile.opening[profile.closing.index(char)]:
            found.pop()
    return found[-1] if found else ""


def _closing(text: str, profile: LanguageProfile) -> str:
    """The first closing mark of a text that closes nothing in it; empty if each closes something."""
    depth = 0
    for char in text:
        if char in profile.opening:
            depth += 1
        elif char in profile.closing:
            if not depth:
                return char
            depth -= 1
    return ""
