"""Where the marks of notes are, and how a note begins."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jiaozhu.locale import use_language
from jiaozhu.markup.grammar import parser
from jiaozhu.markup.reading import read
from jiaozhu.outputs.myst.footnotes import headed
from jiaozhu.outputs.myst.mark_places import mark_place


@pytest.mark.parametrize(
    ("text", "quote", "before"),
    [
        ("5月的辽源，正是", "5月的辽源", "5月的辽源"),  # at a boundary
        ("坚持和发展“枫桥经验”，", "枫桥经验", "坚持和发展“枫桥经验”"),  # after its quotation marks
        ("坚持“枫桥经验”等经验", "“枫桥经验", "坚持“枫桥经验”"),
        ("见《他山之石》（上）一文", "他山之石", "见《他山之石》"),
        ("《“双停”企业》", "双停", "《“双停”"),  # the title goes on
        ("他说：“要学习枫桥经验。”", "枫桥经验", "他说：“要学习枫桥经验"),  # not its quotation marks
        ("实施211555战略", "211", "实施211555"),  # not inside a number
        ("增长8.5%左右", "增长8", "增长8.5%"),
        ("实现1,234.5亿元", "1", "实现1,234.5"),
        ("自9:30起", "9", "自9:30"),
        ("增长８．５％左右", "增长８", "增长８．５％"),
        ("共3.其次", "共3", "共3"),  # a full stop is not part of the number
        ("发展GDP与人口", "发展G", "发展GDP"),  # not inside a word
        ("全市", "全市", "全市"),
        ("(见上)", "见上", "(见上)"),
    ],
)
def test_a_mark_is_after_the_words(text: str, quote: str, before: str) -> None:
    start = text.index(quote)
    assert text[: mark_place(text, start, start + len(quote))] == before


@given(st.text("一二3.5,%AB“”《》（） \n"), st.data())
def test_a_mark_is_never_before_the_end_of_its_words_nor_after_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text) + 3))
    place = mark_place(text, start, end)
    assert min(end, len(text)) <= place <= len(text)
    assert not (0 < place < len(text) and text[place - 1].isdigit() and text[place].isdigit())


def test_a_note_begins_with_the_words_that_it_is_about() -> None:
    with use_language("zh_CN"):
        assert headed("*袜业*\n好", read("义。\n").tree) == "[\\*袜业\\* 好]{.jz-note-head}[：]{.jz-note-colon}义。"
    with use_language("en"):
        assert headed("hands", read("Workers.").tree) == "[hands]{.jz-note-head}[:]{.jz-note-colon} Workers."


def test_a_list_after_the_words_keeps_its_first_item() -> None:
    tokens = parser().parse(headed("袜业", read("- 一\n- 二").tree), {})
    assert [token.type for token in tokens].count("list_item_open") == 2
