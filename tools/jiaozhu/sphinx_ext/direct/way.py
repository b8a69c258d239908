"""The direct way of a build: reads generated pages and writes them, beside Sphinx, which does both with all others."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from functools import cache, cached_property
from typing import cast

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import CONFIG_OK
from sphinx.locale import _ as sphinx_words
from sphinx.util import logging

import jiaozhu
from jiaozhu.outputs.myst.entries import anchor
from jiaozhu.sphinx_ext.direct.contexts import Contexts, stand_in
from jiaozhu.sphinx_ext.direct.inline import attribute
from jiaozhu.sphinx_ext.direct.linking import Linker
from jiaozhu.sphinx_ext.direct.notes import Spoken
from jiaozhu.sphinx_ext.direct.noting import note
from jiaozhu.sphinx_ext.direct.reading import Reader
from jiaozhu.sphinx_ext.direct.records import DirectPage, UnusualPageError
from jiaozhu.sphinx_ext.documents.anchors import LINE_ID
from jiaozhu.sphinx_ext.documents.lasting_ids import has_entries
from jiaozhu.sphinx_ext.pages.page_languages import sounds_of
from jiaozhu.sphinx_ext.state import domain_of, state_of

__all__ = ["DirectWay"]

logger = logging.getLogger(__name__)

#: Changes with what is made of a page.
_VERSION = f"1 {jiaozhu.__version__}"
#: Pages that are kept between reading and writing, in characters of their sources; others are read again.
_MOST_HELD = 20_000_000


class DirectWay:
    """Reads and writes the generated pages of one build.

    Args:
        app: With its builder and its environment.
    """

    def __init__(self, app: Sphinx) -> None:
        self._app = app
        self._reader = _reader(app)
        self._held: dict[str, DirectPage] = {}
        self._held_size = 0
        self._changed: set[str] = set()
        self._linker: Linker | None = None
        self._contexts: Contexts | None = None

    @property
    def _builder(self) -> StandaloneHTMLBuilder:
        return cast("StandaloneHTMLBuilder", self._app.builder)

    def read(self, docnames: list[str]) -> None:
        """Read what of these pages is generated and usual, and take it out of the list.

        Args:
            docnames: What Sphinx would read.
        """
        env, known = self._app.env, domain_of(self._app.env).direct
        for docname in set(known) - env.found_docs:
            del known[docname]
        folder = f"{self._app.config.jiaozhu_folder}/"
        all_again = env.config_status != CONFIG_OK
        left = []
        for docname in docnames:
            if not docname.startswith(folder):
                left.append(docname)
                continue
            text = self._text(docname)
            digest = hashlib.sha256(f"{_VERSION}\n{text}".encode("utf-8", "replace")).hexdigest()[:24]
            if known.get(docname) == digest and docname in env.all_docs and not all_again:
                continue
            known.pop(docname, None)
            try:
                self._note(docname, text)
            except UnusualPageError as why:
                logger.debug("jiaozhu: %s takes the plain way: %s", docname, why)
                left.append(docname)
            else:
                known[docname] = digest
                self._changed.add(docname)
        docnames[:] = left

    def changed(self) -> list[str]:
        """Return the pages that have to be written again: those that were read, and those with other surroundings."""
        stale = state_of(self._app).stale & domain_of(self._app.env).direct.keys()
        return sorted(self._changed | stale)

    def write(self, docnames: Iterable[str]) -> list[str]:
        """Write pages.

        Args:
            docnames: Which.

        Returns:
            Those that turned out to be unusual.
        """
        self._linker, self._contexts = Linker(self._builder), Contexts(self._builder)
        return [docname for docname in docnames if not self._write(docname)]

    def _write(self, docname: str) -> bool:
        assert self._linker is not None
        assert self._contexts is not None
        builder, state = self._builder, state_of(self._app)
        page = self._held.pop(docname, None) or self._page(docname)
        try:
            body = self._linker.body(page)
        except UnusualPageError as why:
            logger.debug("jiaozhu: %s takes the plain way: %s", docname, why)
            return False
        if builder.env.toc_secnumbers.get(docname):
            return False
        builder.current_docname = docname
        context = self._contexts.context(docname, body)
        document = stand_in(builder, body, worded=docname not in state.furniture)
        builder.handle_page(docname, context, event_arg=document)
        return True

    @cached_property
    def _ids(self) -> dict[str, str]:
        """The id of each term of the glossary and the registers."""
        found = state_of(self._app).corpus.entries
        return {string: anchor(entry.slug) for entry in found for string in entry.strings}

    def _note(self, docname: str, text: str) -> None:
        page = self._page(docname, text)
        note(self._app, page)
        if self._held_size < _MOST_HELD:
            self._held_size += len(text)
            self._held[docname] = page

    def _page(self, docname: str, text: str | None = None) -> DirectPage:
        is_text = docname in state_of(self._app).furniture
        terms = self._ids if has_entries(docname, self._app.config) else None
        return self._reader.read(docname, self._text(docname) if text is None else text, is_text=is_text, terms=terms)

    def _text(self, docname: str) -> str:
        return self._app.env.doc2path(docname).read_text(encoding="utf-8")


def _reader(app: Sphinx) -> Reader:
    words, config = state_of(app).renderer.words, app.config

    def permalinks(title: str) -> Callable[[str], str]:
        if not config.html_permalinks:
            return lambda id: ""
        return lambda id: f'<a class="headerlink" href="#{id}" title="{title}">{config.html_permalinks_icon}</a>'

    @cache
    def line(number: str) -> str:
        return attribute(words("Line {line}: cite it", line=number))

    def line_anchor(id: str) -> str:
        found = LINE_ID.match(id)
        if not found:
            return ""
        number = found[1]
        return f'<a aria-label="{line(number)}" class="jz-line" data-line="{number}" href="#{id}"></a>'

    spoken = Spoken(
        cache(lambda number: words("Note {number}", number=number)),
        cache(lambda number: words("Back to the mark of note {number}", number=number)),
        words("Notes"),
    )
    heading, term = sphinx_words("Link to this heading"), sphinx_words("Link to this term")
    return Reader(spoken, permalinks(heading), permalinks(term), line_anchor, sounds_of(app.env))
