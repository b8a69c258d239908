"""hOCR: a recogniser's lines in HTML, with page, box and confidence (http://kba.github.io/hocr-spec/1.2/)."""

from __future__ import annotations

import re
from html import unescape

from jiaozhu.formats.decoding import decode_all, guess_encoding
from jiaozhu.formats.html_tokens import VOID, Token, tokens
from jiaozhu.formats.limits import Limits, UnreadableSource, too_deep
from jiaozhu.formats.writing import TranscriptBuilder
from jiaozhu.locale import _
from jiaozhu.model.transcript import Box, PageSpot, Transcript

_BOX = re.compile(r"\bbbox\s+(-?\d{1,7})\s+(-?\d{1,7})\s+(-?\d{1,7})\s+(-?\d{1,7})")
_CONFIDENCE = re.compile(r"\bx_wconf\s+(\d{1,3}(?:\.\d{1,6})?)")
_LINES = {"ocr_line": "", "ocr_header": "furniture", "ocr_footer": "furniture", "ocr_caption": "caption"}
_LINES |= {"ocr_textfloat": "", "ocrx_line": ""}


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
    lines = _Lines(text, builder, limits)
    for token in tokens(text):
        lines.take(token)
    lines.finish()
    return builder.finish()


class _Lines:
    """Collects the text of line elements."""

    def __init__(self, text: str, builder: TranscriptBuilder, limits: Limits) -> None:
        self._text = text
        self._builder, self._limits = builder, limits
        self._page = self._paragraph = self._depth = 0
        self._open: int | None = None  # the depth at which the line began
        self._kind = ""
        self._box: Box | None = None
        self._words: list[str] = []
        self._confidences: list[float] = []

    def take(self, token: Token) -> None:
        """Take one token."""
        if token.name not in VOID:
            if token.kind in ("open", "empty"):
                self._begin(dict(token.attributes))
            if token.kind in ("close", "empty"):
                self._end()
        if self._open is not None and token.kind in ("text", "entity"):
            self._words.append(unescape(self._text[token.start : token.end]))

    def _begin(self, attributes: dict[str, str | None]) -> None:
        self._depth += 1
        if self._depth > 50 * self._limits.depth:
            raise too_deep(50 * self._limits.depth)
        title = attributes.get("title") or ""
        for name in (attributes.get("class") or "").split():
            if name == "ocr_page":
                self.finish()
                self._page += 1
            elif name == "ocr_par":
                self._paragraph += 1
            elif name in _LINES:
                self.finish()
                self._open, self._kind, self._box = self._depth, _LINES[name], _box(title)
            elif name == "ocrx_word" and (match := _CONFIDENCE.search(title)):
                self._confidences.append(min(1.0, float(match.group(1)) / 100))

    def _end(self) -> None:
        if self._open is not None and self._depth <= self._open:
            self.finish()
        self._depth = max(0, self._depth - 1)

    def finish(self) -> None:
        """End the last line."""
        if self._open is not None:
            mean = round(sum(self._confidences) / len(self._confidences), 4) if self._confidences else None
            text = " ".join("".join(self._words).split())
            self._builder.add(text, PageSpot(self._kind, self._paragraph, self._page, self._box, mean))
        self._open, self._words, self._confidences = None, [], []


def _box(title: str) -> Box | None:
    match = _BOX.search(title)
    if match is None:
        return None
    left, top, right, bottom = (float(value) for value in match.groups())
    return left, top, right, bottom
