"""Running text: emphasis, literals, mathematics, and other nodes inside a paragraph."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

from ..escape import escape_text, quote_string
from ..index import read_entry
from ..locale import _
from ..node_text import ancestors
from ..writer import Handler, Writer

__all__ = ["HANDLERS"]


def wrapped(function: str) -> Handler:
    """Return a handler that puts running text into a Typst function."""

    def put_wrapped(writer: Writer, node: nodes.Element) -> None:
        writer.put_inline(node, f"#{function}[", *writer.children(node), "]")

    return put_wrapped


def inline(writer: Writer, node: nodes.Element) -> None:
    """Running text with ids and classes."""
    writer.put_inline(node, *writer.children(node))


def abbreviation(writer: Writer, node: nodes.Element) -> None:
    """An abbreviation, followed by its explanation, except in a signature."""
    is_named = any(isinstance(around, addnodes.desc_signature) for around in ancestors(node))
    explanation = "" if is_named else node.get("explanation", "")
    words = escape_text(_(" ({explanation})").format(explanation=explanation)) if explanation else ""
    writer.put_inline(node, *writer.children(node), words)


def literal(writer: Writer, node: nodes.Element) -> None:
    """Code in running text."""
    writer.put_inline(node, f"#raw({quote_string(node.astext())})")


def index(writer: Writer, node: nodes.Element) -> None:
    """Marks of the places that the index lists. A glossary's own are left out: its terms are in the index."""
    writer.put_anchor(node, on_own_line=not isinstance(node.parent, nodes.TextElement))
    if isinstance(node.parent, nodes.term):
        return
    entries = [
        entry for kind, value, *_rest in node["entries"] for entry in read_entry(kind, value, node.get("sort_key", ""))
    ]
    writer.found.entries += entries
    writer.put(*(entry.mark for entry in entries))


def nothing(writer: Writer, node: nodes.Element) -> None:
    """What is not printed: definitions of substitutions, settings of other builders."""


HANDLERS: dict[type, Handler] = {
    nodes.emphasis: wrapped("emph"),
    nodes.title_reference: wrapped("emph"),
    nodes.strong: wrapped("strong"),
    nodes.subscript: wrapped("sub"),
    nodes.superscript: wrapped("super"),
    nodes.inline: inline,
    nodes.generated: inline,
    nodes.acronym: inline,
    nodes.problematic: inline,
    nodes.abbreviation: abbreviation,
    nodes.literal: literal,
    nodes.Invisible: nothing,
    nodes.meta: nothing,
    nodes.decoration: nothing,
    nodes.docinfo: nothing,
    addnodes.manpage: inline,
    addnodes.pending_xref: inline,
    addnodes.index: index,
    addnodes.tabular_col_spec: nothing,
    addnodes.highlightlang: nothing,
}
