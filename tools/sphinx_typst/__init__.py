"""A Sphinx builder that writes a project as one book: readable Typst, and a PDF made of it.

It is called ``typst`` and works in any Sphinx project. The look of the book, that of Chinese books, is decided
in ``template.typ`` alone; documents reach it by the classes of their nodes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.config import ENUM, Config

from .builder import TypstBuilder
from .errors import TypstBuildError

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["TypstBuildError", "TypstBuilder", "setup"]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the builder and its settings. None of them concerns the reading of documents."""
    app.add_builder(TypstBuilder)
    app.add_config_value("typst_title", _project, "", frozenset({str}), "Title of the book")
    app.add_config_value("typst_subtitle", "", "", frozenset({str}), "Line under the title")
    app.add_config_value("typst_author", _author, "", frozenset({str}), "Author or editor of the book")
    app.add_config_value("typst_format", "a5", "", ENUM("a5", "a4", "screen"), "Paper of the book")
    app.add_config_value("typst_pdf_standards", ["ua-1"], "", frozenset({list, tuple}), "Standards the PDF keeps")
    app.add_config_value("typst_font_paths", [], "", frozenset({list, tuple}), "Folders of fonts, from conf.py's")
    app.add_config_value("typst_filename", "book", "", frozenset({str}), "Name of the book's files")
    app.add_config_value("typst_exclude", [], "", frozenset({list, tuple}), "Patterns of documents left out")
    app.add_config_value("typst_imprint", [], "", frozenset({list, tuple}), "Lines on the back of the title page")
    app.add_config_value("typst_colophon", [], "", frozenset({list, tuple}), "Lines on the last page")
    app.add_config_value("typst_attachments", [], "", frozenset({list, tuple}), "Patterns of files the PDF carries")
    app.add_config_value("typst_parts", {}, "", frozenset({dict}), "Books of some documents: name to title and list")
    app.add_config_value("typst_whole", True, "", frozenset({bool}), "Whether the book of all documents is made")
    app.add_event("typst-index-groups")
    app.connect("config-inited", _check_settings)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _project(config: Config) -> str:
    return str(config.project)


def _author(config: Config) -> str:
    return str(config.author)


def _check_settings(app: Sphinx, config: Config) -> None:
    name = config.typst_filename
    if not name or name != name.strip() or set(name) & set('/\\:*?"<>|') or name in {".", "..", "template"}:
        raise TypstBuildError(f"typst_filename: {name!r} cannot be the name of the book's files")
