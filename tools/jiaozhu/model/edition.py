"""An edition as it is written down: which lines make which text, in which order, and what was emended.

These records say what an editor *wrote*; ``editing.apply`` turns them into texts. Each keeps its place in the file
it was read from, because every problem must be able to name it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from jiaozhu.model.act import ActKind, Certainty
from jiaozhu.model.event import Event
from jiaozhu.model.keys import EDITOR, At, Body, Date, Id, Key, Quote, Reading, Special, Words
from jiaozhu.model.kinds import Genre
from jiaozhu.model.limits import MOST_WORKS
from jiaozhu.model.problem import Place, Places
from jiaozhu.model.work import Work

#: Kinds of block an edition may name. ``flow`` is shorthand for the reader's own paragraphs; ``row``, ``head-row`` and
#: ``first-row`` are rows of a table, each of whose cells is a block of kind ``cell``.
BLOCK_KINDS = (
    "kicker",
    "title",
    "subtitle",
    "byline",
    "dateline",
    "heading",
    "subheading",
    "p",
    "caption",
    "credit",
    "notice",
    "item",
    "subitem",
    "numbered",
    "subnumbered",
    "quote",
    "verse",
    "code",
    "footnote",
    "figure",
    "row",
    "head-row",
    "first-row",
    "flow",
    "gap",
)


#: Rows of tables, and whether each is a head. A ``first-row`` begins another table, and so does a head after rows.
ROW_KINDS = {"row": False, "head-row": True, "first-row": False}
#: Kinds of block whose lines stay apart; the line ends of others are joined.
LINED_KINDS = frozenset({"code", "verse"})


@dataclass(frozen=True, slots=True)
class LineRange:
    """Lines ``first`` to ``last`` of the file (from 1, both included); with ``part``, one part of one line."""

    first: int
    last: int
    place: Place
    part: int | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of one line: from the start of the quote ``begin`` up to, but without, the quote ``until``."""

    line: int
    begin: str | None
    until: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class BlockSpec:
    """One block of a text, by the lines it is made of, in reading order."""

    kind: str  #: One of ``BLOCK_KINDS``.
    lines: tuple[LineRange | Piece, ...]
    place: Place
    reason: str = ""  #: For a gap: what is missing.
    resp: str = ""  #: For a gap: who says so.
    cells: tuple[int, ...] = ()  #: For a row: how many of ``lines`` each cell has; 0 for an empty one.


@dataclass(frozen=True, slots=True)
class OrderNote:
    """Why a text is read in another order than that of the source."""

    reason: Annotated[Words, Key(quoted=True)]
    resp: Words
    cert: Certainty


@dataclass(frozen=True, slots=True)
class TextSpec:
    """One text (article) on the source."""

    id: Id
    #: An editor's title, for a text that has none of its own; printed in 〔〕.
    title: Annotated[Words, Key(quoted=True)] = field(default="", kw_only=True)
    genre: Annotated[Genre, Special.GENRE]
    date: Date | None
    date_note: Annotated[Words, Key(quoted=True)] = field(default="", kw_only=True)
    position: Annotated[Words, Key("place")] = field(default="", kw_only=True)  #: Where it was on the page.
    #: As it names them itself, where it does; for references.
    authors: Annotated[
        tuple[Words, ...], Key(about="Who wrote the text, as it says itself: each name, without office or newspaper.")
    ] = field(default=(), kw_only=True)
    order: OrderNote | None = field(default=None, kw_only=True)
    blocks: Annotated[tuple[Annotated[BlockSpec, Special.BLOCK], ...], Key(least=1)]
    place: Annotated[Place, At(("id",))]
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Omission:
    """Lines that belong to no text, and why."""

    lines: Annotated[tuple[LineRange | Piece, ...], Special.LISTED_LINES]
    reason: Annotated[Words, Key(quoted=True)]
    place: Place
    resp: Annotated[Words, Key(default=EDITOR)]
    cert: Annotated[Certainty, Key(default="high")]


@dataclass(frozen=True, slots=True)
class Edition:
    """How one source is read."""

    texts: tuple[TextSpec, ...]
    omissions: Annotated[tuple[Omission, ...], Key(default=())]
    place: Place
    rules: Mapping[str, bool] = field(default_factory=dict)  #: Exceptions to the format's default rules.
    places: Places = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Emendation:
    """One change of the text by a person, as written down.

    ``before`` is quoted from the *source*. ``prefix`` and ``suffix`` are context that is not changed. A long
    ``surplus`` gives its first and last words (``begin``, ``end``) instead of ``before``.
    """

    id: Id
    line: int
    kind: Annotated[ActKind, Key(choices=("corrected", "supplied", "surplus", "gap", "regularized"))]
    place: Place
    before: Quote = field(default="", kw_only=True)
    after: Reading = field(default="", kw_only=True)
    prefix: Quote = field(default="", kw_only=True)
    suffix: Quote = field(default="", kw_only=True)
    begin: Annotated[Quote, Key("from")] = field(default="", kw_only=True)
    end: Annotated[Quote, Key("to")] = field(default="", kw_only=True)
    reason: Words
    basis: Annotated[Body, Key(required=True)] = field(default="", kw_only=True)
    cert: Certainty
    resp: Words
    #: Readings that were weighed and not taken, the likeliest first.
    rejected: Annotated[tuple[Reading, ...], Key(about="Readings that were weighed and not taken.")] = ()
    #: Works its basis cites that the bibliography lacks.
    works: Annotated[
        tuple[Work, ...], Key(about="Works that it cites and the bibliography lacks.", most=MOST_WORKS)
    ] = ()
    places: Places = field(default_factory=dict, compare=False, repr=False)
