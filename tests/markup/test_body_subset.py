"""What contributors may write: each allowed form passes, each forbidden one is named with its line."""

from __future__ import annotations

import re

import pytest
from bodies import ALLOWED, FORBIDDEN
from jiaozhu.locale import use_language
from jiaozhu.markup.faults import Fault
from jiaozhu.markup.grammar import parser
from jiaozhu.markup.plain import plain_text
from jiaozhu.markup.reading import Reference, read, references
from jiaozhu.markup.shaping import bare, filled, one_line
from jiaozhu.markup.tree import Code, Emphasis, Text
from jiaozhu.markup.writing import code, write, write_line
from jiaozhu.outputs.myst.passages import address


def faults(body: str) -> tuple[Fault, ...]:
    return read(body).faults


@pytest.mark.parametrize("body", ALLOWED)
def test_what_is_allowed_passes(body: str) -> None:
    assert faults(body) == ()


@pytest.mark.parametrize(("body", "message"), FORBIDDEN.items())
def test_what_is_forbidden_is_named(body: str, message: str) -> None:
    found = faults(body)
    assert any(re.search(message, fault.message) for fault in found), found


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "JavaScript:x", "file:///etc/passwd", "vbscript:x", "data:x"]
)
def test_a_dangerous_address_never_becomes_a_link(address: str) -> None:
    """The parser itself shows it as it is written, here as on the site."""
    tokens = parser().parse(f"[甲]({address})", {})
    assert "link_open" not in {child.type for child in tokens[1].children or ()}
    assert plain_text(read(f"[甲]({address})").tree) == f"[甲]({address})"


def test_a_fault_says_on_which_line_it_is() -> None:
    body = "一。\n二<b>。\n\n> 三\n\n- 四\n- ![五](https://example.org)\n\n六\u200b"
    assert [fault.line for fault in faults(body)] == [1, 3, 6, 8]


def test_a_fault_is_named_once() -> None:
    assert len(faults("# 题")) == 1
    assert len(faults("| 甲 | 乙 |\n| --- | --- |\n| 丙 | 丁 |")) == 1


def test_references_are_found_with_their_lines() -> None:
    body = "{cite}`a,b`\n\n{term}`袜 <袜业>`和\n{term}`一主六双` {ref}`上文 <s/t#l0043>`"
    assert list(references(read(body).tree)) == [
        Reference("cite", "a", 0),
        Reference("cite", "b", 0),
        Reference("term", "袜业", 2),
        Reference("term", "一主六双", 3),
        Reference("ref", "s/t", 3, "l0043"),
    ]


def test_plain_text_is_what_a_reader_sees() -> None:
    body = "*甲*{term}`袜 <袜业>`{cite}`a`。\n\n- [乙](https://example.org)\n- `丙`"
    assert plain_text(read(body).tree) == "甲袜。 乙 丙"


def test_our_references_become_labels() -> None:
    assert write(read("见{ref}`上文 <s/t#l0043-2>`。").tree, address) == "见{ref}`上文 <s-t-l0043-2>`。"
    assert write(read("{term}`a <b>`、{term}`c`").tree, address) == "{term}`a <b>`、{term}`c`"


def test_a_body_on_one_line_has_no_breaks() -> None:
    line = one_line(read("一，\n二\\\n三。\n\n四 {ref}`上 <s/t#l0001>`").tree)
    assert write_line(line, address) == "一， 二 三。 四 {ref}`上 <s-t-l0001>`"
    assert write_line(one_line(read("一\\\\\n二").tree)) == "一\\\\ 二"


def test_a_list_on_one_line_keeps_its_items_apart() -> None:
    with use_language("en"):
        assert write_line(one_line(read("一：\n\n- 二\n- 三\n\n3. 四\n4. 五").tree)) == "一： 二; 三 3. 四; 4. 五"


@pytest.mark.parametrize(
    "basis",
    [
        "x <img src=x onerror=hook(1)\n\ny>",
        "![\n\nk](http://host/x.png)",
        "a <!--\n\n--><b>",
        "[a\n\nb](javascript:x)",
        "x <a href=//e\n\n>y",
        "{raw\n\n}`html`",
    ],
)
def test_what_is_harmless_in_two_paragraphs_is_harmless_on_one_line(basis: str) -> None:
    line = write_line(one_line(read(basis).tree))
    tokens = parser().parse(line, {})
    assert {child.type for child in tokens[1].children or ()} <= {"text", "code_inline"}


@pytest.mark.parametrize("end", list("\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"))
def test_every_line_end_but_a_line_feed_is_refused_in_every_form(end: str) -> None:
    for body in (f"待考。{end}{end}  ```{{raw}} html", f"待考。&#{ord(end)};", f"`待{end}考`", f"{{term}}`袜{end}业`"):
        assert faults(body) or end in "\x0b\x0c\x1c\x1d\x1e\x85", body
        assert write(read(body).tree).splitlines() == write(read(body).tree).split("\n")
    assert faults(f"待考{end}。")


def test_a_colon_fence_is_a_fence_whatever_the_site_allows() -> None:
    assert [fault.message for fault in faults("待考。\n:::{literalinclude} /etc/hosts\n:::")] == [
        "code blocks and directives are not allowed"
    ]


def test_the_words_of_a_role_are_words() -> None:
    for role in ("{term}`!袜业`", "{term}``a`b``", "{ref}``a` <s/t#l0001>``", "{cite}`a<b>c`"):
        assert faults(role), role


def test_a_sentence_is_filled_with_nodes_and_with_words() -> None:
    made = filled("由{who}：{what}。", who="*甲*", what=(Emphasis((Text("乙"),)), Code("丙")))
    assert write_line(made) == "由\\*甲\\*：*乙*`丙`。"
    with use_language("en"):
        assert write_line(bare((Text("一."),))) == "一"


def test_code_is_code_whatever_it_holds() -> None:
    for text in ("a`b", "``", " a ", "  ", "a\u2028b", "```{raw} html"):
        tokens = parser().parse(code(text), {})
        found = [(child.type, child.content) for child in tokens[1].children or ()]
        assert found == [("code_inline", text.replace("\u2028", " "))]
