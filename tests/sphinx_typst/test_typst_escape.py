"""The form of escaped text. That the compiler prints the same text is tested in ``test_typst_text``."""

from __future__ import annotations

import pytest
from sphinx_typst.escape import escape_text, joins_without_space, quote_string
from sphinx_typst.labels import Target, label_mark, label_value


@pytest.mark.parametrize(
    "text",
    ["辽源的袜业，“林业”之误……", "a-b (c); d: 5% & so on.", "《绍兴日报》记者　裴金红", "at 10:30, 1.5"],
)
def test_plain_text_is_not_escaped(text: str) -> None:
    assert escape_text(text) == text


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("#let [x] $y$ *z* _w_", r"\#let \[x\] \$y\$ \*z\* \_w\_"),
        ("a--b ... -5 2017-2018", r"a\--b \.\.. \-5 2017\-2018"),
        ("1. 一", r"1\. 一"),
        ("= 题", r"\= 题"),
        (" - 项", r" \- 项"),
        ("https://a.b/c//d", r"https:\//a.b/c\//d"),
        ("a\u00a0b\u200bc", r"a~b\u{200b}c"),
        ("~<>@`\\", r"\~\<>\@\`\\"),
        ("a \t\n b", "a b"),
        ("(x)", r"\(x)"),
    ],
)
def test_syntax_is_escaped(text: str, markup: str) -> None:
    assert escape_text(text) == markup


def test_strings_keep_line_ends_and_tabs() -> None:
    assert quote_string('def f():\n\treturn "\\n"\u200b') == '"def f():\n\treturn \\"\\\\n\\"\\u{200b}"'


@pytest.mark.parametrize(
    ("before", "after", "joins"),
    [
        ("文", "字", True),
        ("。", "字", True),
        ("：", "“", True),
        ("，", "a", True),
        ("文", "a", False),
        ("a", "b", False),
        ("—", "a", False),
        ("한", "글", False),
        ("", "字", False),
    ],
)
def test_line_ends_between_chinese_characters_become_nothing(before: str, after: str, joins: bool) -> None:
    assert joins_without_space(before, after) is joins


@pytest.mark.parametrize(
    ("target", "value", "mark"),
    [
        (Target("texts/jishi", "l0043"), "<texts:jishi::l0043>", "<texts:jishi::l0043>"),
        (Target("凡例"), "<凡例>", "<凡例>"),
        (Target("a.b/c-d", "x.y"), "<a.b:c-d::x.y>", "<a.b:c-d::x.y>"),
        (Target("a b", "c"), 'label("a b#c")', '#label("a b#c")'),
        (Target("a", "b:c"), 'label("a#b:c")', '#label("a#b:c")'),
        (Target("a", "b."), 'label("a#b.")', '#label("a#b.")'),
    ],
)
def test_labels_include_their_document(target: Target, value: str, mark: str) -> None:
    assert (label_value(target), label_mark(target)) == (value, mark)
