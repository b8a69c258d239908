"""Characters that make text read otherwise than it is written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from jiaozhu.locale import _

#: Controls, directional controls and other invisible characters.
INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)
#: Those of them that only come along when text is copied: text without them means the same, in every script.
STOWAWAYS = frozenset("\xad\u200b\u2060\ufeff")

_LOOK_ALIKE = ("CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "FULLWIDTH", "MATHEMATICAL", "LATIN", "EN DASH", "MINUS")
LETTER_AND_MARKS = re.compile("[^\u0300-\u036f\u3099\u309a][\u0300-\u036f\u3099\u309a]+")


def named(char: str) -> str:
    """Return a character's code for a message: ``U+202E``."""
    return f"U+{ord(char):04X}"


def look_alike(text: str) -> str:
    """Return what the first character is that only looks like an ASCII one; else an empty text."""
    for char in text:
        name = unicodedata.name(char, "")
        if not char.isascii() and name.startswith(_LOOK_ALIKE):
            return _(
                "'{char}' is not an ASCII character: it is {name} ({code})", char=char, name=name, code=named(char)
            )
    return ""


def written_apart(text: str) -> Iterator[re.Match[str]]:
    """Yield letters that are apart from their marks, as some systems write file names, where there is one character for
    both. Only these: NFC would also replace Hanzi that the sources may well mean."""
    for match in LETTER_AND_MARKS.finditer(text):
        if unicodedata.normalize("NFC", match.group()) != match.group():
            yield match


def composed(text: str) -> str:
    """Return a text with letters and marks as one character wherever there is one for both."""
    return LETTER_AND_MARKS.sub(lambda match: unicodedata.normalize("NFC", match.group()), text)
