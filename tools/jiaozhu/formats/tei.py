"""TEI P5: blocks of the text with their line and page breaks.

Of a ``choice`` the source's own reading is transcribed: ``sic`` and ``orig``. What ``corr`` and ``reg`` put for them
becomes an emendation of the draft.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from jiaozhu.formats.limits import Limits
from jiaozhu.formats.packages import local, parse_xml, walk
from jiaozhu.formats.writing import TranscriptBuilder
from jiaozhu.model.transcript import Choice, PageSpot, Transcript

_BLOCKS = {
    "p": "p",
    "ab": "p",
    "l": "p",
    "head": "heading",
    "byline": "byline",
    "dateline": "dateline",
    "docTitle": "title",
    "titlePart": "title",
    "docAuthor": "byline",
    "item": "p",
    "cell": "p",
    "figDesc": "caption",
    "salute": "p",
    "signed": "credit",
    "trailer": "p",
    "fw": "furniture",
    "speaker": "p",
}
_LEFT_OUT = frozenset({"corr", "reg", "expan", "note", "teiHeader", "facsimile", "standOff"})


class _Pair(NamedTuple):
    before: str
    after: str
    kind: str


def transcribe_tei(data: bytes, limits: Limits) -> Transcript:
    """Return the transcript of a TEI file: one line for each printed line if there is ``lb``, else for each block.

    Raises:
        UnreadableSource: The file is not XML, or exceeds the limits.
    """
    root = parse_xml(data, limits)
    builder = TranscriptBuilder(limits)
    page = number = 0
    stack = [root]
    while stack:
        element = stack.pop()
        name = local(element)
        if name == "teiHeader":
            titles = [item for item, _ in walk(element) if local(item) == "title"]
            builder.title = "".join(titles[0].itertext()) if titles else ""
        if name in _LEFT_OUT:
            continue
        if name == "pb":
            page += 1
        if name in _BLOCKS and not any(local(child) in _BLOCKS for child, _ in walk(element) if child is not element):
            number += 1
            page = _block(element, _BLOCKS[name], number, page, builder)
            continue
        stack += list(reversed(element))
    return builder.finish()


def _block(element: Element, kind: str, number: int, page: int, builder: TranscriptBuilder) -> int:
    """Add a block's lines; return the page on which it ends."""
    text: list[str] = []
    pairs: list[_Pair] = []
    waiting: list[_Pair] = []

    def flush() -> None:
        added = builder.add("".join(text), PageSpot(kind, number, page))
        if added:
            builder.choices += [Choice(added[0], *pair) for pair in waiting]
        text.clear()
        waiting.clear()

    for event, part in _events(element, pairs):
        if event == "text":
            text.append(part)
        elif event == "pair":
            waiting.append(pairs[int(part)])
        else:
            flush()
            page += event == "pb"
    flush()
    return page


def _events(element: Element, pairs: list[_Pair]) -> list[tuple[str, str]]:
    """Text, breaks and choices of a block in order. White space of the file is layout."""
    events: list[tuple[str, str]] = []
    stack: list[Element | str] = [element]
    root = element
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            events.append(("text", " ".join(f"x{item}x".split())[1:-1]))
            continue
        name = local(item)
        if item is not root and item.tail:
            stack.append(item.tail)
        if name == "choice" and (pair := _pair(item)):
            events += _choice(pair, pairs)
            continue
        if name in _LEFT_OUT or not name:
            continue
        if name in ("lb", "pb", "cb"):
            events.append((name, ""))
        stack += reversed(item)
        if item.text:
            stack.append(item.text)
    return events


def _choice(pair: _Pair, pairs: list[_Pair]) -> Iterator[tuple[str, str]]:
    """The events of a choice: the source's reading, and the pair if both readings have words."""
    yield "text", pair.before
    if pair.after and pair.before:
        pairs.append(pair)
        yield "pair", str(len(pairs) - 1)


def _pair(choice: Element) -> _Pair | None:
    found = {local(child): " ".join("".join(child.itertext()).split()) for child in choice}
    for before, after, kind in (
        ("sic", "corr", "corrected"),
        ("orig", "reg", "regularized"),
        ("abbr", "expan", "regularized"),
    ):
        if before in found:
            return _Pair(found[before], found.get(after, ""), kind)
    return None
