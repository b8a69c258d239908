"""Blocks of code: their colours, numbers of lines, emphasised lines; and productions of a grammar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from docutils import nodes
from sphinx import addnodes

from ..colours import Run
from ..escape import quote_string
from ..writer import Handler, Writer

__all__ = ["HANDLERS"]

#: Columns between the stops of a tabulator.
_TAB = 8


def literal_block(writer: Writer, node: nodes.Element) -> None:
    """Code in the colours of the project's style; a block that is not plain text, such as parsed literals, has none."""
    text = node.astext().expandtabs(_TAB)
    arguments = [quote_string(text)]
    if node.rawsource in ("", node.astext()):
        runs = writer.context.colours.runs(node, text)
        if runs:
            arguments.append(f"runs: ({''.join(map(_line_source, runs))})")
    options: Mapping[str, Any] = node.get("highlight_args", {})
    if node.get("linenos"):
        arguments.append(f"start: {options.get('linenostart', 1)}")
    if options.get("hl_lines"):
        arguments.append(f"marked: ({''.join(f'{number}, ' for number in options['hl_lines'])})")
    columns = max(map(len, text.split("\n")))
    arguments.append(f"columns: {columns}")
    writer.put_block(node, f"#code({', '.join(arguments)})")


def _line_source(line: Sequence[Run]) -> str:
    return f"({''.join(f'({run.length}, {run.style}), ' for run in line)}), "


def doctest_block(writer: Writer, node: nodes.Element) -> None:
    """A session of the interpreter."""
    if "language" not in node:
        node["language"] = "pycon"
    literal_block(writer, node)


def production_list(writer: Writer, node: nodes.Element) -> None:
    """The productions of a grammar, one a line."""
    lines = "\n".join(production.astext() for production in node.children)
    for production in node.children:
        if isinstance(production, nodes.Element):
            writer.put_anchor(production, on_own_line=True)
            for token in production.findall(addnodes.literal_strong):
                writer.put_anchor(token, on_own_line=True)
    writer.put_block(node, f"#code({quote_string(lines)}, columns: {max(map(len, lines.split(chr(10))), default=0)})")


HANDLERS: dict[type, Handler] = {
    nodes.literal_block: literal_block,
    nodes.doctest_block: doctest_block,
    addnodes.productionlist: production_list,
}
