"""Posts: YAML front matter followed by HTML. The transcript is the file itself, so every tag is accounted for.

Tags are characters with a kind of their own (``Markup``); each block-level element's content is a ``Line``.
Nothing in the HTML is ever loaded or run: scripts and styles are markup, addresses are data.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from html import unescape
from typing import NamedTuple

from jiaozhu.formats.html_tokens import BLOCKS, OPAQUE, Tokenizer
from jiaozhu.formats.sample import front_matter_end
from jiaozhu.model.document import Document, Image, Line, Markup, Paragraph
from jiaozhu.model.span import Span

_STRONG = frozenset({"b", "strong"})
_KINDS = {**{f"h{n}": "heading" for n in range(1, 7)}, "figcaption": "caption"}


class _Token(NamedTuple):
    start: int
    kind: str  #: ``open``, ``close``, ``empty``, ``text``, ``entity`` or ``other``.
    name: str
    attributes: tuple[tuple[str, str | None], ...] = ()
    length: int = 0  #: Of text: what the tokenizer drops silently (``</>``) may follow it.


def read_html_post(text: str) -> Document:
    """Return a document with one line for each element that has text, and one for each image."""
    body = front_matter_end(text)
    builder = _Builder(text, body)
    if body:
        builder.front_matter()
    tokens = _Tokenizer(text, body).tokens
    first = tokens[0].start if tokens else len(text)
    if first > body:  # what the tokenizer dropped before its first token
        builder.take(_Token(body, "other", ""), Span(body, first))
    ends = [*(token.start for token in tokens[1:]), len(text)]
    for token, end in zip(tokens, ends, strict=False):
        border = token.start + token.length if token.kind == "text" else end
        builder.take(token, Span(token.start, min(border, end)))
        if border < end:
            builder.take(_Token(border, "other", ""), Span(border, end))
    return builder.finish()


class _Tokenizer(Tokenizer):
    """The standard tokenizer, recording where each token begins."""

    def __init__(self, text: str, body: int) -> None:
        super().__init__(convert_charrefs=False)
        self.tokens: list[_Token] = []
        self._body = body
        self._starts = [body]
        for match in re.finditer("\n", text[body:]):
            self._starts.append(body + match.end())
        self.feed(text[body:])
        self.close()

    def _add(
        self, kind: str, name: str = "", attributes: tuple[tuple[str, str | None], ...] = (), length: int = 0
    ) -> None:
        line, column = self.getpos()
        start = self._starts[line - 1] + column
        if not self.tokens or start > self.tokens[-1].start:
            self.tokens.append(_Token(start, kind, name, attributes, length))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._add("open", tag, tuple(attrs))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._add("empty", tag, tuple(attrs))

    def handle_endtag(self, tag: str) -> None:
        self._add("close", tag)

    def handle_data(self, data: str) -> None:
        self._add("text", length=len(data))

    def handle_entityref(self, name: str) -> None:
        self._add("entity")

    def handle_charref(self, name: str) -> None:
        self._add("entity")

    def handle_comment(self, data: str) -> None:
        self._add("other")

    def handle_decl(self, decl: str) -> None:
        self._add("other")

    def handle_pi(self, data: str) -> None:
        self._add("other")

    def unknown_decl(self, data: str) -> None:
        self._add("other")


class _Builder:
    """Collects tokens into lines; a line closes at every block-level border."""

    def __init__(self, text: str, body: int) -> None:
        self.text = text
        self.body = body
        self.lines: list[Line] = []
        self.kinds: list[str] = []
        self.markup: list[Markup] = []
        self.images: list[Image] = []
        self._line_starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self._parts: dict[int, int] = {}
        self._open: Span | None = None  # the line being collected
        self._plain = False  # whether it has text outside <strong>
        self._strong = 0
        self._opaque = 0
        self._element = "p"

    def front_matter(self) -> None:
        """Take the lines of front matter, which an edition may name (they often have a title); the rest is markup."""
        start = 0
        for content in self.text[: self.body].split("\n"):
            end = start + len(content.rstrip("\r"))
            if content.strip():
                self._emit(Span(start, end), "front-matter")
            start += len(content) + 1

    def take(self, token: _Token, span: Span) -> None:
        """Take one token."""
        if token.kind in ("text", "entity"):
            self._text(token, span)
            return
        self.markup.append(Markup(span, "", "tag"))
        name = token.name
        if name in OPAQUE and token.kind != "empty":
            self._opaque = max(0, self._opaque + (1 if token.kind == "open" else -1))
        elif name in _STRONG:
            self._strong = max(0, self._strong + (1 if token.kind == "open" else -1))
        elif name in BLOCKS:
            self._close()
            self._element = name if token.kind == "open" else "p"
        elif name == "img" and not self._opaque:
            self._image(token, span)

    def finish(self) -> Document:
        """Return the document of everything that was taken."""
        self._close()
        paragraphs = tuple(Paragraph(kind, i, i) for i, kind in enumerate(self.kinds))
        return Document(self.text, tuple(self.lines), paragraphs, tuple(self.markup), tuple(self.images))

    def _text(self, token: _Token, span: Span) -> None:
        content = self.text[span.start : span.end]
        if self._opaque:
            self.markup.append(Markup(span, "", "tag"))
            return
        if token.kind == "entity":
            reading = unescape(content)
            self.markup.append(Markup(span, reading, "entity"))
            if not reading.strip():
                return
        if not content.strip():
            return
        start = span.start + len(content) - len(content.lstrip())
        end = span.start + len(content.rstrip())
        self._open = Span(self._open.start if self._open else start, end)
        self._plain = self._plain or not self._strong

    def _close(self) -> None:
        if self._open is not None:
            heading = not self._plain and self._element == "p"
            self._emit(self._open, "heading" if heading else _KINDS.get(self._element, "p"))
        self._open = None
        self._plain = False

    def _image(self, token: _Token, span: Span) -> None:
        self._close()
        attributes = dict(token.attributes)
        address = attributes.get("data-original") or attributes.get("src") or ""
        self.images.append(Image(span, address, attributes.get("alt") or ""))
        self._emit(span, "figure")

    def _emit(self, span: Span, kind: str) -> None:
        number = bisect_right(self._line_starts, span.start)
        part = self._parts[number] = self._parts.get(number, 0) + 1
        self.lines.append(Line(number, part, span))
        self.kinds.append(kind)
