"""HTML is taken apart into tokens that tile it, as the standard library does where it is well-formed."""

from __future__ import annotations

import random
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jiaozhu.formats.web.html_tokens import Token, tokens

_WELL_FORMED = (
    "<p>", "</p>", "<br/>", "<br>", "words ", "甲乙", "&amp;", "&#20013;", "&nbsp;", "<b>", "</b>", "<!-- a -->", "\n",
    "<img src=\"a.png\" alt='x > y'>", "<a href=b>", "</a>", "<H2 class='k' id=a>", "</H2>", "<div data-x>", "</ div >",
    "<script>if (a<b) {x = '</p>'}</script>", "<style>p>a{}</style>", "<!DOCTYPE html>", "<?php a ?>", "&unknown; ",
    "< ",
    "<![CDATA[x]]>", "<![if IE]>", "<p title='&lt;'>",
)  # fmt: skip
_ROUGH = st.text("<a>=\"' /!-p&#1;x][\n?\x00", max_size=60)


class Standard(HTMLParser):
    """What the standard library's tokenizer makes of a text."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[tuple[object, ...]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(("open", tag, tuple(attrs)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(("empty", tag, tuple(attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.found.append(("close", tag, ()))


def tags(text: str) -> list[tuple[object, ...]]:
    return [
        (token.kind, token.name, token.attributes) for token in tokens(text) if token.kind in ("open", "close", "empty")
    ]


def test_tags_are_those_of_the_standard_library() -> None:
    some = random.Random(7)
    for _example in range(2_000):
        text = "".join(some.choices(_WELL_FORMED, k=some.randint(1, 12)))
        assert tags(text) == Standard(text).found, text


@given(_ROUGH)
def test_tokens_tile_any_text(text: str) -> None:
    found = list(tokens(text))
    assert [token.start for token in found] == [0, *(token.end for token in found)][: len(found)]
    assert (found[-1].end if found else 0) == len(text)
    assert all(token.start < token.end for token in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<a", [("text", "<a")]),
        ("<a b='c", [("text", "<a b='c")]),
        ("a<b c<d>e", [("text", "a"), ("open", "<b c<d>"), ("text", "e")]),
        ("<!-- a", [("text", "<!-- a")]),
        ("</a", [("text", "</a")]),
        ("<script>a<b>", [("open", "<script>"), ("text", "a<b>")]),
        ("&#x4e2d;&a&", [("entity", "&#x4e2d;"), ("entity", "&a"), ("text", "&")]),
        ("<a\x00b>", [("text", "<a\x00b>")]),
    ],
)
def test_what_never_ends_is_text(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(token.kind, text[token.start : token.end]) for token in tokens(text)] == expected


def test_a_text_may_begin_anywhere() -> None:
    assert list(tokens("---\n<p>", 4)) == [Token(4, 7, "open", "p")]
