"""The rows of the concordance: a directive that takes them as they are, and a node that a template writes.

Every row leads to a passage, and there are as many as there are terms in the texts. A Sphinx reference costs most of
a millisecond; these are written straight out, and only to pages of the book itself, whose addresses the builder knows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Any, ClassVar, NamedTuple

from docutils import nodes
from docutils.parsers.rst import Directive
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.writers.html5 import HTML5Translator

from jiaozhu.sphinx_ext.state import state_of

__all__ = ["Row", "add_concordance", "rows_of", "write_rows"]


class concordance(nodes.General, nodes.Element):  # noqa: N801 - docutils' nodes are named so
    """Places of one term: ``rows``, whose docnames are below the folder of generated pages."""


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
        rows = list(rows_of(self.content))
        if None in rows:
            raise self.error("a row is 'docname#block', the text before, the words, the text after, with tabs between")
        return [concordance("", rows=rows)]


def add_concordance(app: Sphinx) -> None:
    """Register directive and node; a book on paper has an index instead."""
    skip = (_skip, None)
    app.add_node(concordance, html=(_visit, None), latex=skip, text=skip, man=skip, texinfo=skip, typst=skip)
    app.add_directive("jz-concordance", Concordance)


def rows_of(lines: Iterable[str]) -> Iterator[Row | None]:
    """Yield the rows of a directive's lines; None for a line of another form."""
    for line in lines:
        address, *fields = line.split("\t")
        docname, _, block = address.partition("#")
        yield Row(docname, block, *fields) if block and len(fields) == 3 else None


def write_rows(builder: Builder, docname: str, rows: Sequence[Row | None]) -> str:
    """Return rows as HTML.

    Args:
        builder: Of the site.
        docname: The page that they are on.
        rows: The rows.
    """
    address = _addresses(builder.get_relative_uri, docname, builder.config.jiaozhu_folder)
    return state_of(builder.env).renderer.render("jz-concordance.html", rows=rows, address=address)


def _visit(self: HTML5Translator, node: concordance) -> None:
    self.body.append(write_rows(self.builder, self.builder.current_docname, node["rows"]))
    raise nodes.SkipNode


def _addresses(relative: Callable[[str, str], str], here: str, folder: str) -> Callable[[str], str]:
    return cache(lambda docname: relative(here, f"{folder}/{docname}"))


def _skip(self: nodes.NodeVisitor, node: concordance) -> None:
    raise nodes.SkipNode
