"""Words of marked-up text into lines: blocks inside blocks, notes beside them, what is said of single words.

A reader opens and closes blocks as its file does, and gives every word to the block that is open. What follows a block
inside another goes on as a paragraph of the outer one. A *note* is kept back until the block around it has ended.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from jiaozhu.formats.writing import TranscriptBuilder
from jiaozhu.model.transcript import Choice, Inline, PageSpot, Shape

__all__ = ["Flow"]

#: White space of XML and HTML; other blanks are characters of the text.
_LAYOUT = re.compile(r"[ \t\r\n]+")
#: What ends a line in Unicode.
_ENDS = re.compile(r"[\r\n\x0b\x0c\x85\u2028\u2029]")
#: The same where line feeds are layout.
_RARE_ENDS = re.compile(r"[\x0b\x0c\x85\u2028\u2029]")


#: Code points of a line times the choices in it: beyond, they are not looked for.
_MOST_SEARCHED = 20_000_000
#: What may be said of the same words; files that say more are not made for readers.
_MOST_OPEN = 50
#: Kinds of block that are an item of a list, of which only the first paragraph is.
_ITEMS = frozenset({"item", "subitem"})


class _Piece(NamedTuple):
    """A step of a block: words, a break of the line, the beginning or end of what is said of words."""

    step: str  #: ``words``, ``supplied``, ``mark``, ``break``, ``begin``, ``end`` or ``choice``.
    words: str = ""
    kind: str = ""
    value: str = ""
    page: int = 0


class _Block:
    """An open block."""

    def __init__(self, spot: PageSpot, sink: list[_Chunk] | None) -> None:
        self.spot = spot
        self.sink = sink  #: Where its finished paragraphs go; None for the transcript.
        self.pieces: list[_Piece] = []
        self.open: list[_Piece] = []  #: Beginnings without an end.
        self.ignored = 0  #: Beginnings beyond those that are kept.

    def unmark(self) -> None:
        """Forget the mark with which the block began, once a line has it."""
        kind = "p" if self.spot.kind in _ITEMS else self.spot.kind
        self.spot = self.spot._replace(kind=kind, shape=_unmarked(self.spot.shape))


class _Chunk(NamedTuple):
    spot: PageSpot
    pieces: list[_Piece]


class Flow:
    """Collects blocks and puts their lines into a transcript.

    Args:
        builder: Of the transcript.
        layout: Whether runs of blanks, tabs and line ends in the file are one blank, as in XML and HTML; a line end
            between letters of full width, which no blank parts, is nothing.
    """

    def __init__(self, builder: TranscriptBuilder, *, layout: bool = True) -> None:
        self.builder = builder
        self.page = 0  #: On which what comes next is.
        self.tables = 0  #: How many there were, for readers that count them.
        self._layout = layout
        self._blocks: list[_Block] = []
        self._waiting: list[_Chunk] = []
        self._paragraph = 0

    @property
    def depth(self) -> int:
        """How many blocks are open."""
        return len(self._blocks)

    def open(self, spot: PageSpot, *, beside: bool = False) -> None:
        """Open a block.

        Args:
            spot: What its lines are; the flow counts paragraphs and fills in the page.
            beside: Whether the block interrupts the one around it, so that its lines come after that one's.
        """
        around = self._blocks[-1] if self._blocks else None
        marks: list[_Piece] = []
        if around and not beside:
            first = all(piece.step == "mark" for piece in around.pieces)
            if first:
                marks, around.pieces = around.pieces, []
            self._end_paragraph(around)
            spot = _inside(spot, around.spot, first)
            around.unmark()
        sink = self._waiting if beside and around else around.sink if around else None
        self._blocks.append(_Block(spot._replace(page=self.page), sink))
        self._blocks[-1].pieces += marks

    def close(self) -> None:
        """Close the block that was opened last."""
        self._end_paragraph(self._blocks.pop())
        if self._blocks and len(self._blocks[-1].pieces) == len(self._blocks[-1].open):
            self._blocks[-1].spot = self._blocks[-1].spot._replace(page=self.page)
        if self._waiting and not self._blocks:
            waiting, self._waiting = self._waiting, []
            for chunk in waiting:
                self._write(chunk)

    def finish(self) -> None:
        """Close every open block."""
        while self._blocks:
            self.close()

    def text(self, words: str, spot: PageSpot | None = None) -> None:
        """Add words of the file to the open block, or without one, if they are not blank, to a block of ``spot``."""
        if self._blocks:
            self._blocks[-1].pieces.append(_Piece("words", words))
        elif words and not words.isspace():
            self.open(spot or PageSpot("p"))
            self.text(words)
            self.close()

    def supply(self, kind: str, words: str) -> None:
        """Add words that the file does not have, such as the mark of a note."""
        self._step(_Piece("supplied", words, kind))

    def mark(self, kind: str, words: str) -> None:
        """Add the mark with which a block begins and which the file does not have; without words there is no line."""
        self._step(_Piece("mark", words, kind))

    def line_break(self) -> None:
        """End the line, not the paragraph."""
        self._step(_Piece("break", page=self.page))

    def turn(self) -> None:
        """Begin a page: the line ends, the paragraph may go on."""
        self.page += 1
        self.line_break()

    def begin(self, kind: str, value: str, words: str = "") -> None:
        """Say something of the words that follow until ``end``; the arguments are those of an ``Inline``."""
        if not self._blocks:
            return
        block = self._blocks[-1]
        if len(block.open) >= _MOST_OPEN:
            block.ignored += 1
            return
        piece = _Piece("begin", words, kind, value)
        block.pieces.append(piece)
        block.open.append(piece)

    def end(self, value: str = "") -> None:
        """End what was begun last in the open block; ``value`` if it was not known at the beginning."""
        block = self._blocks[-1] if self._blocks else None
        if block and block.ignored:
            block.ignored -= 1
        elif block and block.open:
            block.open.pop()
            block.pieces.append(_Piece("end", value=value))

    def show(self, kind: str, value: str, words: str = "") -> None:
        """Say that something is shown here, such as a picture; it has no characters."""
        if self._blocks:
            self._step(_Piece("begin", words, kind, value))
            self._step(_Piece("end"))
        else:
            number = len(self.builder.lines)
            end = len(self.builder.lines[-1]) if number else 0
            self.builder.inlines.append(Inline(number, end, end, kind, value, words))

    def choose(self, before: str, after: str, kind: str) -> None:
        """Say that ``after`` is the file's own reading for ``before``, which was the text just added."""
        self._step(_Piece("choice", before, kind, after))

    def _step(self, piece: _Piece) -> None:
        if self._blocks:
            self._blocks[-1].pieces.append(piece)

    def _end_paragraph(self, block: _Block) -> None:
        if block.pieces:
            chunk = _Chunk(block.spot, block.pieces)
            block.unmark()
            block.pieces = list(block.open)
            if block.sink is None:
                self._write(chunk)
            else:
                block.sink.append(chunk)

    def _write(self, chunk: _Chunk) -> None:
        if not any(piece.step != "begin" for piece in chunk.pieces):
            return
        self._paragraph += 1
        _Lines(self.builder, chunk.spot._replace(paragraph=self._paragraph), self._layout).write(chunk.pieces)


