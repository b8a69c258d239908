"""Where on the pictures of its pages each printed line of a text is, and which words of which block it is."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from jiaozhu.edition.editing.apply import EditedSource
from jiaozhu.model.facsimile import PagePicture
from jiaozhu.model.span import Span
from jiaozhu.model.transcript import Box

__all__ = ["PrintedLine", "printed_lines", "read_places"]


class PrintedLine(NamedTuple):
    """Code points ``[start, end)`` of a block's reading, and where they are printed."""

    block: str
    start: int
    end: int
    page: int
    box: Box  #: In pixels of the page's picture.


def printed_lines(edited: EditedSource) -> Mapping[str, Sequence[PrintedLine]]:
    """Return the printed lines of each text of a source, by its id, in the order of the source.

    A source without pictures has no lines here, nor has one whose places are not known.
    """
    facsimile, layout = edited.source.facsimile, edited.source.layout
    if facsimile is None or layout is None:
        return {}
    pages = {page.page: page for page in facsimile.pages}
    found: dict[str, list[PrintedLine]] = defaultdict(list)
    for line, place in zip(edited.document.lines, _places(layout), strict=False):
        page, box = pages.get(place[0]), place[1]
        if page is not None and box is not None:
            for text, block, start, end in read_places(edited, line.span):
                found[text].append(PrintedLine(block, start, end, page.page, _on(page, box)))
    return found


def _places(layout: bytes) -> Iterator[tuple[int, Box | None]]:
    """The page and the box of each line; a file that somebody has damaged says nothing."""
    try:
        lines = json.loads(layout)["lines"]
        yield from [(int(line.get("page", 0)), _box(line.get("box"))) for line in lines]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return


def _box(value: Any) -> Box | None:
    if not isinstance(value, list) or len(value) != 4:
        return None
    left, top, right, bottom = (float(item) for item in value)
    return left, top, right, bottom


def _on(page: PagePicture, box: Box) -> Box:
    left, top, right, bottom = (round(value * page.scale, 1) for value in box)
    return left, top, right, bottom


def read_places(edited: EditedSource, span: Span) -> Iterator[tuple[str, str, int, int]]:
    """Yield where words of the source are read: text and block, and which code points of it come from there.

    Args:
        edited: The source.
        span: The words.
    """
    reach: dict[tuple[str, str], tuple[int, int]] = {}
    for position in edited.ledger.borders(span):
        if (at := edited.ledger.forward(position)) is not None:
            key = at.text, at.block
            start, end = reach.get(key, (at.offset, at.end))
            reach[key] = min(start, at.offset), max(end, at.end)
    yield from ((*key, start, end) for key, (start, end) in reach.items())
