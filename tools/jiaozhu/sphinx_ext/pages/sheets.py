"""Style sheets: a page loads what it uses of them, and the site ships what some page loads.

The theme's sheets have 390 kB, of which a page of prose uses a twentieth. ``jiaozhu-base.css`` takes their place.
A page whose body has a class that it does not know (a grid of cards, tabs, a margin of the book theme) loads the
theme's too, so that any project looks as its theme means it to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pygments.token import STANDARD_TYPES

__all__ = ["BASE", "choose_sheets", "drop_sheets", "is_prose"]

#: Our own, first of all.
BASE = "jiaozhu-base.css"
#: Sheets of Sphinx and of the theme that only a page beyond prose loads; the template names the first two.
_THEMES = ("_static/styles/theme.css", "_static/styles/pydata-sphinx-theme.css", "_static/styles/sphinx-book-theme.css")
_CODE = "_static/pygments.css"
#: What is deleted, from ``_static``, if no page loads the sheet that names or imports it.
_FOLLOWING = {
    "_static/styles/theme.css": ("styles/*.css", "basic.css"),
    _CODE: ("pygments.css",),
}
#: Classes that the base sheet knows, or that have no look: of docutils, Sphinx, MyST and the tokens of code.
_KNOWN = frozenset(
    """
    admonition admonition-title align-center align-default align-left align-right align-middle align-top align-bottom
    any arabic attention attribution bibtex-citation body-field caption caption-number caption-text caution centered
    citation citation-list citation-reference class code code-block-caption colon colwidths-auto colwidths-given
    compound container contents current danger deprecated description doc docutils document doc-ref download error
    even external figure first fn-bracket footnote footnote-list footnote-reference glossary guilabel head headerlink
    highlight hint image-reference important inline internal keep label last line line-block literal
    literal-block-wrapper
    loweralpha lowerroman math menuselection multiple myst nboutput note notranslate numref odd pre problematic
    program pst-scrollable-table-container reference ref row-even row-odd rubric seealso simple stub std
    table tip title toctree-l1 toctree-l2 toctree-l3 toctree-wrapper topic topic-title upperalpha upperroman
    versionadded versionchanged versionmodified versionremoved visually-hidden warning xref text-left text-right
    text-center term target
    """.split()
)
#: Tokens of code. Some lexers divide them further: ``l-Scalar`` is an ``l``, and ``sd-card`` is no token.
_DIVIDED = re.compile(r"-[A-Z]")
_TOKENS = frozenset(filter(None, STANDARD_TYPES.values()))
_KNOWN_FAMILIES = ("jz-", "std-", "language-", "highlight-", "fn-", "doc-", "admonition-")
_CLASS = re.compile(r'\sclass="([^"]*)"')
#: As much of a page as has its sheets.
_HEAD = 16_384


def is_prose(body: str) -> bool:
    """Return whether the base sheet knows every class of a page's body."""
    return all(
        name in _KNOWN or name.startswith(_KNOWN_FAMILIES) or _DIVIDED.split(name, maxsplit=1)[0] in _TOKENS
        for names in set(_CLASS.findall(body))
        for name in names.split()
    )


def choose_sheets(context: dict[str, Any], *, own: bool) -> None:
    """Give a page's template the sheets that the page uses.

    Args:
        context: The template's; it is changed.
        own: Whether the page is our own template, without a body that is known here.
    """
    body = str(context.get("body", ""))
    plain = own or ("body" in context and is_prose(body))
    left_out = {*(_THEMES if plain else ()), *(() if 'class="highlight' in body or not plain else (_CODE,))}
    files = list(context["css_files"])
    context["jiaozhu_base"] = next((file for file in files if _name(file) == f"_static/{BASE}"), None)
    context["jiaozhu_themed"] = not plain
    context["css_files"] = [
        file for file in files if _name(file) not in left_out and file is not context["jiaozhu_base"]
    ]


def drop_sheets(out: Path) -> None:
    """Delete the sheets of Sphinx and of the theme that no page of a site loads.

    Args:
        out: The site's folder.
    """
    heads = list(_heads(out))
    for sheet, patterns in _FOLLOWING.items():
        if not any(sheet in head for head in heads):
            for path in (path for pattern in patterns for path in (out / "_static").glob(pattern)):
                path.unlink()


def _heads(out: Path) -> Iterator[str]:
    for path in out.rglob("*.html"):
        with path.open("rb") as file:
            yield file.read(_HEAD).decode("utf-8", "replace")


def _name(file: Any) -> str:
    """The address of a sheet, below the site's root."""
    return str(getattr(file, "filename", file))
