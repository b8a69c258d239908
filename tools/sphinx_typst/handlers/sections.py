"""Documents, sections, their headings, and the documents that a toctree includes."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import _ as sphinx_word

from ..chapter import document_path
from ..escape import escape_text, quote_string
from ..node_text import plain_text
from ..tokens import Anchor, Heading, HeadingEnd, Offset, trim
from ..writer import Handler, Writer
from .notes import put_unreferenced_notes

__all__ = ["HANDLERS"]


def document(writer: Writer, node: nodes.Element) -> None:
    """A document begins with its heading; one that begins otherwise needs an anchor of its own."""
    if not isinstance(_opening(writer), nodes.section):
        writer.put(Anchor((writer.context.target(),), True))
    _put_blocks(writer, node)
    writer.begin()
    put_unreferenced_notes(writer)
    notes = writer.end()
    if notes:
        _resume(writer)
    writer.put(*notes)


def section(writer: Writer, node: nodes.Element) -> None:
    """A section: its heading, which must begin a line, and its blocks."""
    writer.end_line()
    writer.headings.depth += 1
    writer.begin()
    _put_blocks(writer, node)
    body = writer.end()
    writer.headings.depth -= 1
    classes = writer.classes_of(node)
    writer.put(*([f"#div({classes})[\n", *trim(body), "\n]\n\n"] if classes else body))


def title(writer: Writer, node: nodes.Element) -> None:
    """The heading of a section. Titles of other nodes are written by those; of unknown nodes they are rubrics."""
    section = node.parent
    if not isinstance(section, nodes.section):
        writer.put_block(node, "#rubric[", *writer.children(node), "]")
        return
    with writer.heading() as anchors:
        words = trim(writer.children(node))
    targets = writer.context.targets_of(section)
    if not writer.found.title:
        writer.found.title = plain_text(node)
        if section is _opening(writer):
            targets = (writer.context.target(), *targets)
    writer.put_place(node)
    number = _section_number(writer, section)
    writer.put(Heading(writer.headings.depth, targets), number, *words, HeadingEnd(), "\n", *anchors, "\n")


def subtitle(writer: Writer, node: nodes.Element) -> None:
    """The subtitle of a document."""
    writer.put_block(node, '#div("subtitle")[', *writer.children(node), "]")


def rubric(writer: Writer, node: nodes.Element) -> None:
    """A heading outside the contents. Like Sphinx's own writers, leave out that of footnotes."""
    following = node.parent[node.parent.index(node) + 1 :]
    if node.astext() in {"Footnotes", sphinx_word("Footnotes")} or (
        following and all(isinstance(sibling, nodes.footnote) for sibling in following)
    ):
        return
    writer.put_block(node, "#rubric[", *writer.children(node), "]")


def transition(writer: Writer, node: nodes.Element) -> None:
    """A line between paragraphs; not MyST's line before footnotes, which are at the foot of the page here."""
    if "footnotes" not in node["classes"]:
        writer.put_block(node, "#transition()")


def toctree(writer: Writer, node: nodes.Element) -> None:
    """The documents of a toctree, at its place. Those of the root document are the parts of the book."""
    included = writer.context.subdocuments.get(node, ())
    if not included:
        return
    writer.found.subdocuments += [document.docname for document in included]
    if node.get("caption"):
        _resume(writer)
        writer.put(f"#rubric[{escape_text(node['caption'])}]\n\n")
    above = quote_string(writer.found.title)
    offset = Offset(writer.context.offset + bool(writer.found.title))
    for docname, heading in included:
        titles = f"title: {quote_string(heading)}, above: {above}"
        path = quote_string(f"/{document_path(docname)}")
        writer.put(f"#subdocument({titles}, offset: ", offset, f", include {path})\n\n")
    writer.headings.is_interrupted = True


def _put_blocks(writer: Writer, node: nodes.Element) -> None:
    """Write the children of a section; the first that prints after included documents begins a new page."""
    for child in list(node.children):
        if _prints(child):
            _resume(writer)
        try:
            writer.walk(child)
        except nodes.SkipSiblings:
            return


def _resume(writer: Writer) -> None:
    if writer.headings.is_interrupted:
        writer.headings.is_interrupted = False
        writer.put(f"#resume(title: {quote_string(writer.found.title)})\n\n")


def _prints(block: nodes.Node) -> bool:
    """Whether a block puts something on the page, included documents aside."""
    if isinstance(block, (nodes.compound, nodes.comment)):
        has_elements = any(isinstance(child, nodes.Element) for child in block.children)
        return has_elements and next(block.findall(addnodes.toctree), None) is None
    return not isinstance(block, (nodes.Invisible, nodes.footnote, nodes.transition, nodes.raw, addnodes.toctree))


def _opening(writer: Writer) -> nodes.Node | None:
    """Return the first node of the document that can be seen."""
    return next((child for child in writer.document if not isinstance(child, nodes.Invisible)), None)


def _section_number(writer: Writer, section: nodes.Element) -> str:
    """Return the number that a numbered toctree gives *section*, as markup."""
    anchor = "" if section is _opening(writer) else f"#{section['ids'][0]}"
    number = writer.context.section_numbers.get(anchor)
    return f"{'.'.join(map(str, number))}#h(0.7em)" if number else ""


HANDLERS: dict[type, Handler] = {
    nodes.document: document,
    nodes.section: section,
    nodes.title: title,
    nodes.subtitle: subtitle,
    nodes.rubric: rubric,
    nodes.transition: transition,
    addnodes.toctree: toctree,
}
