"""Tables: docutils gives rows of cells with spans, which Typst takes as they are."""

from __future__ import annotations

from dataclasses import dataclass, field

from docutils import nodes

from ..tokens import Token, trim
from ..writer import Handler, Writer
from .captions import caption_number

__all__ = ["HANDLERS"]

_ALIGNMENTS = {"text-left": "left", "text-center": "center", "text-right": "right"}


@dataclass(slots=True)
class _Columns:
    """The columns of a table."""

    widths: list[int] = field(default_factory=list)
    stubs: list[bool] = field(default_factory=list)  #: For each column, whether it holds the names of the rows.


def table(writer: Writer, node: nodes.Element) -> None:
    """A table; one with a title is a figure."""
    title: list[Token] = []
    body: list[Token] = []
    for child in node.children:
        if isinstance(child, nodes.title):
            title = trim(writer.children(child))
        else:
            body += writer.one(child)
    body = trim(body)
    if title:
        number = caption_number(writer, node, "table")
        body = ["#figure(kind: table, caption: [", number, *title, "])[\n", *body, "\n]"]
    writer.put_block(node, *body)


def tgroup(writer: Writer, node: nodes.Element) -> None:
    """The columns and rows of a table. A header that cannot be repeated is printed once."""
    columns = _Columns()
    head: list[Token] = []
    body: list[Token] = []
    repeat = ""
    for child in node.children:
        if isinstance(child, nodes.colspec):
            columns.widths.append(child.get("colwidth", 1))
            columns.stubs.append(bool(child.get("stub")))
        elif isinstance(child, nodes.thead):
            repeat = "" if next(child.findall(_is_linked), None) is None else "repeat: false,"
            head += _rows(writer, child, columns, in_head=True)
        elif isinstance(child, nodes.tbody):
            body += _rows(writer, child, columns, in_head=False)
        else:
            writer.walk(child)
    given = "colwidths-given" in node.parent["classes"]
    widths = [f"{width}fr" if given else "auto" for width in columns.widths]
    writer.put(f"#table(\n  columns: ({', '.join(widths)},),\n")
    if head:
        writer.put(f"  table.header({repeat}\n", *head, "  ),\n")
    writer.put(*body, ")\n\n")


def _is_linked(node: nodes.Node) -> bool:
    """Whether *node* is a link or can be linked to: PDF/UA allows no links in a repeated header, and a label is one."""
    return isinstance(node, (nodes.reference, nodes.footnote_reference)) or (
        isinstance(node, nodes.Element) and bool(node["ids"])
    )


def _rows(writer: Writer, part: nodes.Element, columns: _Columns, *, in_head: bool) -> list[Token]:
    rows: list[Token] = []
    for row in part.children:
        writer.begin()
        for cell in row.children:
            if isinstance(cell, nodes.entry):
                _put_cell(writer, cell, in_head or _is_stub(cell, columns))
            else:
                writer.walk(cell)
        rows += ["    " if in_head else "  ", *writer.end(), "\n"]
    return rows


def _put_cell(writer: Writer, node: nodes.entry, is_name: bool) -> None:
    content = trim(writer.children(node))
    if is_name:
        content = ["#strong[", *content, "]"]
    options = [f"align: {side}" for name, side in _ALIGNMENTS.items() if name in node["classes"]]
    if node.get("morecols"):
        options.append(f"colspan: {node['morecols'] + 1}")
    if node.get("morerows"):
        options.append(f"rowspan: {node['morerows'] + 1}")
    cell = f"table.cell({', '.join(options)})" if options else ""
    space = "" if node is node.parent[0] else " "
    writer.put(f"{space}{cell}[", *content, "],")


def _is_stub(node: nodes.entry, columns: _Columns) -> bool:
    """Whether a cell is in a column of names; spans are not counted, which only move it to the right."""
    column = node.parent.index(node)
    return column < len(columns.stubs) and columns.stubs[column]


HANDLERS: dict[type, Handler] = {
    nodes.table: table,
    nodes.tgroup: tgroup,
}
