"""One document of the book: what a translator leaves, and the Typst source that is made of it.

A translator cannot know whether a link leads anywhere, nor whether anything leads to an anchor, before the
whole book is translated. So it leaves tokens; :meth:`Chapter.render` settles them when all targets are known,
and keeps a map from the places of the output to the lines of the document.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from .labels import Target, label_mark, label_value

__all__ = [
    "Anchor",
    "Chapter",
    "Heading",
    "HeadingEnd",
    "LinkEnd",
    "LinkStart",
    "Offset",
    "OptionalEnd",
    "OptionalStart",
    "PageReference",
    "Place",
    "Source",
    "Token",
]


@dataclass(frozen=True, slots=True)
class Place:
    """What follows comes from this line of the document."""

    line: int


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place that may be linked to; written only where something links to it."""

    targets: tuple[Target, ...]
    on_own_line: bool  #: before a block, rather than in running text


@dataclass(frozen=True, slots=True)
class LinkStart:
    """The beginning of a link inside the book; its text is kept whatever becomes of the link."""

    target: Target
    line: int | None  #: where the document has the link, for the warning


@dataclass(frozen=True, slots=True)
class LinkEnd:
    """The end of a link inside the book."""


@dataclass(frozen=True, slots=True)
class PageReference:
    """The page of a place in the book, for those who read on paper."""

    target: Target


@dataclass(frozen=True, slots=True)
class Offset:
    """How many levels the headings of a document that stands in this one go down in the book."""

    levels: int


@dataclass(frozen=True, slots=True)
class OptionalStart:
    """The beginning of a block that a part of the book prints only if something in it leads there: a work cited."""

    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class OptionalEnd:
    """The end of such a block."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The beginning of a heading, *depth* levels under the document's place in the book."""

    depth: int
    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class HeadingEnd:
    """The end of a heading."""


Token = (
    str
    | Place
    | Anchor
    | LinkStart
    | LinkEnd
    | PageReference
    | Offset
    | OptionalStart
    | OptionalEnd
    | Heading
    | HeadingEnd
)


@dataclass(frozen=True, slots=True)
class Source:
    """The Typst source of a document, with the way back to the document's lines."""

    text: str
    places: tuple[tuple[int, int, int], ...]  #: (line, column, line of the document), in order

    def document_line(self, line: int, column: int) -> int | None:
        """Return the line of the document that *line* and *column* of the Typst source come from."""
        found = bisect_right(self.places, (line, column, 1 << 62))
        return self.places[found - 1][2] if found else None


@dataclass(frozen=True, slots=True)
class Chapter:
    """A translated document."""

    docname: str
    title: str  #: the first heading, as plain text
    tokens: Sequence[Token]
    images: Mapping[str, str]  #: file of the sources → name among the book's images
    offset: int = 0  #: how many levels its headings go down in the book

    def targets(self) -> Iterator[tuple[Target, Target]]:
        """Yield every target of the document with the one that stands for it: the first at its place."""
        for token in self.tokens:
            if isinstance(token, (Anchor, Heading)):
                for target in token.targets:
                    yield target, token.targets[0]

    def links(self) -> Iterator[LinkStart]:
        """Yield every link into the book."""
        return (token for token in self.tokens if isinstance(token, LinkStart))

    def without_unwanted(self, wanted: Collection[Target]) -> Chapter:
        """Return the document without its optional blocks that *wanted* does not name."""
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
        """Return the document so many levels deeper in a book."""
        tokens = [Offset(token.levels + levels) if isinstance(token, Offset) else token for token in self.tokens]
        return replace(self, tokens=tuple(tokens), offset=self.offset + levels)

    @property
    def optional_targets(self) -> frozenset[Target]:
        """The targets of the optional blocks."""
        return frozenset(
            target for token in self.tokens if isinstance(token, OptionalStart) for target in token.targets
        )

    def render(self, targets: Mapping[Target, Target], wanted: Collection[Target], header: str = "") -> Source:
        """Return the Typst source: *targets* are those of the book, *wanted* those that links lead to."""
        writer = _SourceWriter(header)
        open_links: list[str] = []
        heading_end = ""
        for token in self.tokens:
            match token:
                case str():
                    writer.write(token)
                case Place(line):
                    writer.mark(line)
                case LinkStart(target):
                    found = targets.get(target)
                    writer.write(f"#link({label_value(found)})[" if found else "")
                    open_links.append("]" if found else "")
                case LinkEnd():
                    writer.write(open_links.pop())
                case PageReference(target):
                    found = targets.get(target)
                    writer.write(f"#page-reference({label_value(found)})" if found else "")
                case Offset(levels):
                    writer.write(str(levels))
                case OptionalStart() | OptionalEnd():
                    pass
                case Anchor(names, on_own_line):
                    if names[0] in wanted:
                        writer.write(f"#anchor({label_value(names[0])})" + "\n" * on_own_line)
                case Heading(depth, names):
                    if names and names[0] in wanted:
                        writer.write(f"#heading(depth: {depth})[")
                        heading_end = "]" + label_mark(names[0])
                    else:
                        writer.write("=" * depth + " ")
                        heading_end = ""
                case HeadingEnd():
                    writer.write(heading_end)
        return Source(writer.text(), tuple(writer.places))


class _SourceWriter:
    """Joins the source and remembers where it is."""

    def __init__(self, header: str) -> None:
        self.places: list[tuple[int, int, int]] = []
        self._out: list[str] = []
        self._line, self._column = 1, 0
        self.write(header)

    def write(self, text: str) -> None:
        self._out.append(text)
        if "\n" in text:
            self._line += text.count("\n")
            self._column = len(text) - text.rfind("\n") - 1
        else:
            self._column += len(text)

    def mark(self, line: int) -> None:
        self.places.append((self._line, self._column, line))

    def text(self) -> str:
        return "".join(self._out).rstrip("\n") + "\n"
