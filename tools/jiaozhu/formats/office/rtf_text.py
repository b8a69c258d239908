"""The characters of an RTF file: bytes in the encoding of their font, Unicode with its substitutes, signs."""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Mapping

from jiaozhu.formats.office.docx_symbols import symbol
from jiaozhu.formats.office.rtf_tokens import Font, RtfToken, code_page, fonts_of, rtf_tokens
from jiaozhu.model.file_account import solid

__all__ = ["NO_TEXT", "SIGNS", "Characters", "count_rtf"]

#: Control words that are a character.
SIGNS = {
    "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•",
    "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005", "zwj": "\u200d", "zwnj": "\u200c", "tab": "\t",
}  # fmt: skip
#: Parts of a file in which letters are no text: pictures, tables of fonts and styles, properties of shapes.
NO_TEXT = frozenset(
    "fonttbl colortbl stylesheet listtable listoverridetable rsidtbl themedata colorschememapping latentstyles "
    "datastore xmlnstbl wgrffmtfilter pnseclvl pntxta pntxtb blipuid bkmkstart bkmkend sp picprop objclass objdata "
    "objname objalias objsect mmathPr fchars lchars filetbl protusertbl pgdsctbl pict nonshppict panose falt "
    "nonesttables expandedcolortbl fontemb fontfile template passwordhash atrfstart atrfend atnref atnparent listlevel "
    "generator".split()
)
_HIGH, _LOW, _END = 0xD800, 0xDC00, 0xE000


class Characters:
    """Makes characters of the pieces of a file, one after the other.

    Args:
        fonts: Of the file.
    """

    def __init__(self, fonts: Mapping[int, Font]) -> None:
        self.encoding = "cp1252"  #: Of the whole file.
        self._fonts = fonts
        self._bytes = bytearray()
        self._font: int | None = None
        self._skip = 0
        self._high = 0

    def take(self, token: RtfToken, font: int | None, stands_in: int) -> str:
        """Return what is complete with a piece; the rest comes with a later one.

        Args:
            token: The piece.
            font: The number of the font in force.
            stands_in: How many characters after one in Unicode are there for programs that do not know it.
        """
        if token.kind in ("text", "byte"):
            return self._put(token.data, font)
        done = self.flush()
        if token.kind in ("open", "close"):
            self._skip = 0
        elif self._skip and not (token.kind == "word" and token.word == "u"):
            self._skip -= 1
        elif token.kind == "word" and token.word == "u":
            self._skip = stands_in
            return done + self._unit((token.number or 0) & 0xFFFF, font)
        elif token.kind == "word":
            done += SIGNS.get(token.word, "")
        elif token.kind == "sign":
            done += {"~": "\u00a0", "_": "\u2011", "\\": "\\", "{": "{", "}": "}"}.get(token.word, "")
        return done

    def flush(self) -> str:
        """Return the characters of the bytes that wait for more."""
        data, self._bytes = bytes(self._bytes), bytearray()
        if not data:
            return ""
        found = self._fonts.get(self._font) if self._font is not None else None
        encoding = (found.encoding if found else "") or self.encoding
        try:
            codecs.lookup(encoding)
        except LookupError:
            encoding = "cp1252"
        text = data.decode(encoding, "replace")
        return "".join(map(_on_a_line, text))

    def _put(self, data: bytes, font: int | None) -> str:
        skipped = min(self._skip, len(data))
        self._skip -= skipped
        done = self.flush() if font != self._font else ""
        self._font = font
        self._bytes += data[skipped:]
        return done

    def _unit(self, unit: int, font: int | None) -> str:
        high, self._high = self._high, 0
        if _HIGH <= unit < _LOW:
            self._high = unit
            return ""
        if _LOW <= unit < _END:
            return chr(0x10000 + (high - _HIGH) * 0x400 + unit - _LOW) if high else "\ufffd"
        name = self._fonts[font].name if font is not None and font in self._fonts else ""
        known = symbol(chr(unit), name).strip() if 0xF000 <= unit < 0xF100 else ""
        return known or _on_a_line(chr(unit))


def _on_a_line(char: str) -> str:
    """A character as it may be in a line; one that ends lines or controls programs is what cannot be read."""
    return char if char.isprintable() or unicodedata.category(char) in ("Zs", "Cf", "Co") or char == "\t" else "\ufffd"


def count_rtf(data: bytes) -> int:
    """Return how many characters of a file are text, blanks aside, whatever a reader makes of its parts."""
    total = 0
    characters = Characters(fonts_of(data))
    # Of each open group: whether its letters are text, its font, and how many substitutes follow a character.
    groups: list[tuple[bool, int | None, int]] = [(True, None, 1)]
    for token in rtf_tokens(data):
        is_text, font, stands_in = groups[-1]
        total += solid(characters.take(token, font, stands_in)) if is_text else _none(characters, token, stands_in)
        if token.kind == "open":
            groups.append(groups[-1])
        elif token.kind == "close" and len(groups) > 1:
            groups.pop()
        elif token.kind == "word":
            groups[-1] = _after(token, groups[-1], characters)
    return total + (solid(characters.flush()) if groups[-1][0] else 0)


def _none(characters: Characters, token: RtfToken, stands_in: int) -> int:
    characters.take(token, None, stands_in)
    return 0


def _after(
    token: RtfToken, group: tuple[bool, int | None, int], characters: Characters
) -> tuple[bool, int | None, int]:
    is_text, font, stands_in = group
    if token.word == "ansicpg":
        characters.encoding = code_page(token.number)
    elif token.word == "f":
        font = token.number or 0
    elif token.word == "plain":
        font = None
    elif token.word == "uc":
        stands_in = max(0, min(token.number if token.number is not None else 1, 10))
    elif token.word in NO_TEXT:
        is_text = False
    return is_text, font, stands_in
