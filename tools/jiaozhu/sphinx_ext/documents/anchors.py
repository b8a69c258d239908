"""Each paragraph of a source ends with a quiet link to itself, which carries its line number."""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.writers.html5 import HTML5Translator

from jiaozhu.sphinx_ext.products import is_epub
from jiaozhu.sphinx_ext.state import state_of

__all__ = [
    "LINE_ID",
    "LineAnchors",
    "add_line_anchors",
    "depart_line_anchor",
    "forget_line_labels",
    "line_anchor",
    "visit_line_anchor",
]

#: A block's id: the source's line, and a part of it where it has several.
LINE_ID = re.compile(r"l(?:0++(?=[0-9]))?+([0-9][0-9-]*+)\Z")


class line_anchor(nodes.inline):  # noqa: N801 - docutils' nodes are named so
    """A link of a paragraph to itself: ``target``, an id, and ``line``, as readers see it."""


class LineAnchors(SphinxPostTransform):
    """Adds the links to the paragraphs of a text."""

    default_priority = 900
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Change the document in place."""
        if self.env.docname not in state_of(self.env).furniture:
            return
        for paragraph in self.document.findall(nodes.paragraph):
            match = LINE_ID.match(paragraph["ids"][0]) if paragraph["ids"] else None
            if match:
                paragraph += line_anchor("", target=paragraph["ids"][0], line=match[1])


def add_line_anchors(app: Sphinx) -> None:
    """Add the links on the site; an EPUB has no use for them."""
    if not is_epub(app):
        app.add_post_transform(LineAnchors)


def forget_line_labels(app: Sphinx, doctree: nodes.document) -> None:
    """Take the ids of lines out of Sphinx's labels: every text has a line 1, and which of them the label would name
    depends on the order in which documents are read."""
    standard = app.env.domains.standard_domain
    for name in filter(LINE_ID.match, doctree.nameids):
        standard.labels.pop(name, None)
        standard.anonlabels.pop(name, None)


def visit_line_anchor(self: HTML5Translator, node: line_anchor) -> None:
    """Write the link; the stylesheet shows the number."""
    words = state_of(self.builder.env).renderer.words
    attributes = {
        "href": f"#{node['target']}",
        "data-line": node["line"],
        "aria-label": words("Line {line}: cite it", line=node["line"]),
    }
    self.body.append(self.starttag(node, "a", "", CLASS="jz-line", **attributes))


def depart_line_anchor(self: HTML5Translator, node: line_anchor) -> None:
    """Close the link."""
    self.body.append("</a>")
