"""One page: its lines in the order of reading, what else it shows, and the account of its glyphs."""

from __future__ import annotations

import ctypes
import itertools
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from jiaozhu.formats.pdf.accents import compose
from jiaozhu.formats.pdf.drawn import Rule, parted, rules_of
from jiaozhu.formats.pdf.extras import Extra, of_page
from jiaozhu.formats.pdf.glyphs import BLANKS, HIGH, LOW, glyphs_of
from jiaozhu.formats.pdf.lines import PrintedLine, lines_in_order
from jiaozhu.formats.pdf.rows import Segment, once, segments
from jiaozhu.formats.pdf.ruled import ruled
from jiaozhu.formats.pdf.runs import Run, runs_of, stacked
from jiaozhu.formats.pdf.turning import SIDEWAYS, main_way, turn_box, turn_run
from jiaozhu.model.file_account import solid
from jiaozhu.model.transcript import Box

__all__ = ["ReadPage", "read_page"]

#: Glyphs of a page that are asked whether they are invisible, as those of a recogniser are.
_ASKED = 8


@dataclass(slots=True)
class ReadPage:
    """What was read of a page."""

    number: int  #: From 1.
    height: float  #: In points, as it is read: turned, if its text is.
    lines: list[PrintedLine]
    left_out: list[tuple[str, str]]  #: Kind and text of what it has beside its lines.
    expected: int  #: Code points, blanks aside, as PDFium counts them, and those of what is beside the text.
    turned: bool
    invisible: bool  #: Whether its text is drawn without ink.
    size: int  #: Glyphs, blanks too.


@dataclass(slots=True)
class _Layer:
    """The text layer of a page."""

    runs: list[Run]
    accents: str  #: Those that were put to their letters.
    expected: int
    invisible: bool
    size: int
    way: str  #: In which most of it is read.
    width: float  #: Of the page as it is read.
    height: float
    place: Callable[[Box], Box]  #: Where a box of the page's own coordinates is on the page as it is read.


def read_page(number: int, page: pdfium.PdfPage, form: raw.FPDF_FORMHANDLE | None, *, tagged: bool) -> ReadPage:
    """Read a page.

    Args:
        number: Of the page, from 1.
        page: The page.
        form: What ``extras.forms`` gave for its document.
        tagged: Whether the document has a structure.
    """
    layer = _layer(page)
    runs, over = once(layer.runs)
    level, upright = rules_of(page, layer.place)
    lines = _lines(segments(parted(runs, upright), upright), level, upright)
    lines, outside = _inside(lines, layer)
    left_out = [("overprint", words) for words in over] + [("accent", accent) for accent in layer.accents]
    left_out += [("hidden", line.text) for line in outside]
    expected = layer.expected
    for extra in of_page(page, form, tagged=tagged):
        expected += solid(extra.text)
        if extra.box is None or not extra.text.strip() or extra.kind == "link":
            left_out.append((extra.kind, extra.text))
        else:
            _show(extra, layer.place(extra.box), lines)
    turned = layer.way in SIDEWAYS
    return ReadPage(number, layer.height, lines, left_out, expected, turned, layer.invisible, layer.size)


def _layer(page: pdfium.PdfPage) -> _Layer:
    """The text layer of a page, turned if most of it runs down or up."""
    text = page.get_textpage()
    try:
        expected = _counted(text)
        glyphs = glyphs_of(page, text)
        accents = compose(glyphs.chars, glyphs.boxes)
        runs = stacked(list(runs_of(glyphs)))
        invisible = _is_invisible(text, runs)
    finally:
        text.close()
    way, width, height, count = main_way(runs), glyphs.width, glyphs.height, len(glyphs.chars)
    if way not in SIDEWAYS:
        return _Layer(runs, accents, expected, invisible, count, way, width, height, glyphs.place)
    for run in runs:
        turn_run(run, way, width, height)

    def place(box: Box) -> Box:
        return turn_box(glyphs.place(box), way, width, height)

    return _Layer(runs, accents, expected, invisible, count, way, height, width, place)