class _Lines:
    """Writes the lines of one paragraph."""

    def __init__(self, builder: TranscriptBuilder, spot: PageSpot, layout: bool) -> None:
        self._builder, self._spot = builder, spot
        self._layout = _LAYOUT if layout else None
        self._ends = _RARE_ENDS if layout else _ENDS
        self._spans: list[tuple[_Piece, int | None]] = []  #: Open, with where their first word is.
        self._new()

    def _new(self) -> None:
        self._out: list[str] = []
        self._length = 0
        self._gap = ""
        self._last = ""
        self._inlines: list[tuple[_Piece, int, int]] = []
        self._supplied: list[tuple[str, str]] = []
        self._choices: list[tuple[_Piece, int]] = []  #: With where the words end.
        self._essential = False
        self._prefix = 0
        self._spans = [(piece, None) for piece, _ in self._spans]

    def write(self, pieces: list[_Piece]) -> None:
        for piece in pieces:
            if piece.step == "words":
                self._words(piece.words)
            elif piece.step in ("supplied", "mark"):
                self._essential |= piece.step == "supplied"
                self._prefix += len(piece.words) if piece.step == "mark" else 0
                self._supplied.append((piece.kind, piece.words))
                self._put(piece.words)
            elif piece.step == "break":
                self._finish()
                self._spot = self._spot._replace(page=piece.page)
            elif piece.step == "begin":
                self._spans.append((piece, None))
            elif piece.step == "end":
                began, start, stop = self._ended(self._spans.pop())
                self._inlines.append((began._replace(value=piece.value or began.value), start, stop))
            else:
                self._choices.append((piece, self._length))
        self._finish()

    def _ended(self, span: tuple[_Piece, int | None]) -> tuple[_Piece, int, int]:
        piece, start = span
        return piece, self._length if start is None else start, self._length

    def _words(self, words: str) -> None:
        for number, line in enumerate(self._ends.split(words)):
            if number:
                self._finish()
            self._essential |= bool(line) and not line.isspace()
            if self._layout is None:
                self._put(line.lstrip() if self._length == self._prefix else line)
                continue
            at = 0
            for gap in self._layout.finditer(line):
                self._put(line[at : gap.start()])
                self._gap += gap.group()
                at = gap.end()
            self._put(line[at:])

    def _put(self, words: str) -> None:
        if not words:
            return
        if self._gap and self._last.strip() and not ("\n" in self._gap and _joined(self._last, words[0])):
            self._out.append(" ")
            self._length += 1
        self._gap = ""
        self._spans = [(piece, self._length if start is None else start) for piece, start in self._spans]
        self._out.append(words)
        self._length += len(words)
        self._last = words[-1]

    def _finish(self) -> None:
        line = "".join(self._out)
        shown = [*self._inlines, *(self._ended(span) for span in self._spans if span[1] is not None)]
        before = len(line) - len(line.lstrip())
        numbers = self._builder.add(line, self._marked()) if self._essential else []
        end = len(self._builder.lines[-1]) if self._builder.lines else 0
        for piece, start, stop in sorted(shown, key=lambda item: item[1:]):
            if numbers:
                places = numbers[-1], _within(start - before, end), _within(stop - before, end)
            elif piece.kind != "picture":
                continue
            else:
                places = len(self._builder.lines), end, end
            self._builder.inlines.append(Inline(*places, piece.kind, piece.value, piece.words))
        if numbers:
            for kind, words in self._supplied:
                self._builder.supply(kind, words)
            content = self._builder.lines[-1]
            for piece, end in self._choices if len(self._choices) * len(line) < _MOST_SEARCHED else ():
                start = end - len(piece.words)
                if piece.words != piece.value and start >= 0 and line[start:end] == piece.words:
                    around = _context(content, start - before, end - before)
                    if around is not None:
                        self._builder.choices.append(Choice(numbers[0], piece.words, piece.value, piece.kind, *around))
            self._spot = self._spot._replace(shape=_unmarked(self._spot.shape))
        self._new()

    def _marked(self) -> PageSpot:
        """The spot of the line, with the length of the mark with which it begins."""
        shape = self._spot.shape
        return self._spot._replace(shape=shape._replace(prefix=self._prefix)) if shape and self._prefix else self._spot


