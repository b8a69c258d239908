"""Blocks: sections and their titles, paragraphs, quotations, code, admonitions, and plain containers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import _, admonitionlabels

from .chapter import Anchor, Heading, HeadingEnd, Token
from .escape import escape_text, quote_string
from .labels import Target
from .translator_base import BaseTranslator, is_blank, plain_text, trim

if TYPE_CHECKING:
    from .builder import TypstBuilder

__all__ = ["BlockTranslator"]


class BlockTranslator(BaseTranslator):
    """Visitors of blocks."""

    section_depth = 0
    title = ""  #: the document's first heading
    _attribution: list[Token]

    def __init__(self, document: nodes.document, builder: TypstBuilder, docname: str, offset: int) -> None:
        super().__init__(document, builder, docname, offset)
        self._block_titles: list[list[Token]] = []  # of the boxes and tables that are open
        self._line_blocks: list[list[Token]] = []
        visible = (child for child in document if not isinstance(child, nodes.Invisible))
        self._opening = next(visible, None)

    def visit_document(self, node: nodes.document) -> None:
        """A heading stands for its document; a document that begins otherwise needs a place of its own."""
        if not isinstance(self._opening, nodes.section):
            self.put(Anchor((Target(self.docname),), True))

    # Sections

    def visit_section(self, node: nodes.Element) -> None:
        self.section_depth += 1
        self.begin()

    def depart_section(self, node: nodes.Element) -> None:
        self.section_depth -= 1
        body = self.end()
        classes = self.classes_of(node)
        self.put(*([f"#div({classes})[\n", *trim(body), "\n]\n\n"] if classes else body))

    def visit_title(self, node: nodes.Element) -> None:
        self.in_title = isinstance(node.parent, nodes.section)
        self.begin()

    def depart_title(self, node: nodes.Element) -> None:
        words = trim(self.end())
        section = node.parent
        self.in_title = False
        if not isinstance(section, nodes.section):
            self._block_titles[-1] = words
            return
        targets = [Target(self.docname, id_) for id_ in section["ids"]]
        if not self.title:
            self.title = plain_text(node)
            if section is self._opening:
                targets.insert(0, Target(self.docname))
        self.mark(node)
        self.put(Heading(self.section_depth, tuple(targets)), self._section_number(section), *words, HeadingEnd(), "\n")
        self.release_anchors()
        self.put("\n")

    def _section_number(self, section: nodes.Element) -> str:
        """Return the number that a numbered toctree gives *section*, ready for its heading."""
        anchor = "" if section is self._opening else f"#{section['ids'][0]}"
        numbers = self.builder.env.toc_secnumbers.get(self.docname, {}).get(anchor)
        return f"{'.'.join(map(str, numbers))}#h(0.7em)" if numbers else ""

    def visit_subtitle(self, node: nodes.Element) -> None:
        self.begin()

    def depart_subtitle(self, node: nodes.Element) -> None:
        self.put_block(node, '#div("subtitle")[', *self.end(), "]")

    def visit_rubric(self, node: nodes.Element) -> None:
        """Like Sphinx's own writers, leave out the heading of notes that are printed elsewhere."""
        following = node.parent[node.parent.index(node) + 1 :]
        if node.astext() in {"Footnotes", _("Footnotes")} or (
            following and all(isinstance(sibling, nodes.footnote) for sibling in following)
        ):
            raise nodes.SkipNode
        self.begin()

    def depart_rubric(self, node: nodes.Element) -> None:
        self.put_block(node, "#rubric[", *self.end(), "]")

    # Paragraphs

    visit_paragraph = BaseTranslator.begin

    def depart_paragraph(self, node: nodes.Element) -> None:
        words = trim(self.end())
        anchors = [Anchor(tuple(Target(self.docname, id_) for id_ in node["ids"]), False)] if node["ids"] else []
        classes = self.classes_of(node)
        self.mark(node)
        if next(node.findall(nodes.footnote_reference), None) is not None and isinstance(node.parent, nodes.section):
            words = ["#noted[", *words, "]"]
        if is_blank(words):
            self.put(*anchors, *words, "\n\n" if anchors or words else "")
        elif classes:
            self.put(f"#div({classes})[", *anchors, *words, "]\n\n")
        else:
            self.put(*anchors, *words, "\n\n")

    visit_centered = BaseTranslator.begin

    def depart_centered(self, node: nodes.Element) -> None:
        self.put_block(node, "#align(center)[", *trim(self.end()), "]")

    visit_block_quote = BaseTranslator.begin

    def depart_block_quote(self, node: nodes.Element) -> None:
        body = trim(self.end())
        attribution: list[Token] = []
        if isinstance(node[-1] if len(node) else None, nodes.attribution):
            attribution = [", attribution: [", *self._attribution, "]"]
        self.put_block(node, "#quote(block: true", *attribution, ")[\n", *body, "\n]")

    visit_attribution = BaseTranslator.begin

    def depart_attribution(self, node: nodes.Element) -> None:
        self._attribution = trim(self.end())

    # Verse and addresses: lines that stay lines

    def visit_line_block(self, node: nodes.Element) -> None:
        if not isinstance(node.parent, nodes.line_block):
            self._line_blocks.append([])

    def depart_line_block(self, node: nodes.Element) -> None:
        if not isinstance(node.parent, nodes.line_block):
            lines = self._line_blocks.pop()
            self.put_block(node, "#line-block[\n", *lines[:-1], "\n]")

    visit_line = BaseTranslator.begin

    def depart_line(self, node: nodes.Element) -> None:
        depth = -1
        around: nodes.Node = node.parent
        while isinstance(around, nodes.line_block):
            depth, around = depth + 1, around.parent
        indent = f"#h({2 * depth}em)" if depth else ""
        self._line_blocks[-1] += [indent, *trim(self.end()), " \\\n"]

    # Code

    def visit_literal_block(self, node: nodes.Element) -> None:
        language = node.get("language", "")
        lang = f"lang: {quote_string(language)}, " if language not in ("", "default", "none", "text") else ""
        self.put_block(node, f"#raw(block: true, {lang}{quote_string(node.astext())})")
        raise nodes.SkipNode

    visit_doctest_block = visit_literal_block

    # Boxes

    def _begin_box(self, title: str = "") -> None:
        self._block_titles.append([escape_text(title)])
        self.begin()

    def visit_Admonition(self, node: nodes.Element) -> None:
        self._begin_box(str(admonitionlabels.get(node.tagname, "")))

    def depart_Admonition(self, node: nodes.Element) -> None:
        body, title = trim(self.end()), self._block_titles.pop()
        self.put_block(node, f"#admonition({quote_string(node.tagname)}, [", *title, "])[\n", *body, "\n]")

    def visit_topic(self, node: nodes.Element) -> None:
        self._begin_box()

    def visit_system_message(self, node: nodes.Element) -> None:
        self._begin_box(f"{node.get('type', '')} {node.get('line', '')}".strip())

    visit_sidebar = visit_topic
    depart_topic = depart_sidebar = depart_system_message = depart_Admonition

    visit_versionmodified = BaseTranslator.begin

    def depart_versionmodified(self, node: nodes.Element) -> None:
        self.put_block(node, *self.end())

    # Containers

    visit_container = BaseTranslator.begin

    def depart_container(self, node: nodes.Element) -> None:
        body = self.end()
        if not is_blank(body) or node["ids"]:
            self.put_block(node, *body)

    visit_compound = visit_glossary = visit_hlist = visit_hlistcol = visit_acks = visit_container
    visit_only = visit_start_of_file = visit_productionlist = visit_desc_content = visit_container
    depart_compound = depart_glossary = depart_hlist = depart_hlistcol = depart_acks = depart_container
    depart_only = depart_start_of_file = depart_productionlist = depart_desc_content = depart_container

    def visit_desc(self, node: nodes.Element) -> None:
        """A description of code: its classes are the domain's and the object's, not the book's."""

    def depart_desc(self, node: nodes.Element) -> None:
        pass

    def visit_transition(self, node: nodes.Element) -> None:
        """MyST rules its notes off from the text; they are at the foot of the page here."""
        if "footnotes" not in node["classes"]:
            self.put_block(node, "#transition()")
        raise nodes.SkipNode

    def visit_desc_signature(self, node: addnodes.desc_signature) -> None:
        """A signature of the code domains: printed as code, without its structure."""
        self.put_block(node, f"#raw(block: true, {quote_string(node.astext())})")
        raise nodes.SkipNode

    visit_production = visit_desc_signature
