"""TEI P5: every word of the text on a line, blocks in order, notes after the block in which their mark is.

Of a ``choice`` the source's own reading is transcribed: ``sic`` and ``orig``. What ``corr`` and ``reg`` put for them
becomes an emendation of the draft. Of an ``app`` the ``lem`` is transcribed, and of both the rest is left out, with its
words. An element that is not known keeps its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element

from jiaozhu.formats.limits import Limits
from jiaozhu.formats.marked.counting import count_characters
from jiaozhu.formats.marked.flow import Flow
from jiaozhu.formats.marked.packages import local, parse_xml, walk
from jiaozhu.formats.marked.tei_elements import (
    BESIDE,
    BLOCKS,
    LEFT_OUT,
    NUMBERED,
    READINGS,
    STRUCTURE,
    Marks,
    glyphs,
)
from jiaozhu.formats.marked.visiting import Visitor, words_of
from jiaozhu.formats.writing import TranscriptBuilder
from jiaozhu.locale import lazy
from jiaozhu.model.transcript import PageSpot, Shape, Transcript

_EXAMPLES = "{http://www.tei-c.org/ns/Examples}"
_HEADING = re.compile(r"div([1-7])?\Z")


def transcribe_tei(data: bytes, limits: Limits) -> Transcript:
    """Return the transcript of a TEI file: one line for each printed line if there is ``lb``, else for each block.

    Raises:
        UnreadableSource: The file is not XML, or exceeds the limits.
    """
    root = parse_xml(data, limits)
    builder = TranscriptBuilder(limits)
    builder.expect(count_characters(data))
    reader = _Reader(root, builder)
    reader.visit(root)
    reader.flow.finish()
    if reader.unknown_glyphs:
        builder.notes.append(lazy("{count} characters that no font has, without a form", count=reader.unknown_glyphs))
    return builder.finish()


class _Reader(Visitor):
    """Gives the words of a file to a flow."""

    def __init__(self, root: Element, builder: TranscriptBuilder) -> None:
        super().__init__()
        self.builder = builder
        self.flow = Flow(builder)
        self.unknown_glyphs = 0
        self._marks = Marks(root)
        self._glyphs = glyphs(root)
        self._opened: dict[Element, int] = {}  #: Elements that opened a block (1) or a stretch of it (2, 3).
        self._choices: list[tuple[Element, str, str, str]] = []
        self._left: set[Element] = set()
        self._tables: list[list[int]] = []  #: Of each open table its number, row and column.
        self._table_count = 0
        self._last_mark = ""  #: Of a note, if no text has followed it.
        self._items: list[int] = []  #: The number of the last item of each open list.

    def enter(self, element: Element, name: str) -> bool:
        if element.tag.startswith(_EXAMPLES):
            return True  # markup that is quoted
        if name == "teiHeader":
            self._header(element)
            return False
        if element in self._left or name in LEFT_OUT:
            self._leave_out(element, LEFT_OUT.get(name, "alternative"))
            return False
        if name in ("choice", "app", "subst"):
            self._choose(element, name)
        elif name in ("lb", "cb"):
            self.flow.line_break()
        elif name == "pb":
            self.flow.turn()
        self._count(element, name)
        self._open(element, name)
        self._empty(element, name)
        return True

    def leave(self, element: Element, name: str) -> None:
        if element.tag.startswith(_EXAMPLES) and element not in self._opened:
            return
        if name == "note" and element in self._opened and self._opened[element] == 2:
            self.flow.supply("note-mark", ")")
        if (mark := self._marks.after(element)) and self.flow.depth:
            self._mark(*mark)
        if name == "l" and element not in self._opened:
            self.flow.line_break()
        kind = self._opened.pop(element, 0)
        if kind == 1:
            self.flow.close()
        elif kind:
            self.flow.end()
        for read, before, after, what in [item for item in self._choices if item[0] is element]:
            self.flow.choose(before, after, what)
            self._choices.remove((read, before, after, what))
        if name == "list" and self._items:
            self._items.pop()
        elif name == "table" and self._tables:
            self._tables.pop()

    def text(self, words: str) -> None:
        if not words.isspace():
            self._last_mark = ""
        if self.flow.depth:
            self.flow.text(words)
        elif not words.isspace():
            self.flow.text(words, PageSpot("p", at=self.path))

    def _header(self, header: Element) -> None:
        titles = [element for element, _ in walk(header) if local(element) == "title"]
        if titles and not self.builder.title:
            self.builder.title = words_of(titles[0])
        stray = " ".join(filter(None, (header.text, *(part.tail for part in header)))).split()
        for words, at in ((words_of(part), f"{self.path}/{local(part)}") for part in header):
            if words:
                self.builder.leave("metadata", words, at)
        if stray:
            self.builder.leave("metadata", " ".join(stray), self.path)

    def _leave_out(self, element: Element, kind: str) -> None:
        words = words_of(element)
        if words:
            self.builder.leave(kind, words, self.path)

    def _choose(self, element: Element, name: str) -> None:
        """Decide which reading is transcribed; the others are left out."""
        if name == "app" and (element.get("from") or element.get("loc")):
            self._left.update(element)  # an apparatus elsewhere than the text: it repeats the words it is about
            return
        children = [child for child in element if local(child) in READINGS.get(name, ())] or list(element)
        order = READINGS.get(name, ())
        ranked = sorted(children, key=lambda child: order.index(local(child)) if local(child) in order else 99)
        if not ranked:
            return
        read = ranked[0]
        if name == "app" and local(read) == "rdgGrp":
            self._left.update(child for child in list(read)[1:])
        self._left.update(child for child in element if child is not read and local(child) not in ("note", "lb", "pb"))
        if name == "choice" and (pair := _pair(element, read)):
            self._choices.append((read, *pair))

    def _count(self, element: Element, name: str) -> None:
        if name == "list":
            self._items.append(0)
        elif name == "item" and self._items:
            self._items[-1] += 1
        elif name == "table":
            self._table_count += 1
            self._tables.append([self._table_count, 0, 0])
        elif name == "row" and self._tables:
            self._tables[-1][1:] = [self._tables[-1][1] + 1, 0]

    def _open(self, element: Element, name: str) -> None:
        """Open what an element opens: a block, or something said of its words."""
        if name == "note":
            self._note(element)
        elif name == "l" and "lg" in self.names:
            self.flow.line_break()
        elif self._is_block(element, name):
            shape = self._shape(element, name)
            kind = BLOCKS.get(name, "p")
            if name == "item" and len(self._items) > 1:
                kind = "subitem"
            elif name == "cell" and not self._tables:
                kind = "p"
            self.flow.open(PageSpot(kind, at=self.path, shape=shape), beside=name in BESIDE)
            self._opened[element] = 1
            if shape and shape.mark and shape.mark != "\u2022":
                self.flow.mark("list-number", f"{shape.mark} ")
        elif name in ("ref", "ptr") and element.get("target"):
            self.flow.begin("link", element.get("target", ""))
            self._opened[element] = 3 if self.flow.depth else 0

    def _is_block(self, element: Element, name: str) -> bool:
        if name == "quote" and self.flow.depth:
            return any(local(child) in BLOCKS for child in element)
        return name in BLOCKS or name in BESIDE or (not self.flow.depth and _has_words(element, name))

    def _note(self, element: Element) -> None:
        if element.get("place") in ("inline", "interlinear") and self.flow.depth:
            self.flow.begin("aside", element.get("type", ""))
            self.flow.supply("note-mark", "(")
            self._opened[element] = 2
            return
        mark, id = self._marks.of(element)
        if self.flow.depth and not self._marks.is_marked(element):
            self._mark(mark, id)
        self.flow.open(PageSpot("footnote", at=self.path, shape=Shape(mark=mark, note=id)), beside=True)
        self.flow.mark("note-mark", f"[{mark}] ")
        self._opened[element] = 1

    def _mark(self, mark: str, id: str) -> None:
        if mark == self._last_mark:
            return  # two notes of one place, an older and a newer one
        self._last_mark = mark
        self.flow.begin("note", id)
        self.flow.supply("note-mark", f"[{mark}]")
        self.flow.end()

    def _empty(self, element: Element, name: str) -> None:
        """Take what has no words of its own."""
        if name in ("graphic", "media") and element.get("url"):
            self.flow.show("picture", element.get("url", ""))
            self.builder.leave("picture", "", self.path)
        elif name == "g" and not words_of(element) and self.flow.depth:
            form = self._glyphs.get(element.get("ref", "").removeprefix("#"), "")
            self.unknown_glyphs += not form
            self.flow.supply("glyph", form or "\u3013")

    def _shape(self, element: Element, name: str) -> Shape | None:
        if name == "head":
            level = sum(bool(_HEADING.match(outer)) for outer in self.names[:-1])
            return Shape(level=max(1, level))
        if name == "item" and self._items:
            return Shape(level=len(self._items), mark=self._item_mark(element))
        if name == "cell" and self._tables:
            number, row, column = self._tables[-1]
            self._tables[-1][2] = column + _span(element.get("cols"))
            head = "label" in (element.get("role"), self.parent.get("role"))
            return Shape(table=number, row=max(1, row), column=column + 1, head=head)
        return None

    def _item_mark(self, element: Element) -> str:
        if mark := element.get("n", ""):
            return mark
        outer = self.parent
        rend = f"{outer.get('rend', '')} {outer.get('type', '')} {outer.get('style', '')}"
        return f"{self._items[-1]}." if NUMBERED.search(rend) else "\u2022"


def _has_words(element: Element, name: str) -> bool:
    """Whether an element that is in no block is one: it has text of its own, or nothing else in it."""
    if name in STRUCTURE:
        return False
    own: Iterable[str | None] = (element.text, *(child.tail for child in element))
    return any(words and not words.isspace() for words in own) or not len(element)


def _span(columns: str | None) -> int:
    return min(1000, int(columns)) if columns and columns.isascii() and columns.isdigit() and len(columns) < 6 else 1


def _pair(choice: Element, read: Element) -> tuple[str, str, str] | None:
    """The two readings of a choice and the kind of emendation, if both have words."""
    found = {local(child): words_of(child) for child in choice}
    other = {"sic": "corr", "orig": "reg", "abbr": "expan"}.get(local(read), "")
    before, after = words_of(read), found.get(other, "")
    if not before or not after:
        return None
    return before, after, "corrected" if local(read) == "sic" else "regularized"
