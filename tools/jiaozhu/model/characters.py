"""Characters that make text read otherwise than it is written down."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

#: Controls, directional controls and other characters that nobody sees.
INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)
#: Of these, the ones that only come along when text is copied: without them it says the same, in every script.
STOWAWAYS = frozenset("\xad\u200b\u2060\ufeff")

_LOOK_ALIKE = ("CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "FULLWIDTH", "MATHEMATICAL", "LATIN", "EN DASH", "MINUS")
LETTER_AND_MARKS = re.compile("[^\u0300-\u036f\u3099\u309a][\u0300-\u036f\u3099\u309a]+")


def named(char: str) -> str:
    """A character for a message: ``U+202E``."""
    return f"U+{ord(char):04X}"


def look_alike(text: str) -> str:
    """What is said of the first character that only looks like one of ASCII; nothing, if there is none."""
    for char in text:
        name = unicodedata.name(char, "")
        if not char.isascii() and name.startswith(_LOOK_ALIKE):
            return f"'{char}' is no ASCII character: it is {name} ({named(char)})"
    return ""


def written_apart(text: str) -> Iterator[re.Match[str]]:
    """Letters that stand apart from their marks, as some systems write file names, where there is one character for
    both. Only these: NFC would also replace Hanzi that the sources may well mean."""
    for match in LETTER_AND_MARKS.finditer(text):
        if unicodedata.normalize("NFC", match.group()) != match.group():
            yield match


def composed(text: str) -> str:
    """``text`` with letters and marks in one wherever there is one character for both."""
    return LETTER_AND_MARKS.sub(lambda match: unicodedata.normalize("NFC", match.group()), text)
