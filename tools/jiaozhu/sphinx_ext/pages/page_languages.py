"""In which language the words of a page are: pages of a translation are in that of the translation.

A screen reader speaks what is not marked in the language of the site. So a page of another language says so, and so
does its title wherever it is a link.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform

from jiaozhu.language import profile_for
from jiaozhu.locale import match_language
from jiaozhu.outputs.myst.translations import FOLDER
from jiaozhu.sphinx_ext.state import state_of

__all__ = ["add_languages", "add_pronunciations", "mark_pronunciations", "page_language", "sounds_of"]


class Pronunciations(SphinxPostTransform):
    """Marks pronunciations that are written inside a text or a note, such as pinyin."""

    default_priority = 850
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Change the document in place."""
        if self.env.docname.startswith(f"{self.env.config.jiaozhu_folder}/"):
            mark_pronunciations(self.env, self.document)


def sounds_of(env: BuildEnvironment) -> tuple[re.Pattern[str], str] | None:
    """Return what marks pronunciations, and their language; None if nothing does."""
    profile = profile_for(state_of(env).corpus.info.language)
    return (profile.sounds, profile.sounds_tag) if profile.sounds is not None else None


def mark_pronunciations(env: BuildEnvironment, document: nodes.document) -> None:
    """Mark the pronunciations in a document, in place."""
    found = sounds_of(env)
    if found is None:
        return
    pattern, tag = found
    for text in list(document.findall(nodes.Text)):
        if pattern.search(text) and not _is_marked(text):
            text.parent.replace(text, list(_marked(str(text), pattern, tag)))


def _marked(text: str, pattern: re.Pattern[str], tag: str) -> Iterator[nodes.Node]:
    at = 0
    for match in pattern.finditer(text):
        if match.start() > at:
            yield nodes.Text(text[at : match.start()])
        yield nodes.inline("", match[0], classes=[f"language-{tag}"])
        at = match.end()
    if at < len(text):
        yield nodes.Text(text[at:])


def _is_marked(text: nodes.Text) -> bool:
    """Whether what a text is in says its language, or is not prose."""
    parent = text.parent
    while parent is not None:
        if isinstance(parent, nodes.literal | nodes.literal_block | nodes.citation):
            return True
        if any(name.startswith("language-") for name in parent.get("classes", ())):
            return True
        parent = parent.parent
    return False


def add_pronunciations(app: Sphinx) -> None:
    """Mark pronunciations in every builder of HTML."""
    app.add_post_transform(Pronunciations)


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
