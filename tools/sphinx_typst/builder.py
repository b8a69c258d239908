"""The builder: from Sphinx's documents to a book, as Typst and as PDF.

The whole book is translated in every build, and only files that have changed are written: the place of a document, and
the targets of its links, depend on all the others. Reading and resolving take Sphinx longer than translating.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
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
from .colours import CodeColours
from .compiler import compiler_version
from .context import DocumentContext, Subdocument
from .domain_indices import domain_indices
from .fonts import find_fonts
from .labels import BOOK_URI
from .locale import __
from .macros import project_macros
from .node_text import ancestors, plain_text
from .node_warnings import NodeWarnings
from .numbering import equation_numbers, numbered_types
from .production import Production
from .settings import BookSettings, book_name, find_attachments, read_settings
from .template import Look, make_template
from .translator import TypstTranslator

__all__ = ["TypstBuilder"]

logger = logging.getLogger(__name__)

#: Pages that HTML has and a book has not; links to them become text.
_ONLY_PAGES = frozenset({"search", "genindex"})


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
        self.volumes: list[tuple[Sequence[str], Book]] = []  #: Those of ``typst_documents``.
        self.macros = project_macros(self.config)
        self.colours = CodeColours(self.config.pygments_style or "sphinx")

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
        """Translate the root document and, through its toctrees, all documents of the book; or of each of several."""
        self.images.clear()
        warnings = NodeWarnings()
        with progress_message(__("translating the book")):
            if self.config.typst_documents:
                self.volumes = [
                    (entry, self._translate_book(entry[0], warnings, only_toctrees=len(entry) > 5 and bool(entry[5])))
                    for entry in self.config.typst_documents
                    if self._is_document(entry[0])
                ]
            else:
                self.book = self._translate_book(self.config.root_doc, warnings)

    def _is_document(self, docname: str) -> bool:
        if docname in self.env.found_docs:
            return True
        message = __("typst_documents: document %r does not exist")
        logger.warning(message, docname, type="typst", subtype="part")
        return False

    def _translate_book(self, root_doc: str, warnings: NodeWarnings, *, only_toctrees: bool = False) -> Book:
        root = self._resolve(root_doc)
        placed = {root_doc}
        chapters: dict[str, Chapter] = {}
        top: list[TopDocument] = []

        def add(docname: str, offset: int, part: str) -> bool:
            found = self._translate_tree(docname, offset, placed, warnings)
            chapters.update(found)
            if found:
                top.append(TopDocument(docname, offset, part))
            return bool(found)

        for toctree in list(root.findall(addnodes.toctree)):
            part = toctree.get("caption") or ""
            offset = 1 if part else 0
            for docname in toctree["includefiles"]:
                if add(docname, offset, part):
                    part = ""
        for docname in self.config.typst_appendices:
            add(docname, 0, "")
        if _prints(root) and not only_toctrees and not self._is_excluded(root_doc):
            context = self._context(root_doc, 0, {})
            chapters = {root_doc: self._translate(root, context, warnings), **chapters}
        indices = domain_indices(self.env, self.config.typst_domain_indices, set(chapters))
        return Book(root_doc, chapters, tuple(top), tuple(indices))

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
            equation_numbers=equation_numbers(self.config, figure_numbers),
            numbered_types=numbered_types(self.env),
            macros=self.macros,
            colours=self.colours,
        )

    def _translate(self, doctree: nodes.document, context: DocumentContext, warnings: NodeWarnings) -> Chapter:
        translator = self.create_translator(doctree, self, context, warnings)
        assert isinstance(translator, TypstTranslator)
        depth = self.env.metadata.get(context.docname, {}).get("tocdepth")
        return replace(translator.translate(), tocdepth=depth if isinstance(depth, int) else None)

    # Writing

    def finish(self) -> None:
        """Write and compile the book, then its parts; or each of several books.

        Raises:
            TypstBuildError: A PDF could not be made; the errors have been logged.
        """
        attachments = find_attachments(Path(self.confdir), self.config.typst_attachments)
        settings = read_settings(self.config, self._index_groups(), attachments)
        fonts, fonts_digest = find_fonts([self.confdir / folder for folder in self.config.typst_font_paths])
        families = frozenset(fonts.families())
        look = self._look(self.config.typst_theme)
        production = Production(
            Path(self.srcdir),
            make_template(Path(self.confdir), look, families),
            [standard for standard in self.config.typst_pdf_standards if standard],
            fonts,
            fonts_digest,
            attachments,
            self.config.typst_bleed,
            self.config.typst_missing_glyphs,
        )
        for entry, book in self.volumes:
            self._check_links(book)
            _start, target, title, author, *theme = entry
            own = make_template(Path(self.confdir), self._look(theme[0]), families) if theme and theme[0] else None
            changed = replace(settings, title=title or settings.title, author=author, template=own)
            production.make(book_name(target), book, changed, Path(self.outdir) / book_name(target))
        if not self.volumes:
            self._make_whole(production, settings)

    def _make_whole(self, production: Production, settings: BookSettings) -> None:
        self._check_links(self.book)
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

    def _look(self, theme: str) -> Look:
        config = self.config
        return Look(
            config.language,
            theme,
            config.typst_format,
            self.colours.style,
            tuple(config.typst_styles),
            config.typst_bleed,
        )

    def _index_groups(self) -> dict[str, str]:
        groups: dict[str, str] = {}
        for found in self.events.emit("typst-index-groups"):
            groups.update(found)
        return groups

    def _check_links(self, book: Book) -> None:
        """Warn of links without a target; links to documents left out on purpose become text silently."""
        targets = book.targets()
        for docname, link in book.links():
            target = link.target
            if target in targets or self._is_excluded(target.docname) or target.docname in _ONLY_PAGES:
                continue
            if target.docname in book.chapters:
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
        not any(isinstance(around, (nodes.title, nodes.Invisible)) for around in ancestors(node))
        for node in document.findall(lambda node: isinstance(node, (nodes.Text, nodes.image)))
    )
