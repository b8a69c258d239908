"""Tokens: pieces of Typst source, and marks for what is only known when the whole book has been translated.

Whether a link has a target, and whether an anchor is linked to, depends on all documents. A document is therefore
translated to tokens first; :meth:`sphinx_typst.chapter.Chapter.render` makes source of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from docutils import nodes

from .labels import Target

__all__ = [
    "Anchor",
    "Heading",
    "HeadingEnd",
    "LinkEnd",
    "LinkStart",
    "Mark",
    "Offset",
    "OptionalEnd",
    "OptionalStart",
    "PageReference",
    "PartEnd",
    "PartStart",
    "Place",
    "Token",
    "is_blank",
    "trim",
]


@dataclass(frozen=True, slots=True)
class Place:
    """What follows comes from this line of the document (the first is 1)."""

    line: int


@dataclass(frozen=True, slots=True, eq=False)
class PartStart:
    """The beginning of what is printed as plain text if the compiler refuses it: a block, or a formula in a line."""

    node: nodes.Node  #: Whose text that is.
    is_block: bool


@dataclass(frozen=True, slots=True)
class PartEnd:
    """The end of the innermost part."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place that may be linked to; written only if something links to it."""

    targets: tuple[Target, ...]
    on_own_line: bool  #: Before a block rather than in running text.


@dataclass(frozen=True, slots=True)
class LinkStart:
    """The beginning of a link inside the book; its text is kept even if the target does not exist."""

    target: Target
    line: int | None  #: The line of the link in the document, for warnings.


@dataclass(frozen=True, slots=True)
class LinkEnd:
    """The end of a link inside the book."""


@dataclass(frozen=True, slots=True)
class PageReference:
    """The number of the page that *target* is on, for readers on paper."""

    target: Target


@dataclass(frozen=True, slots=True)
class Offset:
    """How many levels the headings of an included document are lowered in the book."""

    levels: int


@dataclass(frozen=True, slots=True)
class OptionalStart:
    """The beginning of a block that a part of the book prints only if the part refers to it: a work that is cited."""

    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class OptionalEnd:
    """The end of an optional block."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The beginning of a heading, *depth* levels below the document's place in the book."""

    depth: int
    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class HeadingEnd:
    """The end of a heading."""


Token = (
    str
    | Place
    | PartStart
    | PartEnd
    | Anchor
    | LinkStart
    | LinkEnd
    | PageReference
    | Offset
    | OptionalStart
    | OptionalEnd
    | Heading
    | HeadingEnd
)


#: Tokens that write nothing, wherever they are.
Mark = Place | PartStart | PartEnd


def trim(tokens: Iterable[Token]) -> list[Token]:
    """Return *tokens* without white space at either end; places at the ends stay."""
    trimmed = [token for token in tokens if token != ""]
    for end in (0, -1):
        while (at := _outermost_text(trimmed, end)) is not None:
            text = trimmed[at]
            assert isinstance(text, str)
            text = text.lstrip(" \n") if end == 0 else text.rstrip(" \n")
            if text:
                trimmed[at] = text
                break
            del trimmed[at]
    return trimmed


def is_blank(tokens: Iterable[Token]) -> bool:
    """Whether *tokens* print nothing."""
    return all(isinstance(token, Mark | Anchor) or token in ("", " ", "\n") for token in tokens)


def _outermost_text(tokens: list[Token], end: int) -> int | None:
    """Return the index of the first (*end* 0) or last (-1) token, places aside, if it is text."""
    for at in range(len(tokens)) if end == 0 else range(len(tokens) - 1, -1, -1):
        if not isinstance(tokens[at], Mark):
            return at if isinstance(tokens[at], str) else None
    return None
