"""The translator: walks a document by the table of handlers, and by the visitors that extensions register."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.errors import SphinxError
from sphinx.util.docutils import SphinxTranslator

from .handlers import HANDLERS, NAMED, put_unknown
from .writer import Writer

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from .chapter import Chapter
    from .context import DocumentContext
    from .node_warnings import NodeWarnings
    from .tokens import Token

__all__ = ["TypstTranslator"]

#: What is raised on purpose: by visitors, and by Sphinx to end a build.
_CONTROL = (nodes.TreePruningException, nodes.StopTraversal, SphinxError)


class TypstTranslator(SphinxTranslator):
    """Translates one document.

    Visitors of extensions (``app.add_node(node, typst=(visit, depart))``) are called with the translator as ``self``
    and may use :attr:`writer`, and its methods :meth:`put`, :meth:`begin`, :meth:`end`, :meth:`put_inline` and
    :meth:`put_block` on the translator itself. They may raise docutils' ``SkipNode``, ``SkipChildren`` and
    ``SkipDeparture``.
    """

    def __init__(
        self, document: nodes.document, builder: Builder, context: DocumentContext, warnings: NodeWarnings
    ) -> None:
        """Prepare to translate *document*.

        Args:
            document: The document, its references resolved.
            builder: The builder, for visitors of extensions only.
            context: The document's place in the project.
            warnings: Where warnings go.
        """
        super().__init__(document, builder)
        self.writer = Writer(document, context, warnings, self.walk)
        self._visits: dict[type[nodes.Node], Callable[[nodes.Node], None]] = {}

    def translate(self) -> Chapter:
        """Return the translated document."""
        self.walk(self.document)
        return self.writer.chapter()

    def walk(self, node: nodes.Node) -> None:
        """Write *node* and its children; if that fails, its text in a box, with a warning."""
        node_type = type(node)
        if node_type not in self._visits:
            self._visits[node_type] = self._find_visit(node_type)
        mark = self.writer.mark()
        try:
            self._visits[node_type](node)
        except _CONTROL:
            raise
        except Exception as error:
            if not isinstance(node, nodes.Element) or isinstance(node, nodes.document):
                raise
            self.writer.go_back(mark)
            self.writer.put_broken(node, error)

    def dispatch_visit(self, node: nodes.Node) -> None:
        """Write *node* for a visitor that walks by docutils' ``walkabout``; its children are written too."""
        self.walk(node)
        raise nodes.SkipNode

    def _find_visit(self, node_type: type[nodes.Node]) -> Callable[[nodes.Node], None]:
        """Return what writes nodes of a type: an extension's visitor or a handler, for the nearest type it is of."""
        if issubclass(node_type, nodes.Text):
            return partial(Writer.put_text, self.writer)
        for base in node_type.__mro__:
            visit = getattr(self, f"visit_{base.__name__}", None)
            if visit is not None:
                return partial(self._call_visitor, visit, getattr(self, f"depart_{base.__name__}", None))
            if base.__name__ in NAMED and not base.__module__.startswith("docutils"):
                return partial(NAMED[base.__name__], self.writer)
            if base in HANDLERS:
                return partial(HANDLERS[base], self.writer)
        return partial(put_unknown, self.writer)

    def _call_visitor(
        self,
        visit: Callable[[nodes.Node], None],
        depart: Callable[[nodes.Node], None] | None,
        node: nodes.Node,
    ) -> None:
        """Call the visitor of an extension, with the node's children between its two functions."""
        try:
            visit(node)
        except nodes.SkipNode:
            return
        except nodes.SkipChildren:
            pass
        except nodes.SkipDeparture:
            depart = None
            self._walk_children(node)
        else:
            self._walk_children(node)
        if depart is not None:
            depart(node)

    def _walk_children(self, node: nodes.Node) -> None:
        if isinstance(node, nodes.Element):
            self.writer.put_children(node)

    # For visitors of extensions

    def put(self, *tokens: Token) -> None:
        """Write Typst source, which must be escaped: see :func:`sphinx_typst.escape.escape_text`."""
        self.writer.put(*tokens)

    def begin(self, node: nodes.Node | None = None) -> None:
        """Begin a part that :meth:`end` returns; takes a node, so that it can be a visitor itself."""
        self.writer.begin()

    def end(self) -> list[Token]:
        """Return what was written since :meth:`begin`."""
        return self.writer.end()

    def put_inline(self, node: nodes.Element, *tokens: Token) -> None:
        """Write running text for *node*, with its ids and classes."""
        self.writer.put_inline(node, *tokens)

    def put_block(self, node: nodes.Element, *tokens: Token) -> None:
        """Write a block for *node*, with its ids and classes."""
        self.writer.put_block(node, *tokens)
