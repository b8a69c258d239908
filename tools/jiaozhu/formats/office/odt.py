"""OpenDocument text: every word of the body on a line, with the numbers of lists and the marks of notes.

OpenDocument 1.3, part 3: https://docs.oasis-open.org/office/OpenDocument/v1.3/; sections in what follows are its.
"""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element

from jiaozhu.formats.limits import Limits, UnreadableSource
from jiaozhu.formats.marked.counting import count_characters
from jiaozhu.formats.marked.flow import Flow
from jiaozhu.formats.marked.packages import Package, local, outermost, walk
from jiaozhu.formats.marked.visiting import Visitor, words_of
from jiaozhu.formats.office.numbering import BULLET
from jiaozhu.formats.office.odt_styles import Lists, Styles, attribute
from jiaozhu.formats.writing import TranscriptBuilder
from jiaozhu.locale import _
from jiaozhu.model.transcript import PageSpot, Shape, Transcript

_CONTENT, _STYLES, _META = "content.xml", "styles.xml", "meta.xml"
#: Elements whose text is left out, and as what.
_LEFT_OUT = {"annotation": "comment", "tracked-changes": "deleted", "ruby-text": "ruby", "scripts": "script"}
_LEFT_OUT |= {"title": "alt-text", "desc": "alt-text", "hidden-text": "hidden", "hidden-paragraph": "hidden"}
_LEFT_OUT |= {"forms": "form-field", "meta": "metadata", "event-listeners": "script"}


def transcribe_odt(data: bytes, limits: Limits) -> Transcript:
    """Return the transcript of an OpenDocument text: one line a paragraph.

    Raises:
        UnreadableSource: The file is damaged or encrypted, or exceeds the limits.
    """
    package = Package(data, limits)
    if "META-INF/manifest.xml" in package.names and _is_locked(package):
        raise UnreadableSource(_("'{member}' is encrypted", member=_CONTENT), _("get a file without a lock"))
    builder = TranscriptBuilder(limits)
    builder.find_picture = lambda address: package.picture(address.removeprefix("./"))
    flow = Flow(builder)
    roots = {name: package.xml(name) for name in (_STYLES, _CONTENT) if name in package.names or name == _CONTENT}
    styles = Styles(roots.values())
    for name, container in ((_CONTENT, "body"), (_STYLES, "master-styles")):
        if name in roots:
            reader = _Body(builder, flow, styles, name)
            for element in outermost(roots[name], container):
                reader.visit(element)
            builder.expect(count_characters(package.read(name), under=container, attributes=frozenset({"a@title"})))
    _leave_objects(package, builder)
    if _META in package.names:
        for element, _depth in walk(package.xml(_META)):
            if local(element) == "title" and not builder.title:
                builder.title = words_of(element)
            for text in filter(None, (element.text, element.tail)):
                builder.leave("metadata", text, _META)
        builder.expect(count_characters(package.read(_META)))
    return builder.finish()


def _is_locked(package: Package) -> bool:
    root = package.xml("META-INF/manifest.xml")
    return any(local(element) == "encryption-data" for element, _depth in walk(root))


def _leave_objects(package: Package, builder: TranscriptBuilder) -> None:
    """Account for formulas and charts, which are documents of their own."""
    for name in sorted(package.names):
        if name.endswith("/content.xml"):
            root = package.xml(name)
            kind = "formula" if local(root) == "math" else "drawing"
            for text in filter(str.strip, root.itertext()):
                builder.leave(kind, text, name)
            builder.expect(count_characters(package.read(name)))


