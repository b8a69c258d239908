"""Trees of contributed markup, arbitrary ones: every node beside and inside every other, with hostile words in it."""

from __future__ import annotations

from hypothesis import strategies as st
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
)
from markdown_it.common.normalize_url import normalizeLink
from strategies import _MARKUP, _SYNTAX

#: What means something to an extension, or ends a line for somebody.
_MORE = (
    ":::{note}",
    ":::",
    "::::{raw} html",
    "\\begin{align}",
    "\\end{align}",
    "{{ x }}",
    "www.example.org",
    "a@example.org",
    "mailto:a@b.c",
    "//example.org",
    "ftp://x.y/z",
    "(c)",
    "(tm)",
    "+-",
    "...",
    "?....",
    ",,",
    "'x'",
    '"',
    "[ ] ",
    "[x] ",
    ": 义",
    ":field: x",
    "§1.2",
    "~~x~~",
    "$$x$$",
    "x^2^",
    "<img src=x>",
    "[!NOTE]",
    "&#8232;",
    "\u2028",
    "\u2029",
    "\xa0",
    "\n",
    "  ",
    " ",
    "x",
    "，",
    "“",
    "${x}",
    "€",
    "²",
)
words = (
    st.lists(
        st.sampled_from(_SYNTAX + _MORE)
        | st.text("辽源袜业a1，。 *_`\\", min_size=1, max_size=3)
        | st.text(_MARKUP, max_size=2),
        min_size=1,
        max_size=4,
    )
    .map("".join)
    .filter(bool)
)
_in_code = words.map(lambda text: "".join(" " if char.isspace() else char for char in text))
_in_roles = words.map(lambda text: " ".join(text.translate(dict.fromkeys(map(ord, "`<>!"), None)).split()) or "词")
_paths = st.text("abc/?=&;#%20().,~$*_-+:@!'", max_size=8)
_addresses = st.builds("{}://example.org/{}".format, st.sampled_from(["http", "https"]), _paths).map(normalizeLink)
_leaves: st.SearchStrategy[Inline] = st.one_of(
    words.map(Text),
    words.map(Text),
    st.just(SoftBreak()),
    st.just(HardBreak()),
    _in_code.map(Code),
    st.builds(Term, _in_roles, _in_roles),
    st.builds(Cite, st.lists(st.sampled_from(["a-2019", "b", "c_d"]), min_size=1, max_size=2).map(tuple)),
    st.builds(Passage, _in_roles, st.just("a/b"), st.sampled_from(["l0001", "l0043-2"])),
)


def _several(inner: st.SearchStrategy[Inline]) -> st.SearchStrategy[tuple[Inline, ...]]:
    return st.lists(inner, min_size=1, max_size=4).map(tuple)


inlines: st.SearchStrategy[Inline] = st.recursive(
    _leaves,
    lambda inner: st.one_of(
        st.builds(Emphasis, _several(inner)),
        st.builds(Strong, _several(inner)),
        st.builds(Link, _addresses, _several(inner), st.just("") | words),
        st.builds(lambda address: Link(address, (Text(address),)), _addresses),
    ),
    max_leaves=8,
)
_paragraphs = st.lists(inlines, min_size=1, max_size=6).map(lambda found: Paragraph(tuple(found)))


def _lists(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    items = st.lists(st.lists(inner, min_size=1, max_size=3).map(tuple), min_size=1, max_size=3).map(tuple)
    return st.builds(Bullets, items) | st.builds(Numbers, items, st.sampled_from([0, 1, 2, 10, 999_999_998]))


_blocks: st.SearchStrategy[Block] = st.recursive(_paragraphs, _lists, max_leaves=6)
trees = (
    st.lists(_blocks, min_size=1, max_size=4)
    .map(lambda found: normal(Tree(tuple(found))))
    .filter(lambda tree: tree.blocks)
)
