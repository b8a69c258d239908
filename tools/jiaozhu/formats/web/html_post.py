"""Posts: YAML front matter followed by HTML. The transcript is the file itself, so every tag is accounted for.

Tags are characters with a kind of their own (``Markup``); each block-level element's content is a ``Line``.
Nothing in the HTML is ever loaded or run: scripts and styles are markup, addresses are data.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from html import unescape

from jiaozhu.formats.sample import front_matter_end
from jiaozhu.formats.web.html_shapes import Shapes
from jiaozhu.formats.web.html_tokens import BLOCKS, OPAQUE, Token, tokens
from jiaozhu.model.document import Cell, Document, Image, Line, Markup, Paragraph
from jiaozhu.model.span import Span

_STRONG = frozenset({"b", "strong"})
#: Ruby: what is beside the characters and not among them.
_BESIDE = frozenset({"rt", "rp", "rtc"})
#: Elements inside a line in which every character counts.
_CODE = frozenset({"code", "kbd", "samp", "tt", "var"})
#: Pixels of a sign among letters, and classes that say that a picture is one.
_LETTER = 24
_SIZE = re.compile(r"\s*+[0-9]{1,5}")
_SIGN = re.compile(r"(?i)emoji|smil|emoticon|\bmath|mwe-math")
_SOFT_HYPHEN = "\xad"
_KINDS = {**{f"h{n}": "heading" for n in range(1, 7)}, "figcaption": "caption", "caption": "caption"}


def read_html_post(text: str) -> Document:
    """Return a document with one line for each element that has text, and one for each image."""
    body = front_matter_end(text)
    builder = _Builder(text, body)
    if body:
        builder.front_matter()
    for token in tokens(text, body):
        builder.take(token)
    return builder.finish()


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
        self._open: Span | None = None  # the line being collected
        self._plain = False  # whether it has text outside <strong>
        self._strong = 0
        self._opaque = 0
        self._beside = False
        self._in_code = 0
        self.code: list[Span] = []
        self._element = "p"
        self._shapes = Shapes()

    def front_matter(self) -> None:
        """Take the lines of front matter, which an edition may name (they often have a title); the rest is markup."""
        start = 0
        for content in self.text[: self.body].split("\n"):
            end = start + len(content.rstrip("\r"))
            if content.strip():
                self._emit(Span(start, end), "front-matter")
            start += len(content) + 1

    def take(self, token: Token) -> None:
        """Take one token."""
        span = Span(token.start, token.end)
        if token.kind in ("text", "entity"):
            self._text(token, span)
            return
        self.markup.append(Markup(span, "", "tag"))
        name = token.name
        if name in BLOCKS:
            self._close()
        if not self._opaque:
            self._shapes.take(token)
        if name in OPAQUE and token.kind != "empty":
            self._opaque = max(0, self._opaque + (1 if token.kind == "open" else -1))
        elif name in _BESIDE or name == "ruby":
            self._beside = name != "ruby" and token.kind == "open"
        elif name in _CODE:
            self._in_code = max(0, self._in_code + (1 if token.kind == "open" else -1))
        elif name in _STRONG:
            self._strong = max(0, self._strong + (1 if token.kind == "open" else -1))
        elif name in BLOCKS:
            self._beside = False
            self._element = name if token.kind == "open" else "p"
        elif name == "img" and not self._opaque and not (self._open and _is_sign(token)):
            self._image(token, span)

    def finish(self) -> Document:
        """Return the document of everything that was taken."""
        self._close()
        self._shapes.finish()
        merged: dict[int, tuple[int, Cell]] = {}
        for table in self._shapes.tables:
            for lines, cell in table.placed():
                merged[lines[0]] = lines[-1], cell
                for line in lines[:-1]:
                    self._break_after(line)
        return self._document(merged)

    def _break_after(self, line: int) -> None:
        """Let the tag after a line of a cell be read as a blank."""
        at = bisect_right(self.markup, self.lines[line].span.end - 1, key=lambda mark: mark.span.start)
        self.markup[at] = self.markup[at]._replace(reading=" ", what="break")

    def _document(self, merged: Mapping[int, tuple[int, Cell]]) -> Document:
        """The document, with the lines of each cell as one."""
        lines: list[Line] = []
        paragraphs: list[Paragraph] = []
        parts: dict[int, int] = {}
        at = 0
        while at < len(self.lines):
            last, cell = merged.get(at, (at, None))
            number, span = self.lines[at].number, Span(self.lines[at].span.start, self.lines[last].span.end)
            part = parts[number] = parts.get(number, 0) + 1
            paragraphs.append(Paragraph("cell" if cell else self.kinds[at], len(lines), len(lines), cell))
            lines.append(Line(number, part, span))
            at = last + 1
        return Document(
            self.text, tuple(lines), tuple(paragraphs), tuple(self.markup), tuple(self.images), tuple(self.code)
        )

    def _text(self, token: Token, span: Span) -> None:
        content = self.text[span.start : span.end]
        if self._opaque or self._beside:
            self.markup.append(Markup(span, "", "tag" if self._opaque else "ruby"))
            return
        if token.kind == "entity":
            reading = unescape(content)
            hyphen = reading == _SOFT_HYPHEN
            self.markup.append(Markup(span, "" if hyphen else reading, "soft-hyphen" if hyphen else "entity"))
            if hyphen or not reading.strip():
                return
        if not content.replace(_SOFT_HYPHEN, "").strip():
            return
        for at in _places(content, _SOFT_HYPHEN):
            self.markup.append(Markup(Span(span.start + at, span.start + at + 1), "", "soft-hyphen"))
        start = span.start + len(content) - len(content.lstrip())
        end = span.start + len(content.rstrip())
        if self._in_code:
            self.code.append(Span(start, end))
        self._open = Span(self._open.start if self._open else start, end)
        self._plain = self._plain or not self._strong

    def _close(self) -> None:
        if self._open is not None:
            strong = not self._plain and self._element == "p"
            self._emit(self._open, "strong" if strong else _KINDS.get(self._element, "p"))
        self._open = None
        self._plain = False

    def _image(self, token: Token, span: Span) -> None:
        self._close()
        attributes = dict(token.attributes)
        address = attributes.get("data-original") or attributes.get("src") or ""
        self.images.append(Image(span, address, attributes.get("alt") or ""))
        self._emit(span, "figure")

    def _emit(self, span: Span, kind: str) -> None:
        number = bisect_right(self._line_starts, span.start)
        kind = kind if kind == "front-matter" else self._shapes.kind_of(kind, len(self.lines))
        self.lines.append(Line(number, 1, span))
        self.kinds.append(kind)


def _is_sign(token: Token) -> bool:
    """Whether a picture among words is one of them: a smiley, a formula, a sign no larger than the letters."""
    attributes = dict(token.attributes)
    sizes = [match.group() for name in ("width", "height") if (match := _SIZE.match(attributes.get(name) or ""))]
    return any(int(size) <= _LETTER for size in sizes) or bool(_SIGN.search(attributes.get("class") or ""))


def _places(text: str, char: str) -> Iterator[int]:
    at = text.find(char)
    while at >= 0:
        yield at
        at = text.find(char, at + 1)
