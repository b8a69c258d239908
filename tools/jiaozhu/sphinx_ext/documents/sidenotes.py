"""Footnotes as notes of an edition: a mark at the words, and all notes as a list at the end of the text.

That is the whole of it without a script: a mark leads to its note, and the number of a note back to its mark. Scripts
put each note beside its mark, into the text below it, or leave it at the end, as the reader chooses
(``jiaozhu-notes.js``); in print it is at the end.

A mark has no text: the style sheet shows its number. So the words on both sides of it are one text when they are
selected, copied or searched for.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.writers.html5 import HTML5Translator

from jiaozhu.sphinx_ext.products import is_epub
from jiaozhu.sphinx_ext.state import state_of

__all__ = ["HEADING", "KIND", "LINE", "add_note_nodes", "add_side_notes", "mark_id"]

#: Class of a note's label, before the name of its kind.
KIND = "jz-kind-"
#: Classes of what comes before the body of a note: the label of its kind, the words that it is about, a colon.
LINE = frozenset({"jz-kind", "jz-note-head", "jz-note-colon"})
#: What a text ends with: its notes go before that.
_ACCOUNTS = frozenset({"jz-apparatus", "jz-account"})
#: The id of the heading of all notes of a page.
HEADING = "jz-notes"


class note_mark(nodes.inline):  # noqa: N801 - docutils' nodes are named so
    """The mark of a note: ``number``, ``note_id``, ``mark_id``, ``kind``."""


class note_list(nodes.General, nodes.Element):  # noqa: N801
    """All notes of a page."""


class note_entry(nodes.General, nodes.Element):  # noqa: N801
    """One note: ``number``, ``note_id``, ``mark_id`` of its first mark, ``kind``; a line and a body."""


class note_line(nodes.General, nodes.Element):  # noqa: N801
    """What kind of note it is and which words it is about."""


class note_body(nodes.General, nodes.Element):  # noqa: N801
    """What a note says."""


class SideNotes(SphinxPostTransform):
    """Replaces references to footnotes by marks, and gathers the footnotes at the end of the text."""

    default_priority = 1
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Change the document in place."""
        footnotes = {id: node for node in self.document.findall(nodes.footnote) for id in node["ids"]}
        marks: dict[str, int] = {}
        for reference in list(self.document.findall(nodes.footnote_reference)):
            id = reference.get("refid", "")
            if id in footnotes and not _inside(reference, nodes.footnote):
                marks[id] = marks.get(id, 0) + 1
                reference.replace_self(_mark(footnotes[id], id, marks[id], _follows_mark(reference)))
        if not marks:
            return
        entries = [_entry(footnotes[id], id) for id in marks]
        for id in marks:
            footnotes[id].parent.remove(footnotes[id])
        _place(self.document, note_list("", *entries))


def add_side_notes(app: Sphinx) -> None:
    """Gather notes in every builder of HTML but that of EPUBs: e-readers show notes in their own way."""
    if not is_epub(app):
        app.add_post_transform(SideNotes)


def _mark(footnote: nodes.footnote, id: str, count: int, follows: bool) -> note_mark:
    names = ["jz-note-mark-next"] if follows else []
    number, kind = _number(footnote), _kind(footnote)
    return note_mark("", number=number, note_id=id, mark_id=mark_id(id, count), kind=kind, classes=names)


def _follows_mark(reference: nodes.Element) -> bool:
    """Whether there is nothing between a reference and the mark before it: the style sheet parts their numbers."""
    at = reference.parent.index(reference)
    return at > 0 and isinstance(reference.parent[at - 1], note_mark)


def mark_id(note_id: str, count: int = 1) -> str:
    """Return the id of a mark.

    Args:
        note_id: The id of its note.
        count: Which mark of the note it is, from 1.
    """
    name = f"m-{note_id.removeprefix('n-')}"
    return name if count == 1 else f"{name}-{count}"


def _number(footnote: nodes.footnote) -> str:
    return footnote.children[0].astext()


def _entry(footnote: nodes.footnote, id: str) -> note_entry:
    """A note with what comes before its body on a line of its own."""
    _label, *content = footnote.children
    entry = note_entry("", number=_number(footnote), note_id=id, mark_id=mark_id(id), kind=_kind(footnote))
    line, body = note_line(), note_body()
    first = content[0] if content else None
    if isinstance(first, nodes.paragraph):
        while first.children and _is_before_the_body(first.children[0]):
            child = first.children[0]
            first.remove(child)
            if isinstance(child, nodes.Element):
                line += child
        if not first.children:
            content = content[1:]
    body.extend(content)
    entry += line
    if body.children:
        entry += body
    return entry


def _is_before_the_body(node: nodes.Node) -> bool:
    if isinstance(node, nodes.Text):
        return not node.astext().strip()
    return isinstance(node, nodes.inline) and bool(LINE & set(node["classes"]))


def _kind(footnote: nodes.footnote) -> str:
    """The kind that the class of the note's label names, so that a reader can choose kinds of notes."""
    for inline in footnote.findall(nodes.inline):
        for name in inline["classes"]:
            if name.startswith(KIND):
                return str(name.removeprefix(KIND))
    return "note"


