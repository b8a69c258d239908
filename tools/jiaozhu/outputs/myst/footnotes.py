"""A note as a footnote of MyST: the label of its kind, the words that it is about, and what it says of them."""

from __future__ import annotations

from jiaozhu.language import label as label_of
from jiaozhu.language import typography
from jiaozhu.markup.escape import escape, escape_line
from jiaozhu.markup.reading import read
from jiaozhu.markup.tree import Paragraph, Tree
from jiaozhu.markup.writing import write
from jiaozhu.model.note import AnchoredNote
from jiaozhu.outputs.myst.passages import address
from jiaozhu.outputs.myst.setting import bracketed

__all__ = ["headed", "write_footnote"]


def write_footnote(note: AnchoredNote) -> str:
    """Return a note as a footnote; its reference is ``[^n-<id>]``."""
    kind = note.note.kind
    mark = f"[{bracketed(escape(label_of(kind), opens_line=False))}]{{.jz-kind .jz-kind-{kind.style}}}"
    text = f"{mark}{typography().sentence}{headed(note.note.target.quote, read(note.note.body).tree)}"
    first, *rest = text.split("\n")
    return "\n".join([f"[^n-{note.note.id}]: {first}", *(f"    {line}" if line else "" for line in rest)])


def headed(quote: str, tree: Tree) -> str:
    """Return a body after the words that it is about: in its first paragraph, or before it if it begins with a list.

    The words and the colon have classes of their own: where there is no room for the body, a page shows them alone.

    Args:
        quote: The words, in the text or the source.
        tree: The body.
    """
    colon = typography().colon
    head = f"[{escape_line(quote)}]{{.jz-note-head}}[{colon.rstrip()}]{{.jz-note-colon}}"
    if tree.blocks and not isinstance(tree.blocks[0], Paragraph):
        return f"{head}\n\n{write(tree, address)}"
    return f"{head}{colon[len(colon.rstrip()) :]}{write(tree, address, opens_line=False)}"
