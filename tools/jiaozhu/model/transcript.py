"""Transcripts: what a reader makes of a source that is not text itself, line by line, with the place of each line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from jiaozhu.locale import Lazy
from jiaozhu.model.file_account import FileAccount

__all__ = ["Box", "Choice", "Doubt", "Inline", "PageImage", "PageSpot", "Shape", "TextImage", "Transcript"]

#: Left, top, right, bottom; origin at the page's upper left corner, in the source's unit (points of a PDF, pixels of a
#: recogniser).
Box = tuple[float, float, float, float]


class Doubt(NamedTuple):
    """A character of which a recogniser was not certain."""

    at: int  #: In its line, in code points.
    char: str  #: What it read.
    score: float  #: From 0 to 1.
    others: tuple[tuple[str, float], ...] = ()  #: What else it might be, with scores, the best first.


class Shape(NamedTuple):
    """What a line is in the structure of its file, where a kind of block does not say it."""

    level: int = 0  #: Of a heading, or how deep a list is in others; from 1, 0 if it is neither.
    mark: str = ""  #: With which a list's item or a note begins: its number, bullet or sign.
    prefix: int = 0  #: Code points of the line that are the mark, put there by the reader; 0 for bullets.
    table: int = 0  #: The number of the table in the file, from 1; 0 if it is in none.
    row: int = 0  #: Of the table, from 1.
    column: int = 0  #: Of the row, from 1, cells that span several counted as so many.
    head: bool = False  #: Whether the row is the head of the table.
    note: str = ""  #: The name of the note that the line belongs to; an ``Inline`` of kind ``note`` has it too.


class Inline(NamedTuple):
    """What the file says of a few characters of a line, or shows at a place between them."""

    line: int  #: Of the transcript, from 1; 0 for what comes before its first line.
    start: int  #: In the line, in code points.
    end: int  #: As ``start``, end excluded; the same for what has no characters.
    kind: str  #: ``link``, ``note`` (the mark of one), ``aside`` (a note in the line), ``picture`` or ``ruby``.
    value: str  #: The link's or picture's address, the name of the note, the reading of the characters.
    words: str = ""  #: What the file says of a picture, or of a link.


class PageSpot(NamedTuple):
    """Where in its source a line of a transcript is, and what is known of it."""

    kind: str = ""  #: A kind of block, if the source says so; ``furniture`` for running heads and page numbers.
    paragraph: int = 0  #: Lines of one paragraph have one number; 0 if the source does not say.
    page: int = 0  #: From 1; 0 if the source has no pages.
    box: Box | None = None
    confidence: float | None = None  #: Of the recogniser, from 0 to 1.
    at: str = ""  #: Where in the file it comes from: an element's path, a member of a package and a paragraph.
    shape: Shape | None = None
    doubts: tuple[Doubt, ...] = ()  #: Of the recogniser, about single characters.


class PageImage(NamedTuple):
    """The picture of a page, for a facsimile."""

    number: int  #: Of the page, from 1.
    data: bytes  #: WebP.
    size: tuple[int, int]  #: Its width and height in pixels.
    read: tuple[int, int]  #: Width and height of the picture that was read: boxes are in its pixels.
    slant: float = 0.0  #: By how many degrees its lines fall to the right.


class TextImage(NamedTuple):
    """A picture that the file shows in its text."""

    line: int  #: Of the transcript, from 1; 0 for what comes before its first line.
    at: int  #: In the line, in code points.
    address: str  #: What the file calls it.
    words: str  #: What the file says of it.
    data: bytes  #: WebP.
    size: tuple[int, int]  #: Its width and height in pixels.


class Choice(NamedTuple):
    """A place where the source itself gives two readings (TEI ``choice``): what is in the transcript, and what an
    editor put for it."""

    line: int  #: Of the transcript, from 1.
    before: str
    after: str
    kind: str  #: ``corrected`` or ``regularized``.
    prefix: str = ""  #: What precedes it in the line, as much as is needed for it to be found in one place.
    suffix: str = ""  #: What follows it, likewise.


@dataclass(frozen=True, slots=True)
class Transcript:
    """Deterministic: the same bytes give the same transcript."""

    text: str  #: Lines end at line feeds; none is blank.
    places: tuple[PageSpot, ...]  #: One for each line.
    notes: tuple[
        str | Lazy, ...
    ] = ()  #: What a person should know of the reading, such as how many glyphs were overprinted.
    choices: tuple[Choice, ...] = ()
    title: str = ""  #: As the file's own metadata say, and so are these.
    author: str = field(default="", kw_only=True)
    publisher: str = field(default="", kw_only=True)
    date: str = field(default="", kw_only=True)  #: In whatever form they have it.
    account: FileAccount | None = None  #: Of the file's text; None if the reader gives none.
    inlines: tuple[Inline, ...] = ()  #: In the order of the file.
    reader: str = ""  #: The engine that recognised it, with versions and digests of its models.
    images: tuple[PageImage, ...] = ()  #: Of recognised pages.
    pictures: tuple[TextImage, ...] = ()  #: In the order of the file.
    find_picture: Callable[[str], bytes | None] | None = field(default=None, repr=False, compare=False)  #: By address.
    parts: Mapping[str, bytes] = field(default_factory=dict)  #: Pictures by the addresses that its markup has.
    unreliable: bool = False  #: Whether the file's text is not what its pages show, so that these had better be read.
