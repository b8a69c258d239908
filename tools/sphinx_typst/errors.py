"""What can go wrong with the book for good; Sphinx prints these without a traceback."""

from __future__ import annotations

from sphinx.errors import SphinxError

__all__ = ["TypstBuildError"]


class TypstBuildError(SphinxError):
    """The book cannot be made. The messages before it say why and where; an earlier PDF is left as it was."""

    category = "Typst error"
