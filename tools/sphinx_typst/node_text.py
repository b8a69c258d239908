"""The plain text and the line of nodes."""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes

__all__ = ["ancestors", "is_running_text", "line_around", "plain_text"]


def plain_text(node: nodes.Element) -> str:
    """Return the text of *node* in one line, without the numbers of its footnotes."""
    copy = node.deepcopy()
    for mark in list(copy.findall(nodes.footnote_reference)):
        mark.parent.remove(mark)
    return " ".join(copy.astext().split())


def is_running_text(node: nodes.Node) -> bool:
    """Whether *node* is text that continues the text before it, rather than the number of a footnote."""
    return isinstance(node, nodes.Text) and not isinstance(node.parent, nodes.footnote_reference)


def line_around(node: nodes.Node) -> int | None:
    """Return the line of *node*, or of the nearest node around it that has one."""
    around: nodes.Node | None = node
    while around is not None and around.line is None:
        around = around.parent
    return around.line if around is not None else None


def ancestors(node: nodes.Node) -> Iterator[nodes.Node]:
    """Yield the nodes around *node*, the nearest first."""
    around: nodes.Node | None = node.parent
    while around is not None:
        yield around
        around = around.parent
