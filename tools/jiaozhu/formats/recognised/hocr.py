"""hOCR: a recogniser's lines in HTML, with page, box and confidence (http://kba.github.io/hocr-spec/1.2/)."""

from __future__ import annotations

import re
from html import unescape

from jiaozhu.formats.decoding import decode_all, guess_encoding
from jiaozhu.formats.limits import Limits, UnreadableSource, too_deep
from jiaozhu.formats.marked.counting import count_markup
from jiaozhu.formats.web.html_tokens import BLOCKS, VOID, Token, tokens
from jiaozhu.formats.writing import TranscriptBuilder
from jiaozhu.locale import _
from jiaozhu.model.transcript import Box, PageSpot, Transcript

_BOX = re.compile(r"\bbbox\s+(-?\d{1,7})\s+(-?\d{1,7})\s+(-?\d{1,7})\s+(-?\d{1,7})")
_CONFIDENCE = re.compile(r"\bx_wconf\s+(\d{1,3}(?:\.\d{1,6})?)")
_LINES = {"ocr_line": "", "ocr_header": "furniture", "ocr_footer": "furniture", "ocr_caption": "caption"}
_LINES |= {"ocr_textfloat": "", "ocrx_line": ""}
_NOT_TEXT = frozenset({"head", "script", "style"})


def transcribe_hocr(data: bytes, limits: Limits) -> Transcript:
    """Return the transcript of an hOCR file: one line for each line element.

    Raises:
        UnreadableSource: The file is not text in a known encoding, or exceeds the limits.
    """
    guess = guess_encoding(data)
    if guess is None:
        raise UnreadableSource(_("not text in a known encoding"), _("the file is damaged; get it again"))
    builder = TranscriptBuilder(limits)
    text = decode_all(data, guess.encoding).text.removeprefix("\ufeff")
    builder.expect(count_markup(text, frozenset({"*@alt"})))
    lines = _Lines(text, builder, limits)
    for token in tokens(text):
        lines.take(token)
    lines.finish()
    return builder.finish()


class _Lines:
    """Collects the text of line elements, and of blocks where text is in no line."""

    def __init__(self, text: str, builder: TranscriptBuilder, limits: Limits) -> None:
        self._text = text
        self._builder, self._limits = builder, limits
        self._page = self._paragraph = self._depth = 0
        self._open: int | None = None  # the depth at which the line began
        self._place = PageSpot()
        self._left_out: tuple[str, int] | None = None  # an element that is not of the text, and its depth
        self._words: list[str] = []
        self._confidences: list[float] = []

    def take(self, token: Token) -> None:
        """Take one token."""
        content = self._text[token.start : token.end]
        if token.kind in ("open", "empty") and (alt := dict(token.attributes).get("alt")):
            self._builder.leave("alt-text", alt)
        if token.name in VOID:
            self._words.append("\n" if token.name == "br" else "")
        else:
            if token.kind in ("open", "empty"):
                self._begin(token.name, dict(token.attributes))
            if token.kind in ("close", "empty"):
                self._end(token.name)
        if token.kind in ("text", "entity"):
            self._data(unescape(content))
        elif content.startswith("<![CDATA["):
            self._data(content[9:].removesuffix("]]>"))

    def _data(self, words: str) -> None:
        if self._left_out is None:
            self._words.append(words)
        elif self._left_out[0] == "head" and not words.isspace():
            self._builder.leave("metadata", words)

    def _begin(self, name: str, attributes: dict[str, str | None]) -> None:
        self._depth += 1
        if self._depth > 50 * self._limits.depth:
            raise too_deep(50 * self._limits.depth)
        if name in _NOT_TEXT and self._left_out is None:
            self._left_out = name, self._depth
        if name in BLOCKS:
            self.finish()
        title = attributes.get("title") or ""
        for kind in (attributes.get("class") or "").split():
            if kind == "ocr_page":
                self.finish()
                self._page += 1
            elif kind == "ocr_par":
                self._paragraph += 1
            elif kind in _LINES:
                self.finish()
                self._open = self._depth
                self._place = PageSpot(_LINES[kind], box=_box(title), at=attributes.get("id") or "")
            elif kind == "ocrx_word" and (match := _CONFIDENCE.search(title)):
                self._confidences.append(min(1.0, float(match.group(1)) / 100))

    def _end(self, name: str) -> None:
        if (self._open is not None and self._depth <= self._open) or (self._open is None and name in BLOCKS):
            self.finish()
        if self._left_out and self._depth <= self._left_out[1]:
            self._left_out = None
        self._depth = max(0, self._depth - 1)

    def finish(self) -> None:
        """End the last line."""
        mean = round(sum(self._confidences) / len(self._confidences), 4) if self._confidences else None
        text = " ".join("".join(self._words).split())
        place = self._place._replace(paragraph=self._paragraph, page=self._page, confidence=mean)
        self._builder.add(text, place)
        self._open, self._place, self._words, self._confidences = None, PageSpot(), [], []


def _box(title: str) -> Box | None:
    match = _BOX.search(title)
    if match is None:
        return None
    left, top, right, bottom = (float(value) for value in match.groups())
    return left, top, right, bottom
