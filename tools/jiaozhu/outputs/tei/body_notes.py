"""What people wrote in MyST, as TEI: paragraphs, lists, emphasis, links, works, passages."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from jiaozhu.markup.reading import read
from jiaozhu.markup.tree import (
    Block,
    Code,
    Emphasis,
    HardBreak,
    Inline,
    Link,
    Numbers,
    Paragraph,
    Passage,
    SoftBreak,
    Strong,
    Term,
    Text,
)
from jiaozhu.model.act import Act
from jiaozhu.outputs.tei.elements import add, legal

__all__ = ["add_basis", "add_body"]

#: From the file of a text to the folder of all files.
_UP = "../"


def add_basis(parent: Element, act: Act) -> None:
    """Add to an apparatus entry why it was made, and on what basis."""
    add(parent, "note", act.reason, type="reason")
    if act.basis and act.basis != act.reason:
        add_body(add(parent, "note", type="basis"), act.basis)


def add_body(parent: Element, body: str, up: str = _UP) -> None:
    """Write a body into an element that may hold paragraphs.

    Args:
        parent: The element.
        body: In MyST.
        up: The way from the file to the folder of all files.
    """
    for block in read(body).tree.blocks:
        _block(parent, block, up)


def _block(parent: Element, block: Block, up: str) -> None:
    if isinstance(block, Paragraph):
        _inlines(add(parent, "p"), block.inlines, up)
        return
    listed = add(parent, "list", rend="numbered" if isinstance(block, Numbers) else "bulleted")
    for item in block.items:
        inside = add(listed, "item")
        for part in item:
            _block(inside, part, up)


def _inlines(parent: Element, inlines: Iterable[Inline], up: str) -> None:
    for inline in inlines:
        if isinstance(inline, Text):
            _words(parent, inline.text)
        elif isinstance(inline, SoftBreak):
            _words(parent, "\n")
        elif isinstance(inline, HardBreak):
            add(parent, "lb")
        elif isinstance(inline, Code):
            add(parent, "code", inline.text)
        elif isinstance(inline, Emphasis | Strong):
            name = {"rend": "bold"} if isinstance(inline, Strong) else {}
            _inlines(add(parent, "emph", **name), inline.inlines, up)
        elif isinstance(inline, Link):
            _inlines(add(parent, "ref", target=inline.address), inline.inlines, up)
        elif isinstance(inline, Term):
            add(parent, "term", inline.shown)
        elif isinstance(inline, Passage):
            add(parent, "ref", inline.shown, type="passage", target=f"{up}{inline.docname}.xml#{inline.block}")
        else:
            for key in inline.keys:
                add(parent, "ref", key, type="work", n=key)


def _words(parent: Element, text: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + legal(text)
    else:
        parent.text = (parent.text or "") + legal(text)
