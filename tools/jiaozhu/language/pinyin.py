"""Pinyin: the sound of Chinese characters, and written pinyin without its tones. pypinyin is used only here."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["HAN", "SPELLED", "phonetic_key", "sound_of", "spelled", "toneless", "with_tones"]

#: The class of Chinese characters: the inside of a regular expression's brackets.
HAN = "㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff"
_HAN = re.compile(f"[{HAN}]")
_SYLLABLES = re.compile("[a-z0-9]+")
_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ"
_SPELLED = rf"[A-Za-zü]{{0,5}}+[{_TONED}][A-Za-zü{_TONED}'’]{{0,24}}+"
#: Pinyin with tone marks inside a text: words with blanks between.
SPELLED = re.compile(rf"(?<![A-Za-zü{_TONED}]){_SPELLED}(?: {_SPELLED})*+")
_TONES = "\u0300\u0301\u0304\u030c"
_DIAERESIS = "\u0308"


def spelled(text: str) -> str:
    """Return the sound of characters, with everything else in lower case: syllables with blanks between."""
    from pypinyin import Style, lazy_pinyin  # costs a tenth of a second, which most commands need not pay

    return " ".join(lazy_pinyin(text, style=Style.NORMAL, v_to_u=False, errors=lambda other: other.lower()))


def sound_of(text: str) -> str:
    """Return the sound of Chinese characters, Latin letters and digits; everything else parts them.

    Without a Chinese character there is no sound.
    """
    return " ".join(_SYLLABLES.findall(spelled(text))) if _HAN.search(text) else ""


def with_tones(text: str) -> str:
    """Return the pinyin of a headword with tone marks, as characters are usually read."""
    from pypinyin import Style, lazy_pinyin

    return " ".join(lazy_pinyin(text, style=Style.TONE))


def toneless(pinyin: str) -> str:
    """Return written pinyin as syllables, as far as its spaces, hyphens and apostrophes part them; ü is v."""
    plain = "".join(char for char in unicodedata.normalize("NFD", pinyin.lower()) if char not in _TONES)
    return " ".join(_SYLLABLES.findall(unicodedata.normalize("NFC", plain).replace("ü", "v")))


def phonetic_key(headword: str, pinyin: str) -> str:
    """Return the letters of a headword's pinyin without tones; nothing for a headword that begins with a digit."""
    if headword[0].isdigit():
        return ""
    plain = unicodedata.normalize("NFD", pinyin)
    kept = "".join(char for char in plain if not unicodedata.combining(char) or char == _DIAERESIS)
    return "".join(char for char in kept.casefold() if char.isalnum() or char == _DIAERESIS)
