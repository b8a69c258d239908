"""Glossary entries and where they occur."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, NamedTuple

from jiaozhu.model.keys import At, Beside, Headword, Id, Key, Special, Words
from jiaozhu.model.kinds import TermKind
from jiaozhu.model.problem import Place, Places
from jiaozhu.model.translation import Rendering

__all__ = ["FOLDER", "Occurrence", "Term", "TermMatch"]

#: Of a corpus: the folder of the glossary.
FOLDER = "glossary"


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of the glossary."""

    slug: Annotated[str, Beside]  #: The file's name without ``.md``.
    headword: Headword
    #: Needed, like the gloss, where the language's profile says that headwords are sorted by their sound.
    pinyin: Annotated[Words, Key(default="")]
    gloss: Annotated[Words, Key(default="")]  #: In English.
    kind: Annotated[TermKind, Special.TERM_KIND]
    definition: Annotated[str, Beside]  #: MyST of the safe subset.
    place: Annotated[Place, At(("headword",))]
    body_line: Annotated[int, Beside]
    variants: tuple[Headword, ...] = ()
    exclude: tuple[Words, ...] = ()  #: Longer strings inside which it is not linked.
    short: bool = False  #: Two-character strings of it are linked too.
    related: tuple[Id, ...] = ()  #: Slugs.
    synonyms: tuple[Headword, ...] = ()  #: Other words for it, which people may search for and no text links.
    unknown: Words = ""  #: What is not known.
    #: How translations write it; a language that is not named may write it in any way.
    renderings: Annotated[tuple[Rendering, ...], Key(about="How translations write it, by language.")] = ()
    places: Places = field(default_factory=dict, compare=False, repr=False)

    def rendered(self, language: str) -> tuple[str, ...]:
        """Return how translations into a language write it; nothing if any way will do."""
        return next((item.words for item in self.renderings if item.language == language), ())

    @property
    def strings(self) -> tuple[str, ...]:
        """Everything that links to this entry."""
        return (self.headword, *self.variants)


class TermMatch(NamedTuple):
    """A term found in a block: code points ``[start, end)`` of its reading."""

    start: int
    end: int
    slug: str


class Occurrence(NamedTuple):
    """A block in which a term occurs, for the glossary's list."""

    docname: str
    block: str
    title: str  #: Title of the text.
    times: int  #: How often it occurs there.
