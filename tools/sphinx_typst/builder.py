"""The builder: from Sphinx's documents to ``book.typ`` and ``book.pdf``.

The whole book is translated in every build, and only what has changed is written: where a document stands, and
where its links lead, depends on all the others. Reading and resolving take Sphinx longer than this does.
"""

from __future__ import annotations

import os
from collections.abc import Container, Iterator, Set
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.locale import _, __
from sphinx.util import logging
from sphinx.util.build_phase import BuildPhase
from sphinx.util.display import progress_message
from sphinx.util.matching import patmatch

from .assemble import Book, BookSettings, Entry
from .chapter import Chapter, Source
from .compiler import checks_characters, compile_pdf, compiler_version, missing_characters
from .errors import TypstBuildError
from .fonts import find_fonts
from .labels import Target
from .output import Output, write_atomically
from .reporting import BookSources, log_diagnostics, log_missing_characters, used_characters
from .translator import TypstTranslator, document_path
from .translator_links import BOOK_URI

if TYPE_CHECKING:
    import typst

__all__ = ["TypstBuilder"]

logger = logging.getLogger(__name__)


class TypstBuilder(Builder):
    """Writes the book as Typst and compiles it to PDF."""

    name = "typst"
    format = "typst"
    epilog = __("The book is in %(outdir)s.")
    # Documents are written one after another: the book is one thing, and what takes time is not in here.
    allow_parallel = False
    default_translator_class = TypstTranslator
    supported_image_types: ClassVar[list[str]] = [
        "image/svg+xml",
        "image/png",
        "image/jpeg",
        "image/gif",
        "image/webp",
    ]
    #: It has none; but what is "supported" Sphinx does not fetch from the network at build time.
    supported_remote_images = True

    def init(self) -> None:
        compiler_version()  # says so now, and not after the whole book, if there is none
        self.unknown_nodes: set[str] = set()  #: names of node classes that have been warned of
        self.book = Book(self.config.root_doc)
        self._found_fonts: tuple[typst.Fonts, str] | None = None

    def get_outdated_docs(self) -> str:
        return "the book"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return an address only this builder understands; where it leads is settled when the book is complete."""
        return f"{BOOK_URI}{docname}"

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        return self.get_target_uri(to, typ)

    # Translating

    def write_documents(self, docnames: Set[str]) -> None:
        """Translate the root document and, through its toctrees, the book."""
        self.unknown_nodes.clear()
        self.images.clear()
        book = self.book = Book(self.config.root_doc)
        with progress_message(__("translating the book")):
            root = self._resolve(book.root_doc)
            for toctree in list(root.findall(addnodes.toctree)):
                part = toctree.get("caption") or ""
                offset = 1 if part else 0
                for docname in toctree["includefiles"]:
                    if self.include(docname, offset):
                        book.entries.append(Entry(docname, offset, part))
                        part = ""
            if _says_anything(root) and not self._is_excluded(book.root_doc):
                book.chapters = {book.root_doc: self._translate(book.root_doc, root, 0), **book.chapters}

    def include(self, docname: str, offset: int) -> Chapter | None:
        """Translate a document and what is under it into the book, if its place is here."""
        chapters = self.book.chapters
        if docname in chapters or docname == self.book.root_doc or docname not in self.env.found_docs:
            return None
        if self._is_excluded(docname):
            return None
        chapters[docname] = Chapter(docname, "", (), {})  # keeps the place before those under it
        chapters[docname] = self._translate(docname, self._resolve(docname), offset)
        return chapters[docname]

    def _is_excluded(self, docname: str) -> bool:
        return any(patmatch(docname, pattern) for pattern in self.config.typst_exclude)

    def _resolve(self, docname: str) -> nodes.document:
        """Return a document with its references resolved, and its toctrees left in their places."""
        self.phase = BuildPhase.RESOLVING
        doctree = self.env.get_doctree(docname)
        self.env.resolve_references(doctree, docname, self)
        self.post_process_images(doctree)
        self.phase = BuildPhase.WRITING
        return doctree

    def _translate(self, docname: str, doctree: nodes.document, offset: int) -> Chapter:
        translator = self.create_translator(doctree, self, docname, offset)
        assert isinstance(translator, TypstTranslator)
        doctree.walkabout(translator)
        return translator.chapter()

    # Writing

    def finish(self) -> None:
        """Write the sources, then compile them unless the PDF is theirs already; the whole, then its parts."""
        self._check_links(self.book.targets())
        if self.config.typst_whole:
            self._make(self.config.typst_filename, self.book, self._settings(), self.outdir)
        for name, (title, docnames) in sorted(self.config.typst_parts.items()):
            part = self.book.part(docnames)
            if not part.chapters:
                logger.warning(__("typst_parts: %r has no document of the book"), name, type="typst", subtype="part")
                continue
            settings = replace(self._settings(), title=title, subtitle=self.config.typst_title, attachments=())
            self._make(name, part, settings, self.outdir / "parts" / name)

    def _make(self, name: str, book: Book, settings: BookSettings, folder: Path) -> None:
        output = Output(folder, name)
        targets = book.targets()
        with progress_message(__("writing %s") % name):
            sources: dict[str, tuple[str, Source]] = {}
            for docname, source in book.sources(targets):
                path = document_path(docname)
                sources[path] = (docname, source)
                output.write(path, source.text)
            for file, image in _images(book):
                output.write(f"images/{image}", (self.srcdir / file).read_bytes())
            for path, attached in self._attached() if settings.attachments else ():
                output.write(path, attached.read_bytes())
            template = resources.files(__package__).joinpath("template.typ")
            output.write("template.typ", template.read_bytes())
            output.write(f"{name}.typ", book.main_source(settings, targets))
        self._compile(name, output, sources, folder)

    def _check_links(self, targets: Container[Target]) -> None:
        """Warn of links that lead nowhere; those into documents left out on purpose are just text."""
        for docname, link in self.book.links():
            target = link.target
            if target in targets or self._is_excluded(target.docname):
                continue
            if target.docname in self.book.chapters:
                message = __("there is no place %r in the document %r; the text of the link is kept")
                message %= (target.id, target.docname)
            else:
                message = __("the document %r is not in the book; the text of the link is kept") % target.docname
            logger.warning(message, type="typst", subtype="xref", location=(docname, link.line))

    def _settings(self) -> BookSettings:
        config = self.config
        groups: dict[str, str] = {}
        for found in self.events.emit("typst-index-groups"):
            groups.update(found)
        return BookSettings(
            title=config.typst_title,
            subtitle=config.typst_subtitle,
            author=config.typst_author,
            language=config.language,
            paper=config.typst_format,
            contents_title=_("Table of Contents"),
            epoch=source_date(),
            imprint=tuple(config.typst_imprint),
            colophon=tuple(config.typst_colophon),
            index_title=_("Index"),
            index_groups=groups,
            attachments=tuple((path, path.removeprefix("attachments/")) for path, _file in self._attached()),
        )

    def _attached(self) -> list[tuple[str, Path]]:
        """The files that the PDF carries: where they stand in the book's folder, and where they come from."""
        found = {}
        for pattern in self.config.typst_attachments:
            folder = (self.confdir / pattern.partition("*")[0]).resolve()
            folder = folder if folder.is_dir() else folder.parent
            for file in sorted(Path(self.confdir).glob(pattern)):
                if file.is_file():
                    found[f"attachments/{file.resolve().relative_to(folder).as_posix()}"] = file
        return sorted(found.items())

    # Compiling

    def _compile(self, name: str, output: Output, sources: BookSources, folder: Path) -> None:
        standards = [standard for standard in self.config.typst_pdf_standards if standard]
        fonts, fonts_digest = self._fonts()
        inputs = output.inputs_digest(*standards, fonts_digest, compiler_version(), str(source_date()))
        if output.is_current(f"{name}.pdf", inputs):
            logger.info(__("%s.pdf is up to date"), name)
            output.finish(f"{name}.pdf", inputs)
            return
        with progress_message(__("compiling %s.pdf") % name):
            compiled = compile_pdf(folder / f"{name}.typ", folder, fonts, standards, source_date())
        errors = log_diagnostics(compiled.diagnostics, sources)
        if compiled.pdf is not None and not checks_characters(standards):
            missing = missing_characters(used_characters(sources), folder, fonts)
            errors += log_missing_characters(missing, sources)
        if compiled.pdf is None or errors:
            output.finish()
            raise TypstBuildError(__("%s.pdf was not made: %d error(s)") % (name, errors))
        write_atomically(folder / f"{name}.pdf", compiled.pdf)
        output.finish(f"{name}.pdf", inputs)

    def _fonts(self) -> tuple[typst.Fonts, str]:
        """The fonts, found once: to read them takes a tenth of a second, and a book may have many parts."""
        if self._found_fonts is None:
            self._found_fonts = find_fonts([self.confdir / folder for folder in self.config.typst_font_paths])
        return self._found_fonts


def _images(book: Book) -> list[tuple[str, str]]:
    return sorted({pair for chapter in book.chapters.values() for pair in chapter.images.items()})


def source_date() -> int | None:
    """Return the date the book is to bear, if whoever builds it has set one; the clock's is never used."""
    try:
        return int(os.environ["SOURCE_DATE_EPOCH"])
    except (KeyError, ValueError):
        return None


def _says_anything(document: nodes.document) -> bool:
    """Say whether a document has more than headings and toctrees."""
    return any(
        not any(isinstance(around, (nodes.title, nodes.Invisible)) for around in _ancestors(node))
        for node in document.findall(lambda node: isinstance(node, (nodes.Text, nodes.image)))
    )


def _ancestors(node: nodes.Node) -> Iterator[nodes.Node]:
    around: nodes.Node | None = node.parent
    while around is not None:
        yield around
        around = around.parent
