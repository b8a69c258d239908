"""Pages: what is written. One text (article) a page; everything is resolved, nothing is looked up again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from jiaozhu.model.act import Act
from jiaozhu.model.document import Cell
from jiaozhu.model.facsimile import TextPicture
from jiaozhu.model.kinds import Genre
from jiaozhu.model.note import AnchoredNote
from jiaozhu.model.proof import UNREAD, Proof
from jiaozhu.model.term import TermMatch
from jiaozhu.model.witness import AnchoredVariant, Witness


class Seam(NamedTuple):
    """Where, inside a block, another fragment of the source begins; links to its line stay valid."""

    offset: int
    id: str


class Joint(NamedTuple):
    """Where the edition reads two places of the source as one block, which the source itself does not join."""

    offset: int
    before: int  #: The last line of the source before it.
    after: int  #: The first line of the source after it.


class Change(NamedTuple):
    """A person's act inside a block: code points ``[start, end)`` of its reading, and what the source has there."""

    start: int
    end: int
    source: str
    act: Act
    line: int  #: Of the source, from 1: where the act is.


class Said(NamedTuple):
    """What the source's file says of code points ``[start, end)`` of a block's reading."""

    start: int
    end: int
    kind: str  #: ``link`` or ``ruby``.
    value: str  #: An address of the web or, after ``#``, the id of a block of the page; how the words are read.


class Shown(NamedTuple):
    """A picture of the source, before the code point ``offset`` of a block's reading."""

    offset: int
    picture: TextPicture
    rights: str  #: By what right readers see it; empty if they may not.

    @property
    def is_published(self) -> bool:
        """Whether readers may see it."""
        return bool(self.rights)


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a page with everything that belongs to it. All offsets are into ``reading``."""

    id: str
    kind: str
    reading: str
    seams: tuple[Seam, ...] = ()
    joints: tuple[Joint, ...] = ()
    changes: tuple[Change, ...] = ()
    notes: tuple[AnchoredNote, ...] = ()
    terms: tuple[TermMatch, ...] = ()
    variants: tuple[AnchoredVariant, ...] = ()  #: What other witnesses have there.
    remark: str = ""  #: For gaps and figures: for readers.
    address: str = ""  #: For figures: the address the source gives, as text.
    cell: Cell | None = None  #: For cells: the place in the table.
    said: tuple[Said, ...] = ()  #: What the file says of its words, in their order.
    pictures: tuple[Shown, ...] = ()  #: What the file shows in it, in the order of its places.


class RuleCount(NamedTuple):
    """How often a rule acted on a page, and on how many code points of the source."""

    rule: str
    reason: str
    places: int
    characters: int


@dataclass(frozen=True, slots=True)
class Page:
    """One text, ready to be written."""

    docname: str  #: Under the folder of generated pages: ``<siglum>/<text>``.
    siglum: str
    text: str
    title: str
    genre: Genre
    date: str | None
    date_note: str
    position: str
    citation: str  #: Bibliography key of the source.
    source_title: str
    blocks: tuple[Block, ...]
    rules: tuple[RuleCount, ...] = ()
    order: Act | None = None  #: Why the blocks were moved, if they were.
    moved: int = 0  #: Code points that were moved.
    proof: Proof = UNREAD
    witnesses: tuple[Witness, ...] = ()  #: That were collated with it.
    authors: tuple[str, ...] = ()  #: Who wrote it, as far as it or its source says.

    @property
    def notes(self) -> list[AnchoredNote]:
        """The notes in the order of their marks."""
        return [note for block in self.blocks for note in block.notes]

    @property
    def changes(self) -> list[Change]:
        """What persons changed, in the order of the page."""
        return [change for block in self.blocks for change in block.changes]
