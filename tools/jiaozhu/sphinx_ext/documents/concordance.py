"""The rows of the concordance: a directive that takes them as they are, and a node that a template writes.

Every row leads to a passage, and there are as many as there are terms in the texts. A Sphinx reference costs most of
a millisecond; these are written straight out, and only to pages of the book itself, whose addresses the builder knows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, ClassVar, NamedTuple

from docutils import nodes
from docutils.parsers.rst import Directive
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

from jiaozhu.sphinx_ext.state import state_of


class concordance(nodes.General, nodes.Element):  # noqa: N801 - docutils' nodes are named so
    """Places of one term: ``rows``, and the folder of generated pages that their docnames are below."""


class Row(NamedTuple):
    """One place, as text."""

    docname: str
    block: str
    before: str
    words: str
    after: str


class Concordance(Directive):
    """``{jz-concordance}``: rows of four fields with tabs between: ``docname#block``, before, words, after."""

    has_content = True
    option_spec: ClassVar[dict[str, Any]] = {}

    def run(self) -> list[nodes.Node]:
        """Return one node for all rows; a row of another form is an error."""
        rows = list(_rows(self.content))
        if None in rows:
            raise self.error("a row is 'docname#block', the text before, the words, the text after, with tabs between")
        folder = self.state.document.settings.env.config.jiaozhu_folder
        return [concordance("", rows=rows, folder=folder)]


def add_concordance(app: Sphinx) -> None:
    """Register directive and node; a book on paper has an index instead."""
    skip = (_skip, None)
    app.add_node(concordance, html=(_visit, None), latex=skip, text=skip, man=skip, texinfo=skip, typst=skip)
    app.add_directive("jz-concordance", Concordance)


def _rows(lines: Any) -> Iterator[Row | None]:
    for line in lines:
        address, *fields = line.split("\t")
        docname, _, block = address.partition("#")
        yield Row(docname, block, *fields) if block and len(fields) == 3 else None


def _visit(self: HTML5Translator, node: concordance) -> None:
    address = _addresses(self.builder.get_relative_uri, self.builder.current_docname, node["folder"])
    renderer = state_of(self.builder.env).renderer
    self.body.append(renderer.render("jz-concordance.html", rows=node["rows"], address=address))
    raise nodes.SkipNode


def _addresses(relative: Callable[[str, str], str], here: str, folder: str) -> Callable[[str], str]:
    return cache(lambda docname: relative(here, f"{folder}/{docname}"))


def _skip(self: nodes.NodeVisitor, node: concordance) -> None:
    raise nodes.SkipNode
