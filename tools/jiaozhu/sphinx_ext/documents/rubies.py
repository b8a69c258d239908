"""Readings of characters (ruby): above them on the site, in e-books and in print.

A page has them as spans with classes, in brackets after the characters, and so does any other builder.
"""

from __future__ import annotations

import json
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.writers.html5 import HTML5Translator

__all__ = ["READINGS", "RUBY", "add_rubies", "add_ruby_nodes"]

#: The class of characters with their reading; those of the reading and its brackets, with their elements of HTML.
RUBY, READINGS = "jz-ruby", {"jz-rt": "rt", "jz-rp": "rp"}

#: Code points that are read as one; what is longer is printed with its reading in brackets, for no line breaks in it.
_LONGEST = 8


class ruby(nodes.inline):  # noqa: N801 - docutils' nodes are named so
    """Characters with their reading."""


class ruby_reading(nodes.inline):  # noqa: N801
    """How they are read."""


class ruby_bracket(nodes.inline):  # noqa: N801
    """A bracket around the reading, for those who do not see it above."""


_KINDS: dict[str, type[nodes.inline]] = {"jz-rt": ruby_reading, "jz-rp": ruby_bracket}


class ShownRubies(SphinxPostTransform):
    """Makes nodes of their own of the spans."""

    default_priority = 5
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Change the document in place."""
        for span in _spans(self.document):
            made = ruby("", ids=span["ids"])
            for child in span.children:
                kind = _kind(child)
                made += _KINDS[kind]("", "", *child.children) if kind else child
            span.replace_self(made)


class PrintedRubies(SphinxPostTransform):
    """Has the readings of plain characters printed above them."""

    default_priority = 5
    formats = ("typst",)

    def run(self, **kwargs: Any) -> None:
        """Change the document in place."""
        for span in _spans(self.document):
            words = "".join(child.astext() for child in span.children if not _kind(child))
            reading = "".join(child.astext() for child in span.children if _kind(child) == "jz-rt")
            plain = all(isinstance(child, nodes.Text) or _kind(child) for child in span.children)
            if plain and reading and 0 < len(words) <= _LONGEST:
                quoted = ", ".join(json.dumps(text, ensure_ascii=False) for text in (words, reading))
                span.replace_self(nodes.raw("", f"#jz-ruby({quoted})", format="typst"))


def _spans(document: nodes.document) -> list[nodes.inline]:
    return [span for span in document.findall(nodes.inline) if RUBY in span["classes"]]


def _kind(node: nodes.Node) -> str:
    """Whether a node is a reading or a bracket."""
    classes = node["classes"] if isinstance(node, nodes.inline) else ()
    return next((name for name in _KINDS if name in classes), "")


def _tag(name: str) -> tuple[Any, Any]:
    """What writes a node as an element of HTML."""

    def visit(self: HTML5Translator, node: nodes.Element) -> None:
        self.body.append(self.starttag(node, name, ""))

    def depart(self: HTML5Translator, node: nodes.Element) -> None:
        self.body.append(f"</{name}>")

    return visit, depart


def add_ruby_nodes(app: Sphinx) -> None:
    """Register the nodes."""
    for node, name in ((ruby, "ruby"), (ruby_reading, "rt"), (ruby_bracket, "rp")):
        app.add_node(node, html=_tag(name))


def add_rubies(app: Sphinx) -> None:
    """Show readings in every builder that can."""
    app.add_post_transform(ShownRubies)
    app.add_post_transform(PrintedRubies)
