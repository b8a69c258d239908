"""What a contributor wrote, as a tree of the only things it may hold: text, emphasis, code, links, roles, lists.

A body is read once (``reading``) and every writer renders from its tree, so what was checked is what is written. A
tree cannot hold anything else: there is no node for HTML, a directive, an image or an attribute.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TypeAlias

__all__ = [
    "Block",
    "Bullets",
    "Cite",
    "Code",
    "Emphasis",
    "HardBreak",
    "Inline",
    "Link",
    "Numbers",
    "Paragraph",
    "Passage",
    "Role",
    "SoftBreak",
    "Strong",
    "Term",
    "Text",
    "Tree",
    "normal",
    "normal_inlines",
    "walk",
]


@dataclass(frozen=True, slots=True)
class Text:
    """Words; any character is just that character."""

    text: str


@dataclass(frozen=True, slots=True)
class SoftBreak:
    """Where a line of the file ends inside a paragraph."""


@dataclass(frozen=True, slots=True)
class HardBreak:
    """A line break that readers see."""


@dataclass(frozen=True, slots=True)
class Code:
    """Words as they are typed, on one line."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words with emphasis."""

    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Strong:
    """Words with strong emphasis."""

    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A link out of the edition, to an http or https address."""

    address: str
    inlines: tuple[Inline, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A link to an entry of the glossary."""

    shown: str
    headword: str
    line: int = field(default=0, compare=False)  #: Of the body, from 0; for messages.


@dataclass(frozen=True, slots=True)
class Cite:
    """Works of the bibliography."""

    keys: tuple[str, ...]
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Passage:
    """A link to a block of a text."""

    shown: str
    docname: str
    block: str
    line: int = field(default=0, compare=False)


Role: TypeAlias = Term | Cite | Passage
Inline: TypeAlias = Text | SoftBreak | HardBreak | Code | Emphasis | Strong | Link | Role


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list with bullets: of each item its blocks."""

    items: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True, slots=True)
class Numbers:
    """A list with numbers: of each item its blocks."""

    items: tuple[tuple[Block, ...], ...]
    start: int = 1


Block: TypeAlias = Paragraph | Bullets | Numbers


@dataclass(frozen=True, slots=True)
class Tree:
    """A whole body."""

    blocks: tuple[Block, ...] = ()


def walk(tree: Tree) -> Iterator[Inline]:
    """Yield every inline node in the order of the text, each before what is in it."""
    for block in tree.blocks:
        yield from _inlines_of(block)


def _inlines_of(block: Block) -> Iterator[Inline]:
    if isinstance(block, Paragraph):
        yield from _below(block.inlines)
        return
    for item in block.items:
        for inner in item:
            yield from _inlines_of(inner)


def _below(inlines: Iterable[Inline]) -> Iterator[Inline]:
    for inline in inlines:
        yield inline
        if isinstance(inline, Emphasis | Strong | Link):
            yield from _below(inline.inlines)


def normal(tree: Tree) -> Tree:
    """Return a tree as it is after it has been written and read: without empty nodes, neighbours of one kind joined."""
    return Tree(_normal_blocks(tree.blocks))


def _normal_blocks(blocks: Iterable[Block]) -> tuple[Block, ...]:
    return tuple(found for block in blocks if (found := _normal_block(block)) is not None)


def _normal_block(block: Block) -> Block | None:
    if isinstance(block, Paragraph):
        inlines = normal_inlines(block.inlines)
        return Paragraph(inlines) if inlines else None
    items = tuple(filter(None, map(_normal_blocks, block.items)))
    return replace(block, items=items) if items else None


def normal_inlines(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """Return the inline nodes of a paragraph in their normal form; see ``normal``."""
    found = tuple(inlines)
    while found != (settled := tuple(_trimmed(list(_joined(found, frozenset()))))):
        found = settled  # what is left of an emptied node's neighbours may be of one kind again
    return found


def _joined(inlines: Iterable[Inline], around: frozenset[type]) -> Iterator[Inline]:
    """Nodes without those that are empty or say again what is around them; neighbours of one kind are one node.

    ``around`` are the kinds of emphasis and link that the nodes are in.
    """
    before: Inline | None = None
    for inline in _flattened(inlines, around):
        joined = _together(before, inline) if before is not None else None
        if joined is None and before is not None:
            yield from _settled(before, around)
        before = joined if joined is not None else inline
    if before is not None:
        yield from _settled(before, around)


def _settled(inline: Inline, around: frozenset[type]) -> Iterator[Inline]:
    """A node whose neighbours are settled, with its own nodes in their normal form."""
    if not isinstance(inline, Emphasis | Strong | Link):
        yield inline
        return
    within = tuple(_trimmed(list(_joined(inline.inlines, around | {type(inline)}))))
    if not within and isinstance(inline, Link):
        within = (Text(inline.address),)
    if within and isinstance(inline, Link):
        yield Link(inline.address, within, " ".join(inline.title.split()))
    elif within:
        yield replace(inline, inlines=within)


def _trimmed(inlines: list[Inline]) -> list[Inline]:
    """Without line ends at either end: emphasis may not begin or end with one."""
    while inlines and isinstance(inlines[0], SoftBreak | HardBreak):
        del inlines[0]
    while inlines and isinstance(inlines[-1], SoftBreak | HardBreak):
        del inlines[-1]
    return inlines


def _flattened(inlines: Iterable[Inline], around: frozenset[type]) -> Iterator[Inline]:
    for inline in inlines:
        if isinstance(inline, Text | Code) and not inline.text:
            continue
        if isinstance(inline, Emphasis | Strong | Link) and type(inline) in around:
            yield from _flattened(inline.inlines, around)
        else:
            yield _harmless(inline) if Link in around else inline


def _harmless(inline: Inline) -> Inline:
    """A node in a link. Code or a role with ``]:`` in it would make the link a definition, so it is words there."""
    if isinstance(inline, Code) and "]:" in inline.text:
        return Text(inline.text)
    if isinstance(inline, Term) and "]:" in f"{inline.shown} {inline.headword}":
        return Text(inline.shown)
    if isinstance(inline, Passage) and "]:" in inline.shown:
        return Text(inline.shown)
    return inline


def _together(one: Inline, other: Inline) -> Inline | None:
    """Two neighbours as one node, if they are of one kind."""
    if isinstance(one, Text | Code) and isinstance(other, Text | Code):
        return replace(one, text=one.text + other.text) if type(one) is type(other) else None
    if isinstance(one, Emphasis | Strong) and isinstance(other, Emphasis | Strong):
        return replace(one, inlines=one.inlines + other.inlines) if type(one) is type(other) else None
    breaks = (SoftBreak, HardBreak)
    if isinstance(one, breaks) and isinstance(other, breaks):
        return HardBreak() if HardBreak() in (one, other) else one
    return None
