"""Where the mark of a note is: after the words that it is about, and never inside a number, a word or their quotes."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["mark_place"]

#: A number with what parts its digits, and the sign of its unit.
_NUMBER = re.compile(r"\d+(?:[.,:/．，：]\d+)*+[%‰℃°％]?")
_OPENING, _CLOSING = frozenset({"Ps", "Pi"}), frozenset({"Pe", "Pf"})


def mark_place(text: str, start: int, end: int) -> int:
    """Return where a note's mark goes in what a block reads.

    The mark is after the note's words; if they end inside a number or a word of letters that are written together, it
    is after that; if quotation marks or brackets that open at them or in them close behind them, it is after these.

    Args:
        text: What the block reads.
        start: The first of the note's words, in code points.
        end: The end of the note's words, excluded.
    """
    place = _after_number(text, min(end, len(text)))
    while 0 < place < len(text) and _in_word(text[place - 1]) and _in_word(text[place]):
        place += 1
    while place < len(text) and _closes(text, start, place):
        place += 1
    return place


def _after_number(text: str, place: int) -> int:
    """The end of the number that a place is inside of; else the place."""
    begin = place
    while begin and not text[begin - 1].isspace() and _in_number(text[begin - 1]):
        begin -= 1
    for number in _NUMBER.finditer(text, begin):
        if number.start() >= place:
            break
        if place < number.end():
            return number.end()
    return place


def _in_number(char: str) -> bool:
    return char.isdigit() or char in ".,:/．，："


def _in_word(char: str) -> bool:
    """Whether a character is written together with its neighbours: a digit, or a letter narrower than a Hanzi."""
    return char.isdigit() or (char.isalpha() and unicodedata.east_asian_width(char) not in ("W", "F"))


def _closes(text: str, start: int, place: int) -> bool:
    """Whether a closing mark at a place ends what was opened just before ``start``, or after it."""
    if unicodedata.category(text[place]) not in _CLOSING:
        return False
    depth = 1
    for at in range(place - 1, max(-1, start - 2), -1):
        category = unicodedata.category(text[at])
        depth += (category in _CLOSING) - (category in _OPENING)
        if not depth:
            return True
    return False
