"""Links: references into the book and out of it, and the targets they lead to."""

from __future__ import annotations

import re

from docutils import nodes

from .chapter import LinkEnd, LinkStart, PageReference
from .escape import quote_string
from .index import mark_of_term
from .labels import Target
from .translator_base import BaseTranslator

__all__ = ["BOOK_URI", "LinkTranslator", "parse_book_uri"]

#: What the builder's addresses of documents begin with: no real address does.
BOOK_URI = "%book:"
#: Classes of references that are followed by their page on paper: to passages, and to figures and tables by number.
_PAGED = frozenset({"std-ref", "std-numref"})
#: The class of references to the glossary.
_TERM = "std-term"
_ADDRESS = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:.")


def parse_book_uri(uri: str) -> Target | None:
    """Return the place in the book that *uri* names, if it is one of the builder's own addresses."""
    if not uri.startswith(BOOK_URI):
        return None
    docname, _, id_ = uri.removeprefix(BOOK_URI).partition("#")
    return Target(docname, id_)


class LinkTranslator(BaseTranslator):
    """Visitors of references and targets."""

    visit_reference = BaseTranslator.begin

    def depart_reference(self, node: nodes.Element) -> None:
        text = self.end()
        target = self._target_of(node)
        uri = node.get("refuri", "")
        if target:
            text = [LinkStart(target, node.line or self._line_around(node)), *text, LinkEnd()]
            kinds = {name for inline in node.findall(nodes.inline) for name in inline["classes"]}
            if kinds & _PAGED:
                text.append(PageReference(target))
            if _TERM in kinds:
                text.append(mark_of_term(target))
        elif _ADDRESS.match(uri):
            text = [f"#link({quote_string(uri)})[", *text, "]"]
        elif uri:
            self.warn("a book cannot link to %r; the text is kept", uri, subtype="link", location=node)
        self.put_inline(node, *text)

    def visit_download_reference(self, node: nodes.Element) -> None:
        """A file beside the site is not in the book: its name is."""
        self.begin()

    def depart_download_reference(self, node: nodes.Element) -> None:
        self.put_inline(node, *self.end())

    def _target_of(self, node: nodes.Element) -> Target | None:
        """Return the place in the book a reference leads to."""
        if node.get("refid"):
            return Target(self.docname, node["refid"])
        return parse_book_uri(node.get("refuri", ""))

    @staticmethod
    def _line_around(node: nodes.Node) -> int | None:
        """Return the line of the nearest node around *node* that has one."""
        around: nodes.Node | None = node
        while around is not None and around.line is None:
            around = around.parent
        return around.line if around is not None else None

    def visit_target(self, node: nodes.Element) -> None:
        """An empty target is an anchor; a named one may have text, which stays."""
        self.begin()

    def depart_target(self, node: nodes.Element) -> None:
        text = self.end()
        self.put_anchor(node, on_own_line=not isinstance(node.parent, nodes.TextElement))
        self.put(*text)
