"""What a source's file says of single words, or shows between them: where each is read."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import accumulate
from typing import Any, NamedTuple

from jiaozhu.edition.editing.apply import EditedSource
from jiaozhu.edition.facsimile import read_places
from jiaozhu.model.addresses import is_web_address
from jiaozhu.model.page import Said, Shown
from jiaozhu.model.span import Span

__all__ = ["InBlock", "shown_in_blocks"]

#: Kinds of what is said of words and shown by a page.
_SHOWN = frozenset({"link", "note", "ruby"})
#: Code points of an address, and of the reading of words.
_LONGEST = {"link": 2_000, "note": 500, "ruby": 100}


class InBlock(NamedTuple):
    """What is said of the words of one block, and the pictures in it; each in the order of the block."""

    said: tuple[Said, ...] = ()
    pictures: tuple[Shown, ...] = ()


def shown_in_blocks(edited: EditedSource) -> Mapping[tuple[str, str], InBlock]:
    """Return what is said and shown, by text and block; nothing for a source whose file says nothing of its words.

    Addresses that are not of the web are left to the file, but for the marks of its own notes, which lead to them.
    """
    source = edited.source
    pictures = source.facsimile.pictures if source.facsimile else ()
    layout = source.layout if source.about.transcript and source.about.transcript.layout else None
    if not pictures and layout is None:
        return {}
    lines = edited.document.text.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    said: defaultdict[tuple[str, str], list[Said]] = defaultdict(list)
    for line, start, end, kind, value in _inlines(layout) if layout else ():
        if 1 <= line <= len(lines) and 0 <= start < end <= len(lines[line - 1]):
            span = Span(starts[line - 1] + start, starts[line - 1] + end)
            for text, block, low, high in read_places(edited, span):
                said[text, block].append(Said(low, high, kind, value))
    shown: defaultdict[tuple[str, str], list[Shown]] = defaultdict(list)
    rights = source.facsimile.rights.strip() if source.facsimile and source.facsimile.is_published else ""
    figures = {
        block.image.span.start: (text.spec.id, block.id, 0)
        for text in (edited.texts if pictures else ())
        for block in text.blocks
        if block.image is not None
    }
    for picture in pictures:
        number = min(max(1, picture.line), len(lines))
        at = min(picture.at, len(lines[number - 1])) if picture.line else 0
        position = starts[number - 1] + at
        if (place := figures.get(position) or _point(edited, position, at > 0)) is not None:
            text, block, offset = place
            shown[text, block].append(Shown(offset, picture, rights))
    notes = {item.value for items in said.values() for item in items if item.kind == "note"}
    targets = dict(_notes(edited, layout, starts)) if layout and notes else {}
    keys = {**said, **shown}
    return {
        key: InBlock(
            tuple(sorted(_resolved(said.get(key, []), key[0], targets), key=lambda item: item[:2])),
            tuple(shown.get(key, [])),
        )
        for key in keys
    }


def _resolved(said: list[Said], text: str, targets: Mapping[tuple[str, str], str]) -> Iterator[Said]:
    """What can be shown: links to the web, marks of notes that are on the same page, readings."""
    for item in said:
        if item.kind == "note":
            if (block := targets.get((text, item.value))) is not None:
                yield item._replace(kind="link", value=f"#{block}")
        elif item.kind == "ruby" or is_web_address(item.value):
            yield item


def _point(edited: EditedSource, position: int, after: bool) -> tuple[str, str, int] | None:
    """The block that has a place between two characters, which belongs to the first of them if there is one."""
    read = edited.ledger.forward(position - 1) if after else edited.ledger.forward(position)
    if read is None:
        return None
    return read.text, read.block, read.end if after else read.offset


def _notes(edited: EditedSource, layout: bytes, starts: list[int]) -> Iterator[tuple[tuple[str, str], str]]:
    """The first block of each note of the file, by text and name."""
    for number, line in reversed(list(enumerate(_records(layout, "lines")))):
        shape = line.get("shape")
        name = shape.get("note") if isinstance(shape, dict) else None
        if isinstance(name, str) and number < len(starts) - 1:
            read = edited.ledger.forward(starts[number])
            if read is not None:
                yield (read.text, name), read.block


def _inlines(layout: bytes) -> Iterator[tuple[int, int, int, str, str]]:
    for item in _records(layout, "inlines"):
        places = [item.get(key, 0) for key in ("line", "start", "end")]
        kind, value = item.get("kind"), item.get("value")
        if all(isinstance(place, int) for place in places) and isinstance(value, str):
            words = " ".join(value.split())
            if kind in _SHOWN and words and words.isprintable() and len(words) <= _LONGEST[kind]:
                yield *places, kind, words


def _records(layout: bytes, key: str) -> list[dict[str, Any]]:
    """A list of a layout; a file that somebody has damaged, which is a problem of its own, says nothing."""
    try:
        found = json.loads(layout).get(key, [])
    except (ValueError, AttributeError, RecursionError):
        return []
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []
