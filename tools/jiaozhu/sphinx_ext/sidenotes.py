"""Footnotes as side notes: beside the line on wide screens, in place on narrow ones, without a script.

The theme has such a transform of its own (``use_sidenotes``), but it keeps only the first paragraph of a note
and loses a second reference. This one moves the whole note to its first reference; further references stay links.
A note is phrasing content (``<span>``), because it is inside a paragraph.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.writers.html5 import HTML5Translator

from jiaozhu.sphinx_ext.products import is_epub
from jiaozhu.sphinx_ext.state import state_of

#: Class of a note's label, before the name of its kind.
_KIND = "jz-kind-"


class side_note(nodes.inline):  # noqa: N801 - docutils' nodes are named so
    """A note at its mark: ``number``, ``note_id``, ``kind`` and the note's content as inline children."""


class SideNotes(SphinxPostTransform):
    """Moves each footnote to its first reference."""

    default_priority = 1
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Change the document in place."""
        footnotes = {id: node for node in self.document.findall(nodes.footnote) for id in node["ids"]}
        moved: set[str] = set()
        for reference in list(self.document.findall(nodes.footnote_reference)):
            id = reference.get("refid", "")
            footnote = footnotes.get(id)
            if footnote is None or id in moved or _inside(reference, nodes.footnote):
                continue
            moved.add(id)
            reference.replace_self(_note(footnote, id))
        for id in moved:
            footnotes[id].parent.remove(footnotes[id])


def add_side_notes(app: Sphinx) -> None:
    """Move notes in every builder of HTML but that of EPUBs: e-readers show notes in their own way."""
    if not is_epub(app):
        app.add_post_transform(SideNotes)


def _note(footnote: nodes.footnote, id: str) -> side_note:
    label, *content = footnote.children
    note = side_note("", number=label.astext(), note_id=id, kind=_kind(footnote))
    for block in content:
        note += _phrasing(block)
    return note


def _kind(footnote: nodes.footnote) -> str:
    """The kind that the class of the note's label names, so that a reader can choose kinds of notes."""
    for inline in footnote.findall(nodes.inline):
        for name in inline["classes"]:
            if name.startswith(_KIND):
                return str(name.removeprefix(_KIND))
        break
    return "note"


def _phrasing(block: nodes.Node) -> list[nodes.Node]:
    """A block as spans that look like blocks."""
    if isinstance(block, nodes.bullet_list | nodes.enumerated_list):
        ordered = isinstance(block, nodes.enumerated_list)
        return [
            nodes.inline("", f"{number}. " if ordered else "· ", *_flat(item), classes=["jz-note-item"])
            for number, item in enumerate(block.children, 1)
        ]
    if isinstance(block, nodes.Element):
        return [nodes.inline("", "", *_flat(block), classes=["jz-note-p"])]
    return [block]


def _flat(element: nodes.Node) -> list[nodes.Node]:
    """The inline content of ``element``, however deep its paragraphs are."""
    if isinstance(element, nodes.paragraph | nodes.list_item | nodes.bullet_list | nodes.enumerated_list):
        return [inner for child in element.children for inner in _flat(child)]
    return [element]


def _inside(node: nodes.Node, kind: type[nodes.Node]) -> bool:
    parent = node.parent
    while parent is not None:
        if isinstance(parent, kind):
            return True
        parent = parent.parent
    return False


def visit_side_note(self: HTML5Translator, node: side_note) -> None:
    """Write the mark, the label of a check box that opens the note by key or touch where there is no margin for it."""
    number, id, kind = node["number"], node["note_id"], node["kind"]
    spoken = state_of(self.builder.env).renderer.words("Note {number}", number=number)
    box: dict[str, Any] = {"CLASS": "jz-note-toggle", "type": "checkbox", "ids": [f"{id}-open"], "aria-label": spoken}
    mark: dict[str, Any] = {"CLASS": f"jz-note-mark jz-note-mark-{kind}", "for": f"{id}-open"}
    note: dict[str, Any] = {"CLASS": f"jz-note jz-note-{kind}", "ids": [id], "role": "note"}
    again: dict[str, Any] = {"CLASS": "jz-note-number", "aria-hidden": "true"}
    self.body += [
        self.emptytag(nodes.inline(), "input", "", **box),
        self.starttag(nodes.inline(), "label", "", **mark),
        f"{self.encode(number)}</label>",
        self.starttag(nodes.inline(), "span", "", **note),
        self.starttag(nodes.inline(), "span", "", **again),
        f"{self.encode(number)}</span>",
    ]


def depart_side_note(self: HTML5Translator, node: side_note) -> None:
    """Close the note."""
    self.body.append("</span>")
