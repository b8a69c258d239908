"""The translator: from the document tree of one document to a chapter of Typst tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from .chapter import Chapter, Offset
from .escape import escape_text, quote_string
from .translator_images import ImageTranslator
from .translator_inline import InlineTranslator
from .translator_links import LinkTranslator
from .translator_lists import ListTranslator
from .translator_notes import NoteTranslator
from .translator_tables import TableTranslator

if TYPE_CHECKING:
    from .builder import TypstBuilder

__all__ = ["TypstTranslator", "document_path"]


def document_path(docname: str) -> str:
    """Return where the Typst source of a document stands: apart from the book's own files, whatever its name."""
    return f"documents/{docname}.typ"


class TypstTranslator(
    InlineTranslator, LinkTranslator, ListTranslator, TableTranslator, ImageTranslator, NoteTranslator
):
    """Visits a document; afterwards :meth:`chapter` has what it became."""

    def __init__(self, document: nodes.document, builder: TypstBuilder, docname: str, offset: int) -> None:
        super().__init__(document, builder, docname, offset)
        self._is_interrupted = False  # by other documents: what follows begins a page again

    def chapter(self) -> Chapter:
        """Return the translated document."""
        return Chapter(self.docname, self.title, tuple(self._buffers[0]), dict(self.images), self.offset)

    def depart_document(self, node: nodes.document) -> None:
        self.begin()
        self.put_unreferenced_notes()
        notes = self.end()
        if notes:
            self._resume()
        self.put(*notes)

    def dispatch_visit(self, node: nodes.Node) -> None:
        if _prints_a_block(node):
            self._resume()
        super().dispatch_visit(node)

    def _resume(self) -> None:
        """Begin a page for what follows, if other documents have stood in between."""
        if self._is_interrupted:
            self._is_interrupted = False
            self.put(f"#resume(title: {quote_string(self.title)})\n\n")

    def visit_toctree(self, node: addnodes.toctree) -> None:
        """Put the documents of a toctree where it stands; the root document's are the parts of the book."""
        if self.docname == self.config.root_doc:
            raise nodes.SkipNode
        offset = self.offset + 1 if self.title else self.offset
        chapters = [self.builder.include(name, offset) for name in node["includefiles"]]
        included = [chapter for chapter in chapters if chapter is not None]
        self.builder.book.under.setdefault(self.docname, []).extend(chapter.docname for chapter in included)
        if included and node.get("caption"):
            self._resume()
            self.put(f"#rubric[{escape_text(node['caption'])}]\n\n")
        for chapter in included:
            titles = f"title: {quote_string(chapter.title)}, above: {quote_string(self.title)}"
            path = quote_string(f"/{document_path(chapter.docname)}")
            self.put(f"#subdocument({titles}, offset: ", Offset(offset), f", include {path})\n\n")
        self._is_interrupted = self._is_interrupted or bool(included)
        raise nodes.SkipNode


def _prints_a_block(node: nodes.Node) -> bool:
    """Say whether *node* is a block of a section that puts something on the page."""
    if not isinstance(node.parent, (nodes.section, nodes.document)):
        return False
    if isinstance(node, nodes.compound):
        return next(node.findall(addnodes.toctree), None) is None
    return not isinstance(node, (nodes.Invisible, nodes.footnote, nodes.transition, nodes.raw, addnodes.toctree))
