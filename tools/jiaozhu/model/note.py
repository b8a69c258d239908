"""Annotations: a body, a kind, and the quote they hold to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from jiaozhu.model.problem import Place
from jiaozhu.model.span import Span


class NoteKind(StrEnum):
    """The genre's own labels."""

    NOTE = "注"  #: Explains.
    COMMENT = "按"  #: The editor's comment: agreement, disagreement, arithmetic.
    QUERY = "疑"  #: The reading is in doubt.


@dataclass(frozen=True, slots=True)
class Target:
    """What a note holds to: a quote, with context where the quote alone is not unique."""

    quote: str
    prefix: str = ""
    suffix: str = ""
    text: str | None = None  #: Only in this text of the source.


@dataclass(frozen=True, slots=True)
class Note:
    """One annotation, as written down."""

    id: str  #: The file's name without ``.md``; unique in its source.
    target: Target
    kind: NoteKind
    author: str
    date: str
    body: str  #: MyST of the safe subset.
    place: Place  #: Of the file's front matter.
    body_line: int  #: Line of the file on which the body begins.
    target_place: Place  #: Of the quote.


@dataclass(frozen=True, slots=True)
class AnchoredNote:
    """A note and where it holds: in the source, and in the reading."""

    note: Note
    origin: tuple[Span, ...]  #: Source spans of the quote, in reading order.
    text: str
    block: str
    start: int  #: Code points into the block's reading.
    end: int
