"""The door for languages: what the tools know of the language of a text, and of the language of a site.

A profile is data and small functions. A *text* is edited by the profile of its corpus's language: which letters and
marks it has, where a sentence ends, which rules regularise it, how its words are sorted and searched. A *site* is
written by the profile of its own language: how that language sets quotations, lists and dates.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from jiaozhu.language.leniency import Leniency
from jiaozhu.language.patterns import Detection
from jiaozhu.model.kinds import Kinds

__all__ = ["LanguageProfile", "Numerals", "Typography", "Widths"]


@dataclass(frozen=True, slots=True, eq=False)
class Typography:
    """How a language sets what a site says in it. Pairs are an opening and a closing mark."""

    labels: tuple[str, str]  #: Around labels and editors' additions: 〔注〕.
    titles: tuple[str, str]  #: Around titles of texts: 《矿工》.
    quotes: tuple[str, str]  #: Around words that are quoted.
    readings: tuple[str, str]  #: Around what a source reads.
    asides: tuple[str, str]  #: Around a remark in passing.
    item: str  #: Between the items of a list.
    title: str  #: Between titles in a row.
    comma: str
    clause: str  #: Between clauses, as a semicolon.
    colon: str
    stop: str  #: At the end of a sentence.
    sentence: str  #: Between sentences, after the stop.
    gap: str  #: Between the parts of a line that is not a sentence.
    ellipsis: str  #: For words left out of a quotation.
    date: Callable[[str], str]  #: An ISO date (year, month or day) in words.
    period: Callable[[str, str], str]  #: From one ISO date to another.

    @property
    def blank(self) -> str:
        """The blank between a heading and what follows it on its line."""
        return self.gap if self.gap.isspace() else " "

    def label(self, text: str) -> str:
        """Return ``text`` as a label."""
        return text.join(self.labels)

    def titled(self, text: str) -> str:
        """Return ``text`` as a title."""
        return text.join(self.titles)

    def quoted(self, text: str) -> str:
        """Return ``text`` as a quotation."""
        return text.join(self.quotes)

    def read(self, text: str) -> str:
        """Return ``text`` as the reading of a source."""
        return text.join(self.readings)

    def aside(self, text: str) -> str:
        """Return ``text`` as a remark in passing."""
        return text.join(self.asides)

    def listed(self, items: Iterable[str]) -> str:
        """Return items as a list in a sentence."""
        return self.item.join(items)

    def ended(self, text: str) -> str:
        """Return ``text`` as a sentence with one full stop at its end."""
        return f"{self.bare(text)}{self.stop}"

    def bare(self, text: str) -> str:
        """Return ``text`` without the full stop at its end."""
        return text.rstrip("。" if self.stop == "。" else f"。{self.stop}")


@dataclass(frozen=True, slots=True, eq=False)
class Numerals:
    """How a language writes numbers beside Arabic digits."""

    characters: str  #: Of numerals; empty if numbers in words are not recognised.
    value: Callable[[str], int]  #: The number that a numeral of these characters, or of digits, writes.
    find: Callable[[str], Iterator[Fraction]]  #: Every number in a stretch of text, in whatever digits.
    write: Callable[[int, str], str] | None = None  #: A number from 0 as it counts the items of a list: by ``places``,
    #: by ``digits``, or in one of the language's ``series``, as letters do; in Arabic digits where it cannot.


@dataclass(frozen=True, slots=True, eq=False)
class Widths:
    """Marks that a recogniser sets at half width where the language has them at full width."""

    full: Mapping[str, str]  #: Half-width marks and what they become.
    punctuation: re.Pattern[str]  #: A half-width mark in a context that calls for full width.
    spaces: re.Pattern[str]  #: Blanks that the language does not set, matched from their beginning.
    spaced_out: re.Pattern[str]  #: Letters of a heading with blanks between them.


@dataclass(frozen=True, slots=True, eq=False)
class LanguageProfile:
    """What the tools know of a language. Offsets and lengths are in code points."""

    name: str  #: Its primary language subtag: ``zh``.
    kinds: Kinds  #: The kinds of notes, terms and genres of a corpus that lists none of its own.
    typography: Typography

    # Characters. Classes are the inside of a regular expression's brackets.
    letters: str  #: The class of its own letters.
    wide: str  #: The class of letters and marks of full width; empty if it has none.
    sentence_ends: str  #: Marks that end a sentence.
    terminal: str  #: Marks with which a paragraph may end.
    opening: str  #: Brackets and quotation marks that open, in the order of ``closing``.
    closing: str
    words_apart: bool  #: Whether blanks part its words, so that joined lines need one.

    # Regularising.
    quotes: tuple[str, str] | None  #: What straight quotation marks become, in pairs; None if they stay.
    widths: Widths | None
    least_doubled: int  #: Shorter lines may be doubled by chance.
    numerals: Numerals
    detection: Detection

    # Words: linking, sorting, searching.
    context: int  #: Of a word in a concordance, on either side.
    shortest_term: int  #: Shorter strings link only where their entry says so.
    runs_on: Callable[[str, str], bool]  #: Whether two neighbouring characters may be inside one word or number.
    pronounced: bool  #: Whether entries of the glossary say how they are pronounced, and are sorted by it.
    sort_key: Callable[[str, str], str]  #: From a headword and its pronunciation.
    letter: Callable[[str], str]  #: The letter of an index under which a sort key is listed.
    sound: Callable[[str], str]  #: Words as Latin syllables, as they are typed; empty if they are typed as written.
    written_sound: Callable[[str], str]  #: A written pronunciation in the form of ``sound``.
    romanized: Callable[[str], str]  #: Words as Latin letters, for names of files.
    forms: Callable[[Iterable[str]], dict[str, str]]  #: Letters of some texts, and what a search folds each to.
    leniency: Leniency = field(default_factory=Leniency)  #: What a search forgives that finds little.

    #: Pronunciations as they are written inside a text, and the tag of their language; None if it has none.
    sounds: re.Pattern[str] | None = None
    sounds_tag: str = ""

    # Layout.
    vertical: bool = False  #: Whether its script can be set in vertical lines, from right to left.
