"""PAGE XML: lines of a recogniser in their regions (https://www.primaresearch.org/schema/PAGE/gts/pagecontent/2019-07-15/)."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from jiaozhu.formats.limits import Limits
from jiaozhu.formats.marked.counting import count_characters
from jiaozhu.formats.marked.packages import local, outermost, parse_xml, walk
from jiaozhu.formats.marked.visiting import Visitor
from jiaozhu.formats.recognised.ocr_xml import mean, number, ordered
from jiaozhu.formats.writing import TranscriptBuilder
from jiaozhu.model.transcript import Box, PageSpot, Shape, Transcript

_KINDS = {
    "heading": "heading",
    "header": "furniture",
    "footer": "furniture",
    "page-number": "furniture",
    "caption": "caption",
    "credit": "credit",
    "paragraph": "p",
    "footnote": "footnote",
    "endnote": "footnote",
}
_PICTURES = frozenset({"ImageRegion", "GraphicRegion", "LineDrawingRegion", "ChartRegion", "MapRegion"})


def transcribe_page(data: bytes, limits: Limits) -> Transcript:
    """Return the transcript of a PAGE XML file: one line for each ``TextLine``, else for each line of a region's text.

    Regions are in their ``ReadingOrder``; those that it does not name follow in the order of the file.

    Raises:
        UnreadableSource: The file is not XML, or exceeds the limits.
    """
    builder = TranscriptBuilder(limits)
    root = parse_xml(data, limits)
    builder.expect(count_characters(data))
    read_page(root, builder)
    return builder.finish()


def read_page(root: Element, builder: TranscriptBuilder, page: int = 0, paragraph: int = 0, member: str = "") -> None:
    """Add the lines of a PAGE XML file to a transcript.

    Args:
        root: Of the file.
        builder: Of the transcript.
        page: How many pages precede it.
        paragraph: How many paragraphs precede it.
        member: What the file is called in its package.
    """
    reader = _Page(builder, paragraph, member)
    for page_number, element in enumerate(outermost(root, "Page"), page + 1):
        reader.read(element, page_number)
    _Rest(builder, reader.read_texts, member).visit(root)


class _Page:
    """Reads the regions of pages, and remembers which texts it took."""

    def __init__(self, builder: TranscriptBuilder, paragraph: int, member: str) -> None:
        self.read_texts: set[Element] = set()
        self._builder = builder
        self._paragraph = paragraph
        self._member = f"{member}#" if member else ""
        self._tables = 0

    def read(self, page: Element, page_number: int) -> None:
        """Read a page."""
        regions: dict[str, Element] = {}
        shapes: dict[Element, Shape] = {}
        for index, (element, _) in enumerate(walk(page)):
            if local(element) == "TextRegion":
                regions.setdefault(element.get("id", f"#{index}"), element)
            elif local(element) == "TableRegion":
                self._tables += 1
                shapes |= _cells(element, self._tables)
        for id in ordered(regions, _reading_order(page)):
            self._paragraph += 1
            region = regions[id]
            kind = "cell" if region in shapes else _KINDS.get(region.get("type", ""), "")
            spot = PageSpot(kind, self._paragraph, page_number, None, None, self._member + id, shapes.get(region))
            before = len(self._builder.lines)
            for line in (child for child in region if local(child) == "TextLine"):
                text, confidence = self._text(line)
                at = self._member + line.get("id", id)
                self._builder.add(text, spot._replace(box=_polygon(line), confidence=confidence, at=at))
            if len(self._builder.lines) == before:
                text, confidence = self._own(region)
                self._builder.add(text, spot._replace(box=_polygon(region), confidence=confidence))

    def _text(self, line: Element) -> tuple[str, float | None]:
        """The line's own text; if it has none, that of its words, else of their glyphs."""
        text, confidence = self._own(line)
        if text.strip():
            return text, confidence
        parts = [self._text(child) for child in line if local(child) in ("Word", "Glyph")]
        between = " " if any(local(child) == "Word" for child in line) else ""
        return between.join(text for text, _ in parts), mean(confidence for _, confidence in parts)

    def _own(self, element: Element) -> tuple[str, float | None]:
        """Of an element's own texts the one that it puts first."""
        texts = [child for child in element if local(child) == "TextEquiv"]
        for child in sorted(texts, key=lambda child: number(child.get("index")) or 0.0):
            for form in ("Unicode", "PlainText"):
                parts = [part for part in child if local(part) == form and (part.text or "").strip()]
                if parts:
                    self.read_texts.update(parts)
                    return "".join(part.text or "" for part in parts), number(child.get("conf"))
        return "", None


class _Rest(Visitor):
    """Leaves out, with its words, whatever was not read."""

    def __init__(self, builder: TranscriptBuilder, read: set[Element], member: str) -> None:
        super().__init__()
        self._builder, self._read = builder, read
        self._member = f"{member}#" if member else ""
        self._taken: set[Element] = set()

    def enter(self, element: Element, name: str) -> bool:
        if name in _PICTURES:
            self._builder.leave("picture", "", self._member + (element.get("id") or self.path))
        if any(part in self._read for child in element if local(child) == "TextEquiv" for part in child):
            self._taken.add(element)
        return True

    def text(self, words: str) -> None:
        frames = self._frames
        element = frames[-1].element
        if element in self._read and words is element.text:
            return
        kind = "metadata"
        if "TextEquiv" in self.names:
            holder = frames[self.names.index("TextEquiv") - 1].element
            kind = "alternative" if holder in self._taken and frames[-1].name == "Unicode" else "repeated"
        self._builder.leave(kind, words, self._member + self.path)


def _cells(table: Element, table_number: int) -> dict[Element, Shape]:
    """The places of the regions that are cells of a table; rows and columns count from 0 in the file."""
    found: dict[Element, Shape] = {}
    for region, _ in walk(table):
        for role, _ in walk(region) if local(region) == "TextRegion" else ():
            row, column = number(role.get("rowIndex")), number(role.get("columnIndex"))
            if local(role) == "TableCellRole" and row is not None and column is not None:
                found.setdefault(region, Shape(table=table_number, row=int(row) + 1, column=int(column) + 1))
    return found


def _reading_order(page: Element) -> Iterator[str]:
    for element, _ in walk(page):
        if local(element) in ("OrderedGroup", "OrderedGroupIndexed"):
            members = [child for child in element if child.get("regionRef")]
            for child in sorted(members, key=lambda child: number(child.get("index")) or 0.0):
                yield child.get("regionRef", "")


def _polygon(element: Element) -> Box | None:
    for child in element:
        if local(child) == "Coords":
            points = [pair.split(",") for pair in (child.get("points") or "").split()]
            xs = [x for pair in points if len(pair) == 2 and (x := number(pair[0])) is not None]
            ys = [y for pair in points if len(pair) == 2 and (y := number(pair[1])) is not None]
            if xs and ys:
                return min(xs), min(ys), max(xs), max(ys)
    return None
