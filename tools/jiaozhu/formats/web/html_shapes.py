"""Lists, tables, quotations and code of HTML: what kind of block a line is, by the elements around it.

Elements may lack their ends; one that begins ends those that cannot hold it (HTML Standard, "optional tags").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from jiaozhu.formats.web.html_tokens import Token
from jiaozhu.model.document import Cell

__all__ = ["Shapes", "Table"]

_LISTS = frozenset({"ul", "ol", "menu"})
_CELLS = frozenset({"td", "th"})
_TRACKED = _LISTS | _CELLS | {"li", "table", "tr", "thead", "blockquote", "pre"}
#: What ends where an element begins, and the elements beyond which nothing ends.
_ROW, _TABLE = frozenset({"tr", *_CELLS}), frozenset({"table"})
_ENDS = {
    "li": (frozenset({"li"}), _LISTS),
    **dict.fromkeys(_CELLS, (_CELLS, _TABLE | {"tr"})),
    **dict.fromkeys(("tr", "thead"), (_ROW, _TABLE)),
    "tbody": (_ROW | {"thead"}, _TABLE),
}
#: A cell with more lines is a part of a page and not of a table.
_MOST_LINES = 12
_SPAN = re.compile(r"\s*+([0-9]{1,3})")
_ITEMS = {("ul", 1): "item", ("ol", 1): "numbered", ("ul", 2): "subitem", ("ol", 2): "subnumbered"}


@dataclass(slots=True)
class Table:
    """A table that is being read."""

    row: int = 0
    column: int = 0
    in_head: bool = False
    is_layout: bool = False  #: Whether it holds what no table of data does.
    cells: dict[tuple[int, int], list[int]] = field(default_factory=dict)  #: The lines of each, by row and column.
    heads: dict[int, bool] = field(default_factory=dict)  #: Whether all cells of a row are heads.
    _taken: dict[int, int] = field(default_factory=dict)  #: Columns that a cell above covers, and in how many rows.

    def next_row(self) -> None:
        """Begin a row."""
        self.row += 1
        self.column = 0
        self._taken = {column: left - 1 for column, left in self._taken.items() if left > 1}

    def next_cell(self, token: Token) -> None:
        """Begin a cell."""
        if not self.row:
            self.next_row()
        self.column += 1
        while self.column in self._taken:
            self.column += 1
        attributes = dict(token.attributes)
        here = self.column
        self.column += _number(attributes.get("colspan")) - 1
        rows = _number(attributes.get("rowspan"))
        if rows > 1:
            self._taken |= dict.fromkeys(range(here, self.column + 1), rows)
        self.heads[self.row] = self.heads.get(self.row, True) and (token.name == "th" or self.in_head)
        self.cells[self.row, here] = []

    def add(self, line: int) -> None:
        """Put a line into the cell that was begun last."""
        if self.cells:
            self.cells[next(reversed(self.cells))].append(line)

    def placed(self) -> Iterator[tuple[list[int], Cell]]:
        """Yield the lines of each cell that has some, with its place; nothing if the table only arranges a page."""
        rows, columns = {row for row, _ in self.cells}, {column for _, column in self.cells}
        most = max(map(len, self.cells.values()), default=0)
        if self.is_layout or len(rows) < 2 or len(columns) < 2 or most > _MOST_LINES:
            return
        for (row, column), lines in self.cells.items():
            if lines:
                yield lines, Cell(row, column, self.heads[row] and row == 1)


class Shapes:
    """Follows the elements that give a line its kind."""

    def __init__(self) -> None:
        self.tables: list[Table] = []  #: Every table, in the order in which they end.
        self._open: list[str] = []
        self._names: Counter[str] = Counter()
        self._tables: list[Table] = []
        self._fresh = False  # whether no line of the item has come yet

    @property
    def in_code(self) -> bool:
        """Whether what comes is preformatted."""
        return self._names["pre"] > 0

    def take(self, token: Token) -> None:
        """Take a tag."""
        if token.kind == "open":
            self._begin(token)
        elif token.kind == "close" and self._names[token.name]:
            while self._leave() != token.name:
                pass

    def finish(self) -> None:
        """End what is open."""
        while self._open:
            self._leave()

    def kind_of(self, kind: str, line: int) -> str:
        """Return what a line is, and put it into its table.

        Args:
            kind: What its own element makes of it.
            line: Its index.
        """
        if self._tables and (self._names["td"] or self._names["th"]):
            self._tables[-1].add(line)
            self._tables[-1].is_layout = self._tables[-1].is_layout or kind in ("heading", "figure")
        if kind == "strong":
            kind = "p" if any(self._names[name] for name in ("li", "td", "th", "pre")) else "heading"
        if kind != "p":
            return kind
        if self.in_code:
            return "code"
        inner = next((name for name in reversed(self._open) if name in ("li", "blockquote", "td", "th")), "")
        if inner == "blockquote":
            return "quote"
        if inner != "li" or not self._fresh:
            return kind
        self._fresh = False
        lists = [name for name in self._open if name in _LISTS]
        return _ITEMS["ol" if lists[-1:] == ["ol"] else "ul", min(2, max(1, len(lists)))]

    def _begin(self, token: Token) -> None:
        name = token.name
        if name in _ENDS:
            self._end_before(*_ENDS[name])
        if name not in _TRACKED:
            return
        self._open.append(name)
        self._names[name] += 1
        if name == "li":
            self._fresh = True
        elif name == "table":
            for table in self._tables[-1:]:
                table.is_layout = True
            self._tables.append(Table())
        elif self._tables and name == "tr":
            self._tables[-1].next_row()
        elif self._tables and name in _CELLS:
            self._tables[-1].next_cell(token)
        if self._tables:
            table = self._tables[-1]
            table.in_head = self._names["thead"] > 0
            table.is_layout = table.is_layout or name in _LISTS

    def _end_before(self, ended: frozenset[str], border: frozenset[str]) -> None:
        """End elements from the innermost outwards, as far as there are some to end before a border."""
        at = len(self._open)
        while at and self._open[at - 1] not in border:
            at -= 1
        inside = [index for index in range(at, len(self._open)) if self._open[index] in ended]
        while inside and len(self._open) > inside[0]:
            self._leave()

    def _leave(self) -> str:
        name = self._open.pop()
        self._names[name] -= 1
        if name == "table":
            self.tables.append(self._tables.pop())
        return name


def _number(value: str | None) -> int:
    """How many columns or rows a cell spans."""
    match = _SPAN.match(value or "")
    return max(1, min(100, int(match.group(1)))) if match else 1
