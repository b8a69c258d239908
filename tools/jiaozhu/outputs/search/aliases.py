"""Sounds: how headwords, variants and titles are found by those who type how they are pronounced."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from jiaozhu.language import LanguageProfile
from jiaozhu.model.term import Term
from jiaozhu.outputs.myst.entries import anchor
from jiaozhu.outputs.search.records import SearchPage

__all__ = ["Alias", "aliases"]


class Alias(NamedTuple):
    """Something that has a sound."""

    sound: str  #: Syllables as they are typed, with a space between.
    page: int  #: Index into the list of pages.
    anchor: str
    shown: str


def aliases(
    terms: Iterable[Term],
    homes: Mapping[str, int],
    pages: Iterable[tuple[int, SearchPage]],
    profile: LanguageProfile,
) -> Iterator[Alias]:
    """Yield every headword, variant, synonym and title that has a sound.

    Args:
        terms: The entries of the glossary and of the registers.
        homes: The index of the page of each, by its anchor.
        pages: Texts with the indices of their pages.
        profile: Of their language.
    """
    seen: set[tuple[str, str]] = set()
    for term in terms:
        for shown in (*term.strings, *term.synonyms):
            sounds = {profile.sound(shown)}
            if shown == term.headword:
                sounds.add(profile.written_sound(term.pinyin))
            for sound in sorted(sounds):
                if sound and (sound, term.slug) not in seen:
                    seen.add((sound, term.slug))
                    yield Alias(sound, homes[anchor(term.slug)], anchor(term.slug), shown)
    for number, page in pages:
        sound = profile.sound(page.title)
        if sound:
            yield Alias(sound, number, "", page.title)
