"""What contributors may write: each allowed form passes, each forbidden one is named with its line."""

from __future__ import annotations

import re

import pytest
from bodies import ALLOWED, FORBIDDEN
from jiaozhu.locale import use_language
from jiaozhu.markup.body import Reference, faults, note_body, parser, plain_text, references, resolved, single_line


@pytest.mark.parametrize("body", ALLOWED)
def test_what_is_allowed_passes(body: str) -> None:
    assert faults(body) == []


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
    assert plain_text(f"[甲]({address})") == f"[甲]({address})"


def test_a_fault_says_on_which_line_it_is() -> None:
    body = "一。\n二<b>。\n\n> 三\n\n- 四\n- ![五](https://example.org)\n\n六\u200b"
    assert [fault.line for fault in faults(body)] == [1, 3, 6, 8]


def test_a_fault_is_named_once() -> None:
    assert len(faults("# 题")) == 1
    assert len(faults("| 甲 | 乙 |\n| --- | --- |\n| 丙 | 丁 |")) == 1


def test_references_are_found_with_their_lines() -> None:
    body = "{cite}`a,b`\n\n{term}`袜 <袜业>`和\n{term}`一主六双` {ref}`上文 <s/t#l0043>`"
    assert list(references(body)) == [
        Reference("cite", "a", 0),
        Reference("cite", "b", 0),
        Reference("term", "袜业", 2),
        Reference("term", "一主六双", 3),
        Reference("ref", "s/t", 3, "l0043"),
    ]


def test_plain_text_is_what_a_reader_sees() -> None:
    assert plain_text("*甲*{term}`袜 <袜业>`{cite}`a`。\n\n- [乙](https://example.org)\n- `丙`") == "甲袜。 乙 丙"


def test_our_references_become_labels_and_others_stay() -> None:
    assert resolved("见{ref}`上文 <s/t#l0043-2>`。") == "见{ref}`上文 <s-t-l0043-2>`。"
    assert resolved("{ref}`x <y>`、{term}`a <b>`") == "{ref}`x <y>`、{term}`a <b>`"


def test_a_body_follows_its_quote() -> None:
    with use_language("zh_CN"):
        assert note_body(" 义。\n", "*袜业*\n好") == "\\*袜业\\*&#10;好：义。"
    with use_language("en"):
        assert note_body(" Sense.\n", "*stockings*") == "\\*stockings\\*: Sense."


def test_a_list_after_the_quote_keeps_its_first_item() -> None:
    tokens = parser().parse(note_body("- 一\n- 二", "袜业"), {})
    assert [token.type for token in tokens].count("list_item_open") == 2


def test_a_body_on_one_line_has_no_breaks() -> None:
    assert single_line("一，\n二\\\n三。\n\n四 {ref}`上 <s/t#l0001>`") == "一， 二 三。 四 {ref}`上 <s-t-l0001>`"
    assert single_line("一\\\\\n二") == "一\\\\ 二"