def _lines(found: list[Segment], level: list[Rule], upright: list[Rule]) -> list[PrintedLine]:
    """The lines of a page in order, among them the rows of its ruled tables, each table in the place of its box."""
    tables: dict[int, list[PrintedLine]] = {}
    taken: set[int] = set()
    for number, rows in enumerate(ruled(found, level, upright) if level and upright else (), 1):
        cells = [cell for row in rows for cell in row.cells]
        taken |= set(map(id, cells))
        boxes = [row.box for row in rows]
        box = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
        first, stop = min(cell.first for cell in cells), max(cell.stop for cell in cells)
        whole = Segment([], "", box, cells[0].size, -math.inf, first, stop, 1)
        for row in rows:
            row.table = number
        tables[id(whole)] = rows
        found = [*found, whole]
    lines: list[PrintedLine] = []
    for line in lines_in_order([segment for segment in found if id(segment) not in taken]):
        rows_here = [row for cell in line.cells for row in tables.get(id(cell), ())]
        rest = [cell for cell in line.cells if id(cell) not in tables]
        lines += rows_here + ([PrintedLine(rest)] if rest else [])
    return lines


def _counted(text: pdfium.PdfTextPage) -> int:
    """The characters of a page, blanks aside, in PDFium's own text of it and not in what this reader makes of it."""
    handle = text.raw
    count: int = max(0, raw.FPDFText_CountChars(handle))
    buffer = (ctypes.c_ushort * (count + 1))()
    if raw.FPDFText_GetText(handle, 0, count, buffer) - 1 == count:
        whole = bytes(buffer)[: 2 * count].decode("utf-16-le", "surrogatepass")
        return len(whole) - sum(whole.count(blank) for blank in BLANKS)
    codes: list[int] = [raw.FPDFText_GetUnicode(handle, index) for index in range(count)]
    halves = sum(code in HIGH and after in LOW for code, after in itertools.pairwise(codes))
    blanks = sum(chr(code) in BLANKS for code in codes)
    return count - halves - blanks


def _is_invisible(text: pdfium.PdfTextPage, runs: Sequence[Run]) -> bool:
    """Whether text is drawn without ink (mode 3 of ISO 32000-2, 9.3.6): a layer that a recogniser put on a picture."""
    step = max(1, len(runs) // _ASKED)
    modes = []
    for run in runs[::step]:
        drawn = raw.FPDFText_GetTextObject(text.raw, run.first)
        modes.append(bool(drawn) and raw.FPDFTextObj_GetTextRenderMode(drawn) == raw.FPDF_TEXTRENDERMODE_INVISIBLE)
    return bool(modes) and 2 * sum(modes) > len(modes)


def _inside(lines: Sequence[PrintedLine], layer: _Layer) -> tuple[list[PrintedLine], list[PrintedLine]]:
    """The lines of a page, and those that are wholly outside of it, which readers of the page do not see."""
    inside: list[PrintedLine] = []
    outside: list[PrintedLine] = []
    for line in lines:
        left, top, right, bottom = line.box
        seen = right > 0 and bottom > 0 and left < layer.width and top < layer.height
        (inside if seen else outside).append(line)
    return inside, outside


def _show(extra: Extra, box: Box, lines: list[PrintedLine]) -> None:
    """Put what a page shows beside its text where it shows it: behind what is left of it, or before what is below."""
    for part in _parts(extra.text, box):
        middle = (part.box[1] + part.box[3]) / 2
        for line in lines:
            _, top, right, bottom = line.box
            if top < middle < bottom and right <= part.box[0] + 1:
                line.cells.append(part)
                break
        else:
            at = next((index for index, line in enumerate(lines) if line.box[1] > middle), len(lines))
            lines.insert(at, PrintedLine([part]))


def _parts(text: str, box: Box) -> Iterator[Segment]:
    """The lines of a value, one below the other in its box."""
    left, top, right, bottom = box
    words = [line.strip() for line in text.replace("\r", "\n").split("\n") if line.strip()]
    height = (bottom - top) / max(1, len(words))
    for index, line in enumerate(words):
        place = (left, top + index * height, right, top + (index + 1) * height)
        yield Segment([], line, place, min(height, 12.0), place[3] - 0.25 * height, 1 << 40, 1 << 40, len(line))
