"""Annotations: a body, a kind, and the quote they hold to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, NamedTuple

from jiaozhu.model.keys import At, Beside, Date, Id, Key, NoteQuote, Special, Words
from jiaozhu.model.kinds import NoteKind
from jiaozhu.model.limits import MOST_WORKS
from jiaozhu.model.problem import NOWHERE, Place, Places
from jiaozhu.model.span import Span
from jiaozhu.model.work import Work


@dataclass(frozen=True, slots=True)
class Target:
    """What something holds to: a quote, with context where the quote alone is not unique."""

    quote: NoteQuote
    prefix: NoteQuote = ""
    suffix: NoteQuote = ""
    text: Id | None = None  #: Only in this text of the source.
    #: Only in this block of it: a heading's words may be in a paragraph too.
    block: Annotated[
        Id | None, Key(about="Only in this block, such as l0043: for words that nothing beside tells.")
    ] = None
    place: Annotated[Place, At(("quote",))] = NOWHERE  #: Where the quote is written down.
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

    id: Annotated[str, Beside]  #: The file's name without ``.md``; unique in its source.
    target: Target
    kind: Annotated[NoteKind, Special.NOTE_KIND]
    author: Words
    date: Date
    body: Annotated[str, Beside]  #: MyST of the safe subset.
    place: Place  #: Of the file's front matter.
    body_line: Annotated[int, Beside]  #: Line of the file on which the body begins.
    #: Works it cites that the bibliography lacks.
    works: Annotated[
        tuple[Work, ...], Key(about="Works that it cites and the bibliography lacks.", most=MOST_WORKS)
    ] = ()


@dataclass(frozen=True, slots=True)
class AnchoredNote:
    """A note and where it holds: in the source, and in the reading."""

    note: Note
    origin: tuple[Span, ...]  #: Source spans of the quote, in reading order.
    text: str
    block: str
    start: int  #: Code points into the block's reading.
    end: int
