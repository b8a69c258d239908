"""What is being built: the site, the book on paper, or a book for a reader's device."""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder


def is_site(app: Sphinx) -> bool:
    """Whether a site is built, with search, scripts and all; an EPUB is HTML too, but no site."""
    return isinstance(app.builder, StandaloneHTMLBuilder) and not is_epub(app)


def is_epub(app: Sphinx) -> bool:
    """Whether an EPUB is built."""
    return app.builder.name == "epub"
