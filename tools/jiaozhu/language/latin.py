"""What languages in Latin letters have in common: accents, dates, numbers in Arabic digits, words parted by blanks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import cache

__all__ = ["LETTERS", "accented_forms", "index_letter", "is_joined", "numbers", "plain", "sort_key"]

#: The class of Latin letters: the inside of a regular expression's brackets.
LETTERS = "A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ"
_RANGES = ((0xC0, 0x24F), (0x1E00, 0x1EFF))
_NUMBER = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?")


def plain(text: str) -> str:
    """Return ``text`` in lower case, its letters without accents."""
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def sort_key(headword: str, _pronunciation: str = "") -> str:
    """Return what a headword is sorted by: letters without case and accents, digits; nothing if it begins with one."""
    return "" if headword[:1].isdigit() else "".join(char for char in plain(headword) if char.isalnum() or char == " ")


def index_letter(key: str) -> str:
    """Return the letter under which a sort key is listed; ``0–9`` for numbers and everything else."""
    first = key.strip()[:1]
    return first.upper() if first.isalpha() else "0–9"


def is_joined(left: str, right: str) -> bool:
    """Return whether two neighbouring characters may be inside one word or number."""
    return left.isalnum() and right.isalnum()


def numbers(text: str) -> Iterator[Fraction]:
    """Yield every number in ``text`` that is written in Arabic digits."""
    for match in _NUMBER.finditer(text):
        yield Fraction(match.group().replace(",", ""))


def accented_forms(texts: Iterable[str]) -> dict[str, str]:
    """Return the accented letters that matter to ``texts``, each with its plain letter.

    Those whose plain letter occurs (a reader may type them), and those that occur themselves.
    """
    present = {char for text in texts for char in text.lower()}
    return {char: base for char, base in _accented().items() if char in present or base in present}


@cache
def _accented() -> dict[str, str]:
    letters = [chr(code) for first, last in _RANGES for code in range(first, last + 1)]
    bases = {char: plain(char) for char in letters if char == char.lower()}
    return {char: base for char, base in bases.items() if base != char and len(base) == 1}
