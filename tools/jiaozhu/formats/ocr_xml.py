"""ALTO and PAGE XML: lines of a recogniser with page, box, confidence and reading order.

ALTO: https://www.loc.gov/standards/alto/; PAGE: https://www.primaresearch.org/schema/PAGE/gts/pagecontent/2019-07-15/.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from jiaozhu.formats.limits import Limits
from jiaozhu.formats.packages import local, parse_xml, walk
from jiaozhu.formats.writing import TranscriptBuilder
from jiaozhu.model.transcript import Box, PageSpot, Transcript

_REGION_KINDS = {
    "heading": "heading",
    "header": "furniture",
    "footer": "furniture",
    "page-number": "furniture",
    "caption": "caption",
    "credit": "credit",
    "paragraph": "p",
}


def transcribe_alto(data: bytes, limits: Limits) -> Transcript:
    """Return the transcript of an ALTO file: one line for each ``TextLine``, hyphenated words in their two halves.

    Raises:
        UnreadableSource: The file is not XML, or exceeds the limits.
    """
    builder = TranscriptBuilder(limits)
    page = paragraph = 0
    margin = False
    for element, _ in walk(parse_xml(data, limits)):
        name = local(element)
        if name == "Page":
            page += 1
        elif name in ("TopMargin", "BottomMargin", "LeftMargin", "RightMargin"):
            margin = True
        elif name == "PrintSpace":
            margin = False
        elif name == "TextBlock":
            paragraph += 1
        elif name == "TextLine":
            words = [child for child in element if local(child) in ("String", "SP", "HYP")]
            text = "".join(" " if local(word) == "SP" else word.get("CONTENT", "") for word in words)
            kind = "furniture" if margin else ""
            box = _rectangle(element, "HPOS", "VPOS", "WIDTH", "HEIGHT")
            confidence = _mean(_number(word.get("WC")) for word in words if local(word) == "String")
            builder.add(text, PageSpot(kind, paragraph, page, box, confidence))
    return builder.finish()


def transcribe_page(data: bytes, limits: Limits) -> Transcript:
    """Return the transcript of a PAGE XML file: one line for each ``TextLine``.

    Regions are in their ``ReadingOrder``; those that it does not name follow in the order of the file.

    Raises:
        UnreadableSource: The file is not XML, or exceeds the limits.
    """
    builder = TranscriptBuilder(limits)
    paragraph = 0
    root = parse_xml(data, limits)
    for number, page in enumerate((element for element, _ in walk(root) if local(element) == "Page"), 1):
        regions = {
            element.get("id", f"#{index}"): element
            for index, (element, _) in enumerate(walk(page))
            if local(element) == "TextRegion"
        }
        ordered = [id for id in _reading_order(page) if id in regions]
        for id in dict.fromkeys([*ordered, *regions]):
            paragraph += 1
            kind = _REGION_KINDS.get(regions[id].get("type", ""), "")
            for line in (child for child in regions[id] if local(child) == "TextLine"):
                text, confidence = _equivalent(line)
                builder.add(text, PageSpot(kind, paragraph, number, _polygon(line), confidence))
    return builder.finish()


def _reading_order(page: Element) -> Iterator[str]:
    for element, _ in walk(page):
        if local(element) in ("OrderedGroup", "OrderedGroupIndexed"):
            members = [child for child in element if child.get("regionRef")]
            for child in sorted(members, key=lambda child: _number(child.get("index")) or 0.0):
                yield child.get("regionRef", "")


def _equivalent(line: Element) -> tuple[str, float | None]:
    """The line's own text; if it has none, that of its words."""
    for child in line:
        if local(child) == "TextEquiv":
            text = "".join(part.text or "" for part in child if local(part) == "Unicode")
            if text.strip():
                return text, _number(child.get("conf"))
    words = [_equivalent(child) for child in line if local(child) == "Word"]
    return " ".join(text for text, _ in words), _mean(confidence for _, confidence in words)


def _polygon(line: Element) -> Box | None:
    for child in line:
        if local(child) == "Coords":
            points = [pair.split(",") for pair in (child.get("points") or "").split()]
            xs = [x for pair in points if len(pair) == 2 and (x := _number(pair[0])) is not None]
            ys = [y for pair in points if len(pair) == 2 and (y := _number(pair[1])) is not None]
            if xs and ys:
                return min(xs), min(ys), max(xs), max(ys)
    return None


def _rectangle(element: Element, *names: str) -> Box | None:
    values = [_number(element.get(name)) for name in names]
    if any(value is None for value in values):
        return None
    left, top, width, height = (value or 0.0 for value in values)
    return left, top, left + width, top + height


def _mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return round(sum(known) / len(known), 4) if known else None


def _number(text: str | None) -> float | None:
    try:
        value = float(text) if text else None
    except ValueError:
        return None
    return value if value is not None and abs(value) < 1e9 else None
