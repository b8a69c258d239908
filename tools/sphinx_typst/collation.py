"""The order of the index: the key that words are sorted by where a document gives none."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from importlib.util import find_spec

__all__ = ["Collation", "choose_collation"]

#: From words to the key that they are sorted by, which also gives the letter they are listed under.
Collation = Callable[[str], str]


def choose_collation(language: str) -> Collation:
    """Return the order of a language: pinyin for Chinese if ``pypinyin`` is installed, else that of the alphabet.

    Args:
        language: The project's language as Sphinx names it: ``zh_CN``, ``en``.
    """
    is_chinese = language.partition("_")[0].partition("-")[0] == "zh"
    return _pinyin if is_chinese and find_spec("pypinyin") else _letters


def _letters(words: str) -> str:
    """Return letters and digits only, without case and accents."""
    decomposed = unicodedata.normalize("NFKD", words)
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return "".join(char for char in unicodedata.normalize("NFC", bare).casefold() if char.isalnum())


def _pinyin(words: str) -> str:
    """Return Chinese characters by their sound without tones, everything else as letters."""
    from pypinyin import Style, lazy_pinyin

    return "".join(lazy_pinyin(words, style=Style.NORMAL, errors=_letters))
