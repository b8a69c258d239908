"""What a reader makes of a source's bytes: the decoded text and how it is laid out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from jiaozhu.model.span import Span

__all__ = ["Cell", "Document", "Image", "Line", "Markup", "Paragraph", "line_id"]


class Line(NamedTuple):
    """A printed line of the source or, in marked-up formats, one element's content on a line."""

    number: int  #: The line of the file on which it begins, from 1.
    part: int  #: 1 for the first (or only) one on that line, then 2, 3 …
    span: Span  #: Its characters, without the line end.

    @property
    def id(self) -> str:
        """``l0043``, or ``l0043-2`` for the second part of line 43. Stable for ever, as the bytes are."""
        return line_id(self.number, self.part)


def line_id(number: int, part: int = 1) -> str:
    """The id of a line, used in addresses. The bytes of a source never change, so neither do these."""
    return f"l{number:04d}" if part == 1 else f"l{number:04d}-{part}"


class Cell(NamedTuple):
    """The place of a cell in its table."""

    row: int  #: From 1; the rows of a table follow one another.
    column: int  #: From 1.
    head: bool = False  #: Whether its row is the head of the table.
    table: int = 0  #: Its table's number in the file, which separates it from a neighbour; 0 if not known.


class Paragraph(NamedTuple):
    """The reader's own idea of a block: a kind and the lines ``first`` to ``last`` (indices, both included)."""

    kind: str
    first: int
    last: int
    cell: Cell | None = None  #: For the kind ``cell``: a table's cells follow one another, row by row.


class Markup(NamedTuple):
    """Characters that are not text (``reading`` empty), or that represent other text (an entity)."""

    span: Span
    reading: str
    what: str  #: ``tag``, ``front-matter``, ``entity``, ``break``, ``ruby``, ``soft-hyphen`` or ``undecodable``.
    detail: str = ""  #: Of what is undecodable: its bytes (``0x81 0x8D``).


class Image(NamedTuple):
    """A picture the source shows. The address is data: nothing ever loads it."""

    span: Span  #: The tag.
    address: str
    alt: str


@dataclass(frozen=True, slots=True)
class Document:
    """A source, decoded strictly and normalised in nothing.

    ``text`` has every character of the source; ``lines`` are its non-blank lines in order; ``paragraphs``
    cover all lines, in order, each line once; ``markup`` is in order and does not overlap.
    """

    text: str
    lines: tuple[Line, ...]
    paragraphs: tuple[Paragraph, ...]
    markup: tuple[Markup, ...] = ()
    images: tuple[Image, ...] = ()
    code: tuple[Span, ...] = ()  #: In order: characters inside other text that no rule regularises, as in code.

    @property
    def undecodable(self) -> int:
        """How many bytes of the file are not text in its encoding."""
        return sum(mark.detail.count(" ") + 1 for mark in self.markup if mark.what == "undecodable")
