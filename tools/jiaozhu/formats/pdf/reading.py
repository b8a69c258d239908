"""From a PDF file to its transcript."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pypdfium2 as pdfium

from jiaozhu.formats.layout import paragraphs
from jiaozhu.formats.limits import Limits, UnreadableSource
from jiaozhu.formats.pdf.glyphs import glyphs_of, turned
from jiaozhu.formats.pdf.lines import PrintedLine, lines_in_order
from jiaozhu.formats.pdf.rows import once, segments
from jiaozhu.formats.pdf.runs import Way, is_vertical, runs_of
from jiaozhu.formats.writing import TranscriptBuilder
from jiaozhu.locale import _
from jiaozhu.model.transcript import Box, PageSpot, Transcript


class Page(NamedTuple):
    number: int
    width: float
    height: float
    lines: list[PrintedLine]
    over: list[str]
    way: str


def read_page(number, page, text):
    glyphs = glyphs_of(page, text)
    runs = list(runs_of(glyphs))
    way = Way.RIGHT
    count = {}
    for run in runs:
        count[run.way] = count.get(run.way, 0) + len(run.chars)
    if is_vertical(runs):
        runs = list(runs_of(glyphs, upright_down=True))
        way = Way.DOWN
    elif count and max(count, key=count.get) in (Way.DOWN, Way.UP):
        way = max(count, key=count.get)
    if way != Way.RIGHT:
        glyphs = turned(glyphs, down=way == Way.DOWN)
        runs = list(runs_of(glyphs))
    runs, over = once(runs)
    return Page(number, glyphs.width, glyphs.height, lines_in_order(segments(runs)), over, way)


def transcribe_pdf(data: bytes, limits: Limits) -> Transcript:
    document = pdfium.PdfDocument(data)
    builder = TranscriptBuilder(limits)
    for n in range(len(document)):
        page = document[n]
        text = page.get_textpage()
        got = read_page(n + 1, page, text)
        text.close()
        page.close()
        for line in got.lines:
            builder.add(line.text, PageSpot("", 0, n + 1))
    return builder.finish()
