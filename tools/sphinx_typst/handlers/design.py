"""Tabs, cards, grids and what unfolds: the containers of sphinx-design, and the nodes of extensions like it."""

from __future__ import annotations

import re
from collections.abc import Callable

from docutils import nodes

from ..tokens import Token, is_blank, trim
from ..writer import Handler, Writer

__all__ = ["NAMED", "put_component"]

#: How many cells a row of a grid has on a page of middle width.
_COLUMNS = re.compile(r"sd-row-cols-(?:md-)?(\d+)")


def put_component(writer: Writer, node: nodes.Element) -> bool:
    """Write a container if it is a part of a design; return whether it is."""
    put = _COMPONENTS.get(str(node.get("design_component", "")))
    if put is not None:
        put(writer, node)
    return put is not None


def framed(function: str) -> Handler:
    """Return a handler that puts a container into a Typst function, unless it prints nothing."""

    def put_framed(writer: Writer, node: nodes.Element) -> None:
        body = trim(writer.children(node))
        if not is_blank(body):
            _put(writer, node, f"#{function}[\n", *body, "\n]")

    return put_framed


def labelled(function: str) -> Handler:
    """Return a handler for a container whose label is its first child: a rubric, or what docutils calls a label."""

    def put_labelled(writer: Writer, node: nodes.Element) -> None:
        label: list[Token] = []
        body: list[Token] = []
        for child in node.children:
            if isinstance(child, (nodes.rubric, nodes.label)) and not label and not body:
                writer.put_anchor(child, on_own_line=True)
                label = trim(writer.children(child))
            else:
                body += writer.one(child)
        _put(writer, node, f"#{function}([", *label, "])[\n", *trim(body), "\n]")

    return put_labelled


def plain(writer: Writer, node: nodes.Element) -> None:
    """The children alone."""
    writer.put_anchor(node, on_own_line=True)
    writer.put_children(node)


def row(writer: Writer, node: nodes.Element) -> None:
    """A row of a grid: as many cells beside one another as the page has room for."""
    counts = [int(match[1]) for name in node["classes"] if (match := _COLUMNS.fullmatch(name))]
    cells: list[Token] = []
    others: list[Token] = []
    for child in node.children:
        tokens = trim(writer.one(child))
        if isinstance(child, nodes.container) and not is_blank(tokens):
            cells += ["[\n", *tokens, "\n], "]
        else:
            others += tokens
    writer.put(*others)
    if cells:
        _put(writer, node, f"#grid-row({max(counts, default=2)}, ", *cells, ")")


def _put(writer: Writer, node: nodes.Element, *tokens: Token) -> None:
    """Write a block without the classes of the page."""
    classes, node["classes"] = node["classes"], []
    try:
        writer.put_block(node, *tokens)
    finally:
        node["classes"] = classes


def tab_list(writer: Writer, node: nodes.Element) -> None:
    """Tabs of sphinx-tabs: the labels come first, then the panels in the same order."""
    labels = [child for group in node.children if _is(group, "SphinxTabsTablist") for child in _elements(group)]
    body: list[Token] = []
    panels = [child for child in _elements(node) if _is(child, "SphinxTabsPanel")]
    for number, panel in enumerate(panels):
        label = trim(writer.children(labels[number])) if number < len(labels) else []
        body += ["#tab([", *label, "])[\n", *trim(writer.children(panel)), "\n]\n"]
    _put(writer, node, "#tab-set[\n", *body, "]")


def inline_tab(writer: Writer, node: nodes.Element) -> None:
    """A tab of sphinx-inline-tabs, which has its label; tabs that follow one another are a set."""
    before = node.parent[node.parent.index(node) - 1] if node.parent.index(node) else None
    if before is not None and type(before) is type(node) and not node.get("new_set"):
        return  # written with the first of its set
    members = [node]
    for sibling in node.parent[node.parent.index(node) + 1 :]:
        if type(sibling) is not type(node) or sibling.get("new_set"):
            break
        members.append(sibling)
    body = [token for member in members for token in _labelled_tab(writer, member)]
    _put(writer, node, "#tab-set[\n", *body, "]")


def _labelled_tab(writer: Writer, node: nodes.Element) -> list[Token]:
    label = next((child for child in _elements(node) if isinstance(child, nodes.label)), None)
    body: list[Token] = []
    for child in node.children:
        if child is not label:
            body += writer.one(child)
    words = trim(writer.children(label)) if label is not None else []
    return ["#tab([", *words, "])[\n", *trim(body), "\n]\n"]


def _elements(node: nodes.Node) -> list[nodes.Element]:
    return [child for child in node.children if isinstance(child, nodes.Element)]


def _is(node: nodes.Node, name: str) -> bool:
    return type(node).__name__ == name


def nothing(writer: Writer, node: nodes.Element) -> None:
    """A sign of a font for web pages, which has no words."""


_COMPONENTS: dict[str, Callable[[Writer, nodes.Element], None]] = {
    "tab-set": framed("tab-set"),
    "tab-item": labelled("tab"),
    "tab-content": plain,
    "dropdown": labelled("dropdown"),
    "card": framed("card"),
    "card-body": plain,
    "card-overlay": plain,
    "card-title": framed("card-title"),
    "card-header": framed("card-header"),
    "card-footer": framed("card-footer"),
    "card-carousel": row,
    "grid-container": plain,
    "grid-row": row,
    "grid-item": plain,
}
NAMED: dict[str, Handler] = {
    "SphinxTabsContainer": tab_list,
    "TabContainer": inline_tab,
    "CollapsedLog": plain,
    "fontawesome": nothing,
    "PassthroughTextElement": plain,
}
