"""The blocks of a text as TEI: heads, divisions, paragraphs, lists, tables."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from xml.etree.ElementTree import Element

from jiaozhu.model.page import Block, Page
from jiaozhu.outputs.myst.shapes import ITEM_KINDS, together
from jiaozhu.outputs.tei.elements import add
from jiaozhu.outputs.tei.flow import Context, fill

__all__ = ["write_body"]

#: What may be at the head of a text, and the element of each; elsewhere they are blocks like others.
_HEADS = {"kicker": "head", "title": "head", "subtitle": "head", "byline": "byline", "dateline": "dateline"}
_DIVISIONS = ("heading", "subheading")


def write_body(body: Element, page: Page, context: Context) -> None:
    """Write the blocks of a text into its body.

    Args:
        body: The element.
        page: The text.
        context: What its words may refer to.
    """
    divisions = [add(body, "div", type="text")]
    if not any(block.kind == "title" for block in page.blocks):
        add(add(divisions[0], "head", type="supplied"), "note", page.title, type="title")
    opening = True
    for shape, blocks in together(page.blocks):
        if shape == "list":
            _list(divisions[-1], blocks, context)
        elif shape == "table":
            _table(divisions[-1], blocks, context)
        elif blocks[0].kind in _DIVISIONS:
            level = _DIVISIONS.index(blocks[0].kind) + 1
            del divisions[level:]
            divisions.append(add(divisions[-1], "div", type=blocks[0].kind))
            fill(add(divisions[-1], "head", id=blocks[0].id), blocks[0], context)
        else:
            opening = opening and blocks[0].kind in _HEADS
            _block(divisions[-1], blocks[0], context, opening=opening)
        opening = opening and not shape and blocks[0].kind in _HEADS


def _block(parent: Element, block: Block, context: Context, *, opening: bool) -> None:
    if block.kind == "gap":
        gap = add(add(parent, "ab", id=block.id, type="gap"), "gap")
        add(gap, "desc", block.remark)
    elif block.kind == "figure":
        add(add(parent, "figure", id=block.id), "figDesc", " ".join(filter(None, (block.remark, block.address))))
    elif block.kind == "verse":
        _verse(parent, block, context)
    elif opening and block.kind in _HEADS:
        name = _HEADS[block.kind]
        fill(add(parent, name, id=block.id, type=block.kind if name == "head" else None), block, context)
    elif block.kind == "p":
        fill(add(parent, "p", id=block.id), block, context)
    else:
        fill(add(parent, "ab", id=block.id, type=block.kind), block, context)


def _verse(parent: Element, block: Block, context: Context) -> None:
    """Lines of verse are one block, so that names and notes may go on over their ends."""
    fill(add(parent, "ab", id=block.id, type="verse"), block, context)


def _list(parent: Element, items: Iterable[Block], context: Context) -> None:
    """Items of lists inside items are those of a list of their own after them, as they are read."""
    for kind, members in groupby(items, key=lambda item: item.kind):
        depth, numbered = ITEM_KINDS[kind]
        listed = add(parent, "list", rend="numbered" if numbered else "bulleted", type="inner" if depth else None)
        for item in members:
            fill(add(listed, "item", id=item.id), item, context)


def _table(parent: Element, cells: Iterable[Block], context: Context) -> None:
    table = add(parent, "table")
    placed = [(block.cell, block) for block in cells if block.cell is not None]
    for _row, members in groupby(placed, key=lambda item: item[0].row):
        row = list(members)
        head = row[0][0].head
        made = add(table, "row", role="label" if head else None)
        for place, block in row:
            fill(add(made, "cell", id=block.id, n=str(place.column)), block, context)
