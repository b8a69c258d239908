"""A body as its tree and what is wrong with it: read once, and asked for by everyone who checks or writes it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from jiaozhu.markup.faults import Fault, of_environment, of_token, of_written
from jiaozhu.markup.grammar import parser
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
    walk,
)
from jiaozhu.model.addresses import is_web_address

__all__ = ["REFERENCE", "Reading", "Reference", "read", "references", "tree_of"]

REFERENCE = re.compile(
    r"(?P<shown>[^<>`]*[^<>`\s])\s*<(?P<docname>[a-z0-9-]+/[a-z0-9-]+)#(?P<block>l[0-9]{4,}(?:-[0-9]+)*)>\Z"
)
_TERM = re.compile(r"(?P<shown>[^<>`]*[^<>`\s])\s*<(?P<headword>[^<>`]+)>\Z")


class Reading(NamedTuple):
    """What a body is, and what it may not be."""

    tree: Tree  #: Of what is allowed; whatever else the body has is not in it.
    faults: tuple[Fault, ...]  #: In the order of its lines.


class Reference(NamedTuple):
    """A role in a body: ``cite`` with a key, ``term`` with a headword, or ``ref`` with docname and block."""

    role: str
    target: str
    line: int
    block: str = ""


@lru_cache(maxsize=100_000)
def read(body: str) -> Reading:
    """Read a body. Cached: one run asks several times."""
    environment: dict[str, Any] = {}
    tokens = parser().parse(body, environment)
    found = [*of_written(body), *of_environment(environment, body)]
    for token, line in _with_lines(tokens):
        found += of_token(token, line)
    return Reading(tree_of(tokens), _sorted(found))


def tree_of(tokens: Sequence[Token]) -> Tree:
    """Return the tree of what a parser found, as far as it is allowed."""
    return normal(Tree(tuple(_blocks(SyntaxTreeNode(tokens).children))))


def references(tree: Tree) -> Iterator[Reference]:
    """Yield the roles of a tree, for checking that what they name exists."""
    for node in walk(tree):
        if isinstance(node, Cite):
            yield from (Reference("cite", key, node.line) for key in node.keys)
        elif isinstance(node, Term):
            yield Reference("term", node.headword, node.line)
        elif isinstance(node, Passage):
            yield Reference("ref", node.docname, node.line, node.block)


def _sorted(found: Iterable[Fault]) -> tuple[Fault, ...]:
    """Faults in order, each once: of attributes, which take a line with them, only the first line's."""
    faults = set(found)
    spread = {fault.line + 1 for fault in faults if fault.spreads}
    left = [fault for fault in faults if not (fault.spreads and fault.line in spread)]
    return tuple(sorted(left, key=lambda fault: (fault.line, fault.said.message)))


def _with_lines(tokens: Sequence[Token], line: int = 0) -> Iterator[tuple[Token, int]]:
    """Block and inline tokens, each with its line."""
    for token in tokens:
        here = line = token.map[0] if token.map else line
        yield token, here
        for child in token.children or ():
            yield child, here
            if child.type in ("softbreak", "hardbreak"):
                here += 1


def _blocks(nodes: Iterable[SyntaxTreeNode]) -> Iterator[Block]:
    for node in nodes:
        if node.type == "paragraph":
            yield Paragraph(tuple(_of_paragraph(node)))
        elif node.type == "bullet_list":
            yield Bullets(_items(node))
        elif node.type == "ordered_list":
            yield Numbers(_items(node), int(node.attrs.get("start", 1)))


def _items(node: SyntaxTreeNode) -> tuple[tuple[Block, ...], ...]:
    return tuple(tuple(_blocks(item.children)) for item in node.children if item.type == "list_item")


def _of_paragraph(node: SyntaxTreeNode) -> Iterator[Inline]:
    line = node.map[0] if node.map else 0
    for inline in node.children:
        yield from _inlines(inline.children, _Line(line))


class _Line:
    """The line that is being read."""

    def __init__(self, number: int) -> None:
        self.number = number


def _inlines(nodes: Iterable[SyntaxTreeNode], at: _Line) -> Iterator[Inline]:
    for node in nodes:
        if node.type == "text":
            yield Text(node.content)
        elif node.type in ("softbreak", "hardbreak"):
            at.number += 1
            yield SoftBreak() if node.type == "softbreak" else HardBreak()
        elif node.type == "code_inline":
            yield Code(node.content)
        elif node.type == "em":
            yield Emphasis(tuple(_inlines(node.children, at)))
        elif node.type == "strong":
            yield Strong(tuple(_inlines(node.children, at)))
        elif node.type == "link":
            yield from _link(node, at)
        elif node.type == "myst_role":
            yield from _role(str(node.meta.get("name")), node.content, at.number)


def _link(node: SyntaxTreeNode, at: _Line) -> Iterator[Inline]:
    address = str(node.attrs.get("href", ""))
    within = tuple(_inlines(node.children, at))
    if is_web_address(address):
        yield Link(address, within, " ".join(str(node.attrs.get("title", "")).split()))
    else:
        yield from within


def _role(name: str, content: str, line: int) -> Iterator[Inline]:
    content = " ".join(content.split())
    if name == "cite":
        yield Cite(tuple(key.strip() for key in content.split(",")), line)
    elif name == "term":
        match = _TERM.match(content)
        yield Term(match["shown"], match["headword"], line) if match else Term(content, content, line)
    elif name == "ref" and (found := REFERENCE.match(content)):
        yield Passage(found["shown"], found["docname"], found["block"], line)
