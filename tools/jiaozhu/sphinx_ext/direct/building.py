"""The direct way as a part of Sphinx's build: its builder of HTML, and the events at which pages are read.

Pages are on the disk as MyST, for every other builder and for people. But to have docutils and Sphinx read and write
what we wrote ourselves is most of the time of a build. So the builder of the site writes generated pages directly, if
nothing else would change them (``permission.py``), and the plain way is beside it: for every other builder, for pages
with anything unusual on them, and for a project that asks for it (``jiaozhu_fast = False``). Both ways give the same
pages; ``tests/sphinx_ext/direct`` compares them.
"""

from __future__ import annotations

from collections.abc import Set

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from jiaozhu.sphinx_ext.direct.noting import forget, order_citations
from jiaozhu.sphinx_ext.direct.permission import reason_against
from jiaozhu.sphinx_ext.direct.way import DirectWay
from jiaozhu.sphinx_ext.state import domain_of, state_of

__all__ = ["choose_way", "direct_changes", "read_directly", "sort_citations", "take_builder"]

logger = logging.getLogger(__name__)


def take_builder(app: Sphinx, config: Config) -> None:
    """Let the builder of HTML, whosever it is, write pages directly too."""
    usual = app.registry.builders.get("html")
    if usual is not None and issubclass(usual, StandaloneHTMLBuilder) and config.jiaozhu_fast:
        app.registry.builders["html"] = type(usual.__name__, (_DirectPages, usual), {})


class _DirectPages(StandaloneHTMLBuilder):
    """Writes generated pages directly, and all others as the builder does that it is put before."""

    def write_documents(self, docnames: Set[str]) -> None:
        """Write pages, those that are read directly after all others."""
        way = state_of(self._app).way
        if way is None:
            super().write_documents(docnames)
            return
        direct = domain_of(self.env).direct
        chosen = docnames & direct.keys()
        super().write_documents(docnames - chosen)
        unusual = way.write(sorted(chosen))
        for docname in unusual:
            del direct[docname]
            forget(self._app, docname)
            self.read_doc(docname)
        if unusual:
            order_citations(self.env)
            super().write_documents(set(unusual))


def choose_way(app: Sphinx) -> None:
    """Take the direct way, if it may be taken."""
    why = reason_against(app)
    state_of(app).way = None if why else DirectWay(app)
    if why:
        logger.debug("jiaozhu: pages take the plain way: %s", why)


def read_directly(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Read generated pages, before all others."""
    way = state_of(app).way
    if way is not None:
        way.read(docnames)
    else:
        domain_of(env).direct.clear()


def sort_citations(app: Sphinx, env: BuildEnvironment) -> None:
    """Put citations in the order of a build of all pages."""
    order_citations(env)


def direct_changes(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the generated pages that have to be written."""
    way = state_of(app).way
    return way.changed() if way is not None else []
