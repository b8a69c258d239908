"""What a search forgives once the exact search finds little: data of a language that the scripts read.

Folding (``folding.py``) says what *is* the same text. Leniency says what is *near*: a letter that sounds or looks like
the one that was meant, a number in other figures, a question around the words that matter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

__all__ = ["Leniency", "no_groups", "no_sounds"]


def no_sounds(_texts: Iterable[str]) -> dict[str, str]:
    """Return no sounds: of a language whose letters are typed as they are written."""
    return {}


def no_groups(_texts: Iterable[str]) -> list[str]:
    """Return no groups of letters that look alike."""
    return []


@dataclass(frozen=True, slots=True, eq=False)
class Leniency:
    """What a search forgives in a language. All strings are folded, as a query is before they are looked for."""

    asking: tuple[str, ...] = ()  #: Phrases that only ask: what is left of a question is what it is about.
    particles: str = ""  #: Letters that weigh nothing in a query.
    digits: Mapping[str, int] = field(default_factory=dict)  #: Letters of numerals from 0 to 9.
    tens: Mapping[str, int] = field(default_factory=dict)  #: Letters that multiply the digit before them.
    counted: Mapping[str, str] = field(default_factory=dict)  #: After a number: units, and the one each is the same as.
    date: tuple[str, str, str] = ("", "", "")  #: What follows a year, a month and a day; empty if dates stay.
    sounds: Callable[[Iterable[str]], Mapping[str, str]] = no_sounds
    #: From texts to the letters of each sound, as it is typed. Letters that are not in the texts may be typed too.
    slurred: tuple[
        tuple[str, str], ...
    ] = ()  #: Parts of sounds that are taken for each other: the same after replacing.
    alike: Callable[[Iterable[str]], list[str]] = no_groups  #: From texts to groups of letters that look alike.