def _unmarked(shape: Shape | None) -> Shape | None:
    return shape._replace(mark="", prefix=0) if shape and shape.mark else shape


def _inside(spot: PageSpot, around: PageSpot, marked: bool) -> PageSpot:
    """A block inside another: a paragraph of a note is of the note's kind, and one of an item in the list."""
    kind = spot.kind
    if kind == "p" and (marked or around.kind not in _ITEMS):
        kind = around.kind
    outer, inner = around.shape, spot.shape
    if outer is None or inner is None:
        shape = inner or (outer if marked else _unmarked(outer))
    else:
        own = inner
        if not inner.table:
            own = inner._replace(table=outer.table, row=outer.row, column=outer.column, head=outer.head)
        shape = own._replace(level=inner.level or outer.level, note=inner.note or outer.note)
    return spot._replace(kind=kind, shape=shape)


def _context(line: str, start: int, end: int) -> tuple[str, str] | None:
    """What precedes and follows some characters of a line, as far as they are elsewhere in it too; None if that is
    too long to be written down."""
    for size in (0, 2, 4, 8, 16, 32, 64):
        first, last = max(0, start - size), min(len(line), end + size)
        quote = line[first:last]
        if line.find(quote, line.find(quote) + 1) < 0:
            return line[first:start], line[end:last]
    return None


def _within(place: int, end: int) -> int:
    return max(0, min(place, end))


def _joined(left: str, right: str) -> bool:
    """Whether no blank parts two letters when a line end does: both of full width, or one of them and a mark."""
    widths = unicodedata.east_asian_width(left) + unicodedata.east_asian_width(right)
    if any("\uac00" <= char <= "\ud7a3" or "\u1100" <= char <= "\u11ff" for char in (left, right)):
        return False  # Korean parts its words
    return widths in ("WW", "WF", "FW", "FF", "WA", "AW", "FA", "AF")
