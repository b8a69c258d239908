"""The builder: from Sphinx's documents to a book, as Typst and as PDF.

The whole book is translated in every build, and only files that have changed are written: the place of a document, and
the targets of its links, depend on all the others. Reading and resolving take Sphinx longer than translating.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Set
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.util import logging
from sphinx.util.build_phase import BuildPhase
from sphinx.util.display import progress_message
from sphinx.util.matching import patmatch

from .assemble import Book, TopDocument
from .chapter import Chapter
from .compiler import compiler_version
from .context import DocumentContext, Subdocument
from .fonts import find_fonts
from .labels import BOOK_URI, Target
from .locale import __
from .node_text import plain_text
from .node_warnings import NodeWarnings
from .production import Production
from .settings import find_attachments, read_settings, read_template
from .translator import TypstTranslator

__all__ = ["TypstBuilder"]

logger = logging.getLogger(__name__)


class TypstBuilder(Builder):
    """Writes the project as a book: Typst sources, and a PDF compiled from them."""

    name = "typst"
    format = "typst"
    epilog = __("The book is in %(outdir)s.")
    # The documents make one book, and writing them takes little of the time of a build.
    allow_parallel = False
    default_translator_class = TypstTranslator
    supported_image_types: ClassVar[list[str]] = [
        "image/svg+xml",
        "image/png",
        "image/jpeg",
        "image/gif",
        "image/webp",
    ]
    #: Remote images are not printed; but those that are "supported" are not downloaded by Sphinx.
    supported_remote_images = True

    def init(self) -> None:
        """Prepare a build.

        Raises:
            TypstBuildError: There is no compiler, or it is too old.
        """
        compiler_version()
        self.book = Book(self.config.root_doc)

    def get_outdated_docs(self) -> str:
        """Return what is to be built: always everything."""
        return "the book"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return an address that only this builder understands; its label is chosen when the book is complete."""
        return f"{BOOK_URI}{docname}"

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """Return the address of *to*, which is the same in every document."""
        return self.get_target_uri(to, typ)

    # Translating

    def write_documents(self, docnames: Set[str]) -> None:
        """Translate the root document and, through its toctrees, all documents of the book."""
        self.images.clear()
        with progress_message(__("translating the book")):
            self.book = self._translate_book(NodeWarnings())

    def _translate_book(self, warnings: NodeWarnings) -> Book:
        root_doc = self.config.root_doc
        root = self._resolve(root_doc)
        placed = {root_doc}
        chapters: dict[str, Chapter] = {}
        top: list[TopDocument] = []
        for toctree in list(root.findall(addnodes.toctree)):
            part = toctree.get("caption") or ""
            offset = 1 if part else 0
            for docname in toctree["includefiles"]:
                found = self._translate_tree(docname, offset, placed, warnings)
                if found:
                    chapters |= found
                    top.append(TopDocument(docname, offset, part))
                    part = ""
        if _prints(root) and not self._is_excluded(root_doc):
            context = self._context(root_doc, 0, {})
            chapters = {root_doc: self._translate(root, context, warnings), **chapters}
        return Book(root_doc, chapters, tuple(top))

    def _translate_tree(
        self, docname: str, offset: int, placed: set[str], warnings: NodeWarnings
    ) -> dict[str, Chapter]:
        """Translate a document and those included in it, if their place in the book is here.

        Args:
            docname: The document.
            offset: How many levels its headings are lowered.
            placed: The documents that already have a place; those that are translated are added.
            warnings: Where warnings go.

        Returns:
            The document and those below it, in the order of the book; nothing if it is elsewhere, or left out.
        """
        if docname in placed or docname not in self.env.found_docs or self._is_excluded(docname):
            return {}
        placed.add(docname)
        doctree = self._resolve(docname)
        below: dict[str, dict[str, Chapter]] = {}
        subdocuments: dict[nodes.Element, tuple[Subdocument, ...]] = {}
        for toctree, follows_heading in _toctrees(doctree):
            included = []
            for name in toctree["includefiles"]:
                found = self._translate_tree(name, offset + follows_heading, placed, warnings)
                if found:
                    below[name] = found
                    included.append(Subdocument(name, found[name].title))
            subdocuments[toctree] = tuple(included)
        chapter = self._translate(doctree, self._context(docname, offset, subdocuments), warnings)
        tree = {docname: chapter}
        for name in chapter.subdocuments:
            tree |= below[name]
        return tree

    def _is_excluded(self, docname: str) -> bool:
        return any(patmatch(docname, pattern) for pattern in self.config.typst_exclude)

    def _resolve(self, docname: str) -> nodes.document:
        """Return a document with its references resolved, and with its toctrees."""
        self.phase = BuildPhase.RESOLVING
        doctree = self.env.get_doctree(docname)
        self.env.resolve_references(doctree, docname, self)
        self.post_process_images(doctree)
        self.phase = BuildPhase.WRITING
        return doctree

    def _context(
        self, docname: str, offset: int, subdocuments: Mapping[nodes.Element, tuple[Subdocument, ...]]
    ) -> DocumentContext:
        figure_numbers = self.env.toc_fignumbers.get(docname, {}) if self.config.numfig else {}
        return DocumentContext(
            docname=docname,
            source_folder=Path(self.srcdir),
            offset=offset,
            subdocuments=subdocuments,
            section_numbers=self.env.toc_secnumbers.get(docname, {}),
            figure_numbers=figure_numbers,
            number_formats=self.config.numfig_format,
            image_names=self.images,
            link_schemes=frozenset(map(str.lower, self.config.typst_link_schemes)),
        )

    def _translate(self, doctree: nodes.document, context: DocumentContext, warnings: NodeWarnings) -> Chapter:
        translator = self.create_translator(doctree, self, context, warnings)
        assert isinstance(translator, TypstTranslator)
        return translator.translate()

    # Writing

    def finish(self) -> None:
        """Write and compile the book, then its parts.

        Raises:
            TypstBuildError: A PDF could not be made; the errors have been logged.
        """
        self._check_links(self.book.targets())
        attachments = find_attachments(Path(self.confdir), self.config.typst_attachments)
        settings = read_settings(self.config, self._index_groups(), attachments)
        fonts, fonts_digest = find_fonts([self.confdir / folder for folder in self.config.typst_font_paths])
        standards = [standard for standard in self.config.typst_pdf_standards if standard]
        template = read_template(Path(self.confdir), self.config.typst_styles)
        production = Production(
            Path(self.srcdir),
            template,
            standards,
            fonts,
            fonts_digest,
            attachments,
            self.config.typst_missing_glyphs,
        )
        if self.config.typst_whole:
            production.make(self.config.typst_filename, self.book, settings, Path(self.outdir))
        for name, (title, docnames) in sorted(self.config.typst_parts.items()):
            part = self.book.part(docnames)
            if not part.chapters:
                message = __("typst_parts: part %r contains no document of the book")
                logger.warning(message, name, type="typst", subtype="part")
                continue
            changed = replace(settings, title=title, subtitle=self.config.typst_title, attachments=(), index=None)
            production.make(name, part, changed, Path(self.outdir) / "parts" / name)

    def _index_groups(self) -> dict[str, str]:
        groups: dict[str, str] = {}
        for found in self.events.emit("typst-index-groups"):
            groups.update(found)
        return groups

    def _check_links(self, targets: Container[Target]) -> None:
        """Warn of links without a target; links to documents left out on purpose become text silently."""
        for docname, link in self.book.links():
            target = link.target
            if target in targets or self._is_excluded(target.docname):
                continue
            if target.docname in self.book.chapters:
                message = __("link target %r not found in document %r; the text of the link is kept")
                message %= (target.id, target.docname)
            else:
                message = __("document %r is not in the book; the text of the link is kept") % target.docname
            logger.warning("%s", message, type="typst", subtype="xref", location=(docname, link.line))


def _toctrees(document: nodes.document) -> Iterator[tuple[addnodes.toctree, bool]]:
    """Yield the toctrees of a document, each with whether it follows a heading."""
    follows_heading = False
    for node in document.findall(nodes.Element):
        if isinstance(node, nodes.title) and isinstance(node.parent, nodes.section):
            follows_heading = follows_heading or bool(plain_text(node))
        elif isinstance(node, addnodes.toctree):
            yield node, follows_heading


def _prints(document: nodes.document) -> bool:
    """Whether a document has more than headings and toctrees."""
    return any(
        not any(isinstance(around, (nodes.title, nodes.Invisible)) for around in _ancestors(node))
        for node in document.findall(lambda node: isinstance(node, (nodes.Text, nodes.image)))
    )


def _ancestors(node: nodes.Node) -> Iterator[nodes.Node]:
    around: nodes.Node | None = node.parent
    while around is not None:
        yield around
        around = around.parent