def _place(document: nodes.document, notes: note_list) -> None:
    """Put the notes at the end of a page, before its account of changes."""
    top = next(iter(document.findall(nodes.section)), None)
    if top is None:
        document.append(notes)
        return
    for at, child in enumerate(top.children):
        if isinstance(child, nodes.section) and any(_is_account(inner) for inner in child.children):
            top.insert(at, notes)
            return
    top.append(notes)


def _is_account(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Element) and bool(_ACCOUNTS & set(node["classes"]))


def _inside(node: nodes.Node, kind: type[nodes.Node]) -> bool:
    parent = node.parent
    while parent is not None:
        if isinstance(parent, kind):
            return True
        parent = parent.parent
    return False


def _spoken(self: HTML5Translator, node: nodes.Element) -> str:
    return state_of(self.builder.env).renderer.words("Note {number}", number=node["number"])


def visit_note_mark(self: HTML5Translator, node: note_mark) -> None:
    """Write a mark: a link without text, to its note."""
    attributes: dict[str, Any] = {
        "CLASS": " ".join(["jz-note-mark", f"jz-note-mark-{node['kind']}", *node["classes"]]),
        "ids": [node["mark_id"]],
        "href": f"#{node['note_id']}",
        "role": "doc-noteref",
        "aria-label": _spoken(self, node),
        "data-number": node["number"],
    }
    self.body.append(self.starttag(nodes.inline(), "a", "", **attributes))


def depart_note_mark(self: HTML5Translator, node: note_mark) -> None:
    """Close the mark."""
    self.body.append("</a>")


def visit_note_list(self: HTML5Translator, node: note_list) -> None:
    """Write the heading of the notes."""
    words = state_of(self.builder.env).renderer.words
    section: dict[str, Any] = {"CLASS": "jz-notes", "aria-labelledby": HEADING}
    self.body += [
        self.starttag(node, "section", **section),
        self.starttag(nodes.inline(), "h2", "", ids=[HEADING]),
        f"{self.encode(words('Notes'))}</h2>\n",
    ]


def depart_note_list(self: HTML5Translator, node: note_list) -> None:
    """Close the notes."""
    self.body.append("</section>\n")


def visit_note_entry(self: HTML5Translator, node: note_entry) -> None:
    """Write the number of a note, which leads back to its mark."""
    spoken, number = _spoken(self, node), node["number"]
    back = state_of(self.builder.env).renderer.words("Back to the mark of note {number}", number=number)
    link: dict[str, Any] = {"CLASS": "jz-note-number", "href": f"#{node['mark_id']}", "aria-label": back}
    note: dict[str, Any] = {"role": "note", "aria-label": spoken, "ids": [node["note_id"]]}
    self.body += [
        self.starttag(node, "div", CLASS=f"jz-note jz-note-{node['kind']}", **note),
        self.starttag(nodes.inline(), "a", "", **link),
        f"{self.encode(number)}</a>",
    ]


def depart_note_entry(self: HTML5Translator, node: note_entry) -> None:
    """Close the note."""
    self.body.append("</div>\n")


def visit_note_line(self: HTML5Translator, node: note_line) -> None:
    """Open the line."""
    self.body.append(self.starttag(node, "span", "", CLASS="jz-note-line"))


def depart_note_line(self: HTML5Translator, node: note_line) -> None:
    """Close the line."""
    self.body.append("</span>")


def visit_note_body(self: HTML5Translator, node: note_body) -> None:
    """Open the body."""
    self.body.append(self.starttag(node, "div", "", CLASS="jz-note-body"))


def depart_note_body(self: HTML5Translator, node: note_body) -> None:
    """Close the body."""
    self.body.append("</div>")


def visit_title(self: HTML5Translator, node: nodes.title) -> None:
    """Write a heading as usual. If it has marks of notes, its name is its words alone."""
    at = len(self.body)
    type(self).visit_title(self, node)
    if next(node.findall(note_mark), None) is None:
        return
    name = self.attval(" ".join(node.astext().split()))
    for number, part in enumerate(self.body[at:], at):
        if part.startswith("<h") and part[2:3].isdigit():
            self.body[number] = f'{part[:3]} aria-label="{name}"{part[3:]}'


def depart_title(self: HTML5Translator, node: nodes.title) -> None:
    """End a heading as usual."""
    type(self).depart_title(self, node)


def add_note_nodes(app: Sphinx) -> None:
    """Register the nodes and how they are written."""
    app.add_node(note_mark, html=(visit_note_mark, depart_note_mark))
    app.add_node(note_list, html=(visit_note_list, depart_note_list))
    app.add_node(note_entry, html=(visit_note_entry, depart_note_entry))
    app.add_node(note_line, html=(visit_note_line, depart_note_line))
    app.add_node(note_body, html=(visit_note_body, depart_note_body))
    app.add_node(nodes.title, override=True, html=(visit_title, depart_title))
