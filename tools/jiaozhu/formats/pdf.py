"""PDF with a text layer: glyphs with their boxes become lines, columns and paragraphs.

The page is read from the places of the glyphs, not from the order in which the file draws them. A glyph drawn twice in
one place (the bold type of simple producers) is one character. Vertical pages are turned, read, and turned back.
"""

from __future__ import annotations

import ctypes
import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from statistics import median
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from jiaozhu.formats.format import NoTextLayer
from jiaozhu.formats.layout import Piece, in_reading_order, paragraphs
from jiaozhu.formats.limits import Limits, UnreadableSource
from jiaozhu.formats.writing import TranscriptBuilder
from jiaozhu.language import languages
from jiaozhu.locale import _, lazy
from jiaozhu.model.transcript import Box, PageSpot, Transcript

#: Glyphs of one character nearer than this share of their height are one glyph drawn twice.
_OVERPRINT = 0.25
#: Share of a page's height for running heads and page numbers, at the top and at the bottom.
_MARGIN = 0.09
#: A running head is on this many pages at least.
_RUNS = 3
#: Glyphs of a page by which its direction is recognised.
_ENOUGH = 200
#: Glyphs of a line by which its size is measured.
_SIZED = 24


class _Glyph(NamedTuple):
    char: str
    box: Box


class _Page(NamedTuple):
    number: int
    height: float
    pieces: list[Piece]
    overprinted: int
    vertical: bool


def transcribe_pdf(data: bytes, limits: Limits) -> Transcript:
    """Return the transcript of a PDF file: one line for each printed line of a column, in reading order.

    Raises:
        NoTextLayer: It lacks one.
        UnreadableSource: The file is damaged or locked, or exceeds the limits.
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        hint = _("if it asks for a password, save it without one; otherwise get it again")
        raise UnreadableSource(_("the PDF cannot be opened: {why}", why=error), hint) from None
    try:
        if len(document) > limits.pages:
            message = _("more than {n} pages", n=f"{limits.pages:,}")
            raise UnreadableSource(message, _("split the file, or raise the limit"))
        builder = TranscriptBuilder(limits)
        builder.title = document.get_metadata_dict().get("Title", "")
        pages = list(_pages(document, limits))
    except pdfium.PdfiumError as error:
        raise UnreadableSource(
            _("the PDF is damaged: {why}", why=error), _("the file is damaged; get it again")
        ) from None
    finally:
        document.close()
    if not any(page.pieces for page in pages):
        hint = _("its pages are pictures: have them recognised first")
        raise NoTextLayer(_("the PDF has no text layer"), hint)
    _write(pages, builder)
    return builder.finish()


def _pages(document: pdfium.PdfDocument, limits: Limits) -> Iterator[_Page]:
    count = 0
    for number in range(len(document)):
        page = document[number]
        width, height = page.get_size()
        glyphs, overprinted = _once(list(_glyphs(page, height)))
        page.close()
        count += len(glyphs)
        limits.check_characters(count)
        vertical = _is_vertical(glyphs)
        if vertical:
            glyphs = [_Glyph(char, (t, width - r, b, width - l)) for char, (l, t, r, b) in glyphs]  # noqa: E741
        pieces = in_reading_order(list(_lines(glyphs)))
        yield _Page(number + 1, width if vertical else height, pieces, overprinted, vertical)


def _glyphs(page: pdfium.PdfPage, height: float) -> Iterator[_Glyph]:
    text = page.get_textpage()
    try:
        handle = text.raw
        box = (
            raw.FS_RECTF()
        )  # the loose box: the glyph's whole field, not its ink, or a flat glyph would float between lines
        unicode, box_of, pointer = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox, ctypes.byref(box)
        for index in range(raw.FPDFText_CountChars(handle)):
            code = unicode(handle, index)
            if code <= 32 or code in (0xFFFE, 0xFFFF) or not box_of(handle, index, pointer):
                continue
            if box.right <= box.left or 0xD800 <= code <= 0xDFFF:
                continue
            yield _Glyph(chr(code), (box.left, height - box.top, box.right, height - box.bottom))
    finally:
        text.close()


def _once(glyphs: Sequence[_Glyph]) -> tuple[list[_Glyph], int]:
    """Each glyph once; how many were drawn over another of the same character."""
    if not _crowded(glyphs):
        return list(glyphs), 0
    kept: list[_Glyph] = []
    near: dict[str, list[tuple[float, float]]] = {}  # a page has few of each
    dropped = 0
    for glyph in glyphs:
        left, top, right, bottom = glyph.box
        reach = max(_OVERPRINT * max(bottom - top, right - left), 0.2)
        others = near.setdefault(glyph.char, [])
        for other_left, other_top in others:
            if -reach < other_left - left < reach and -reach < other_top - top < reach:
                dropped += 1
                break
        else:
            others.append((left, top))
            kept.append(glyph)
    return kept, dropped


def _crowded(glyphs: Sequence[_Glyph]) -> bool:
    """Whether two glyphs of one character are in one cell of a coarse grid.

    On most pages none are, and nothing need be compared. If a line is drawn twice, some pair of its glyphs is.
    """
    return len({(char, int(left / 4), int(top / 4)) for char, (left, top, _, _) in glyphs}) < len(glyphs)


def _is_vertical(glyphs: Sequence[_Glyph]) -> bool:
    """Whether glyphs follow downwards more often than to the right."""
    down = right = 0
    for before, after in itertools.pairwise(glyphs):
        dx, dy = after.box[0] - before.box[0], after.box[1] - before.box[1]
        size = max(before.box[3] - before.box[1], before.box[2] - before.box[0])
        if abs(dx) < 0.4 * size and 0.5 * size < dy < 2.5 * size:
            down += 1
        elif abs(dy) < 0.4 * size and 0.2 * size < dx < 2.5 * size:
            right += 1
    return down > 2 * right and down >= 20


def _lines(glyphs: Sequence[_Glyph]) -> Iterator[Piece]:
    """Printed lines, cut where a gap is as wide as between columns."""
    rows: list[list[_Glyph]] = []
    for run in sorted(_runs(glyphs), key=lambda run: (run[0].box[1] + run[0].box[3], run[0].box[0])):
        # Columns need not share their baselines: of the rows near, the one whose glyphs are as high as these.
        near = min(rows[-4:], key=lambda row: _apart(row[0], run[0]), default=None)
        if near is not None and _overlap(near[0], run[0]):
            near += run
        else:
            rows.append(run)
    for row in rows:
        yield from _cut(sorted(row, key=lambda glyph: glyph.box[0]))


def _runs(glyphs: Sequence[_Glyph]) -> list[list[_Glyph]]:
    """Stretches that the file draws one glyph beside the other, as most files draw whole lines."""
    runs: list[list[_Glyph]] = []
    edge = top = bottom = reach = 0.0
    for glyph in glyphs:
        left, high, right, low = glyph.box
        if runs and high == top and low == bottom and -reach < left - edge < reach:
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
            top, bottom, reach = high, low, 0.5 * (low - high)
        edge = right
    return runs


def _apart(first: _Glyph, other: _Glyph) -> float:
    return abs(first.box[1] - other.box[1]) + abs(first.box[3] - other.box[3])


def _overlap(first: _Glyph, other: _Glyph) -> bool:
    """Whether two glyphs are on one line: they share most of the lower one's height."""
    common = min(first.box[3], other.box[3]) - max(first.box[1], other.box[1])
    return common > 0.55 * min(first.box[3] - first.box[1], other.box[3] - other.box[1])


