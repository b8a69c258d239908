"""Ways to a passage from another page: labels of blocks, and links to them."""

from __future__ import annotations

from jiaozhu.model.page import Page

#: Longest title in a link.
_LONGEST = 12


def label(docname: str, block: str) -> str:
    """The project-wide label of a block, for references from other pages."""
    return f"{docname.replace('/', '-')}-{block}"


def passage(page: Page, block: str, *, title: bool = True) -> str:
    """A link to a block by its line, with the title of its text before it unless the text is clear."""
    shown = f"《{shortened(page.title)}》{line(block)}" if title else line(block)
    return link(shown, page.docname, block)


def link(words: str, docname: str, block: str) -> str:
    """A link to a block."""
    return f"{{ref}}`{words} <{label(docname, block)}>`"


def line(block: str) -> str:
    """A block's line as a reader counts it: ``l0043-2`` as 43-2."""
    return block.removeprefix("l").lstrip("0")


def shortened(title: str) -> str:
    """A title as a link's words: not long, on one line; roles take no backticks or angle brackets."""
    words = " ".join(title.translate({ord(char): None for char in "`<>\\"}).split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
