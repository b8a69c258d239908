"""Trees made of trees: a body on one line, inside a sentence. Nothing is written and read again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from string import Formatter

from jiaozhu.language import typography
from jiaozhu.markup.tree import (
    Block,
    Emphasis,
    HardBreak,
    Inline,
    Link,
    Numbers,
    Paragraph,
    SoftBreak,
    Strong,
    Text,
    Tree,
    normal_inlines,
)

__all__ = ["bare", "filled", "joined", "on_a_line", "one_line", "sentence"]

_RUN = re.compile(r"[ \n]+")


def on_a_line(text: str) -> Text:
    """Return words on one line: white space of any kind is one space, none at the ends."""
    return Text(" ".join(text.split()))


def one_line(tree: Tree) -> tuple[Inline, ...]:
    """Return a body as the inline nodes of one line: paragraphs and lines with a space between, items with a comma."""
    return normal_inlines(_spaced(joined(Text(" "), map(_flat, tree.blocks))))


def joined(between: Inline, groups: Iterable[tuple[Inline, ...]]) -> tuple[Inline, ...]:
    """Return groups of inline nodes as one, without the empty ones, with a node between them."""
    found: list[Inline] = []
    for group in groups:
        if group:
            found += [between, *group] if found else group
    return tuple(found)


def bare(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return inline nodes without the full stop at their end, if they end with words."""
    if inlines and isinstance(inlines[-1], Text):
        last = typography().bare(inlines[-1].text)
        return (*inlines[:-1], Text(last)) if last else inlines[:-1]
    return inlines


def sentence(words: str) -> tuple[Inline, ...]:
    """Return words as a sentence of their own, on one line, with one full stop at its end."""
    return (Text(typography().ended(on_a_line(words).text)),)


def filled(template: str, **values: tuple[Inline, ...] | str) -> tuple[Inline, ...]:
    """Return a translated sentence as inline nodes.

    Args:
        template: The sentence, with ``{name}`` where a value is put in.
        values: Inline nodes, or words, which are only that.
    """
    found: list[Inline] = []
    for literal, name, _spec, _conversion in Formatter().parse(template):
        found.append(Text(literal))
        value = values[name] if name else ()
        found += [Text(value)] if isinstance(value, str) else value
    return normal_inlines(found)


def _flat(block: Block) -> tuple[Inline, ...]:
    if isinstance(block, Paragraph):
        return block.inlines
    first = block.start if isinstance(block, Numbers) else None
    items = [joined(Text(" "), map(_flat, item)) for item in block.items]
    if first is not None:
        items = [(Text(f"{number}. "), *item) for number, item in enumerate(items, first)]
    return joined(Text(typography().clause), items)


def _spaced(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """Inline nodes with a space for each line end and each run of spaces."""
    for inline in inlines:
        if isinstance(inline, SoftBreak | HardBreak):
            yield Text(" ")
        elif isinstance(inline, Text):
            yield Text(_RUN.sub(" ", inline.text))
        elif isinstance(inline, Emphasis | Strong | Link):
            yield replace(inline, inlines=tuple(_spaced(inline.inlines)))
        else:
            yield inline
