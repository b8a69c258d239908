"""Blocks: paragraphs, quotations, lines, code, boxes and containers."""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import admonitionlabels

from ..escape import escape_text, quote_string
from ..tokens import Anchor, Token, is_blank, trim
from ..writer import Handler, Writer
from .design import put_component

__all__ = ["HANDLERS"]


def paragraph(writer: Writer, node: nodes.Element) -> None:
    """A paragraph. One of a section that has footnotes may be broken at any line."""
    words = trim(writer.children(node))
    anchors = [Anchor(writer.context.targets_of(node), False)] if node["ids"] else []
    classes = writer.classes_of(node)
    writer.put_place(node)
    if next(node.findall(nodes.footnote_reference), None) is not None and isinstance(node.parent, nodes.section):
        words = ["#noted[", *words, "]"]
    if is_blank(words):
        writer.put(*anchors, *words, "\n\n" if anchors or words else "")
    elif classes:
        writer.put(f"#div({classes})[", *anchors, *words, "]\n\n")
    else:
        writer.put(*anchors, *words, "\n\n")


def centered(writer: Writer, node: nodes.Element) -> None:
    """A centred line."""
    writer.put_block(node, "#align(center)[", *trim(writer.children(node)), "]")


def block_quote(writer: Writer, node: nodes.Element) -> None:
    """A quotation, with the attribution that ends it."""
    body: list[Token] = []
    attribution: list[Token] = []
    for child in node.children:
        if isinstance(child, nodes.attribution) and child is node[-1]:
            attribution = [", attribution: [", *trim(writer.children(child)), "]"]
        else:
            body += writer.one(child)
    writer.put_block(node, "#quote(block: true", *attribution, ")[\n", *trim(body), "\n]")


def block(writer: Writer, node: nodes.Element) -> None:
    """A block that is what its children are."""
    writer.put_block(node, *writer.children(node))


def line_block(writer: Writer, node: nodes.Element) -> None:
    """Verse, an address: lines that stay lines."""
    lines = [token for line in _lines(writer, node, 0) for token in line]
    writer.put_block(node, "#line-block[\n", *lines[:-1], "\n]")


def _lines(writer: Writer, node: nodes.Element, depth: int) -> Iterator[list[Token]]:
    indent = f"#h({2 * depth}em)" if depth else ""
    for child in node.children:
        if isinstance(child, nodes.line_block):
            yield from _lines(writer, child, depth + 1)
        elif isinstance(child, nodes.line):
            yield [indent, *trim(writer.children(child)), " \\\n"]


def admonition(writer: Writer, node: nodes.Element) -> None:
    """A box with the label of its kind, or a title of its own."""
    _put_box(writer, node, str(admonitionlabels.get(node.tagname, "")))


def topic(writer: Writer, node: nodes.Element) -> None:
    """A box with a title of its own."""
    _put_box(writer, node)


def system_message(writer: Writer, node: nodes.Element) -> None:
    """A message of docutils: its type and line, and its text."""
    _put_box(writer, node, f"{node.get('type', '')} {node.get('line', '')}".strip())


def sidebar(writer: Writer, node: nodes.Element) -> None:
    """What is beside the text on the page."""
    title, body = _box_parts(writer, node)
    writer.put_block(node, "#aside([", *title, "])[\n", *trim(body), "\n]")


def versionmodified(writer: Writer, node: nodes.Element) -> None:
    """When something was added, changed or deprecated."""
    writer.put_block(node, f"#version-note({quote_string(node['type'])})[\n", *trim(writer.children(node)), "\n]")


def _put_box(writer: Writer, node: nodes.Element, label: str = "") -> None:
    title, body = _box_parts(writer, node, label)
    writer.put_block(node, f"#admonition({quote_string(node.tagname)}, [", *title, "])[\n", *trim(body), "\n]")


def _box_parts(writer: Writer, node: nodes.Element, label: str = "") -> tuple[list[Token], list[Token]]:
    """Return title and body of a box; the title of a numbered one begins with its number."""
    title: list[Token] = [escape_text(label)]
    body: list[Token] = []
    for child in node.children:
        if isinstance(child, nodes.title) and child is _title_of(node):
            title = trim(writer.children(child))
        else:
            body += writer.one(child)
    kind = writer.context.numbered_types.get(type(node), "")
    number = writer.context.caption_number(node, kind) if kind else ""
    return ([escape_text(number), *title] if number else title), body


def _title_of(node: nodes.Element) -> nodes.Node | None:
    return next((child for child in node.children if isinstance(child, nodes.title)), None)


def container(writer: Writer, node: nodes.Element) -> None:
    """A container, unless it prints nothing and cannot be linked to."""
    body = writer.children(node)
    if not is_blank(body) or node["ids"]:
        writer.put_block(node, *body)


def design_container(writer: Writer, node: nodes.Element) -> None:
    """A container, or a part of a design: a tab, a card, a grid."""
    if not put_component(writer, node):
        container(writer, node)


def comment(writer: Writer, node: nodes.Element) -> None:
    """Nothing; but a comment that has elements is a container of an extension, such as a table of autosummary."""
    if any(isinstance(child, nodes.Element) for child in node.children):
        writer.put_children(node)


HANDLERS: dict[type, Handler] = {
    nodes.paragraph: paragraph,
    addnodes.centered: centered,
    nodes.block_quote: block_quote,
    nodes.attribution: block,
    nodes.line_block: line_block,
    nodes.Admonition: admonition,
    nodes.topic: topic,
    nodes.sidebar: sidebar,
    addnodes.versionmodified: versionmodified,
    nodes.container: design_container,
    nodes.system_message: system_message,
    nodes.compound: container,
    addnodes.glossary: container,
    addnodes.hlist: container,
    addnodes.hlistcol: container,
    addnodes.acks: container,
    addnodes.only: container,
    addnodes.start_of_file: container,
    nodes.comment: comment,
}
