"""What is being built: the site, the book on paper, or a book for e-readers; and what books of parts are called."""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

#: Where the books of single texts are, from the site's root.
BOOKS = "pdf"


def is_site(app: Sphinx) -> bool:
    """Return whether a site is built, with search and scripts; an EPUB is HTML too, but not a site."""
    return isinstance(app.builder, StandaloneHTMLBuilder) and not is_epub(app)


def is_epub(app: Sphinx) -> bool:
    """Return whether an EPUB is built."""
    return app.builder.name == "epub"


def part_name(target: str) -> str:
    """Return the name of the book of a source or a text: ``nanbei-2019-05-jishi`` for ``nanbei-2019-05/jishi``."""
    return target.replace("/", "-")
