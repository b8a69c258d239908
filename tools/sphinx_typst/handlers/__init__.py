"""Handlers: one function for each type of node, in one module for each family of nodes.

A handler takes the writer and a node and writes the node with its children. A node is written by the handler of its
own type or else by that of the nearest type that it inherits from; the order of the families does not matter, since
each type is in one of them only.
"""

from __future__ import annotations

from ..writer import Handler
from . import api, blocks, captions, code, design, images, inline, links, lists, math, notes, raw, sections, tables
from .unknown import put_unknown

__all__ = ["FAMILIES", "HANDLERS", "NAMED", "put_unknown"]

#: The table of each family of nodes.
FAMILIES = (
    sections.HANDLERS,
    blocks.HANDLERS,
    code.HANDLERS,
    api.HANDLERS,
    math.HANDLERS,
    raw.HANDLERS,
    lists.HANDLERS,
    tables.HANDLERS,
    images.HANDLERS,
    captions.HANDLERS,
    inline.HANDLERS,
    links.HANDLERS,
    notes.HANDLERS,
)
#: Type of node → its handler. A key may be a category of docutils, such as ``nodes.Admonition``.
HANDLERS: dict[type, Handler] = {node_type: handler for family in FAMILIES for node_type, handler in family.items()}
#: Name of a type of node of an extension, which need not be installed → its handler.
NAMED: dict[str, Handler] = design.NAMED
