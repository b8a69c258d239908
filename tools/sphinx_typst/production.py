"""The making of a book: its sources are written, and compiled unless the PDF was made from the same sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging
from sphinx.util.display import progress_message

from .assemble import Book
from .chapter import Source, document_path
from .compiler import Compiled, compile_pdf, compiler_version, missing_characters
from .errors import TypstBuildError
from .locale import __
from .output import Output, write_atomically
from .packing import pack_pdf, packer_version
from .reporting import (
    broken_part,
    log_broken_part,
    log_diagnostics,
    log_missing_characters,
    plain_source,
    used_characters,
)
from .settings import BookSettings

if TYPE_CHECKING:
    import typst

__all__ = ["Production"]

logger = logging.getLogger(__name__)

#: Standards, by the beginnings of their names, that forbid attachments of any kind.
_WITHOUT_ATTACHMENTS = ("a-1", "a-2", "a-4")
#: How often a book is compiled again without what the compiler refuses.
_MOST_BROKEN = 100


@dataclass(frozen=True, slots=True)
class Production:
    """What the books of one build have in common."""

    source_folder: Path
    template: str
    standards: Sequence[str]  #: PDF standards, as the compiler names them.
    fonts: typst.Fonts
    fonts_digest: str
    attachments: Mapping[str, Path]  #: Path in the output folder → file.
    bleed: float  #: Millimetres around each page that are cut off.
    missing_glyphs: str  #: ``warning``, ``error`` or ``message``: what a character without a glyph is.

    def make(self, name: str, book: Book, settings: BookSettings, folder: Path) -> None:
        """Write a book's sources and its PDF.

        Args:
            name: The name of its files, without a suffix.
            book: The documents.
            settings: Settings and words of the book.
            folder: The output folder.

        Raises:
            TypstBuildError: The compiler reported errors, which have been logged; an earlier PDF is unchanged.
        """
        output = Output(folder, name)
        settings = self._with_downloads(book, settings)
        with progress_message(__("writing %s") % name):
            sources, missing = self._write(name, book, settings, output)
        errors = log_missing_characters(missing, sources, self.missing_glyphs)
        programs = (compiler_version(), packer_version())
        inputs = output.inputs_digest(*self.standards, self.fonts_digest, *programs, str(settings.epoch))
        if not errors and output.is_current(f"{name}.pdf", inputs):
            logger.info(__("%s.pdf is up to date"), name)
            output.finish(f"{name}.pdf", inputs)
            return
        with progress_message(__("compiling %s.pdf") % name):
            compiled, is_whole = self._compile(name, sources, output, settings.epoch)
        errors += log_diagnostics(compiled.diagnostics, sources)
        if compiled.pdf is None or errors:
            output.finish()
            raise TypstBuildError(__("%s.pdf was not written: %d error(s)") % (name, errors))
        write_atomically(folder / f"{name}.pdf", pack_pdf(compiled.pdf, self.bleed))
        # A book with a broken part is made again each time, so that its warnings are seen again.
        output.finish(f"{name}.pdf", inputs if is_whole else "")

    def _with_downloads(self, book: Book, settings: BookSettings) -> BookSettings:
        """Return settings with the files that documents offer as attachments, if the standards allow any."""
        if any(standard.startswith(_WITHOUT_ATTACHMENTS) for standard in self.standards):
            return settings
        offered = tuple((f"downloads/{file}", name) for file, name in book.attachments().items())
        return replace(settings, attachments=(*settings.attachments, *offered))

    def _compile(
        self, name: str, sources: dict[str, tuple[str, Source]], output: Output, epoch: int | None
    ) -> tuple[Compiled, bool]:
        """Compile a book; what the compiler refuses is printed as plain text, with a warning.

        Args:
            name: The name of its files.
            sources: The sources of the documents, in which refused parts are replaced.
            output: Where they are.
            epoch: The date of the book.

        Returns:
            The last result, and whether every part is printed as it should be.
        """
        is_whole = True
        for _attempt in range(_MOST_BROKEN):
            compiled = compile_pdf(output.folder / f"{name}.typ", output.folder, self.fonts, self.standards, epoch)
            broken = [found for error in compiled.diagnostics if (found := broken_part(error, sources))]
            if compiled.pdf is not None or not broken:
                break
            for path, part, message in broken:
                docname, source = sources[path]
                if part in source.parts:  # two errors may be in one part
                    sources[path] = docname, source.with_plain(part, plain_source(part))
                    log_broken_part(part, message)
                    output.write(path, sources[path][1].text)
            is_whole = False
        return compiled, is_whole

    def _write(
        self, name: str, book: Book, settings: BookSettings, output: Output
    ) -> tuple[dict[str, tuple[str, Source]], Mapping[str, str]]:
        """Write the sources; return them, and the characters that no font contains, each with a message."""
        targets = book.targets()
        sources: dict[str, tuple[str, Source]] = {}
        for docname, source in book.sources(targets):
            path = document_path(docname)
            sources[path] = (docname, source)
            output.write(path, source.text)
        for file, image in book.images():
            output.write(f"images/{image}", (self.source_folder / file).read_bytes())
        for path, _name in settings.attachments:
            attached = self.attachments.get(path, self.source_folder / path.removeprefix("downloads/"))
            output.write(path, attached.read_bytes())
        for drawn in sorted({file for chapter in book.chapters.values() for file in chapter.diagrams}):
            output.write(f"diagrams/{Path(drawn).name}", Path(drawn).read_bytes())
        output.write("template.typ", self.template if settings.template is None else settings.template)
        main = book.main_source(settings, targets)
        missing = missing_characters(used_characters(sources, main), output.folder, self.fonts)
        output.write(f"{name}.typ", book.main_source(settings, targets, "".join(sorted(missing))) if missing else main)
        return sources, missing
