"""A translated document, the Typst source that is rendered from it, and the way back to the document's lines."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from docutils import nodes

from .index import DocumentIndex
from .labels import Target, label_mark, label_value
from .tokens import (
    Anchor,
    Heading,
    HeadingEnd,
    LinkEnd,
    LinkStart,
    Offset,
    OptionalEnd,
    OptionalStart,
    PageReference,
    PartEnd,
    PartStart,
    Place,
    Token,
)

__all__ = ["Chapter", "Part", "Source", "document_path"]


def document_path(docname: str) -> str:
    """Return the path of a document's Typst source in the output: a folder keeps it apart from the book's own files."""
    return f"documents/{docname}.typ"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a Typst source that can be printed as plain text: code points ``[start, end)``."""

    start: int
    end: int
    node: nodes.Node  #: Whose text that is.
    is_block: bool


@dataclass(frozen=True, slots=True)
class Source:
    """The Typst source of a document, with the lines of the document it comes from."""

    text: str
    places: tuple[tuple[int, int], ...]  #: (offset in code points, line of the document), in order.
    parts: tuple[Part, ...] = ()

    def document_line(self, line: int, column: int) -> int | None:
        """Return the line of the document that a place of the Typst source comes from.

        Args:
            line: Line of the source; the first is 1.
            column: Column of the source in code points; the first is 0.
        """
        found = bisect_right(self.places, (self._offset(line, column), 1 << 62))
        return self.places[found - 1][1] if found else None

    def part_at(self, line: int, column: int) -> Part | None:
        """Return the innermost part that contains a place of the Typst source; see :meth:`document_line`."""
        offset = self._offset(line, column)
        around = [part for part in self.parts if part.start <= offset < part.end]
        return min(around, key=lambda part: part.end - part.start, default=None)

    def with_plain(self, part: Part, typst: str) -> Source:
        """Return the source with other source in the place of a part and of all parts inside it.

        Args:
            part: One of :attr:`parts`.
            typst: What is written instead.
        """
        longer = len(typst) - (part.end - part.start)

        def moved(offset: int) -> int:
            return offset if offset <= part.start else max(part.start, offset + longer)

        parts = [
            replace(other, start=moved(other.start), end=moved(other.end))
            for other in self.parts
            if not (part.start <= other.start and other.end <= part.end)
        ]
        places = tuple((moved(offset), line) for offset, line in self.places)
        return Source(self.text[: part.start] + typst + self.text[part.end :], places, tuple(parts))

    def _offset(self, line: int, column: int) -> int:
        start = 0
        for _ in range(line - 1):
            start = self.text.find("\n", start) + 1 or len(self.text)
        return start + column


@dataclass(frozen=True, slots=True)
class Chapter:
    """All that the translation of a document found."""

    docname: str
    title: str  #: The first heading, as plain text.
    tokens: Sequence[Token]
    images: Mapping[str, str]  #: File of the sources → name among the book's images.
    offset: int = 0  #: How many levels its headings are lowered in the book.
    subdocuments: tuple[str, ...] = ()  #: Documents included in this one, in order.
    attached: Mapping[str, str] = field(default_factory=dict)  #: File of the sources → its name as an attachment.
    diagrams: tuple[str, ...] = ()  #: Pictures drawn in the output folder.
    tocdepth: int | None = None  #: How many levels of its headings the contents list at most.
    index: DocumentIndex = field(default_factory=DocumentIndex)

    def targets(self) -> Iterator[tuple[Target, Target]]:
        """Yield every target of the document with the one it is written as: the first at its place."""
        for token in self.tokens:
            if isinstance(token, (Anchor, Heading)):
                for target in token.targets:
                    yield target, token.targets[0]

    def links(self) -> Iterator[LinkStart]:
        """Yield every link into the book."""
        return (token for token in self.tokens if isinstance(token, LinkStart))

    def without_unwanted(self, wanted: Collection[Target]) -> Chapter:
        """Return the document with only those of its optional blocks that contain a target of *wanted*."""
        kept: list[Token] = []
        leaving = False
        for token in self.tokens:
            if isinstance(token, OptionalStart):
                leaving = not any(target in wanted for target in token.targets)
            if not leaving:
                kept.append(token)
            if isinstance(token, OptionalEnd):
                leaving = False
        return replace(self, tokens=tuple(kept))

    def moved(self, levels: int) -> Chapter:
        """Return the document with its headings lowered by *levels* more."""
        tokens = [Offset(token.levels + levels) if isinstance(token, Offset) else token for token in self.tokens]
        return replace(self, tokens=tuple(tokens), offset=self.offset + levels)

    @property
    def optional_targets(self) -> frozenset[Target]:
        """The targets of the optional blocks."""
        return frozenset(
            target for token in self.tokens if isinstance(token, OptionalStart) for target in token.targets
        )

    def render(self, targets: Mapping[Target, Target], wanted: Collection[Target], header: str = "") -> Source:
        """Return the Typst source.

        Args:
            targets: Every target of the book, with the one it is written as.
            wanted: The targets that something links to.
            header: Source to begin with.
        """
        renderer = _Renderer(targets, wanted, header)
        for token in self.tokens:
            renderer.put(token)
        return renderer.source()


class _Renderer:
    """Joins tokens to source and records where each line of the document is in it."""

    def __init__(self, targets: Mapping[Target, Target], wanted: Collection[Target], header: str) -> None:
        self._targets = targets
        self._wanted = wanted
        self._places: list[tuple[int, int]] = []
        self._parts: list[Part] = []
        self._open_parts: list[tuple[int, PartStart]] = []
        self._out: list[str] = []
        self._length = 0
        self._open_links: list[str] = []
        self._heading_end = ""
        self._write(header)

    def source(self) -> Source:
        """Return what has been written."""
        return Source("".join(self._out).rstrip("\n") + "\n", tuple(self._places), tuple(self._parts))

    def put(self, token: Token) -> None:
        """Write *token*."""
        match token:
            case str():
                self._write(token)
            case Place(line):
                self._places.append((self._length, line))
            case PartStart():
                self._open_parts.append((self._length, token))
            case PartEnd():
                if self._open_parts:  # a visitor of an extension may have left the beginning out
                    start, part = self._open_parts.pop()
                    self._parts.append(Part(start, self._length, part.node, part.is_block))
            case Offset(levels):
                self._write(str(levels))
            case Anchor():
                self._put_anchor(token)
            case Heading():
                self._put_heading(token)
            case HeadingEnd():
                self._write(self._heading_end)
            case LinkStart() | LinkEnd() | PageReference():
                self._put_link(token)

    def _put_anchor(self, anchor: Anchor) -> None:
        if anchor.targets[0] in self._wanted:
            self._write(f"#anchor({label_value(anchor.targets[0])})" + "\n" * anchor.on_own_line)

    def _put_heading(self, heading: Heading) -> None:
        if heading.targets and heading.targets[0] in self._wanted:
            self._write(f"#heading(depth: {heading.depth})[")
            self._heading_end = "]" + label_mark(heading.targets[0])
        else:
            self._write("=" * heading.depth + " ")
            self._heading_end = ""

    def _put_link(self, token: LinkStart | LinkEnd | PageReference) -> None:
        if isinstance(token, LinkEnd):
            self._write(self._open_links.pop())
            return
        found = self._targets.get(token.target)
        if isinstance(token, LinkStart):
            self._write(f"#link({label_value(found)})[" if found else "")
            self._open_links.append("]" if found else "")
        elif found:
            self._write(f"#page-reference({label_value(found)})")

    def _write(self, text: str) -> None:
        self._out.append(text)
        self._length += len(text)
