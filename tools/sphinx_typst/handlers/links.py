"""Links: references into the book and out of it, and what they lead to."""

from __future__ import annotations

import re

from docutils import nodes
from sphinx import addnodes

from ..escape import quote_string
from ..index import mark_of_term
from ..labels import Target, parse_book_uri
from ..locale import __
from ..node_text import line_around
from ..tokens import LinkEnd, LinkStart, PageReference, Token
from ..writer import Handler, Writer

__all__ = ["HANDLERS"]

#: Classes of references that are followed by a page number on paper: to passages, to figures and tables by number.
_PAGED = frozenset({"std-ref", "std-numref"})
#: The class of references to the glossary.
_TERM = "std-term"
_ADDRESS = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):.")


def reference(writer: Writer, node: nodes.Element) -> None:
    """A link; where it cannot lead anywhere, its text."""
    text = writer.children(node)
    uri = node.get("refuri", "")
    target = writer.context.target(node["refid"]) if node.get("refid") else parse_book_uri(uri)
    if target:
        text = _linked(node, target, text)
    elif (address := _ADDRESS.match(uri)) and address.group(1).lower() in writer.context.link_schemes:
        text = [f"#link({quote_string(uri)})[", *text, "]"]
    elif uri:
        message = __("cannot link to %r; the text of the link is kept")
        writer.warnings.warn(message, uri, subtype="link", location=node)
    writer.put_inline(node, *text)


def _linked(node: nodes.Element, target: Target, text: list[Token]) -> list[Token]:
    """Return a link into the book, with the page and the mark of the index that its kind of reference has."""
    linked: list[Token] = [LinkStart(target, node.line or line_around(node)), *text, LinkEnd()]
    kinds = {name for inline in node.findall(nodes.inline) for name in inline["classes"]}
    if kinds & _PAGED:
        linked.append(PageReference(target))
    if _TERM in kinds:
        linked.append(mark_of_term(target))
    return linked


def target(writer: Writer, node: nodes.Element) -> None:
    """An anchor; a named one may have text."""
    text = writer.children(node)
    writer.put_anchor(node, on_own_line=not isinstance(node.parent, nodes.TextElement))
    writer.put(*text)


def download(writer: Writer, node: nodes.Element) -> None:
    """A file to download: attached to the book if its standards allow that, else an address or its name alone."""
    uri = node.get("refuri", "")
    name = writer.context.downloads.get(node.get("reftarget", "")) or node.get("filename", "")
    text = writer.children(node)
    if uri and (address := _ADDRESS.match(uri)) and address.group(1).lower() in writer.context.link_schemes:
        text = [f"#link({quote_string(uri)})[", *text, "]"]
    elif name and (source := _source_of(writer, node)):
        writer.found.attached[source] = name.rpartition("/")[2]
    writer.put_inline(node, *text)


def _source_of(writer: Writer, node: nodes.Element) -> str:
    """Return the file of the sources that a download names, if it exists."""
    target = str(node.get("reftarget", ""))
    path = target.lstrip("/") if target.startswith("/") else f"{writer.context.docname.rpartition('/')[0]}/{target}"
    file = (writer.context.source_folder / path.lstrip("/")).resolve()
    inside = file.is_relative_to(writer.context.source_folder.resolve())
    return file.relative_to(writer.context.source_folder.resolve()).as_posix() if inside and file.is_file() else ""


HANDLERS: dict[type, Handler] = {
    nodes.reference: reference,
    nodes.target: target,
    addnodes.download_reference: download,
}
