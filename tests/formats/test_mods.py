"""MODS: a library's record is lines and metadata, and says who wrote the book, who published it and when."""

from __future__ import annotations

import pytest
from accounts import WORDS, assert_nothing_lost, letters, lines, transcribed
from hypothesis import given
from hypothesis import strategies as st
from jiaozhu.formats import DEFAULT_LIMITS, UnreadableSource, detect
from jiaozhu.formats.marked.mods import transcribe_mods
from samples import mods

_RECORD = (
    "<titleInfo><nonSort>The </nonSort><title>辽源志</title><subTitle>卷一</subTitle></titleInfo>"
    "<titleInfo type='alternative'><title>另题</title></titleInfo>"
    "<name><namePart>某人</namePart><namePart type='date'>1900</namePart>"
    "<role><roleTerm>author</roleTerm></role></name>"
    "<name><namePart>译者</namePart><role><roleTerm>translator</roleTerm></role></name>"
    "<originInfo><publisher>某社</publisher><dateIssued>1931-05-02</dateIssued></originInfo>"
    "<abstract displayLabel='提要'>这是提要。</abstract><tableOfContents>序 -- 第一章 -- 第二章</tableOfContents>"
    "<note>附图三幅。</note><identifier>123</identifier>"
)


def test_a_record_is_lines_and_metadata() -> None:
    found = transcribed("mods", mods(_RECORD))
    assert lines(found) == [
        ("heading", "The 辽源志 卷一"),
        ("heading", "另题"),
        ("p", "这是提要。"),
        ("item", "序"),
        ("item", "第一章"),
        ("item", "第二章"),
        ("p", "附图三幅。"),
    ]
    assert (found.title, found.author) == ("The 辽源志 卷一", "某人")
    assert (found.publisher, found.date) == ("某社", "1931-05-02")


def test_a_collection_is_one_record_after_another() -> None:
    data = f"<modsCollection>{mods(_RECORD).decode()}尾{mods(_RECORD).decode()}</modsCollection>".encode()
    assert transcribed("mods", data).text.count("提要") == 2
    assert detect(data).format == "mods"


def test_what_is_not_xml_is_refused() -> None:
    with pytest.raises(UnreadableSource):
        transcribe_mods(b"<mods><titleInfo>", DEFAULT_LIMITS)


_NAMES = st.sampled_from("titleInfo title note abstract tableOfContents name namePart mods x".split())
_TREES = st.recursive(
    WORDS | st.sampled_from([" ", "\n", " -- "]),
    lambda inner: st.builds(
        lambda name, parts: f"<{name} displayLabel='甲'>{''.join(parts)}</{name}>",
        _NAMES,
        st.lists(inner, max_size=4),
    ),
    max_leaves=20,
)


@given(st.lists(_TREES, max_size=5).map("".join))
def test_no_text_is_lost(body: str) -> None:
    found = transcribed("mods", mods(body))
    names = body.count("displayLabel")
    import re

    assert_nothing_lost(found, letters(re.sub("<[^>]*>", "", body)) + "甲" * names)