class _Body(Visitor):
    """Gives the words of a part to a flow."""

    def __init__(self, builder: TranscriptBuilder, flow: Flow, styles: Styles, part: str) -> None:
        super().__init__()
        self._builder, self._flow, self._styles, self._part = builder, flow, styles, part
        self._lists = Lists(styles)
        self._close: dict[Element, list[Callable[[], None]]] = {}
        self._tables: list[list[int]] = []
        self._notes = 0
        self._on_enter: dict[str, Callable[[Element], None]] = {
            "p": self._paragraph,
            "h": self._heading,
            "list": self._list,
            "list-item": self._item,
            "list-header": self._list_header,
            "table": self._table,
            "table-row": self._row,
            "table-cell": self._cell,
            "covered-table-cell": self._cell,
            "note-citation": self._citation,
            "note-body": self._note,
            "text-box": self._beside,
            "a": self._link,
            "ruby": self._ruby,
            "image": self._picture,
        }

    def enter(self, element: Element, name: str) -> bool:
        if name in _LEFT_OUT or self._styles.is_hidden(element):
            self._leave(element, _LEFT_OUT.get(name, "hidden"))
            return False
        if name in ("header", "footer", "header-left", "footer-left", "header-first", "footer-first"):
            self._open(element, PageSpot("furniture", at=self._where))
        elif name in ("s", "tab"):
            self._flow.text(" ")
        elif name == "line-break":
            self._flow.line_break()
        elif name == "soft-page-break":
            self._flow.turn()
        elif name in self._on_enter:
            self._on_enter[name](element)
        return True

    def leave(self, element: Element, name: str) -> None:
        for close in reversed(self._close.pop(element, [])):
            close()

    def text(self, words: str) -> None:
        if self._flow.depth or not words.isspace():
            self._flow.text(words, PageSpot("p", at=self._where))

    @property
    def _where(self) -> str:
        return f"{self._part}#{self.path}"

    def _leave(self, element: Element, kind: str) -> None:
        for text in filter(str.strip, element.itertext()):
            self._builder.leave(kind, text, self._where)
        for part, _depth in walk(element):
            if local(part) == "a" and (title := attribute(part, "title")):
                self._builder.leave("alt-text", title, self._where)

    # Blocks

    def _open(self, element: Element, spot: PageSpot, *, beside: bool = False) -> None:
        self._flow.open(spot, beside=beside)
        self._close.setdefault(element, []).append(self._flow.close)

    def _paragraph(self, element: Element) -> None:
        style = self._styles.of(element)
        cell = self._tables[-1] if self._tables and self._tables[-1][2] else None
        shape = Shape(level=style.level) if style.level else None
        kind = style.kind
        if cell and kind in ("p", "cell"):
            kind, shape = "cell", Shape(table=cell[0], row=cell[1], column=cell[2], head=bool(cell[4]))
        self._open(element, PageSpot(kind, at=self._where, shape=shape))

    def _heading(self, element: Element) -> None:
        level = min(9, _count(attribute(element, "outline-level", "1")))
        mark = self._lists.outline(level)
        shape = Shape(level=level, mark=mark)
        self._open(element, PageSpot("heading" if level <= 2 else "subheading", at=self._where, shape=shape))
        if mark:
            self._flow.mark("list-number", f"{mark} ")

    def _list(self, element: Element) -> None:
        self._lists.open(element)
        self._close.setdefault(element, []).append(self._lists.close)

    def _item(self, element: Element) -> None:
        level, mark = self._lists.item(attribute(element, "start-value"))
        kind = "item" if level == 1 else "subitem"
        self._open(element, PageSpot(kind, at=self._where, shape=Shape(level=level, mark=mark or BULLET)))
        if mark and any(char.isalnum() for char in mark):
            self._flow.mark("list-number", f"{mark} ")

    def _list_header(self, element: Element) -> None:
        self._open(element, PageSpot("p", at=self._where))

    def _table(self, element: Element) -> None:
        self._flow.tables += 1
        self._tables.append([self._flow.tables, 0, 0, 1, 0])
        self._open(element, PageSpot("p", at=self._where))
        self._close[element].append(self._end_table)

    def _end_table(self) -> None:
        self._tables.pop()

    def _row(self, _element: Element) -> None:
        if self._tables:
            self._tables[-1][1:] = [self._tables[-1][1] + 1, 0, 1, "table-header-rows" in self.names]

    def _cell(self, element: Element) -> None:
        if self._tables:
            table = self._tables[-1]
            table[2] = table[3]
            table[3] += min(1000, _count(attribute(element, "number-columns-repeated", "1")))

    def _beside(self, element: Element) -> None:
        self._open(element, PageSpot("p", at=self._where), beside=True)

    # What is said of words

    def _citation(self, element: Element) -> None:
        note = self.parent
        if self._flow.depth:
            self._flow.begin("note", self._note_name(note))
            self._flow.supply("note-mark", "[")
            close = [self._flow.end, lambda: self._flow.supply("note-mark", "]")]
            self._close.setdefault(element, []).extend(close)

    def _note(self, element: Element) -> None:
        note = self.parent
        mark = next((words_of(part) for part in note if local(part) == "note-citation"), "")
        shape = Shape(mark=mark, note=self._note_name(note))
        self._open(element, PageSpot("footnote", at=self._where, shape=shape), beside=True)
        if mark:
            self._flow.mark("note-mark", f"[{mark}] ")

    def _note_name(self, note: Element) -> str:
        return attribute(note, "id") or f"{attribute(note, 'note-class', 'note')}-{self.path}"

    def _link(self, element: Element) -> None:
        if title := attribute(element, "title"):
            self._builder.leave("alt-text", title, self._where)
        self._span(element, "link", attribute(element, "href"), title)

    def _ruby(self, element: Element) -> None:
        reading = "".join(words_of(part) for part in element if local(part) == "ruby-text")
        self._span(element, "ruby", reading)

    def _span(self, element: Element, kind: str, value: str, words: str = "") -> None:
        if self._flow.depth:
            self._flow.begin(kind, value, words)
            self._close.setdefault(element, []).append(self._flow.end)

    def _picture(self, element: Element) -> None:
        frame = self.parent
        described = " ".join(words_of(part) for part in frame if local(part) in ("title", "desc"))
        self._flow.show("picture", attribute(element, "href"), described)
        self._builder.leave("picture", "", self._where)


def _count(text: str) -> int:
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 8 else 1
