"""Annotations: a body, a kind, and the quote they hold to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from jiaozhu.model.kinds import NoteKind
from jiaozhu.model.problem import Place, Places
from jiaozhu.model.span import Span
from jiaozhu.model.work import Work

#: Of a target that nobody wrote down.
_NOWHERE = Place("")


@dataclass(frozen=True, slots=True)
class Target:
    """What something holds to: a quote, with context where the quote alone is not unique."""

    quote: str
    prefix: str = ""
    suffix: str = ""
    text: str | None = None  #: Only in this text of the source.
    block: str | None = None  #: Only in this block of it: a heading's words may stand in a paragraph too.
    place: Place = _NOWHERE  #: Where the quote is written down.
    places: Places = field(default_factory=dict, compare=False, repr=False)


class Anchor(NamedTuple):
    """Where a target is: in the source, and in the reading."""

    origin: tuple[Span, ...]  #: Source spans of the quote, in reading order.
    text: str
    block: str
    start: int  #: Code points into the block's reading.
    end: int


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
    works: tuple[Work, ...] = ()  #: Works it cites that the bibliography lacks.


@dataclass(frozen=True, slots=True)
class AnchoredNote:
    """A note and where it holds: in the source, and in the reading."""

    note: Note
    origin: tuple[Span, ...]  #: Source spans of the quote, in reading order.
    text: str
    block: str
    start: int  #: Code points into the block's reading.
    end: int
