"""Captions, and the numbers in them."""

from __future__ import annotations

from docutils import nodes

from ..escape import escape_text
from ..tokens import trim
from ..writer import Handler, Writer

__all__ = ["HANDLERS", "caption_number"]


def caption_number(writer: Writer, node: nodes.Element, kind: str) -> str:
    """Return the number of *node* in front of its caption, as markup; empty if it has none."""
    number = writer.context.caption_number(node, kind)
    return f"{escape_text(number)}#h(0.7em)" if number else ""


def caption(writer: Writer, node: nodes.Element) -> None:
    """The caption of a code block, above it. That of a figure is written by the figure."""
    words = trim(writer.children(node))
    number = caption_number(writer, node.parent, "code-block")
    writer.put_block(node, '#div("caption")[', number, *words, "]")


HANDLERS: dict[type, Handler] = {nodes.caption: caption}