def _cut(row: Sequence[_Glyph]) -> Iterator[Piece]:
    size = median(max(glyph.box[3] - glyph.box[1], glyph.box[2] - glyph.box[0]) for glyph in row[:_SIZED])
    start = 0
    for index in range(1, len(row) + 1):
        if index == len(row) or row[index].box[0] - row[index - 1].box[2] > 0.9 * size:
            yield _piece(row[start:index], size)
            start = index


def _piece(glyphs: Sequence[_Glyph], size: float) -> Piece:
    out = [glyphs[0].char]
    for before, after in itertools.pairwise(glyphs):
        gap = after.box[0] - before.box[2]
        latin = before.char.isascii() and after.char.isascii()
        if gap > (0.18 if latin else 0.22) * size:
            out.append(" ")
        out.append(after.char)
    boxes = [glyph.box for glyph in glyphs]
    box = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    return Piece("".join(out), box, size)


def _write(pages: Sequence[_Page], builder: TranscriptBuilder) -> None:
    furniture = _furniture(pages)
    number = 0
    for page in pages:
        body = [piece for piece in page.pieces if (page.number, piece) not in furniture]
        marks = dict(zip(map(id, body), paragraphs(body), strict=True))
        last = None
        for piece in page.pieces:
            if id(piece) not in marks:
                number += 1
                builder.add(piece.text, PageSpot("furniture", number, page.number, _shown(piece.box)))
                last = None
                continue
            paragraph, kind = marks[id(piece)]
            if paragraph != last:
                number += 1
                last = paragraph
            builder.add(piece.text, PageSpot(kind, number, page.number, _shown(piece.box)))
        if not page.pieces:
            builder.notes.append(lazy("page {number} has no text", number=page.number))
    overprinted = sum(page.overprinted for page in pages)
    if overprinted:
        builder.notes.append(
            lazy("{count} glyphs are printed over the same character and taken once", count=overprinted)
        )
    vertical = sum(page.vertical for page in pages)
    if vertical:
        builder.notes.append(
            lazy("{count} pages are vertical; their boxes are those of the turned page", count=vertical)
        )


def _furniture(pages: Sequence[_Page]) -> set[tuple[int, Piece]]:
    """Running heads and page numbers: what is in a margin and is the same, digits aside, on several pages."""
    digits = _digits()
    numbers = [profile.detection.page_number for profile in languages()]
    margins: list[tuple[int, Piece, str]] = []
    for page in pages:
        for piece in page.pieces:
            middle = (piece.box[1] + piece.box[3]) / 2
            if not _MARGIN * page.height < middle < (1 - _MARGIN) * page.height:
                margins.append((page.number, piece, digits.sub("#", "".join(piece.text.split()))))
    count = Counter(pattern for _, _, pattern in margins)
    return {
        (number, piece)
        for number, piece, pattern in margins
        if count[pattern] >= min(_RUNS, max(2, len(pages))) or any(number.fullmatch(piece.text) for number in numbers)
    }


@cache
def _digits() -> re.Pattern[str]:
    """A number in the numerals of any language."""
    return re.compile(f"[0-9{''.join(profile.detection.page_digits for profile in languages())}]+")


def _shown(box: Box) -> Box:
    left, top, right, bottom = (round(value, 1) for value in box)
    return left, top, right, bottom
