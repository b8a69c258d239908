"""The pictures of a source on its page: a small one among its words, any other between two paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jiaozhu.language import typography
from jiaozhu.locale import _
from jiaozhu.markup.escape import escape_line
from jiaozhu.model.page import Block, Shown
from jiaozhu.outputs.myst.setting import bracketed

__all__ = ["above", "below", "inside", "rights_of_pictures", "write_picture"]

#: Pixels of the height up to which a picture may be a letter among letters.
_HIGHEST = 64
#: Kinds of block that no paragraph interrupts.
_UNBROKEN = frozenset({"item", "subitem", "numbered", "subnumbered", "cell"})
#: Kinds that are repeated in lists of contents.
_HEADS = frozenset({"title", "heading", "subheading"})


def inside(block: Block) -> Sequence[Shown]:
    """Return the pictures that are among a block's words."""
    if block.kind in _HEADS:
        return ()
    return [shown for shown in block.pictures if block.kind in _UNBROKEN or _is_letter(shown, block)]


def above(block: Block) -> str:
    """Return the pictures with which a block begins, as paragraphs of their own."""
    return _paragraphs([shown for shown in _apart(block) if not shown.offset and block.kind not in _HEADS])


def below(block: Block) -> str:
    """Return the other pictures of a block that are no letters, as paragraphs of their own."""
    return _paragraphs([shown for shown in _apart(block) if shown.offset or block.kind in _HEADS])


def write_picture(shown: Shown) -> str:
    """Return a picture as MyST, or that there is one, where readers may not see it."""
    words = escape_line(shown.picture.words)
    if shown.is_published:
        letter = "{.jz-letter}" if shown.picture.height <= _HIGHEST else ""
        return f"![{words or _('picture without a description')}]({shown.picture.file}){letter}"
    said = f"{typography().colon}{words}" if words else ""
    return f"[{bracketed(_('picture') + said)}]{{.jz-unseen}}"


def rights_of_pictures(blocks: Iterable[Block]) -> str:
    """Return by what right the pictures of a text are shown, as a paragraph; empty if none is."""
    said = dict.fromkeys(shown.rights for block in blocks for shown in block.pictures if shown.is_published)
    return "\n\n".join(f"{{.jz-account}}\n{_('Pictures: {rights}', rights=escape_line(rights))}" for rights in said)


def _apart(block: Block) -> list[Shown]:
    if block.kind == "figure":
        return []
    within = inside(block)
    return [shown for shown in block.pictures if shown not in within]


def _is_letter(shown: Shown, block: Block) -> bool:
    return shown.picture.height <= _HIGHEST and bool(block.reading) and block.kind not in _HEADS


def _paragraphs(pictures: Sequence[Shown]) -> str:
    return "\n\n".join(
        f"{{{'.jz-picture' if shown.is_published else '.jz-figure'}}}\n{_alone(shown)}" for shown in pictures
    )


def _alone(shown: Shown) -> str:
    if shown.is_published:
        return write_picture(shown)
    words = escape_line(shown.picture.words)
    remark = f"{typography().colon}{words}" if words else ""
    return _("\\[picture\\] The source has a picture here, which this edition leaves out{remark}.", remark=remark)
