"""A web page as its text nodes, and the elements around them and around its pictures."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from html import unescape
from typing import NamedTuple

from jiaozhu.formats.web.html_tokens import BLOCKS, OPAQUE, VOID, Token, tokens
from jiaozhu.model.document import Document
from jiaozhu.model.span import Span

__all__ = ["Node", "PageNodes", "Picture"]

#: Elements at the border of a page, in which no picture is an article's.
_FRAME = frozenset({"nav", "aside", "footer", "form", "button"})
_CONTAINERS = (BLOCKS | {"button", "caption", "picture"}) - VOID - {"html", "body"}


class Node(NamedTuple):
    """A text node: a run of text and entities between two tags."""

    span: Span  #: Without blanks at its beginning.
    line: int  #: Index of the line it is in.
    size: int  #: Code points that are not blank.


class Picture(NamedTuple):
    """A picture of a page."""

    line: int  #: Index of the line that it is.
    attributes: dict[str, str]
    around: int  #: The innermost element that has it, as a number; -1 if none has.
    framed: bool  #: Whether it is in a menu, a footer or a form.


class PageNodes:
    """The text nodes of a page in order, and the tree of its elements, as far as the tags say.

    Args:
        document: What the reader of HTML made of the page.
    """

    def __init__(self, document: Document) -> None:
        self.nodes: list[Node] = []
        self.pictures: list[Picture] = []
        self.parents: list[int] = []  #: Of each element, the one around it; -1 if none is.
        self.ranges: list[tuple[int, int]] = []  #: Of each element, its text nodes: the first, and one past the last.
        self._document = document
        self._starts = [line.span.start for line in document.lines]
        self._open: list[tuple[str, int]] = []
        self._names: Counter[str] = Counter()
        self._opaque = 0
        self._run: tuple[int, int] | None = None
        for token in tokens(document.text):
            self._take(token)
        self._end_run()
        while self._open:
            self._leave()

    def _take(self, token: Token) -> None:
        if token.kind in ("text", "entity"):
            self._run = (self._run[0] if self._run else token.start, token.end)
            return
        self._end_run()
        name = token.name
        if name in OPAQUE and token.kind != "empty":
            self._opaque = max(0, self._opaque + (1 if token.kind == "open" else -1))
        elif name == "img" and token.kind != "close" and not self._opaque:
            self._picture(token)
        elif name in _CONTAINERS and token.kind == "open":
            self.parents.append(self._open[-1][1] if self._open else -1)
            self.ranges.append((len(self.nodes), 0))
            self._open.append((name, len(self.parents) - 1))
            self._names[name] += 1
        elif token.kind == "close" and self._names[name]:
            while self._leave() != name:
                pass

    def _leave(self) -> str:
        name, number = self._open.pop()
        self.ranges[number] = (self.ranges[number][0], len(self.nodes))
        self._names[name] -= 1
        return name

    def _end_run(self) -> None:
        if self._run is None:
            return
        start, end = self._run
        self._run = None
        content = self._document.text[start:end]
        if self._opaque or not unescape(content).strip():
            return
        line = bisect_right(self._starts, end - 1) - 1
        if line >= 0 and start < self._document.lines[line].span.end:
            start = max(start + len(content) - len(content.lstrip()), self._starts[line])
            self.nodes.append(Node(Span(start, end), line, len("".join(unescape(content).split()))))

    def _picture(self, token: Token) -> None:
        line = bisect_right(self._starts, token.start) - 1
        if line < 0 or self._starts[line] != token.start:
            return
        attributes = {name: value or "" for name, value in reversed(token.attributes)}
        framed = any(self._names[name] for name in _FRAME)
        self.pictures.append(Picture(line, attributes, self._open[-1][1] if self._open else -1, framed))
