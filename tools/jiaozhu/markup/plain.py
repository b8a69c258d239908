"""A tree as what readers see of it, for search, cards and summaries: no marks, one line, no citations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jiaozhu.markup.tree import (
    Block,
    Cite,
    Code,
    Emphasis,
    HardBreak,
    Inline,
    Link,
    Paragraph,
    Passage,
    SoftBreak,
    Strong,
    Term,
    Text,
    Tree,
)

__all__ = ["plain_text"]


def plain_text(tree: Tree) -> str:
    """Return what readers see of a body, on one line; citations are left out."""
    return " ".join("".join(_of_blocks(tree.blocks)).split())


def _of_blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from _of_inlines(block.inlines)
            yield " "
        else:
            for item in block.items:
                yield from _of_blocks(item)


def _of_inlines(inlines: Iterable[Inline]) -> Iterator[str]:
    for inline in inlines:
        if isinstance(inline, Text | Code):
            yield inline.text
        elif isinstance(inline, SoftBreak | HardBreak):
            yield " "
        elif isinstance(inline, Emphasis | Strong | Link):
            yield from _of_inlines(inline.inlines)
        elif isinstance(inline, Term | Passage):
            yield inline.shown
        else:
            assert isinstance(inline, Cite)
