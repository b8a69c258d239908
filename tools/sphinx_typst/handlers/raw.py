"""Raw text of other formats: Typst as it is; of HTML the line breaks, the tables and the words."""

from __future__ import annotations

import re

from docutils import nodes

from ..html_content import has_table, read_html
from ..locale import __
from ..node_text import ancestors
from ..writer import Handler, Writer

__all__ = ["HANDLERS"]

_LINE_BREAK = re.compile(r"\s*<br\s*/?>\s*")


def raw(writer: Writer, node: nodes.Element) -> None:
    """Raw Typst; of HTML the tables, and of a notebook's output the words."""
    formats = node.get("format", "").split()
    is_inline = isinstance(node.parent, nodes.TextElement)
    if "typst" in formats:
        put = writer.put_inline if is_inline else writer.put_block
        put(node, node.astext())
    elif "html" in formats:
        if _LINE_BREAK.fullmatch(node.astext()):
            writer.put(" \\\n")
        elif not is_inline:
            _put_html(writer, node)


def _put_html(writer: Writer, node: nodes.Element) -> None:
    is_output = any(isinstance(around, nodes.Element) and "nb_element" in around for around in ancestors(node))
    if not is_output and not has_table(node.astext()):
        writer.warnings.info(__("raw HTML is not printed"), location=node)
        return
    for block in read_html(node.astext()):
        block.parent = node.parent
        writer.walk(block)


HANDLERS: dict[type, Handler] = {nodes.raw: raw}
