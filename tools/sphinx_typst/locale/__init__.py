"""The words of this package through Sphinx's gettext: printed ones, and those for the terminal.

``_`` translates what the book prints, into the project's ``language``; ``__`` translates warnings and errors, into the
language of the terminal. Both are lazy before :func:`add_catalogue` has run.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.locale import get_translation

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["_", "__", "add_catalogue"]

_DOMAIN = "sphinx_typst"

_ = get_translation(_DOMAIN)
__ = get_translation(_DOMAIN, "console")


def add_catalogue(app: Sphinx) -> None:
    """Load the translations of this package for *app*."""
    app.add_message_catalog(_DOMAIN, Path(__file__).parent)
