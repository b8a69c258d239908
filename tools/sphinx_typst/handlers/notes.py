"""Footnotes and citations. A footnote is at the foot of the page where it is first referred to."""

from __future__ import annotations

from docutils import nodes

from ..escape import escape_text
from ..labels import Target, label_mark, label_value
from ..locale import __
from ..tokens import OptionalEnd, OptionalStart, Token, trim
from ..writer import Handler, Writer
from .inline import inline, nothing

__all__ = ["HANDLERS", "put_unreferenced_notes"]


def footnote_reference(writer: Writer, node: nodes.Element) -> None:
    """The mark of a footnote, with the footnote itself where it is the first."""
    footnotes = writer.footnotes
    note = footnotes.by_id.get(node.get("refid", ""))
    if note is None:
        message = __("footnote reference %r has no footnote")
        writer.warnings.warn(message, node.astext(), subtype="footnote", location=node)
        writer.put(f"#super[{escape_text(node.astext())}]")
        return
    label = _label(writer, note)
    if note in footnotes.placed:
        _put_mark(writer, node, "#footnote(", label_value(label), ")")
        return
    footnotes.placed.add(note)
    again = sum(footnotes.references[id_] for id_ in note["ids"]) > 1
    _put_mark(writer, node, "#footnote[", *_content(writer, note), "]", label_mark(label) if again else "")


def _label(writer: Writer, note: nodes.footnote) -> Target:
    """Return the label for later references: ``note.`` begins no id of docutils, so it cannot be one of the text."""
    return writer.context.target(f"note.{note['ids'][0]}")


def _put_mark(writer: Writer, node: nodes.Element, *tokens: Token) -> None:
    """Write a mark. In a heading the contents leave it out; two marks side by side have a comma between them."""
    at = node.parent.index(node)
    if at > 0 and isinstance(node.parent[at - 1], nodes.footnote_reference):
        tokens = ("#super[,]", *tokens)
    if writer.running.in_heading:
        tokens = ("#outside-contents[", *tokens, "]")
    writer.put(*tokens)


def _content(writer: Writer, note: nodes.footnote) -> list[Token]:
    with writer.apart():
        writer.begin()
        writer.put_place(note)
        writer.put_anchor(note)
        for child in note.children:
            if not isinstance(child, nodes.label):  # Typst numbers footnotes
                writer.walk(child)
        return trim(writer.end())


def put_unreferenced_notes(writer: Writer) -> None:
    """Write the footnotes that nothing refers to, each with a warning: a reader must not lose them."""
    footnotes = writer.footnotes
    for note in dict.fromkeys(footnotes.by_id.values()):
        if note in footnotes.placed:
            continue
        footnotes.placed.add(note)
        name = note["names"][0] if note["names"] else note["ids"][0]
        message = __("footnote %r is never referenced; it is printed at the end of its document")
        writer.warnings.warn(message, name, subtype="footnote", location=note)
        writer.put("#loose-note[\n", *_content(writer, note), "\n]\n\n")


def citation(writer: Writer, node: nodes.Element) -> None:
    """A work in a bibliography; a part of the book prints it only if the part refers to it."""
    label: list[Token] = []
    body: list[Token] = []
    for child in node.children:
        if isinstance(child, nodes.label):
            label = trim(writer.children(child))
        else:
            body += writer.one(child)
    writer.put(OptionalStart(writer.context.targets_of(node)))
    writer.put_block(node, "#citation[", *label, "][\n", *trim(body), "\n]")
    writer.put(OptionalEnd())


HANDLERS: dict[type, Handler] = {
    nodes.footnote: nothing,  # written at its first reference, or at the end of the document
    nodes.footnote_reference: footnote_reference,
    nodes.citation: citation,
    nodes.citation_reference: inline,
}
