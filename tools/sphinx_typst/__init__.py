"""A Sphinx builder that writes a project as one book: readable Typst sources, and a tagged PDF.

The builder is called ``typst`` and works in any Sphinx project. The look of the book is decided in ``template.typ``
alone; documents reach it by the classes of their nodes. See the README of this package for settings, events and limits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .accommodations import accommodate, add_diagrams
from .builder import TypstBuilder
from .errors import TypstBuildError
from .locale import add_catalogue
from .settings import add_settings

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["TypstBuildError", "TypstBuilder", "setup"]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the builder, its settings, its event and its translations; called by Sphinx."""
    add_catalogue(app)
    app.add_builder(TypstBuilder)
    add_settings(app)
    app.add_event("typst-index-groups")
    app.connect("builder-inited", accommodate, priority=100)  # before extensions read their settings
    app.connect("builder-inited", add_diagrams)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
