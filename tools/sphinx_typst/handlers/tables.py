"""Tables: docutils gives rows of cells with spans, which Typst takes as they are."""

from __future__ import annotations

from dataclasses import dataclass, field

from docutils import nodes
from sphinx.locale import _ as sphinx_word

from ..column_widths import Column, lay_out, measure_text
from ..escape import quote_string
from ..tokens import Token, trim
from ..writer import Handler, Writer
from .captions import caption_number

__all__ = ["HANDLERS"]

_ALIGNMENTS = {"text-left": "left", "text-center": "center", "text-right": "right"}


#: Letters of a row that may be divided by the end of a page: any other is kept together.
_LONG_ROW = 500
#: Rows of a table whose continuations say so.
_LONG_TABLE = 8


@dataclass(slots=True)
class _Columns:
    """The columns of a table."""

    widths: list[int] = field(default_factory=list)
    stubs: list[bool] = field(default_factory=list)  #: For each column, whether it holds the names of the rows.
    found: list[Column] = field(default_factory=list)


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
    columns = _read_columns(node)
    head: list[Token] = []
    body: list[Token] = []
    repeat = ""
    mark = ""
    for child in node.children:
        if isinstance(child, nodes.thead):
            repeat = "" if next(child.findall(_is_linked), None) is None else "repeat: false,"
            head += _rows(writer, child, columns, in_head=True)
        elif isinstance(child, nodes.tbody):
            if head and not repeat and len(child) >= _LONG_TABLE:
                mark = writer.next_mark("table")
            body += _rows(writer, child, columns, in_head=False, mark=mark)
        elif not isinstance(child, nodes.colspec):
            writer.walk(child)
    given = columns.widths if "colwidths-given" in node.parent["classes"] else ()
    layout = lay_out(columns.found, given)
    writer.put(f"#data-table(\n  columns: ({', '.join(layout.widths)},),\n  narrowest: {layout.narrowest},\n")
    if head:
        words = quote_string(sphinx_word("continued from previous page"))
        again = f"    continuation({len(columns.widths)}, {mark}, {words}),\n" if mark else ""
        writer.put(f"  table.header({repeat}\n{again}", *head, "  ),\n")
    writer.put(*body, ")\n\n")


def _read_columns(node: nodes.Element) -> _Columns:
    """Return the columns of a table, with what is in their cells."""
    columns = _Columns()
    for child in node.children:
        if isinstance(child, nodes.colspec):
            columns.widths.append(child.get("colwidth", 1))
            columns.stubs.append(bool(child.get("stub")))
            columns.found.append(Column())
    spans = [0] * len(columns.found)  # rows that cells from above still reach down
    for row in node.findall(nodes.row):
        at = 0
        for entry in row.children:
            while at < len(spans) and spans[at]:
                spans[at], at = spans[at] - 1, at + 1
            if not isinstance(entry, nodes.entry) or at >= len(spans):
                continue
            if not entry.get("morecols"):
                columns.found[at].add(entry.astext())
            for _ in range(entry.get("morecols", 0) + 1):
                if at < len(spans):
                    spans[at], at = entry.get("morerows", 0), at + 1
        while at < len(spans):
            spans[at], at = max(0, spans[at] - 1), at + 1
    return columns


def _is_linked(node: nodes.Node) -> bool:
    """Whether *node* is a link or can be linked to: PDF/UA allows no links in a repeated header, and a label is one."""
    return isinstance(node, (nodes.reference, nodes.footnote_reference)) or (
        isinstance(node, nodes.Element) and bool(node["ids"])
    )


def _rows(writer: Writer, part: nodes.Element, columns: _Columns, *, in_head: bool, mark: str = "") -> list[Token]:
    rows: list[Token] = []
    for row in part.children:
        if not isinstance(row, nodes.Element):
            continue
        is_whole = measure_text(row.astext()) < _LONG_ROW and not any(row.findall(nodes.literal_block))
        writer.begin()
        for cell in row.children:
            if isinstance(cell, nodes.entry):
                _put_cell(writer, cell, in_head, not in_head and _is_stub(cell, columns), is_whole, mark)
                mark = ""
            else:
                writer.walk(cell)
        rows += ["    " if in_head else "  ", *writer.end(), "\n"]
    return rows


def _put_cell(writer: Writer, node: nodes.entry, in_head: bool, is_name: bool, is_whole: bool, mark: str) -> None:
    content = trim(writer.children(node))
    if in_head or is_name:
        content = ["#strong[", *content, "]"]
    if mark:
        content = [f"#anchor({mark})", *content]
    options = [f"align: {side}" for name, side in _ALIGNMENTS.items() if name in node["classes"]]
    if node.get("morecols"):
        options.append(f"colspan: {node['morecols'] + 1}")
    if node.get("morerows"):
        options.append(f"rowspan: {node['morerows'] + 1}")
    if is_whole and not in_head and not node.get("morerows"):
        options.append("breakable: false")
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
