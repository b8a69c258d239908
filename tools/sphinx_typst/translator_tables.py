"""Tables: docutils gives rows of cells with spans, which Typst takes as they come."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docutils import nodes

from .chapter import Token
from .translator_base import trim
from .translator_blocks import BlockTranslator

if TYPE_CHECKING:
    from .builder import TypstBuilder

__all__ = ["TableTranslator"]

_ALIGNMENTS = {"text-left": "left", "text-center": "center", "text-right": "right"}


@dataclass(slots=True)
class _Table:
    """A table that is being read."""

    widths: list[int] = field(default_factory=list)
    stubs: list[bool] = field(default_factory=list)  #: for each column, whether it holds the rows' names
    head: list[Token] = field(default_factory=list)
    body: list[Token] = field(default_factory=list)
    in_head: bool = False
    may_repeat: bool = True  #: whether the head may stand on every page again


class TableTranslator(BlockTranslator):
    """Visitors of tables and cells."""

    def __init__(self, document: nodes.document, builder: TypstBuilder, docname: str, offset: int) -> None:
        super().__init__(document, builder, docname, offset)
        self._tables: list[_Table] = []  # those that are open

    def visit_table(self, node: nodes.Element) -> None:
        self._block_titles.append([])
        self.begin()

    def depart_table(self, node: nodes.Element) -> None:
        table, title = trim(self.end()), self._block_titles.pop()
        if title:
            number = self.number_of(node, "table")
            table = ["#figure(kind: table, caption: [", number, *title, "])[\n", *table, "\n]"]
        self.put_block(node, *table)

    def visit_tgroup(self, node: nodes.Element) -> None:
        self._tables.append(_Table())

    def depart_tgroup(self, node: nodes.Element) -> None:
        table = self._tables.pop()
        given = "colwidths-given" in node.parent["classes"]
        widths = [f"{width}fr" if given else "auto" for width in table.widths]
        self.put(f"#table(\n  columns: ({', '.join(widths)},),\n")
        if table.head:
            repeat = "" if table.may_repeat else "repeat: false,"
            self.put(f"  table.header({repeat}\n", *table.head, "  ),\n")
        self.put(*table.body, ")\n\n")

    def visit_colspec(self, node: nodes.Element) -> None:
        self._tables[-1].widths.append(node.get("colwidth", 1))
        self._tables[-1].stubs.append(bool(node.get("stub")))
        raise nodes.SkipNode

    def visit_thead(self, node: nodes.Element) -> None:
        """A repeated head is mere decoration to PDF/UA, which allows no links there, nor may a label repeat."""
        self._tables[-1].in_head = True
        self._tables[-1].may_repeat = next(node.findall(_links_or_is_linked), None) is None

    def depart_thead(self, node: nodes.Element) -> None:
        self._tables[-1].in_head = False

    def visit_tbody(self, node: nodes.Element) -> None:
        pass

    def depart_tbody(self, node: nodes.Element) -> None:
        pass

    visit_row = BlockTranslator.begin

    def depart_row(self, node: nodes.Element) -> None:
        table = self._tables[-1]
        indent = "    " if table.in_head else "  "
        (table.head if table.in_head else table.body).extend([indent, *self.end(), "\n"])

    visit_entry = BlockTranslator.begin

    def depart_entry(self, node: nodes.Element) -> None:
        table = self._tables[-1]
        content = trim(self.end())
        if table.in_head or self._is_stub(node, table):
            content = ["#strong[", *content, "]"]
        options = [f"align: {side}" for name, side in _ALIGNMENTS.items() if name in node["classes"]]
        if node.get("morecols"):
            options.append(f"colspan: {node['morecols'] + 1}")
        if node.get("morerows"):
            options.append(f"rowspan: {node['morerows'] + 1}")
        cell = f"table.cell({', '.join(options)})" if options else ""
        space = "" if node is node.parent[0] else " "
        self.put(f"{space}{cell}[", *content, "],")

    @staticmethod
    def _is_stub(node: nodes.Element, table: _Table) -> bool:
        """Say whether a cell of the body stands in a column of names (spans aside, which only move it right)."""
        column = node.parent.index(node)
        return not table.in_head and column < len(table.stubs) and table.stubs[column]


def _links_or_is_linked(node: nodes.Node) -> bool:
    return isinstance(node, (nodes.reference, nodes.footnote_reference)) or (
        isinstance(node, nodes.Element) and bool(node["ids"])
    )
