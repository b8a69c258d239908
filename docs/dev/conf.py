"""Sphinx configuration of the developers' pages: `nox -s docs`."""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx

project = "jiaozhu for developers"
author = "The jiaozhu developers"
copyright = "The jiaozhu developers (code: MIT; documentation: CC BY 4.0)"
language = "en"

extensions = ["myst_parser"]
myst_enable_extensions = ["colon_fence", "deflist"]
exclude_patterns = ["_build"]
nitpicky = True

html_theme = "sphinx_book_theme"
html_title = project
html_show_sphinx = False
html_copy_source = False

_CODES = Path(__file__).parent / "codes.md"


def _write_codes(app: Sphinx) -> None:
    """Write the page of problem codes from the catalogue, in English."""
    from jiaozhu.locale import use_language
    from jiaozhu.problems.checks import all_codes
    from jiaozhu.problems.explaining import codes_page

    with use_language("en"):
        text = codes_page(all_codes())
    if not _CODES.exists() or _CODES.read_text(encoding="utf-8") != text:
        _CODES.write_text(text, encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Generate pages before Sphinx looks for them; called by Sphinx."""
    app.connect("config-inited", lambda app, config: _write_codes(app))
