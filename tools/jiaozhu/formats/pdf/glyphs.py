"""The glyphs of a page, in the order in which the file draws them, and their fields on the page as it is shown.

PDFium finds the characters (ISO 32000-2, 9.10: ToUnicode, encodings, character collections). A field is the glyph's
advance by the height of its font, not its ink, or a flat glyph would float between the lines.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Callable
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from jiaozhu.model.transcript import Box

__all__ = ["BLANKS", "HIGH", "LOW", "NO_GLYPH", "UNKNOWN", "Glyphs", "Spot", "glyphs_of"]

#: What a glyph is that has no character.
UNKNOWN = "\ufffd"
#: PDFium's signs for a hyphen at the end of a line: by index, and in bulk.
_HYPHENS = frozenset((0x02, 0xFFFE))
#: What a glyph may be that is no more than room between others.
BLANKS = "\t\n\r \xa0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u2028\u2029\u202f\u205f\u3000"
#: The space as wide as an ideograph is a character of the text; all others are one.
_IDEOGRAPHIC = 0x3000
#: What a glyph's character may be so that there is no glyph: a space, or the second half of a pair.
NO_GLYPH = frozenset((" ", "", chr(_IDEOGRAPHIC)))
#: The two halves in which UTF-16 writes a character.
HIGH, LOW = range(0xD800, 0xDC00), range(0xDC00, 0xE000)

#: The most bytes of a font's name, its flag (ISO 32000-2, table 121), and what bold fonts are called.
_NAME, _FORCE_BOLD = 100, 1 << 18
_BOLD = re.compile(rb"(?i:bold|black|heavy|demi|simhei|heiti|stheiti|gothic-?b)|\xe9\xbb\x91|CMBX|-B\b")

_Placing = Callable[[float, float], tuple[float, float]]


@dataclass(slots=True)
class Spot:
    """Where a glyph is set."""

    x: float  #: Of its origin, on the baseline.
    y: float
    size: float  #: Of its type; 0 if the file does not say.
    dx: float  #: Which way the baseline runs; both are 0 if the file does not say.
    dy: float
    bold: bool


@dataclass(slots=True)
class Glyphs:
    """What is drawn on a page; ``chars`` and ``boxes`` go together."""

    chars: list[str]  #: Of each glyph or part of a ligature; blanks too. Empty for the second half of a pair.
    boxes: list[Box]  #: The field of each, in points, from the upper left corner of the page as it is shown.
    width: float
    height: float
    spot: Callable[[int], Spot]  #: Of a glyph; asked only while the page is open.
    place: Callable[[Box], Box]  #: Of a box of the page's own coordinates: where it is on the page as it is shown.


def glyphs_of(page: pdfium.PdfPage, text: pdfium.PdfTextPage) -> Glyphs:
    """Return the glyphs of a page, turned and shifted as a viewer shows them.

    Args:
        page: The page.
        text: Its text page, which has to stay open while ``spot`` is asked.
    """
    width, height = page.get_size()
    place, turned = _placing(page)
    handle = text.raw
    chars = _characters(handle)
    boxes = _boxes(handle, len(chars), *(place(0.0, 0.0) if not turned else (0.0, 0.0)))
    if turned:
        boxes = [_box(place(left, -top), place(right, -bottom)) for left, top, right, bottom in boxes]
    x, y, matrix = ctypes.c_double(), ctypes.c_double(), raw.FS_MATRIX()

    def spot(index: int) -> Spot:
        raw.FPDFText_GetCharOrigin(handle, index, x, y)
        at_x, at_y = place(x.value, y.value)
        bold = _is_bold(handle, index)
        if not raw.FPDFText_GetMatrix(handle, index, matrix):
            return Spot(at_x, at_y, 0.0, 0.0, 0.0, bold)
        size = abs(raw.FPDFText_GetFontSize(handle, index) * math.hypot(matrix.c, matrix.d))
        to_x, to_y = place(x.value + matrix.a, y.value + matrix.b)
        return Spot(at_x, at_y, size, to_x - at_x, to_y - at_y, bold)

    return Glyphs(chars, boxes, width, height, spot, lambda box: _box(place(*box[:2]), place(*box[2:])))


def _is_bold(handle: raw.FPDF_TEXTPAGE, index: int) -> bool:
    """Whether a glyph's font is bold: it says so, or its name does."""
    name, flags = ctypes.create_string_buffer(_NAME), ctypes.c_int()
    raw.FPDFText_GetFontInfo(handle, index, name, _NAME, flags)
    return bool(flags.value & _FORCE_BOLD) or bool(_BOLD.search(name.value))


