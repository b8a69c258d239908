"""Lists and tables of a text as MyST: each item and each cell keeps its id, its notes and its links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from jiaozhu.model.page import Block
from jiaozhu.model.term import Term
from jiaozhu.outputs.myst.inline import inline
from jiaozhu.outputs.myst.setting import table

__all__ = ["ITEM_KINDS", "together", "write_list", "write_table"]

#: The kinds of a list's items: how deep each is, and whether it is numbered.
ITEM_KINDS = {"item": (0, False), "numbered": (0, True), "subitem": (1, False), "subnumbered": (1, True)}
#: What an item begins with if the source prints its number or bullet itself.
_OWN_MARK = re.compile(r"\W?\w{1,7}[.)、．）:：]|[^\w\s\"'“‘《〈「『\[]")
#: Of what is inside an item: as wide as the longest mark, blanks included.
_INDENT = "   "
_SHAPED = {**dict.fromkeys(ITEM_KINDS, "list"), "cell": "table"}


def together(blocks: Iterable[Block]) -> Iterator[tuple[str, list[Block]]]:
    """Yield blocks that are written together: the items of a list, the cells of a table, any other block alone.

    Returns:
        ``list``, ``table`` or an empty text, and the blocks.
    """
    for shape, members in groupby(blocks, key=lambda block: _SHAPED.get(block.kind, "")):
        if not shape:
            yield from (("", [block]) for block in members)
        elif shape == "list":
            yield shape, list(members)
        else:
            yield from (("table", cells) for cells in _tables(members))


def _tables(cells: Iterable[Block]) -> Iterator[list[Block]]:
    """The cells of each table: a new one begins where the rows start again."""
    found: list[Block] = []
    last = (0, 0)
    for block in cells:
        place = (block.cell.row, block.cell.column) if block.cell else (1, 1)
        if found and place <= last:
            yield found
            found = []
        found.append(block)
        last = place
    yield found


def write_list(items: Sequence[Block], labels: Mapping[str, str], terms: Mapping[str, Term]) -> str:
    """Return a list.

    Args:
        items: Its items, with those of the lists inside it.
        labels: By id, the label of those that other pages refer to.
        terms: Glossary entries by slug.
    """
    lines = _own_marks([item for item in items if not ITEM_KINDS[item.kind][0]])
    for depth, members in groupby(items, key=lambda item: ITEM_KINDS[item.kind][0]):
        indent = _INDENT * depth
        run = list(members)
        if depth and (marks := _own_marks(run)):
            lines += ["", *(f"{indent}{line}" for line in marks)]  # attributes do not interrupt a paragraph
        for item in run:
            content = [*labels.get(item.id, "").splitlines(), f"{{#{item.id}}}", *inline(item, terms).split("\n")]
            mark = "1. " if ITEM_KINDS[item.kind][1] else "-  "
            lines.append(f"{indent}{mark}" + f"\n{indent}{_INDENT}".join(content))
    return "\n".join(lines)


def _own_marks(items: Sequence[Block]) -> list[str]:
    """The class of a list most of whose items begin with a number or a bullet of the source's own."""
    own = sum(bool(_OWN_MARK.match(item.reading)) for item in items)
    return ["{.jz-own-marks}"] if 2 * own > len(items) else []


def write_table(cells: Sequence[Block], labels: Mapping[str, str], terms: Mapping[str, Term]) -> str:
    """Return a table. One without a head has an empty one, because Markdown knows no other; the parser drops it.

    Args:
        cells: In order of rows and columns; those that are empty are not among them.
        labels: By id, the label of those that other pages refer to, which is before the table.
        terms: Glossary entries by slug.
    """
    placed = {(block.cell.row, block.cell.column): block for block in cells if block.cell}
    rows = sorted({row for row, _ in placed})
    width = max(column for _, column in placed)
    heads = {block.cell.row for block in cells if block.cell and block.cell.head}
    content = [[_cell(placed.get((row, column)), terms) for column in range(1, width + 1)] for row in rows]
    has_head = rows[0] in heads
    head = content[0] if has_head else [""] * width
    marked = "".join(labels.get(block.id, "") for block in cells)
    return f"{marked}{table(head, content[1:] if has_head else content, '|' + ' --- |' * width)}"


def _cell(block: Block | None, terms: Mapping[str, Term]) -> str:
    return f"[{inline(block, terms, one_line=True)}]{{#{block.id}}}" if block is not None else ""
