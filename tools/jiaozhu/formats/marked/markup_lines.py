"""HTML and XHTML as transcript lines: one for each block-level element that has text, with lists, tables and notes.

Nothing is loaded. Titles, scripts, descriptions of pictures and readings of ruby are left out, with their words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from html import unescape

from jiaozhu.formats.limits import Limits, too_deep
from jiaozhu.formats.marked.flow import Flow
from jiaozhu.formats.marked.markup_structure import Lists, Tables, shape_of_heading
from jiaozhu.formats.web.html_tokens import BLOCKS, VOID, Token, tokens
from jiaozhu.formats.writing import TranscriptBuilder
from jiaozhu.model.transcript import PageSpot, Shape

__all__ = ["MarkupLines"]

_KINDS = {"h1": "heading", "h2": "heading", "figcaption": "caption", "caption": "caption"}
_KINDS |= {"blockquote": "quote", "pre": "code", "td": "cell", "th": "cell"}
_KINDS |= dict.fromkeys(("h3", "h4", "h5", "h6"), "subheading")
#: Elements whose text is left out, and as what.
_LEFT_OUT = {"head": "metadata", "template": "hidden", "noscript": "hidden", "rt": "ruby", "rp": "ruby", "rtc": "ruby"}
_LEFT_OUT |= {"annotation": "alternative", "annotation-xml": "alternative", "desc": "alt-text", "metadata": "metadata"}
_LEFT_OUT |= {"select": "form-field", "textarea": "form-field", "button": "form-field"}
_PROGRAMS = frozenset({"script", "style"})
#: Attributes that carry text, and what they are.
_ATTRIBUTES = dict.fromkeys(("alt", "title", "aria-label", "summary", "label"), "alt-text") | {
    "placeholder": "form-field"
}
_NOTES = frozenset({"footnote", "endnote", "rearnote", "note", "doc-footnote", "doc-endnote"})
_MARKS = frozenset({"noteref", "doc-noteref"})
#: What closes an element of the same kind that its writer left open.
_SIBLINGS: dict[str, tuple[str, ...]] = {"li": ("li",), "tr": ("tr",)}
_SIBLINGS |= dict.fromkeys(("dd", "dt"), ("dd", "dt")) | dict.fromkeys(("td", "th"), ("td", "th"))
#: Elements of a path that are named.
_LONGEST_PATH = 40
_LISTS = frozenset({"ol", "ul", "dl", "table", "menu", "dir"})


class _Open:
    """An element that is open."""

    def __init__(self, name: str, label: str) -> None:
        self.name = name
        self.label = label
        self.counts: Counter[str] = Counter()
        self.close: list[Callable[[], None]] = []  #: What its end ends, in the order of the beginnings.
        self.left_out = ""


class MarkupLines:
    """Feeds a builder with the lines of one document.

    Args:
        builder: Of the transcript.
        limits: Of the file.
        flow: That goes on through the documents of a book.
        member: What the document is called in its package.
        resolve: What an address of the document is called in the package.
        leave: What the whole document is left out as; empty if it is read.
    """

    def __init__(
        self,
        builder: TranscriptBuilder,
        limits: Limits,
        *,
        flow: Flow | None = None,
        member: str = "",
        resolve: Callable[[str], str] = str,
        leave: str = "",
    ) -> None:
        self._builder, self._limits = builder, limits
        self._flow = flow or Flow(builder)
        self._member, self._resolve, self._leave = member, resolve, leave
        self._stack: list[_Open] = [_Open("", "")]
        self._names: Counter[str] = Counter()
        self._lists, self._tables = Lists(), Tables(self._flow)
        self._ruby: list[str] = []
        self._title = False

    def read(self, text: str) -> None:
        """Take a document apart, and end its last line."""
        run: list[str] = []
        for token in tokens(text):
            if token.kind in ("text", "entity"):
                run.append(unescape(text[token.start : token.end]))
                continue
            content = text[token.start : token.end] if token.kind == "other" else ""
            if content.startswith("<![CDATA["):
                run.append(content[9:].removesuffix("]]>"))
                continue
            self._data("".join(run))
            run = []
            if token.kind in ("open", "empty"):
                self._begin(token)
            if token.kind in ("close", "empty"):
                self._end(token.name)
        self._data("".join(run))
        while len(self._stack) > 1:
            self._pop()

    @property
    def _where(self) -> str:
        path = "/".join(item.label for item in self._stack[1 : _LONGEST_PATH + 1])
        return f"{self._member}#{path}" if self._member else path

    @property
    def _left_out(self) -> str:
        return self._leave or self._stack[-1].left_out

    # Elements

    def _begin(self, token: Token) -> None:
        name = token.name.rpartition(":")[2]
        self._close_siblings(name)
        counts = self._stack[-1].counts
        counts[name] += 1
        item = _Open(name, name if counts[name] == 1 else f"{name}[{counts[name]}]")
        item.left_out = _LEFT_OUT.get(name, "") or ("program" if name in _PROGRAMS else "") or self._stack[-1].left_out
        self._stack.append(item)
        self._names[name] += 1
        if len(self._stack) > 50 * self._limits.depth:  # HTML leaves elements open; XML would have been refused
            raise too_deep(50 * self._limits.depth)
        attributes = {key: value or "" for key, value in reversed(token.attributes)}
        self._leave_attributes(name, attributes)
        if name in _PROGRAMS:
            self._builder.leave("script", "", self._where)
        elif not self._left_out:
            self._open(item, name, attributes)
        if name in VOID:
            self._pop()

    def _end(self, name: str) -> None:
        name = name.rpartition(":")[2]
        if name == "p" and not self._names["p"]:
            return
        if self._names[name]:
            while self._stack[-1].name != name:
                self._pop()
            self._pop()

    def _pop(self) -> None:
        item = self._stack.pop()
        self._names[item.name] -= 1
        for close in reversed(item.close):
            close()

    def _close_siblings(self, name: str) -> None:
        """End what a writer of HTML need not end: a paragraph before a block, an item before the next."""
        if self._left_out:
            return
        if name in BLOCKS and self._stack[-1].name == "p":
            self._pop()
        closed = _SIBLINGS.get(name, ())
        at = len(self._stack) - 1
        while closed and at > 0 and self._stack[at].name not in _LISTS and len(self._stack) - at < 20:
            if self._stack[at].name in closed:
                while len(self._stack) > at:
                    self._pop()
                return
            at -= 1

    def _open(self, item: _Open, name: str, attributes: dict[str, str]) -> None:
        """Open what an element opens."""
        types = {*attributes.get("epub:type", "").split(), *attributes.get("role", "").split()}
        if name in BLOCKS and name not in VOID:
            self._block(item, name, attributes, types)
        elif name == "br":
            self._flow.line_break()
        elif name == "a" and attributes.get("href"):
            kind = "note" if types & _MARKS else "link"
            self._span(item, kind, self._resolve(attributes["href"]), attributes.get("title", ""))
        elif name in ("img", "image"):
            address = attributes.get("src") or attributes.get("xlink:href") or attributes.get("href") or ""
            address = address or attributes.get("recindex", "")  # of Mobipocket
            self._flow.show("picture", self._resolve(address), attributes.get("alt", ""))
            self._builder.leave("picture", "", self._where)
        elif name == "ruby" and self._flow.depth:
            self._ruby.append("")
            self._flow.begin("ruby", "")
            depth = self._flow.depth
            item.close.append(lambda: self._end_ruby(depth))
        elif name == "math":
            self._span(item, "formula", "")

    def _block(self, item: _Open, name: str, attributes: dict[str, str], types: set[str]) -> None:
        shape, mark, kind = shape_of_heading(name), "", _KINDS.get(name, "p")
        if name in ("ol", "ul"):
            self._lists.open(name, attributes)
            item.close.append(self._lists.close)
        elif name == "li":
            shape, mark = self._lists.item(attributes)
            kind = "item" if not shape or shape.level == 1 else "subitem"
        elif name in ("table", "tr", "td", "th"):
            shape = self._tables.take(name, attributes, item.close, bool(self._names["thead"]))
        if types & _NOTES:
            kind = "footnote"
            id = f"{self._member}#{attributes['id']}" if attributes.get("id") else ""
            shape = (shape or Shape())._replace(note=id)
        self._flow.open(PageSpot(kind, at=self._where, shape=shape))
        item.close.append(self._flow.close)
        if mark:
            self._flow.mark("list-number", f"{mark} ")

    def _span(self, item: _Open, kind: str, value: str, words: str = "") -> None:
        if self._flow.depth:
            depth = self._flow.depth
            self._flow.begin(kind, value, words)
            item.close.append(lambda: self._flow.end() if self._flow.depth == depth else None)

    def _end_ruby(self, depth: int) -> None:
        reading = self._ruby.pop()
        if self._flow.depth == depth:
            self._flow.end("".join(reading.split()))

    # Words

    def _data(self, data: str) -> None:
        if not data or self._stack[-1].left_out == "program":
            return
        if left_out := self._left_out:
            if not data.isspace():
                self._take_left_out(left_out, data)
        elif self._names["pre"]:
            for number, line in enumerate(data.split("\n")):
                if number:
                    self._flow.line_break()
                self._flow.text(line, PageSpot("p", at=self._where))
        else:
            self._flow.text(data, PageSpot("p", at=self._where) if not self._flow.depth else None)

    def _take_left_out(self, kind: str, data: str) -> None:
        name = self._stack[-1].name
        if name == "title" and self._names["head"] and not self._builder.title and not self._leave:
            self._builder.title = data
        if kind == "ruby" and self._ruby and name != "rp":
            self._ruby[-1] += data
        self._builder.leave(kind, data, self._where)

    def _leave_attributes(self, name: str, attributes: dict[str, str]) -> None:
        for key, value in attributes.items():
            own = key.rpartition(":")[2]
            kind = _ATTRIBUTES.get(own, "")
            if (name, own) == ("meta", "content"):
                kind = "metadata"
            elif (name, own) == ("input", "value"):
                kind = "form-field"
            if kind and value:
                self._builder.leave(kind, value, self._where)
