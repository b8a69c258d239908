"""HTML and XHTML as transcript lines: one for each block-level element that has text."""

from __future__ import annotations

from html import unescape

from jiaozhu.formats.html_tokens import BLOCKS, OPAQUE, VOID, tokens
from jiaozhu.formats.limits import Limits, too_deep
from jiaozhu.formats.writing import TranscriptBuilder
from jiaozhu.model.transcript import PageSpot

_NOT_TEXT = OPAQUE | {"head"}
_KINDS = {
    "h1": "heading",
    "h2": "heading",
    "h3": "subheading",
    "h4": "subheading",
    "h5": "subheading",
    "h6": "subheading",
}
_KINDS |= {"figcaption": "caption", "caption": "caption"}


class MarkupLines:
    """Feeds a builder with lines. Nothing is loaded; scripts and styles are not text."""

    def __init__(self, builder: TranscriptBuilder, limits: Limits, *, page: int = 0) -> None:
        self._builder = builder
        self._limits = limits
        self._page = page
        self._text: list[str] = []
        self._element = "p"
        self._opaque = 0
        self._depth = 0
        self._number = len(builder.lines)

    def read(self, text: str) -> None:
        """Take a text apart, and end its last line."""
        run: list[str] = []
        for token in tokens(text):
            if token.kind in ("text", "entity"):
                run.append(unescape(text[token.start : token.end]))
                continue
            self._data("".join(run))
            run = []
            if token.kind in ("open", "empty"):
                self._begin(token.name)
            if token.kind in ("close", "empty"):
                self._end(token.name)
        self._data("".join(run))
        self._flush()

    def _begin(self, tag: str) -> None:
        if tag not in VOID:
            self._depth += 1
            if self._depth > 50 * self._limits.depth:  # HTML leaves elements open; XML would have been refused
                raise too_deep(50 * self._limits.depth)
        if tag in _NOT_TEXT:
            self._opaque += 1
        elif tag == "br":
            self._text.append("\n")
        elif tag in BLOCKS:
            self._flush()
            self._element = tag

    def _end(self, tag: str) -> None:
        self._depth = max(0, self._depth - 1)
        if tag in _NOT_TEXT:
            self._opaque = max(0, self._opaque - 1)
        elif tag in BLOCKS:
            self._flush()
            self._element = "p"

    def _data(self, data: str) -> None:
        if data and not self._opaque:
            self._text.append(data)

    def _flush(self) -> None:
        # White space of the file is layout; only <br> breaks a line.
        words = ["\n" if part == "\n" else " ".join(f"x{part}x".split())[1:-1] for part in self._text]
        self._text = []
        self._number += 1
        self._builder.add("".join(words), PageSpot(_KINDS.get(self._element, "p"), self._number, self._page))
