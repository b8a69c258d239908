"""What a page is on the direct way: the pieces of its body, and what the rest of the site has to know of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

__all__ = ["Cited", "DirectPage", "Heading", "Hole", "Pieces", "Span", "UnusualPageError"]


class UnusualPageError(Exception):
    """A page has something that only the plain way writes. It is taken for that page; nothing is lost."""


class Hole(NamedTuple):
    """A link in a body. Where it leads is known when all pages have been read."""

    kind: str  #: ``cite``, ``concordance``, ``doc``, ``local``, ``ref`` or ``term``.
    target: str
    inner: str = ""  #: HTML of its words; of a citation its id.
    name: str = ""  #: Its own, if it is a place too.


Part: TypeAlias = "str | Hole"


class Span(NamedTuple):
    """Words of a heading in an element of their own."""

    classes: tuple[str, ...]
    names: tuple[str, ...]
    pieces: Pieces


#: The words of a heading, as lists of contents have them.
Pieces: TypeAlias = "list[str | Span]"


class Heading(NamedTuple):
    """A heading of a page."""

    level: int
    id: str
    pieces: Pieces


class Cited(NamedTuple):
    """A place where works are cited."""

    id: str
    line: int
    keys: str


@dataclass(slots=True)
class DirectPage:
    """A generated page as it was read."""

    docname: str
    parts: list[Part] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    metadata: dict[str, object] = field(default_factory=dict)
    labels: list[tuple[str, str, str | None]] = field(default_factory=list)  #: Name, id, title of the section.
    citations: list[Cited] = field(default_factory=list)
    #: For each list of pages in it: how many headings there are before it, and the pages.
    contents: list[tuple[int, list[str]]] = field(default_factory=list)
    terms: list[tuple[str, str]] = field(default_factory=list)  #: Of the glossary, each with its id.
