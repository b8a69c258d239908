"""ALTO and PAGE XML: lines of a recogniser with page, box, confidence and reading order.

ALTO: https://www.loc.gov/standards/alto/; PAGE: https://www.primaresearch.org/schema/PAGE/gts/pagecontent/2019-07-15/.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from xml.etree.ElementTree import Element

from jiaozhu.formats.limits import Limits
from jiaozhu.formats.marked.counting import count_characters
from jiaozhu.formats.marked.packages import local, parse_xml, walk
from jiaozhu.formats.marked.visiting import Visitor
from jiaozhu.formats.writing import TranscriptBuilder
from jiaozhu.model.transcript import Box, PageSpot, Transcript

__all__ = ["ALTO_TEXT", "box_of", "count_alto", "mean", "number", "ordered", "read_alto", "transcribe_alto"]

_MARGINS = frozenset({"TopMargin", "BottomMargin", "LeftMargin", "RightMargin"})
#: Attributes that carry text, and what is left out of them under which kind; ``CONTENT`` of a ``String`` is read.
_ATTRIBUTES = {
    "String@SUBS_CONTENT": "repeated",
    "Glyph@CONTENT": "repeated",
    "Variant@CONTENT": "alternative",
    "*@LABEL": "metadata",
    "*@DESCRIPTION": "metadata",
}
#: Every attribute that carries text.
ALTO_TEXT = frozenset({*_ATTRIBUTES, "String@CONTENT", "HYP@CONTENT"})
#: Words that no blank parts are at most this share of their height apart.
_TOUCHING = 0.12


def transcribe_alto(data: bytes, limits: Limits) -> Transcript:
    """Return the transcript of an ALTO file: one line for each ``TextLine``, hyphenated words in their two halves.

    Blocks are in the file's ``ReadingOrder``, those that it does not name in the order of the file.

    Raises:
        UnreadableSource: The file is not XML, or exceeds the limits.
    """
    builder = TranscriptBuilder(limits)
    root = parse_xml(data, limits)
    builder.expect(count_alto(data))
    read_alto(root, builder)
    return builder.finish()


def count_alto(data: bytes) -> int:
    """Return how many characters of an ALTO file are text, blanks aside, by a second walk."""
    return count_characters(data, attributes=ALTO_TEXT)


def read_alto(root: Element, builder: TranscriptBuilder, page: int = 0, paragraph: int = 0, member: str = "") -> None:
    """Add the lines of an ALTO file to a transcript.

    Args:
        root: Of the file.
        builder: Of the transcript.
        page: How many pages precede it.
        paragraph: How many paragraphs precede it.
        member: What the file is called in its package.
    """
    reader = _Alto(builder, page, paragraph, member)
    reader.visit(root)
    reader.write(list(_order(root)))


class _Alto(Visitor):
    """Collects the lines of blocks."""

    def __init__(self, builder: TranscriptBuilder, page: int, paragraph: int, member: str) -> None:
        super().__init__()
        self._builder = builder
        self._page, self._paragraph, self._member = page, paragraph, member
        self._margin = False
        self._blocks: dict[str, list[tuple[str, PageSpot]]] = {}
        self._block = ""

    def enter(self, element: Element, name: str) -> bool:
        self._leave_attributes(element, name)
        if name == "Page":
            self._page += 1
        elif name in _MARGINS:
            self._margin = True
        elif name == "TextBlock":
            self._begin_block(element)
        elif name in ("Illustration", "GraphicalElement"):
            self._builder.leave("picture", "", self._at(element))
        elif name == "TextLine":
            self._line(element)
        return True

    def leave(self, element: Element, name: str) -> None:
        if name in _MARGINS:
            self._margin = False

    def text(self, words: str) -> None:
        kind = "alternative" if self._frames[-1].name == "ALTERNATIVE" else "metadata"
        self._builder.leave(kind, words, self._at())

    def _at(self, element: Element | None = None) -> str:
        """Where in the file an element is: its id, else its path."""
        place = (element.get("ID") if element is not None else "") or self.path
        return f"{self._member}#{place}" if self._member else place

    def write(self, order: Sequence[str]) -> None:
        """Put the lines into the transcript, blocks in an order of their ids."""
        for id in ordered(self._blocks, order):
            for text, spot in self._blocks[id]:
                self._builder.add(text, spot)

    def _begin_block(self, element: Element) -> None:
        self._paragraph += 1
        self._block = element.get("ID") or f"#{self._paragraph}"
        self._blocks.setdefault(self._block, [])

    def _line(self, element: Element) -> None:
        words = [part for part in element if local(part) in ("String", "SP", "HYP")]
        confidence = mean(number(word.get("WC")) for word in words if local(word) == "String")
        kind = "furniture" if self._margin else ""
        box = box_of(element, "HPOS", "VPOS", "WIDTH", "HEIGHT")
        spot = PageSpot(kind, self._paragraph, self._page, box, confidence, self._at(element))
        self._blocks.setdefault(self._block, []).append((_joined(words), spot))

    def _leave_attributes(self, element: Element, name: str) -> None:
        for key, value in element.attrib.items():
            kind = _ATTRIBUTES.get(f"{name}@{key}") or _ATTRIBUTES.get(f"*@{key}")
            if kind and value:
                self._builder.leave(kind, value, self._at(element))
        outside = name in ("String", "HYP") and self.names[-2:-1] != ["TextLine"]
        if outside and element.get("CONTENT"):
            self._builder.leave("hidden", element.get("CONTENT", ""), self._at(element))


def _joined(words: Sequence[Element]) -> str:
    """The words of a line. Many programs write no ``SP``: then the room between two words says whether they touch, and
    where no box is known, whether they are of letters that blanks part."""
    if any(local(word) == "SP" for word in words):
        return "".join(" " if local(word) == "SP" else word.get("CONTENT", "") for word in words)
    out = ""
    before: Element | None = None
    for word in words:
        content = word.get("CONTENT", "")
        if (
            before is not None
            and local(word) == "String"
            and content
            and out
            and _apart(before, word, out[-1], content[0])
        ):
            out += " "
        out += content
        before = word
    return out


def _apart(left: Element, right: Element, last: str, first: str) -> bool:
    """Whether a blank parts two words: a mark may touch a word, as their boxes say; two words never do."""
    if _is_wide(last) and _is_wide(first):
        return False
    if last.isalnum() and first.isalnum():
        return True
    boxes = [box_of(word, "HPOS", "VPOS", "WIDTH", "HEIGHT") for word in (left, right)]
    if boxes[0] is None or boxes[1] is None:
        return True
    one, two = sorted((boxes[0], boxes[1]))  # as they are printed, whichever way the line runs
    height, gap = max(one[3] - one[1], two[3] - two[1]), two[0] - one[2]
    overlap = -gap > 0.5 * min(one[2] - one[0], two[2] - two[0])
    return overlap or gap > _TOUCHING * height


def _is_wide(char: str) -> bool:
    """Whether a letter or mark is one that no blank parts from its neighbours."""
    return unicodedata.east_asian_width(char) in "WF" and not "\uac00" <= char <= "\ud7a3"


def _order(root: Element) -> Iterator[str]:
    for element, _ in walk(root):
        if local(element) == "ElementRef":
            yield element.get("REF", "")


def ordered(ids: Iterable[str], order: Iterable[str]) -> list[str]:
    """Return ids in a given order, those that it does not name after them as they are."""
    known = dict.fromkeys(ids)
    return list(dict.fromkeys([*(id for id in order if id in known), *known]))


def box_of(element: Element, *names: str) -> Box | None:
    """Return the box that four attributes give: left, top, width, height."""
    values = [number(element.get(name)) for name in names]
    if any(value is None for value in values):
        return None
    left, top, width, height = (value or 0.0 for value in values)
    return left, top, left + width, top + height


def mean(values: Iterable[float | None]) -> float | None:
    """Return the mean of the numbers that are known."""
    known = [value for value in values if value is not None]
    return round(sum(known) / len(known), 4) if known else None


def number(text: str | None) -> float | None:
    """Return a number of a sensible size, or None."""
    try:
        value = float(text) if text else None
    except ValueError:
        return None
    return value if value is not None and abs(value) < 1e9 else None
