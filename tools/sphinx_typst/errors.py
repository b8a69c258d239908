"""Errors that end a build; Sphinx prints them without a traceback."""

from __future__ import annotations

from sphinx.errors import SphinxError

__all__ = ["TypstBuildError", "Untranslatable"]


class TypstBuildError(SphinxError):
    """The book cannot be made. Messages logged before give the reasons; an earlier PDF is unchanged."""

    category = "Typst error"


class Untranslatable(ValueError):
    """A formula that cannot be translated; the message names the command or the mistake."""
