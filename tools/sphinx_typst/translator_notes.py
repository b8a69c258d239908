"""Notes and citations: a note stands at the foot of the page where it is first referred to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from .chapter import OptionalEnd, OptionalStart, Token
from .escape import escape_text
from .labels import Target, label_mark, label_value
from .translator_base import BaseTranslator, trim

if TYPE_CHECKING:
    from .builder import TypstBuilder

__all__ = ["NoteTranslator"]


class NoteTranslator(BaseTranslator):
    """Visitors of footnotes and citations.

    A note is translated where it is first referred to, once; the labels that later references need begin with
    ``note.``, which no id of docutils has, so that they cannot meet a label of the text.
    """

    def __init__(self, document: nodes.document, builder: TypstBuilder, docname: str, offset: int) -> None:
        super().__init__(document, builder, docname, offset)
        self._notes = {id_: note for note in document.findall(nodes.footnote) for id_ in note["ids"]}
        self._references = [mark.get("refid", "") for mark in document.findall(nodes.footnote_reference)]
        self._placed: set[int] = set()
        self._follows_a_mark = False

    def visit_footnote_reference(self, node: nodes.Element) -> None:
        id_ = node.get("refid", "")
        note = self._notes.get(id_)
        at = node.parent.index(node)
        self._follows_a_mark = at > 0 and isinstance(node.parent[at - 1], nodes.footnote_reference)
        if note is None:
            self.warn("there is no note for the reference %r", node.astext(), subtype="footnote", location=node)
            self.put(f"#super[{escape_text(node.astext())}]")
            raise nodes.SkipNode
        label = Target(self.docname, f"note.{note['ids'][0]}")
        if id(note) in self._placed:
            self._put_mark("#footnote(", label_value(label), ")")
        else:
            self._placed.add(id(note))
            again = sum(self._references.count(name) for name in note["ids"]) > 1
            self._put_mark("#footnote[", *self._content(note), "]", label_mark(label) if again else "")
        raise nodes.SkipNode

    def _put_mark(self, *tokens: Token) -> None:
        """Add a mark; in a heading it is one that the contents leave out. Two marks side by side are two numbers."""
        if self._follows_a_mark:
            tokens = ("#super[,]", *tokens)
        if self.in_title:
            self.put("#outside-contents[", *tokens, "]")
        else:
            self.put(*tokens)

    def _content(self, note: nodes.Element) -> list[Token]:
        """Translate what a note says. It may stand in a heading or a broken line, which it takes no part in."""
        state = self.in_title, self._last_char
        self.in_title = False
        self.begin()
        self.mark(note)
        self.put_anchor(note)
        for child in note.children:
            child.walkabout(self)
        content = trim(self.end())
        self.in_title, self._last_char = state
        return content

    def visit_footnote(self, node: nodes.Element) -> None:
        """Printed elsewhere: at its first reference, or at the end of the document."""
        raise nodes.SkipNode

    def put_unreferenced_notes(self) -> None:
        """Add the notes that nothing refers to: a reader must not lose them."""
        for note in dict.fromkeys(self._notes.values()):
            if id(note) in self._placed:
                continue
            self._placed.add(id(note))
            self.warn(
                "note %r is never referred to; it is printed at the end of its document",
                note["names"][0] if note["names"] else note["ids"][0],
                subtype="footnote",
                location=note,
            )
            self.put("#loose-note[\n", *self._content(note), "\n]\n\n")

    def visit_label(self, node: nodes.Element) -> None:
        """The number of a note is Typst's to give; the label of a citation is shown."""
        if isinstance(node.parent, nodes.footnote):
            raise nodes.SkipNode
        self.begin()

    def depart_label(self, node: nodes.Element) -> None:
        self._citation_label = trim(self.end())

    visit_citation = BaseTranslator.begin

    def depart_citation(self, node: nodes.Element) -> None:
        body = trim(self.end())
        self.put(OptionalStart(tuple(Target(self.docname, id_) for id_ in node["ids"])))
        self.put_block(node, "#citation[", *self._citation_label, "][\n", *body, "\n]")
        self.put(OptionalEnd())

    visit_citation_reference = BaseTranslator.begin

    def depart_citation_reference(self, node: nodes.Element) -> None:
        self.put_inline(node, *self.end())
