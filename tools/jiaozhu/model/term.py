"""Glossary entries and where they occur."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, NamedTuple

from jiaozhu.model.keys import At, Beside, Headword, Id, Key, Words
from jiaozhu.model.problem import Place, Places

#: What a glossary entry may be about, and what the reader sees for it.
TERM_KINDS = {
    "policy": "政策",
    "slogan": "口号",
    "place": "地名",
    "institution": "机构",
    "person": "人物",
    "firm": "企业",
    "industry": "产业",
    "product": "物产",
    "event": "事件",
    "allusion": "典故",
    "measure": "计量",
    "concept": "概念",
}


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of the glossary."""

    slug: Annotated[str, Beside]  #: The file's name without ``.md``.
    headword: Headword
    pinyin: Words
    gloss: Words  #: In English.
    kind: Annotated[str, Key(choices=tuple(TERM_KINDS))]  #: A key of ``TERM_KINDS``.
    definition: Annotated[str, Beside]  #: MyST of the safe subset.
    place: Annotated[Place, At(("headword",))]
    body_line: Annotated[int, Beside]
    variants: tuple[Headword, ...] = ()
    exclude: tuple[Words, ...] = ()  #: Longer strings inside which it is not linked.
    short: bool = False  #: Two-character strings of it are linked too.
    related: tuple[Id, ...] = ()  #: Slugs.
    unknown: Words = ""  #: What is not known.
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
