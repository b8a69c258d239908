"""The paragraphs of an RTF file: their styles, and their places in lists and tables."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from jiaozhu.formats.marked.flow import Flow
from jiaozhu.formats.office.rtf_tokens import rtf_tokens
from jiaozhu.formats.office.styles import Style, heading, style_of
from jiaozhu.model.transcript import PageSpot, Shape

__all__ = ["Paragraphs"]

_STYLE = re.compile(rb"\{(?:\\\*)?\s*\\stylesheet")
_PLAIN = Style("p", 0)
#: Columns of a table beyond which a file is not believed, and tables in each other.
_MOST, _DEEPEST = 100_000, 20


@dataclass(slots=True)
class _Format:
    """What control words say of paragraphs; braces end what is said in them."""

    style: int = -1
    level: int = 0  #: Of an outline, from 1.
    is_cell: bool = False
    depth: int = 0  #: In lists, from 1.
    table: int = 1  #: How many tables it is in, if it is in a cell.


@dataclass(slots=True)
class _Part:
    """A part of the file, with the paragraph that is open in it."""

    is_open: bool = False
    note: int = 0  #: The number of the note whose mark is still to be written.
    is_note: bool = False
    has_mark: bool = False  #: Whether the mark of the next note has been written.


class Paragraphs:
    """Opens and closes the blocks of a flow.

    Args:
        flow: That puts words on lines.
        data: The file, for its styles.
    """

    def __init__(self, flow: Flow, data: bytes) -> None:
        self._flow = flow
        self._styles = _styles(data)
        self._formats = [_Format()]
        self._places = [_Part()]
        self._count = 0  #: Of tables.
        self._tables: list[list[int]] = []  #: Those that are open: number, row, column.
        self._listed = False
        self.number = 0  #: Of the open paragraph.

    @property
    def is_open(self) -> bool:
        """Whether a paragraph is open in the part."""
        return self._places[-1].is_open

    @property
    def is_in_note(self) -> bool:
        """Whether the part is a note."""
        return self._places[-1].is_note

    @property
    def note(self) -> int:
        """The number of the note whose mark is still to be written; 0 without one."""
        return self._places[-1].note

    @note.setter
    def note(self, number: int) -> None:
        self._places[-1].note = number
        self._places[-1].is_note = True

    @property
    def has_mark(self) -> bool:
        """Whether the mark of the next note has been written."""
        return self._places[-1].has_mark

    @has_mark.setter
    def has_mark(self, value: bool) -> None:
        self._places[-1].has_mark = value

    def open_group(self) -> None:
        """Keep what is said of paragraphs until the group ends."""
        self._formats.append(replace(self._formats[-1]))

    def close_group(self) -> None:
        """Forget what the group has said."""
        self._formats.pop()

    def push(self) -> None:
        """Begin a part of its own."""
        self._formats[-1] = _Format()
        self._places.append(_Part())

    def pop(self) -> None:
        """End a part of its own."""
        self.end()
        self._places.pop()

    def take(self, word: str, number: int | None) -> None:
        """Take a control word of paragraphs and tables."""
        form = self._formats[-1]
        if word in ("par", "sect"):
            self.end()
        elif word == "page":
            self._flow.line_break()
        elif word in ("cell", "nestcell", "row", "nestrow"):
            self.end()
            del self._tables[_DEEPEST if word.startswith("nest") else 1 :]
            if self._tables and len(self._places) == 1:
                table = self._tables[-1]
                table[1:] = [table[1], table[2] + 1] if word.endswith("cell") else [table[1] + 1, 1]
        elif word == "pard":
            self._formats[-1] = _Format()
        elif word == "intbl":
            form.is_cell = True
        elif word == "itap":
            form.table = max(1, min(number or 0, _DEEPEST))
        elif word == "s":
            form.style = number or 0
        elif word == "outlinelevel":
            form.level = min(9, max(0, number or 0) + 1)
        elif word == "ls":
            form.depth = form.depth or 1
        elif word == "ilvl":
            form.depth = min(9, max(0, number or 0) + 1)
        elif word == "listtext":
            self._listed = True

    def begin(self, *, blank: bool = False) -> None:
        """Open a paragraph if none is open.

        Args:
            blank: Whether only blanks are to come, for which none is opened.
        """
        place, form = self._places[-1], self._formats[-1]
        if place.is_open or blank:
            return
        place.is_open = True
        self.number += 1
        self._flow.open(self._spot(form))

    def _spot(self, form: _Format) -> PageSpot:
        style = self._styles.get(form.style, _PLAIN)
        if form.level and not style.level:
            style = heading(form.level)
        at = f"paragraph {self.number}"
        if len(self._places) > 1:
            return PageSpot("p", at=at)
        if form.is_cell:
            while len(self._tables) < form.table:
                self._count += 1
                self._tables.append([self._count, 1, 1])
            table, row, column = self._tables[form.table - 1]
            return PageSpot("cell", at=at, shape=Shape(table=table, row=row, column=min(column, _MOST)))
        self._tables.clear()
        if style.level:
            return PageSpot(style.kind, at=at, shape=Shape(level=style.level))
        if (form.depth or self._listed) and style.kind == "p":
            kind = "item" if form.depth < 2 else "subitem"
            return PageSpot(kind, at=at, shape=Shape(level=max(1, form.depth)))
        return PageSpot(style.kind, at=at)

    def end(self) -> None:
        """Close the open paragraph."""
        place = self._places[-1]
        if place.is_open:
            place.is_open = False
            self._flow.close()
        self._listed = False
        place.has_mark = False


def _styles(data: bytes) -> dict[int, Style]:
    """What the styles of a file say of their paragraphs, by their numbers."""
    begin = _STYLE.search(data)
    found: dict[int, Style] = {}
    if begin is None:
        return found
    depth, number, name = 0, 0, b""
    for token in rtf_tokens(data[begin.start() :]):
        if token.kind == "open":
            depth += 1
            if depth == 2:
                number, name = 0, b""
        elif token.kind == "close":
            depth -= 1
            if depth == 1 and (style := style_of(name.decode("latin-1").strip("; "))) is not None:
                found[number] = style
            if depth <= 0:
                break
        elif depth == 2 and token.kind == "word" and token.word in ("s", "cs", "ds", "ts"):
            number = (token.number or 0) if token.word == "s" else -1
        elif depth == 2 and token.kind == "text":
            name += token.data
    return found
