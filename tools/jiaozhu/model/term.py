"""Glossary entries and where they occur."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from jiaozhu.model.kinds import TermKind
from jiaozhu.model.problem import Place, Places


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of the glossary."""

    slug: str  #: The file's name without ``.md``.
    headword: str
    pinyin: str
    gloss: str  #: In English.
    kind: TermKind
    definition: str  #: MyST of the safe subset.
    place: Place
    body_line: int
    variants: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()  #: Longer strings inside which it is not linked.
    short: bool = False  #: Two-character strings of it are linked too.
    related: tuple[str, ...] = ()  #: Slugs.
    unknown: str = ""  #: What is not known.
    places: Places = field(default_factory=dict, compare=False, repr=False)

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
    """A block in which a term stands, for the glossary's list."""

    docname: str
    block: str
    title: str  #: Title of the text.
    times: int  #: How often it stands there.
