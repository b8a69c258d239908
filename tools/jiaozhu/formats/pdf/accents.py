"""Accents that are drawn by themselves over their letters, as TeX's old fonts have them: one letter of both."""

from __future__ import annotations

import unicodedata

from jiaozhu.model.transcript import Box

__all__ = ["compose"]

#: Accents with a place of their own, and the marks that are put to a letter.
_MARKS = {
    "`": "\u0300",
    "\u00b4": "\u0301",
    "\u02c6": "\u0302",
    "\u02dc": "\u0303",
    "\u00af": "\u0304",
    "\u02d8": "\u0306",
    "\u02d9": "\u0307",
    "\u00a8": "\u0308",
    "\u02da": "\u030a",
    "\u02dd": "\u030b",
    "\u02c7": "\u030c",
    "\u00b8": "\u0327",
    "\u02db": "\u0328",
}
#: Letters that lose their dot under an accent.
_DOTLESS = {"\u0131": "i", "\u0237": "j"}
#: Share of an accent's width that its letter has to have below it.
_OVER = 0.6
#: How far above its letter an accent's field may be, in heights: capitals have theirs raised.
_APART = 0.3
#: Where the letter may be, in the order of the file: next to it, or behind an end of line that PDFium sees there.
_STEPS = (1, -1, 2, 3, -2, -3)


def compose(chars: list[str], boxes: list[Box]) -> str:
    """Make one character of each accent and the letter that it is drawn over, in ``chars``.

    Args:
        chars: Of the glyphs of a page, in the order of the file; that of the accent becomes empty.
        boxes: Their fields.

    Returns:
        The accents.
    """
    if not _MARKS.keys() & set(chars):
        return ""
    found = []
    for index, char in enumerate(chars):
        if char in _MARKS and (at := _letter(index, chars, boxes)) is not None:
            letter = _DOTLESS.get(chars[at], chars[at])
            chars[at] = unicodedata.normalize("NFC", letter + _MARKS[char])
            chars[index] = ""
            found.append(char)
    return "".join(found)


def _letter(index: int, chars: list[str], boxes: list[Box]) -> int | None:
    """The glyph of the letter over which an accent is drawn: one near it in the file."""
    left, top, right, bottom = boxes[index]
    slack = _APART * (bottom - top)
    for step in _STEPS:
        at = index + step
        if not 0 <= at < len(chars) or not chars[at].isalpha():
            continue
        box = boxes[at]
        over = min(right, box[2]) - max(left, box[0]) > _OVER * max(right - left, 0.1)
        near = box[1] < bottom + slack and box[3] > top - slack
        letter = _DOTLESS.get(chars[at], chars[at])
        if over and near and len(unicodedata.normalize("NFC", letter + _MARKS[chars[index]])) == 1:
            return at
    return None
