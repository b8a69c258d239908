"""The writer of one document: tokens so far, and all the state that handlers of nodes may read and change."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from docutils import nodes

from .chapter import Chapter
from .context import DocumentContext
from .escape import escape_text, joins_without_space, quote_string
from .index import DocumentIndex, Headword, IndexEntry
from .labels import Target, label_value
from .locale import __
from .node_text import is_running_text
from .node_warnings import NodeWarnings
from .tokens import Anchor, Mark, PartEnd, PartStart, Place, Token, trim

__all__ = ["Findings", "Footnotes", "Handler", "Headings", "Running", "Writer"]

_LINE_END = re.compile(r"(?<![ \t])[ \t]*+\n\s*+")
#: Classes that Sphinx, docutils and MyST set for their own purposes; none describes the look of a book.
_BOOKKEEPING = re.compile(
    r"(std|doc|any|xref|myst|cite|py|c|cpp|js|rst|term|internal|external|reference|docutils|literal|literal-.*"
    r"|simple|glossary|compact|toctree-wrapper|contents|local|footnotes?|bibtex-citation|code|highlight.*"
    r"|sig|sig-.*|guilabel|menuselection|download|(std|doc|myst|cite|py|c|cpp|js|rst)-.*"
    r"|doctest|versionmodified|added|changed|deprecated|removed|file|kbd|command|program|rfc|pep|manpage|samp"
    r"|(tex2jax|mathjax)_.*|(colwidths|align|admonition|text|numref|eqref)-.*|numref|eq|admonition)"
)


@dataclass(slots=True)
class Findings:
    """What the document has for the book, beside its tokens."""

    title: str = ""  #: The first heading, as plain text.
    images: dict[str, str] = field(default_factory=dict)  #: File of the sources → name among the images.
    attached: dict[str, str] = field(default_factory=dict)  #: File of the sources → its name as an attachment.
    diagrams: list[str] = field(default_factory=list)  #: Pictures drawn in the output folder.
    terms: dict[Target, Headword] = field(default_factory=dict)
    entries: list[IndexEntry] = field(default_factory=list)
    subdocuments: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Running:
    """Where the writer is in running text."""

    last_char: str = ""  #: The last character of text, to join the next line to.
    in_heading: bool = False
    held_anchors: list[Anchor] = field(default_factory=list)  #: Those of a heading, which follow it.


@dataclass(slots=True)
class Headings:
    """Where the writer is among the sections."""

    depth: int = 0
    is_interrupted: bool = False  #: Documents have been included; what follows begins a new page.


@dataclass(slots=True)
class Footnotes:
    """The footnotes of the document: each is written where it is first referred to."""

    by_id: Mapping[str, nodes.footnote]
    references: Counter[str]  #: How often each id is referred to.
    placed: set[nodes.footnote] = field(default_factory=set)

    @classmethod
    def of(cls, document: nodes.document) -> Footnotes:
        """Return the footnotes of *document*, all of them still to be placed."""
        notes = {id_: note for note in document.findall(nodes.footnote) for id_ in note["ids"]}
        return cls(notes, Counter(mark.get("refid", "") for mark in document.findall(nodes.footnote_reference)))


class Writer:
    """Collects the tokens of a document.

    Handlers write with :meth:`put`, :meth:`put_inline` and :meth:`put_block`, and have the children of a node written
    by :meth:`put_children`, or returned by :meth:`children`.
    """

    def __init__(
        self,
        document: nodes.document,
        context: DocumentContext,
        warnings: NodeWarnings,
        walk: Callable[[nodes.Node], None],
    ) -> None:
        """Begin to write *document*.

        Args:
            document: The document, its references resolved.
            context: Its place in the project.
            warnings: Where warnings go.
            walk: Writes one node, whatever it is, with its children.
        """
        self.document = document
        self.context = context
        self.warnings = warnings
        self.walk = walk
        self.found = Findings()
        self.running = Running()
        self.headings = Headings()
        self.footnotes = Footnotes.of(document)
        self._buffers: list[list[Token]] = [[]]
        self._marks = 0

    def chapter(self) -> Chapter:
        """Return the translated document."""
        return Chapter(
            docname=self.context.docname,
            title=self.found.title,
            tokens=tuple(self._buffers[0]),
            images=dict(self.found.images),
            offset=self.context.offset,
            subdocuments=tuple(self.found.subdocuments),
            attached=dict(self.found.attached),
            diagrams=tuple(self.found.diagrams),
            index=DocumentIndex(dict(self.found.terms), tuple(self.found.entries)),
        )

    # Tokens

    def put(self, *tokens: Token) -> None:
        """Write tokens."""
        self._buffers[-1].extend(tokens)

    def begin(self) -> None:
        """Begin a part that :meth:`end` returns."""
        self._buffers.append([])

    def end(self) -> list[Token]:
        """Return what was written since :meth:`begin`, which is not in the document yet."""
        return self._buffers.pop()

    def end_line(self) -> None:
        """End the line if something was written on it, such as marks of the index between two blocks."""
        written = (token for token in reversed(self._buffers[-1]) if token != "" and not isinstance(token, Mark))
        last = next(written, "\n")
        if isinstance(last, str) and not last.endswith("\n"):
            self.put("\n\n")

    def mark(self) -> tuple[int, int]:
        """Return how much has been written, for :meth:`go_back`."""
        return len(self._buffers), len(self._buffers[-1])

    def go_back(self, mark: tuple[int, int]) -> None:
        """Forget what has been written since a mark."""
        depth, length = mark
        del self._buffers[depth:]
        del self._buffers[-1][length:]

    def put_broken(self, node: nodes.Element, error: Exception) -> None:
        """Write the text of a node that cannot be written as it should be, in a box, with a warning."""
        message = __("%r cannot be written as it should be, so its text is printed as it is: %s")
        why = f"{type(error).__name__}: {error}".rstrip(": ")
        self.warnings.warn(message, type(node).__name__, why, subtype="broken", location=node)
        is_inline = isinstance(node, nodes.Inline) or isinstance(node.parent, nodes.TextElement)
        words = quote_string(node.astext())
        self.put(f"#broken-line({words})" if is_inline else f"#broken-block({words})\n\n")

    def put_children(self, node: nodes.Element) -> None:
        """Write the children of *node*."""
        for child in list(node.children):
            try:
                self.walk(child)
            except nodes.SkipSiblings:
                return

    def children(self, node: nodes.Element) -> list[Token]:
        """Return what the children of *node* are written as."""
        self.begin()
        self.put_children(node)
        return self.end()

    def one(self, node: nodes.Node) -> list[Token]:
        """Return what *node* is written as; a visitor that skips the node's siblings has no effect on them here."""
        self.begin()
        with suppress(nodes.SkipSiblings):
            self.walk(node)
        return self.end()

    def next_mark(self, kind: str) -> str:
        """Return a label for a place that only the template refers to, different from all others of the book."""
        self._marks += 1
        return label_value(self.context.target(f"{kind}.{self._marks}"))

    # Nodes

    def put_inline(self, node: nodes.Element, *tokens: Token) -> None:
        """Write running text for *node*, with its ids and classes."""
        self.put_anchor(node)
        classes = self.classes_of(node)
        if classes:
            self.put(f"#span({classes})[", *tokens, "]")
        else:
            self.put(*tokens)

    def put_block(self, node: nodes.Element, *tokens: Token) -> None:
        """Write a block for *node*, with its line, ids and classes."""
        self.put_place(node)
        self.put_anchor(node, on_own_line=True)
        classes = self.classes_of(node)
        inside = (PartStart(node, is_block=True), *trim(tokens), PartEnd())
        if classes:
            self.put(f"#div({classes})[\n", *inside, "\n]\n\n")
        else:
            self.put(*inside, "\n\n")

    def put_place(self, node: nodes.Node) -> None:
        """Record that what follows comes from the line of *node*."""
        if node.line is not None:
            self.put(Place(node.line))

    def put_anchor(self, node: nodes.Element, on_own_line: bool = False) -> None:
        """Write the ids of *node*. Those in a heading follow it, because the contents repeat the heading."""
        if not node["ids"]:
            return
        in_heading = self.running.in_heading
        anchor = Anchor(self.context.targets_of(node), on_own_line or in_heading)
        if in_heading:
            self.running.held_anchors.append(anchor)
        else:
            self.put(anchor)

    def classes_of(self, node: nodes.Element) -> str:
        """Return the classes of *node* as arguments of the template's ``span`` and ``div``."""
        return ", ".join(quote_string(name) for name in node["classes"] if not _BOOKKEEPING.fullmatch(name))

    # Text

    def put_text(self, node: nodes.Text) -> None:
        """Write text; its line ends become spaces, or nothing between Chinese characters."""
        text = node.astext()
        if not text:
            return
        if "\n" in text:
            text = self._joined(text, node)
        self.put(escape_text(text))
        self.running.last_char = text[-1:] or self.running.last_char

    def _joined(self, text: str, node: nodes.Text) -> str:
        parts = _LINE_END.split(text)
        joined = parts[0]
        for i, part in enumerate(parts[1:], start=2):
            before = joined[-1:] or self.running.last_char
            after = part[:1] or (_next_char(node) if i == len(parts) else "")
            joined += ("" if joins_without_space(before, after) else " ") + part
        return joined

    @contextmanager
    def heading(self) -> Iterator[list[Anchor]]:
        """Write the words of a heading; the anchors in it are held back, and in the list when it ends."""
        held: list[Anchor] = []
        self.running.in_heading = True
        try:
            yield held
        finally:
            self.running.in_heading = False
        held += self.running.held_anchors
        self.running.held_anchors.clear()

    @contextmanager
    def apart(self) -> Iterator[None]:
        """Write what is not part of the text around it: a footnote in a heading or in a line."""
        before = self.running
        self.running = Running(last_char=before.last_char)
        try:
            yield
        finally:
            self.running = before


#: Writes a node with its children.
Handler = Callable[[Writer, nodes.Element], None]


def _next_char(node: nodes.Text) -> str:
    following = node.next_node(is_running_text, ascend=True)
    return following.astext()[:1] if following is not None else ""
