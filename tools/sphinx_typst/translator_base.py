"""The ground of the translator: buffers of tokens, running text, ids and classes, and nodes nobody knows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxTranslator

from .chapter import Anchor, Place, Token
from .escape import escape_text, joins_without_space, quote_string
from .labels import Target

if TYPE_CHECKING:
    from .builder import TypstBuilder

__all__ = ["BaseTranslator", "is_blank", "plain_text", "trim"]

logger = logging.getLogger(__name__)

_LINE_END = re.compile(r"[ \t]*\n\s*")
#: Classes that Sphinx, docutils and MyST give for their own ends; they say nothing about the look of a book.
_BOOKKEEPING = re.compile(
    r"(std|doc|any|xref|myst|cite|py|c|cpp|js|rst|term|internal|external|reference|docutils|literal|literal-.*"
    r"|simple|glossary|compact|toctree-wrapper|contents|local|footnotes?|bibtex-citation|code|highlight.*"
    r"|sig|sig-.*|guilabel|menuselection|download|(std|doc|myst|cite|py|c|cpp|js|rst)-.*"
    r"|doctest|versionmodified|added|changed|deprecated|removed|file|kbd|command|program|rfc|pep|manpage|samp"
    r"|(tex2jax|mathjax)_.*|(colwidths|align|admonition|text|numref|eqref)-.*|numref|eq|admonition)"
)


def trim(tokens: Iterable[Token]) -> list[Token]:
    """Return *tokens* without white space at either end."""
    trimmed = [token for token in tokens if token != ""]
    for end in (0, -1):
        while (at := _outermost_text(trimmed, end)) is not None:
            text = trimmed[at]
            assert isinstance(text, str)
            text = text.lstrip(" \n") if end == 0 else text.rstrip(" \n")
            if text:
                trimmed[at] = text
                break
            del trimmed[at]
    return trimmed


def _outermost_text(tokens: list[Token], end: int) -> int | None:
    """Return the index of the first (0) or last (-1) token, marks of place aside, if it is text."""
    for at in range(len(tokens)) if end == 0 else range(len(tokens) - 1, -1, -1):
        if not isinstance(tokens[at], Place):
            return at if isinstance(tokens[at], str) else None
    return None


def is_blank(tokens: Iterable[Token]) -> bool:
    """Say whether *tokens* print nothing."""
    return all(isinstance(token, (Place, Anchor)) or token in ("", " ", "\n") for token in tokens)


def plain_text(node: nodes.Element) -> str:
    """Return the text of *node* without the numbers of its notes."""
    copy = node.deepcopy()
    for mark in list(copy.findall(nodes.footnote_reference)):
        mark.parent.remove(mark)
    return " ".join(copy.astext().split())


class BaseTranslator(SphinxTranslator):
    """Collects tokens; visitors of other packages may use :meth:`put`, :meth:`begin`, :meth:`end` and the like."""

    builder: TypstBuilder

    def __init__(self, document: nodes.document, builder: TypstBuilder, docname: str, offset: int) -> None:
        super().__init__(document, builder)
        self.docname = docname
        self.offset = offset  #: how many levels the headings of the document go down
        self.in_title = False
        self._buffers: list[list[Token]] = [[]]
        self._held_anchors: list[Anchor] = []
        self._last_char = ""

    # What visitors write with

    def put(self, *tokens: Token) -> None:
        """Add tokens to what is being written."""
        self._buffers[-1].extend(tokens)

    def begin(self, node: nodes.Node | None = None) -> None:
        """Begin a part that :meth:`end` returns; *node* is there so that a visitor may be just this."""
        self._buffers.append([])

    def end(self) -> list[Token]:
        """Return what was written since :meth:`begin`."""
        return self._buffers.pop()

    def put_inline(self, node: nodes.Element, *tokens: Token) -> None:
        """Add running text for *node*, with its ids and classes."""
        self.put_anchor(node)
        classes = self.classes_of(node)
        if classes:
            self.put(f"#span({classes})[", *tokens, "]")
        else:
            self.put(*tokens)

    def put_block(self, node: nodes.Element, *tokens: Token) -> None:
        """Add a block for *node*, with its place, ids and classes."""
        self.mark(node)
        self.put_anchor(node, on_own_line=True)
        classes = self.classes_of(node)
        if classes:
            self.put(f"#div({classes})[\n", *trim(tokens), "\n]\n\n")
        else:
            self.put(*trim(tokens), "\n\n")

    def mark(self, node: nodes.Node) -> None:
        """Note that what follows comes from the line of *node*."""
        if node.line is not None:
            self.put(Place(node.line))

    def put_anchor(self, node: nodes.Element, on_own_line: bool = False) -> None:
        """Add the ids of *node*. Those in a heading follow it: the contents repeat what is inside."""
        if not node["ids"]:
            return
        anchor = Anchor(tuple(Target(self.docname, id_) for id_ in node["ids"]), on_own_line or self.in_title)
        if self.in_title:
            self._held_anchors.append(anchor)
        else:
            self.put(anchor)

    def release_anchors(self) -> None:
        """Add the anchors that a heading has held back."""
        self.put(*self._held_anchors)
        self._held_anchors.clear()

    def classes_of(self, node: nodes.Element) -> str:
        """Return the classes of *node* as arguments of the template's ``span`` and ``div``."""
        return ", ".join(quote_string(name) for name in node["classes"] if not _BOOKKEEPING.fullmatch(name))

    def warn(self, message: str, *args: object, subtype: str, location: nodes.Node | tuple[str, int]) -> None:
        """Log a warning of this builder; ``suppress_warnings`` knows it as ``typst.<subtype>``."""
        logger.warning(message, *args, type="typst", subtype=subtype, location=location)

    def number_of(self, node: nodes.Element, kind: str) -> str:
        """Return the number Sphinx gives a figure, table or code block (``numfig``), ready for its caption."""
        if not self.config.numfig:
            return ""
        numbered = self.builder.env.toc_fignumbers.get(self.docname, {}).get(kind, {})
        numbers = next((numbered[id_] for id_ in node["ids"] if id_ in numbered), None)
        if numbers is None:
            return ""
        text = self.config.numfig_format[kind] % ".".join(map(str, numbers))
        return f"{escape_text(text)}#h(0.7em)"

    # Text

    def visit_Text(self, node: nodes.Text) -> None:
        text = node.astext()
        if not text:
            return
        if "\n" in text:
            text = self._join_lines(text, node)
        self.put(escape_text(text))
        self._last_char = text[-1:] or self._last_char

    def depart_Text(self, node: nodes.Text) -> None:
        pass

    def _join_lines(self, text: str, node: nodes.Text) -> str:
        """Join the lines of *text*: with a space, but between Chinese characters with nothing."""
        parts = _LINE_END.split(text)
        joined = parts[0]
        for i, part in enumerate(parts[1:], start=2):
            before = joined[-1:] or self._last_char
            after = part[:1] or (self._next_char(node) if i == len(parts) else "")
            joined += ("" if joins_without_space(before, after) else " ") + part
        return joined

    def _next_char(self, node: nodes.Text) -> str:
        following = node.next_node(_is_running_text, ascend=True)
        return following.astext()[:1] if following is not None else ""

    # Nodes without a visitor

    def unknown_visit(self, node: nodes.Node) -> None:
        name = type(node).__name__
        if name not in self.builder.unknown_nodes:
            self.builder.unknown_nodes.add(name)
            self.warn(
                "no Typst form is known for the node %r; its content is kept (said once)",
                name,
                subtype="unknown_node",
                location=node,
            )
        self.begin()

    def unknown_departure(self, node: nodes.Node) -> None:
        assert isinstance(node, nodes.Element)
        if isinstance(node, nodes.Inline) or isinstance(node.parent, nodes.TextElement):
            self.put_inline(node, *self.end())
        else:
            self.put_block(node, *self.end())


def _is_running_text(node: nodes.Node) -> bool:
    """Say whether *node* is text that follows on, and not the number of a note."""
    return isinstance(node, nodes.Text) and not isinstance(node.parent, nodes.footnote_reference)
