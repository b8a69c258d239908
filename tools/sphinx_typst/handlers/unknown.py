"""Nodes that nothing else handles."""

from __future__ import annotations

from docutils import nodes

from ..writer import Writer

__all__ = ["put_unknown"]


def put_unknown(writer: Writer, node: nodes.Node) -> None:
    """Write the content of a node that nothing handles, with a warning for its type."""
    writer.warnings.unknown_node(node)
    if not isinstance(node, nodes.Element):
        return
    is_inline = isinstance(node, nodes.Inline) or isinstance(node.parent, nodes.TextElement)
    put = writer.put_inline if is_inline else writer.put_block
    put(node, *writer.children(node))
