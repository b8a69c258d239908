"""In which language the words of a page are: pages of a translation are in that of the translation.

A screen reader speaks what is not marked in the language of the site. So a page of another language says so, and so
does its title wherever it is a link.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from sphinx.application import Sphinx

from jiaozhu.locale import match_language
from jiaozhu.outputs.myst.translations import FOLDER
from jiaozhu.sphinx_ext.state import state_of

__all__ = ["add_languages", "page_language"]


@cache
def _translations(folder: str) -> re.Pattern[str]:
    return re.compile(rf"{re.escape(folder)}/{FOLDER}/([A-Za-z0-9-]+)/")


def page_language(docname: str, folder: str) -> str:
    """Return the language of a page's own words, as a tag.

    Args:
        docname: The page.
        folder: Of generated pages.

    Returns:
        The tag, or an empty text for a page in the language of the site.
    """
    found = _translations(folder).match(docname)
    return found[1] if found else ""


def add_languages(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object) -> None:
    """Give the page's template its language, and those of the pages before and after it."""
    folder = app.config.jiaozhu_folder
    language = (
        state_of(app).corpus.info.language if pagename in state_of(app).furniture else page_language(pagename, folder)
    )
    own = not language or match_language(language) == match_language(app.config.language)
    context["jiaozhu_language"] = "" if own else language
    relations: dict[str, list[str | None]] = getattr(app.builder, "relations", {})
    _parent, before, after = relations.get(pagename) or [None, None, None]
    context["jiaozhu_beside"] = {
        "prev": page_language(before or "", folder),
        "next": page_language(after or "", folder),
    }