def _characters(handle: raw.FPDF_TEXTPAGE) -> list[str]:
    """A string for each of PDFium's indices."""
    count = max(0, raw.FPDFText_CountChars(handle))
    buffer = (ctypes.c_ushort * (count + 1))()
    written = raw.FPDFText_GetText(handle, 0, count, buffer) - 1
    # The text in bulk leaves out what is not a character: then only the slow way says which.
    codes = buffer[:count] if written == count else [raw.FPDFText_GetUnicode(handle, index) for index in range(count)]
    chars = list(map(chr, codes))
    for index, code in enumerate(codes):
        if 0x20 < code < 0x7F or 0xA0 < code < 0x2000 or 0x3000 < code < 0xD800:
            continue
        if code in _HYPHENS:
            chars[index] = "-"
        elif code in HIGH or code in LOW:
            _join_halves(codes, chars, index)
        elif code == _IDEOGRAPHIC:
            continue
        elif chars[index] in BLANKS:
            chars[index] = " "
        elif code < 0x20 or 0x7F <= code < 0xA0 or code == 0xFFFF:  # the font's own number, not a character
            chars[index] = UNKNOWN
    return chars


def _join_halves(codes: list[int], chars: list[str], index: int) -> None:
    """Make one character of the two halves in which UTF-16 writes it; a half alone is not a character."""
    code = codes[index]
    if code in LOW:
        if not index or codes[index - 1] not in HIGH:
            chars[index] = UNKNOWN
    elif index + 1 < len(codes) and codes[index + 1] in LOW:
        chars[index] = chr(0x10000 + ((code - 0xD800) << 10) + codes[index + 1] - 0xDC00)
        chars[index + 1] = ""
    else:
        chars[index] = UNKNOWN


def _boxes(handle: raw.FPDF_TEXTPAGE, count: int, x: float, y: float) -> list[Box]:
    """Left, top, right and bottom of each glyph's field, from a point of the page downwards."""
    box = raw.FS_RECTF()
    pointer, box_of = ctypes.byref(box), raw.FPDFText_GetLooseCharBox
    found = []
    for index in range(count):
        if box_of(handle, index, pointer):
            found.append((x + box.left, y - box.top, x + box.right, y - box.bottom))
        else:
            found.append((0.0, 0.0, 0.0, 0.0))
    return found


def _placing(page: pdfium.PdfPage) -> tuple[_Placing, int]:
    """How a point of the page's own coordinates is placed on what is shown, and by how much the page is turned."""
    box = raw.FS_RECTF()
    if raw.FPDF_GetPageBoundingBox(page.raw, box):  # what is shown, be it the page's own box or an inherited one
        left, bottom, right, top = box.left, box.bottom, box.right, box.top
    else:
        left, bottom, right, top = page.get_cropbox()
    turned = page.get_rotation()
    places: dict[int, _Placing] = {
        0: lambda x, y: (x - left, top - y),
        90: lambda x, y: (y - bottom, x - left),
        180: lambda x, y: (right - x, y - bottom),
        270: lambda x, y: (top - y, right - x),
    }
    return places[turned], turned


def _box(first: tuple[float, float], other: tuple[float, float]) -> Box:
    (left, top), (right, bottom) = first, other
    return min(left, right), min(top, bottom), max(left, right), max(top, bottom)
