"""FictionBook 2: a book as one XML file, its notes in a body of their own (http://www.fictionbook.org/)."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element

from jiaozhu.formats.limits import Limits
from jiaozhu.formats.marked.counting import count_characters
from jiaozhu.formats.marked.flow import Flow
from jiaozhu.formats.marked.packages import local, parse_xml, walk
from jiaozhu.formats.marked.visiting import Visitor, words_of
from jiaozhu.formats.scans.embedded import from_base64
from jiaozhu.formats.writing import TranscriptBuilder
from jiaozhu.model.transcript import PageSpot, Shape, Transcript

_KINDS = {"p": "p", "subtitle": "subheading", "text-author": "credit", "date": "dateline", "stanza": "verse"}
_KINDS |= {"title": "heading", "epigraph": "quote", "cite": "quote", "td": "cell", "th": "cell", "annotation": "p"}
_KINDS |= {"table": "p", "poem": "p"}
#: Bodies of notes, by name.
_NOTES = frozenset({"notes", "comments", "footnotes"})


def transcribe_fb2(data: bytes, limits: Limits) -> Transcript:
    """Return the transcript of a FictionBook: one line a paragraph, notes after the book.

    Raises:
        UnreadableSource: The file is not XML, or exceeds the limits.
    """
    builder = TranscriptBuilder(limits)
    root = parse_xml(data, limits)
    pictures: dict[str, Element] = {}
    builder.expect(count_characters(data, attributes=frozenset({"image@alt", "image@title"}), never={"binary"}))
    for element, _depth in walk(root):
        if local(element) == "book-title":
            builder.title = builder.title or words_of(element)
        elif local(element) == "binary":
            pictures.setdefault(f"#{element.get('id', '')}", element)
    builder.find_picture = lambda address: _bytes_of(pictures.get(address))
    _Book(builder).visit(root)
    return builder.finish()


class _Book(Visitor):
    """Gives the words of a book to a flow."""

    def __init__(self, builder: TranscriptBuilder) -> None:
        super().__init__()
        self._builder = builder
        self._flow = Flow(builder)
        self._close: dict[Element, Callable[[], None]] = {}
        self._table: list[int] = [0, 0, 1]  #: Number, row, next column of the last table.
        self._sections = 0
        self._in_notes = False

    def enter(self, element: Element, name: str) -> bool:
        if name == "binary":
            for part, _depth in walk(element):  # a picture in letters; nothing else belongs there
                self._leave_words(part)
            return False
        if name in ("description", "stylesheet"):
            self._leave_all(element)
            return False
        if name == "body":
            self._in_notes = element.get("name", "").casefold() in _NOTES
        elif name == "section":
            self._sections += 1
            if self._in_notes:
                self._note(element)
        elif name == "v":
            self._flow.line_break()
        elif name == "image":
            self._picture(element)
        elif name == "a" and self._flow.depth:
            kind = "note" if element.get("type") == "note" else "link"
            self._flow.begin(kind, _attribute(element, "href"))
            self._close[element] = self._flow.end
        self._block(element, name)
        return True

    def leave(self, element: Element, name: str) -> None:
        if name == "v":
            self._flow.line_break()
        elif name == "section":
            self._sections -= 1
        if (close := self._close.pop(element, None)) is not None:
            close()

    def text(self, words: str) -> None:
        if self._flow.depth or not words.isspace():
            self._flow.text(words, PageSpot("p", at=self.path))

    def _block(self, element: Element, name: str) -> None:
        if name not in _KINDS:
            return
        kind, shape = _KINDS[name], None
        if name == "title":
            level = self._sections + 1
            kind, shape = "heading" if level <= 2 else "subheading", Shape(level=level)
        elif name == "table":
            self._flow.tables += 1
            self._table = [self._flow.tables, 0, 1]
        elif name in ("td", "th"):
            shape = self._cell(element, name)
        if kind != "p" and self._in_notes and self._sections and name == "title":
            kind = "footnote"
        self._flow.open(PageSpot(kind, at=self.path, shape=shape))
        self._close[element] = self._flow.close

    def _cell(self, element: Element, name: str) -> Shape:
        row = self.parent
        rows = self._frames[-3] if len(self._frames) > 2 else None
        number = rows.counts["tr"] if rows else 1
        if number != self._table[1]:
            self._table[1:] = [number, 1]
        column = self._table[2]
        span = element.get("colspan", "")
        self._table[2] += min(1000, int(span)) if span.isascii() and span.isdigit() and len(span) < 6 else 1
        head = name == "th" and all(local(cell) == "th" for cell in row)
        return Shape(table=self._table[0], row=max(1, number), column=column, head=head)

    def _note(self, element: Element) -> None:
        mark = next((words_of(part) for part in element if local(part) == "title"), "")
        shape = Shape(mark=mark, note=f"#{element.get('id', '')}")
        self._flow.open(PageSpot("footnote", at=self.path, shape=shape))
        self._close[element] = self._flow.close

    def _picture(self, element: Element) -> None:
        self._leave_words(element)
        self._flow.show("picture", _attribute(element, "href"), element.get("alt", ""))
        self._builder.leave("picture", "", self.path)

    def _leave_all(self, element: Element) -> None:
        """Leave out an element with everything in it but pictures in letters."""
        self._leave_words(element)
        texts = [element.text]
        for part in element:
            if local(part) == "binary":
                self.enter(part, "binary")
            else:
                self._leave_all(part)
            texts.append(part.tail)
        for text in filter(None, texts):
            self._builder.leave("metadata", text, self.path)

    def _leave_words(self, element: Element) -> None:
        """Leave out what an image says of itself."""
        for key in ("alt", "title"):
            if local(element) == "image" and (words := element.get(key)):
                self._builder.leave("alt-text", words, self.path)


def _bytes_of(binary: Element | None) -> bytes | None:
    """The picture that is written as letters in an element."""
    return from_base64("".join(binary.itertext())) if binary is not None else None


def _attribute(element: Element, name: str) -> str:
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")
