"""Pinyin: how headwords, variants and titles are found by those who type their sound."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pypinyin import Style, lazy_pinyin

from jiaozhu.model.term import Term
from jiaozhu.outputs.myst.glossary import anchor
from jiaozhu.outputs.search.records import SearchPage

_SYLLABLES = re.compile("[a-z0-9]+")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]")


class Alias(NamedTuple):
    """One thing that has a sound."""

    sound: str  #: Syllables without tones, a space between; ü is v, as it is typed.
    page: int  #: Index into the list of pages.
    anchor: str
    shown: str


def aliases(terms: Iterable[Term], glossary: int, pages: Iterable[tuple[int, SearchPage]]) -> Iterator[Alias]:
    """Every headword, variant and title with its sound.

    Args:
        terms: The glossary.
        glossary: The index of its page.
        pages: Texts with the indices of their pages.
    """
    seen: set[tuple[str, str]] = set()
    for term in terms:
        for shown in term.strings:
            sounds = {sound_of(shown), toneless(term.pinyin)} if shown == term.headword else {sound_of(shown)}
            for sound in sorted(sounds):
                if sound and (sound, term.slug) not in seen:
                    seen.add((sound, term.slug))
                    yield Alias(sound, glossary, anchor(term.slug), shown)
    for number, page in pages:
        sound = sound_of(page.title)
        if sound:
            yield Alias(sound, number, "", page.title)


def toneless(pinyin: str) -> str:
    """Written pinyin as syllables, as far as its spaces, hyphens and apostrophes tell them apart."""
    plain = "".join(
        "v" if char == "ü" else char for char in unicodedata.normalize("NFC", _without_tones(pinyin.lower()))
    )
    return " ".join(_SYLLABLES.findall(plain))


def sound_of(text: str) -> str:
    """The sound of Chinese characters, Latin letters and digits; everything else parts them."""
    if not _HAN.search(text):
        return ""
    parts = lazy_pinyin(text, style=Style.NORMAL, v_to_u=False, errors=lambda other: other.lower())
    return " ".join(_SYLLABLES.findall(" ".join(parts)))


def _without_tones(text: str) -> str:
    """Letters without the four tone marks, but with their diaeresis."""
    tones = "\u0300\u0301\u0304\u030c"
    return "".join(char for char in unicodedata.normalize("NFD", text) if char not in tones)
