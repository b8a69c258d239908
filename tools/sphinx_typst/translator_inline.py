"""Running text: emphasis, literals, mathematics, and the other nodes that stand inside a paragraph."""

from __future__ import annotations

import re

from docutils import nodes
from sphinx import addnodes

from .escape import escape_text, quote_string
from .index import mark_of_entry
from .latex_math import Untranslatable, translate_math
from .translator_base import BaseTranslator

__all__ = ["InlineTranslator"]

_LINE_BREAK = re.compile(r"\s*<br\s*/?>\s*")


class InlineTranslator(BaseTranslator):
    """Visitors of inline nodes."""

    def _wrapped_in(self, node: nodes.Element, opening: str) -> None:
        self.put_inline(node, opening, *self.end(), "]")

    visit_emphasis = BaseTranslator.begin

    def depart_emphasis(self, node: nodes.Element) -> None:
        self._wrapped_in(node, "#emph[")

    visit_title_reference = BaseTranslator.begin
    depart_title_reference = depart_emphasis

    visit_strong = BaseTranslator.begin

    def depart_strong(self, node: nodes.Element) -> None:
        self._wrapped_in(node, "#strong[")

    visit_subscript = BaseTranslator.begin

    def depart_subscript(self, node: nodes.Element) -> None:
        self._wrapped_in(node, "#sub[")

    visit_superscript = BaseTranslator.begin

    def depart_superscript(self, node: nodes.Element) -> None:
        self._wrapped_in(node, "#super[")

    visit_inline = BaseTranslator.begin

    def depart_inline(self, node: nodes.Element) -> None:
        self.put_inline(node, *self.end())

    visit_generated = visit_acronym = visit_manpage = visit_problematic = visit_inline
    depart_generated = depart_acronym = depart_manpage = depart_problematic = depart_inline

    visit_abbreviation = BaseTranslator.begin

    def depart_abbreviation(self, node: nodes.Element) -> None:
        explanation = node.get("explanation", "")
        self.put_inline(node, *self.end(), escape_text(f"（{explanation}）") if explanation else "")

    def visit_literal(self, node: nodes.Element) -> None:
        self.put_inline(node, f"#raw({quote_string(node.astext())})")
        raise nodes.SkipNode

    def visit_math(self, node: nodes.Element) -> None:
        formula = self._formula(node)
        if formula is None:
            self.visit_literal(node)
        self.put_inline(node, f"#math.equation(alt: {quote_string(node.astext())}, ${formula}$)")
        raise nodes.SkipNode

    def visit_math_block(self, node: nodes.Element) -> None:
        formula = self._formula(node)
        if formula is None:
            self.put_block(node, f"#raw(block: true, {quote_string(node.astext())})")
        else:
            number = f', numbering: "({node["number"]})"' if node.get("number") else ""
            alternative = quote_string(node.astext())
            self.put_block(node, f"#math.equation(block: true, alt: {alternative}{number}, $ {formula} $)")
        raise nodes.SkipNode

    def _formula(self, node: nodes.Element) -> str | None:
        """Return the formula in Typst's words; what cannot be said is warned of and printed as it was typed."""
        try:
            return translate_math(node.astext())
        except Untranslatable as error:
            message = "mathematics is printed as it was typed, because of %s: %s"
            self.warn(message, error, node.astext(), subtype="math", location=node)
            return None

    def visit_index(self, node: addnodes.index) -> None:
        """Marks of the places that the index names. A glossary's own are not needed: its terms are in the index."""
        if isinstance(node.parent, nodes.term):
            raise nodes.SkipNode
        marks = [
            mark_of_entry(words)
            for entry in node["entries"]
            for words in self.builder.book.index.add_entry(entry[0], entry[1])
        ]
        self.put(*marks)
        raise nodes.SkipNode

    def visit_raw(self, node: nodes.Element) -> None:
        """Raw Typst; and MyST's broken lines, which it knows to write as HTML only."""
        formats = node.get("format", "").split()
        if "html" in formats and _LINE_BREAK.fullmatch(node.astext()):
            self.put(" \\\n")
        elif "typst" in formats:
            if isinstance(node.parent, nodes.TextElement):
                self.put_inline(node, node.astext())
            else:
                self.put_block(node, node.astext())
        raise nodes.SkipNode

    def visit_Invisible(self, node: nodes.Node) -> None:
        """Comments, definitions of substitutions, entries of the index."""
        raise nodes.SkipNode

    visit_meta = visit_tabular_col_spec = visit_highlightlang = visit_decoration = visit_docinfo = visit_Invisible

    def visit_pending_xref(self, node: addnodes.pending_xref) -> None:
        """A reference that nothing resolved: Sphinx has said so, its text stays."""
        self.begin()

    depart_pending_xref = depart_inline
