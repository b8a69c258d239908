"""Links to a passage from another page: labels of blocks, and references to them."""

from __future__ import annotations

from jiaozhu.language import typography
from jiaozhu.locale import _
from jiaozhu.markup.tree import Passage
from jiaozhu.model.page import Page

__all__ = ["address", "label", "line", "link", "passage", "shortened"]

#: Longest title in a link, in code points.
_LONGEST = 12
#: The same for titles in letters, which say less in as much room.
_LONGEST_IN_LETTERS = 40


def label(docname: str, block: str) -> str:
    """Return the project-wide label of a block, for references from other pages."""
    return f"{docname.replace('/', '-')}-{block}"


def address(passage: Passage) -> str:
    """Return the label of the block that a body refers to."""
    return label(passage.docname, passage.block)


def passage(page: Page, block: str, *, title: bool = True) -> str:
    """Return a link to a block by its line.

    Args:
        page: Of the text.
        block: Id of the block.
        title: Whether to name the text.
    """
    shown = line(block)
    if title:
        shown = _("{title}, line {line}", title=typography().titled(shortened(page.title)), line=shown)
    return link(shown, page.docname, block)


def link(words: str, docname: str, block: str) -> str:
    """Return a link to a block."""
    return f"{{ref}}`{words} <{label(docname, block)}>`"


def line(block: str) -> str:
    """Return a block's line as readers count it: ``l0043-2`` as 43-2."""
    return block.removeprefix("l").lstrip("0")


def shortened(title: str) -> str:
    """Return a title as a link's words: short, on one line; roles take no backticks or angle brackets."""
    words = " ".join(title.translate({ord(char): None for char in "`<>\\"}).split())
    longest = _LONGEST_IN_LETTERS if words.isascii() else _LONGEST
    return words if len(words) <= longest else f"{words[: longest - 1]}…"
