"""A tree as MyST: read again by any parser of MyST, with whatever extensions, it is the same tree (a tested law).

Marks of emphasis mean what they should only between the right characters, so a letter beside one may become a
character reference; all other characters that might mean something get a backslash. A fragment of one line begins and
ends between white space or punctuation.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from jiaozhu.markup.escape import escape_piece
from jiaozhu.markup.tree import (
    Block,
    Bullets,
    Cite,
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
    Tree,
    normal,
    normal_inlines,
)

__all__ = ["as_written", "code", "write", "write_line"]

#: What a role may not hold: its own marks, and anything that would end the line.
_NOT_IN_ROLES = re.compile(r"[`<>]|[^\S ]+")
_NOT_IN_KEYS = re.compile(r"[\s`{}<>,\[\]]+")
#: An address that is its own words, without what an extension would make of them.
_AUTOLINK = re.compile(r"(?:(?!\.\.|,,|--|\+-|\?[?.]|\((?:c|r|p|tm)\))[!-~](?<![<>\\&\"'%]))+\Z", re.I)
_ENTITY = re.compile(r"&(?=[#\w]+;)")
_PLAIN_ADDRESS = re.compile(r"[^\s()<>\\*_$]+\Z")
_MOST_NUMBER = 999_999_999

#: How the target of a passage is written.
Target = Callable[[Passage], str]


def as_written(passage: Passage) -> str:
    """Return the target of a passage as contributors write it; pages have labels of their own."""
    return f"{passage.docname}#{passage.block}"


def write(tree: Tree, target: Target = as_written, *, opens_line: bool = True) -> str:
    """Return a tree as blocks of MyST, without a line end after the last.

    Args:
        tree: What is written.
        target: How the targets of passages are written.
        opens_line: Whether the first line is a line's beginning, where more characters have a meaning.
    """
    return "\n".join(_blocks(normal(tree).blocks, target, opens_line))


def write_line(inlines: Iterable[Inline], target: Target = as_written, *, opens_line: bool = False) -> str:
    """Return inline nodes as MyST on one line; line ends among them become spaces.

    Args:
        inlines: What is written.
        target: How the targets of passages are written.
        opens_line: Whether it is at the beginning of a line.
    """
    return _paragraph(normal_inlines(inlines), target, opens_line=opens_line, one_line=True)


def code(text: str) -> str:
    """Return words as code on one line: never a link, never loaded."""
    flat = re.sub(r"\s", " ", text)
    longest = max((len(list(run)) for char, run in groupby(flat) if char == "`"), default=0)
    ticks = "`" * (longest + 1)
    padded = flat[:1] == "`" or flat[-1:] == "`" or (flat[:1] == flat[-1:] == " " and flat.strip(" "))
    return f"{ticks} {flat} {ticks}" if padded else f"{ticks}{flat}{ticks}"


def _blocks(blocks: Sequence[Block], target: Target, opens_line: bool) -> Iterator[str]:
    """The lines of blocks, a blank one between two of them; neighbouring lists of one kind take turns in their mark."""
    turn = False
    for number, block in enumerate(blocks):
        before = blocks[number - 1] if number else None
        turn = type(before) is type(block) and not turn
        if before is not None:
            yield ""
        if isinstance(block, Paragraph):
            text = _paragraph(block.inlines, target, opens_line=opens_line or number > 0)
            yield from text.split("\n")
        else:
            yield from _list(block, target, turn)


def _list(block: Bullets | Numbers, target: Target, turn: bool) -> Iterator[str]:
    loose = not all(map(_is_tight, block.items))
    for number, item in enumerate(block.items):
        if number and loose:
            yield ""
        mark = "*" if turn else "-"
        if isinstance(block, Numbers):
            mark = f"{min(block.start + number, _MOST_NUMBER)}{')' if turn else '.'}"
        indent = " " * (len(mark) + 1)
        lines = list(_item(item, target, tight=not loose))
        yield f"{mark} {lines[0]}"
        yield from (f"{indent}{line}" if line else "" for line in lines[1:])


def _item(item: Sequence[Block], target: Target, *, tight: bool) -> Iterator[str]:
    lines = _blocks(item, target, opens_line=True)
    return (line for line in lines if line) if tight else lines


def _is_tight(item: Sequence[Block]) -> bool:
    """Whether an item needs no blank lines: it is one block, or a paragraph and a list that may end one."""
    if not all(_is_tight(part) for block in item if not isinstance(block, Paragraph) for part in block.items):
        return False
    if len(item) != 2:
        return len(item) == 1
    opening, closing = item
    ends = isinstance(closing, Bullets) or (isinstance(closing, Numbers) and closing.start == 1)
    return isinstance(opening, Paragraph) and ends


@dataclass(slots=True)
class _Piece:
    """A stretch of a line: words, or MyST that is ready."""

    text: str
    kind: str  #: ``words``, ``open`` or ``close`` (marks of emphasis), ``break``, or ``ready``.
    first: bool = False  #: Whether the first character must be a reference, so that marks beside it work.
    last: bool = False


def _paragraph(inlines: Sequence[Inline], target: Target, *, opens_line: bool, one_line: bool = False) -> str:
    pieces = list(_pieces(inlines, target, one_line, ""))
    marks = [number for number, piece in enumerate(pieces) if piece.kind in ("open", "close")]
    # A character that becomes a reference for one mark is punctuation to the mark on its other side.
    while sum(_secure(pieces, number) for number in marks):
        pass
    out: list[str] = []
    for number, piece in enumerate(pieces):
        if piece.kind != "words":
            out.append(piece.text)
            continue
        starts = number == 0 or pieces[number - 1].kind in ("break", "open")
        ends = number == len(pieces) - 1 or pieces[number + 1].kind in ("break", "close")
        opens = (number == 0 and opens_line) or (number > 0 and pieces[number - 1].kind == "break")
        out.append(escape_piece(piece.text, opens=opens, starts=starts, ends=ends, first=piece.first, last=piece.last))
    return "".join(out)


def _pieces(inlines: Sequence[Inline], target: Target, one_line: bool, around: str) -> Iterator[_Piece]:
    """The stretches of inline nodes; ``around`` is the mark of the emphasis they are in."""
    before = ""
    for inline in inlines:
        mark = ""
        if isinstance(inline, Text):
            yield _Piece(inline.text, "words")
        elif isinstance(inline, SoftBreak | HardBreak):
            yield _broken(inline, one_line)
        elif isinstance(inline, Emphasis | Strong):
            mark = "_" if (around or before) == "*" else "*"
            marks = mark * (2 if isinstance(inline, Strong) else 1)
            yield _Piece(marks, "open")
            yield from _pieces(inline.inlines, target, one_line, mark)
            yield _Piece(marks, "close")
        elif isinstance(inline, Link):
            yield from _link(inline, target, one_line, around)
        else:
            yield _Piece(_leaf(inline, target), "ready")
        before = mark


def _broken(inline: SoftBreak | HardBreak, one_line: bool) -> _Piece:
    if one_line:
        return _Piece(" ", "ready")
    return _Piece("\\\n" if isinstance(inline, HardBreak) else "\n", "break")


def _link(link: Link, target: Target, one_line: bool, around: str) -> Iterator[_Piece]:
    if link.inlines == (Text(link.address),) and not link.title and _AUTOLINK.match(link.address):
        yield _Piece(f"<{link.address}>", "ready")
        return
    yield _Piece("[", "ready")
    yield from _pieces(link.inlines, target, one_line, around)
    title = " ".join(link.title.split())
    said = f' "{escape_piece(title, starts=True, ends=True)}"' if title else ""
    yield _Piece(f"]({_address(link.address)}{said})", "ready")


def _address(address: str) -> str:
    written = _ENTITY.sub("&amp;", address)
    return written if _PLAIN_ADDRESS.match(written) else f"<{written}>"


def _leaf(inline: Code | Term | Cite | Passage, target: Target) -> str:
    if isinstance(inline, Code):
        return code(inline.text)
    if isinstance(inline, Cite):
        return f"{{cite}}`{','.join(_NOT_IN_KEYS.sub('', key) for key in inline.keys)}`"
    shown = _NOT_IN_ROLES.sub(" ", inline.shown)
    if isinstance(inline, Passage):
        return f"{{ref}}`{shown} <{_NOT_IN_ROLES.sub('', target(inline))}>`"
    headword = _NOT_IN_ROLES.sub(" ", inline.headword)
    return f"{{term}}`{shown}`" if shown == headword else f"{{term}}`{shown} <{headword}>`"


def _secure(pieces: list[_Piece], number: int) -> bool:
    """Make the characters on both sides of a mark such that it opens or closes there, whatever the parser's tables.

    It does between a letter or digit inside and anything outside, or between anything inside and punctuation or white
    space outside; an underscore always needs the latter.

    Returns:
        Whether a character had to become a reference.
    """
    piece = pieces[number]
    opens = piece.kind == "open"
    inward = 1 if opens else -1
    inner = pieces[number + inward]
    outer = pieces[number - inward] if 0 <= number - inward < len(pieces) else None
    plain = inner.kind == "words" and not _is_reference(inner, first=opens)
    within = inner.text[0 if opens else -1] if plain else "*"
    if outer is None or outer.kind != "words" or (piece.text[0] == "*" and within.isalnum()):
        return False
    if _is_reference(outer, first=not opens) or _parts(outer.text[-1 if opens else 0]):
        return False
    if opens:
        outer.last = True
    else:
        outer.first = True
    return True


def _is_reference(piece: _Piece, *, first: bool) -> bool:
    """Whether the first or the last character of words has to become a reference."""
    only = len(piece.text) == 1
    return (piece.first or (only and piece.last)) if first else (piece.last or (only and piece.first))


def _parts(char: str) -> bool:
    """Whether a character is white space or punctuation to every parser, as it is or with its backslash."""
    return char.isspace() or (char.isascii() and not char.isalnum()) or unicodedata.category(char)[0] == "P"
