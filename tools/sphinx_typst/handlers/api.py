"""Descriptions of code: signatures with their parts and links, what is said of them, and what is in them."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

from ..escape import escape_text, quote_string
from ..tokens import Token, is_blank, trim
from ..writer import Handler, Writer

__all__ = ["HANDLERS"]

#: Columns by which a parameter is indented that has a line of its own.
_INDENT = 4


def description(writer: Writer, node: nodes.Element) -> None:
    """An object: its signatures, and its description; ids and classes belong to its domain, not to the book."""
    signatures: list[Token] = []
    body: list[Token] = []
    for child in node.children:
        (signatures if isinstance(child, addnodes.desc_signature) else body).extend(writer.one(child))
    source: list[Token] = [f"#api({quote_string(node.get('objtype', ''))}, [\n", *trim(signatures), "\n], "]
    source += ["none)"] if is_blank(body) else ["[\n", *trim(body), "\n])"]
    writer.put_place(node)
    writer.end_line()
    writer.put_anchor(node, on_own_line=True)
    writer.put(*source, "\n\n")


def signature(writer: Writer, node: nodes.Element) -> None:
    """A signature, of one line or several."""
    writer.put_place(node)
    writer.put_anchor(node, on_own_line=True)
    lines = [child for child in node.children if isinstance(child, addnodes.desc_signature_line)]
    if not lines:
        writer.put("#api-signature[", *trim(writer.children(node)), "]\n")
        return
    for line in lines:
        writer.put("#api-signature[", *trim(writer.children(line)), "]\n")


def content(writer: Writer, node: nodes.Element) -> None:
    """What is said of an object."""
    writer.put_children(node)


def part(function: str) -> Handler:
    """Return a handler that puts a part of a signature into a Typst function."""

    def put_part(writer: Writer, node: nodes.Element) -> None:
        writer.put(f"#{function}[", *writer.children(node), "]")

    return put_part


def returns(writer: Writer, node: nodes.Element) -> None:
    """What a function returns."""
    writer.put(" → ", *writer.children(node))


def parameter_list(opening: str, closing: str) -> Handler:
    """Return a handler for parameters between brackets, each on a line of its own if the node says so."""

    def put_list(writer: Writer, node: nodes.Element) -> None:
        own_lines = bool(node.get("multi_line_parameter_list"))
        writer.put(escape_text(node.get("child_text_open", opening)))
        _put_parameters(writer, node, own_lines)
        if own_lines:
            writer.put(" \\\n")
        writer.put(f"#{quote_string(closing)}")

    return put_list


def optional(writer: Writer, node: nodes.Element) -> None:
    """Parameters that may be left out, in square brackets."""
    at = node.parent.index(node)
    follows = any(not isinstance(child, addnodes.desc_optional) for child in node.parent.children[at + 1 :])
    writer.put("\\[, " if at else "\\[")
    _put_parameters(writer, node, False)
    writer.put(", \\]" if not at and follows else "\\]")


def _put_parameters(writer: Writer, node: nodes.Element, own_lines: bool) -> None:
    is_first = True
    for child in node.children:
        is_optional = isinstance(child, addnodes.desc_optional)
        at = node.index(child)
        if at == 1 and isinstance(node[0], addnodes.desc_optional):
            is_first = True  # the comma is in the brackets before
        if own_lines and not is_optional:
            writer.put(" \\\n" if is_first else ", \\\n", f"#h({_INDENT * 0.6:g}em)")
        elif not is_first and not is_optional:
            writer.put(", ")
        writer.walk(child)
        is_first = False


HANDLERS: dict[type, Handler] = {
    addnodes.desc: description,
    addnodes.desc_signature: signature,
    addnodes.desc_signature_line: content,
    addnodes.desc_content: content,
    addnodes.desc_inline: part("code-words"),
    addnodes.desc_name: part("api-name"),
    addnodes.desc_addname: part("api-prefix"),
    addnodes.desc_annotation: part("api-kind"),
    addnodes.desc_type: content,
    addnodes.desc_returns: returns,
    addnodes.desc_parameterlist: parameter_list("(", ")"),
    addnodes.desc_type_parameter_list: parameter_list("[", "]"),
    addnodes.desc_parameter: content,
    addnodes.desc_type_parameter: content,
    addnodes.desc_optional: optional,
}
