"""The search's data: every text is in it, an index never leaves a shard out, and a note moves only its own shard."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jiaozhu.language import profile_for
from jiaozhu.language.folding import fold, simplified_forms
from jiaozhu.language.pinyin import sound_of, toneless
from jiaozhu.outputs.search.gram_index import GramIndex, hashed
from jiaozhu.outputs.search.html_pages import html_page
from jiaozhu.outputs.search.nearness import near_script
from jiaozhu.outputs.search.records import Answer, Changed, Kind, SearchPage, SearchRecord
from jiaozhu.outputs.search.script import Script
from jiaozhu.outputs.search.shards import WHOLE, search_scripts

_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def page(name: str, *texts: str, size: int = 10) -> SearchPage:
    records = tuple(SearchRecord(Kind.TEXT, f"l{number:04}", text) for number, text in enumerate(texts, 1))
    return SearchPage(f"{name}.html", name, records, "s", "2019", size)


def written(pages: list[SearchPage], *, shard: int | None = None, whole: int = WHOLE) -> dict[str, Script]:
    reference = [SearchPage("glossary.html", "词汇", ())]
    scripts = search_scripts(reference, pages, [], {"s": "来源"}, shard=shard, whole=whole)
    return {script.name: script for script in scripts}


def data(script: Script) -> Any:
    """What a shard hands over: for each page its rows."""
    return json.loads(script.text.split(",", 1)[1].removesuffix(");\n"))


def test_every_record_is_in_a_shard_and_pages_are_never_divided() -> None:
    pages = [page(f"p{number}", "甲", "乙") for number in range(10)]
    scripts = written(pages, shard=25)
    shards = [data(script) for name, script in scripts.items() if name.startswith("shard-")]
    assert [len(shard) for shard in shards] == [1, 2, 2, 2, 2, 2]
    assert sum(len(rows) for shard in shards for rows in shard) == 20


def test_a_longer_note_moves_no_page_to_another_shard() -> None:
    before = written([page(f"p{number}", "甲") for number in range(9)], shard=30)
    noted = [page(f"p{number}", "甲") for number in range(9)]
    noted[4] = noted[4].__class__(
        "p4.html", "p4", (*noted[4].records, SearchRecord(Kind.NOTE, "n-x", "注" * 99)), "s", "2019", 10
    )
    after = written(noted, shard=30)
    assert {name for name in before if before[name] != after[name]} == {"head.js", "shard-2.js"}


def test_nothing_in_the_data_can_end_its_script() -> None:
    text = "</script><!--<script>\u2028\u2029"
    script = written([page("p", text)])["shard-1.js"]
    assert not [end for end in ("</", "<!--", "\u2028", "\u2029") if end in script.text]
    assert data(script)[0][0][2] == text


def test_changed_places_are_counted_as_scripts_count() -> None:
    record = SearchRecord(Kind.APPARATUS, "l0001", "𠀀青年", (Changed(1, 3, "x"),))
    script = written([SearchPage("p.html", "p", (record,))])["shard-1.js"]
    assert data(script)[0][0][3] == [[2, 4, "x"]]


def unpacked(slices: dict[int, str], bucket: int, width: int, shards: int) -> set[int]:
    text = slices[bucket // width].split(",")[bucket % width]
    if text == "*":
        return set(range(shards))
    found, before, value, shift = set(), -1, 0, 0
    for char in text:
        digit = _DIGITS.index(char)
        value += (digit & 31) << shift
        shift += 5
        if not digit & 32:
            before += value + 1
            found.add(before)
            value = shift = 0
    return found


@settings(max_examples=40)
@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=40), min_size=1, max_size=80), st.data())
def test_the_index_leaves_out_no_shard_that_holds_a_query(texts: list[str], draw: st.DataObject) -> None:
    forms = simplified_forms(texts)
    folded = [fold(text, forms) for text in texts]
    index = GramIndex(len(texts), buckets=1 << 10, slices=1 << 4)
    for number, text in enumerate(folded):
        index.add(number, [text])
    slices = dict(index.slices())
    text = draw.draw(st.sampled_from(folded))
    start = draw.draw(st.integers(0, len(text)))
    query = text[start : start + draw.draw(st.integers(1, 6))]
    grams = [query] if len(query) == 1 else [query[at : at + 2] for at in range(len(query) - 1)]
    left = set(range(len(texts)))
    for gram in grams:
        left &= unpacked(slices, hashed(gram, 1 << 10), (1 << 10) // (1 << 4), len(texts))
    assert left >= {number for number, text in enumerate(folded) if query in text}


def test_a_large_corpus_has_an_index_and_a_small_one_none() -> None:
    pages = [page(f"p{number}", "对口合作" * 10) for number in range(9)]
    assert not [name for name in written(pages) if name.startswith("index-")]
    assert [name for name in written(pages, whole=100) if name.startswith("index-")]


SOUNDS = [
    ("辽源", "liao yuan"),
    ("一主六双", "yi zhu liu shuang"),
    ("女", "nv"),
    ("e游小镇", "e you xiao zhen"),
    ("EOD", ""),
]


@pytest.mark.parametrize(("text", "sound"), SOUNDS)
def test_the_sound_of_words(text: str, sound: str) -> None:
    assert sound_of(text) == sound


def test_written_pinyin_loses_its_tones_and_keeps_its_parts() -> None:
    assert toneless("Liáoyuán Shì") == "liaoyuan shi"
    assert toneless("nǚ’ér") == "nv er"


def test_a_built_page_is_read_unit_by_unit() -> None:
    html = """<html><nav>不读</nav><article><section id="one"><h1>题<a class="headerlink">#</a></h1>
      <p>一段<span class="bibtex-citation">[1]</span>文字</p><table><tr><td><p>甲</p></td><td>乙</td></tr></table>
      <ul><li>项<br>目</li></ul><script>不读</script></section></article><p>不读</p></html>"""
    found = html_page("a.html", html)
    assert found.title == "题"
    assert [record.text for record in found.records] == ["题", "一段文字", "甲 ¦ 乙", "项目"]
    assert {record.anchor for record in found.records} == {"one"}


def test_words_of_two_cells_are_no_neighbours_and_a_heading_has_its_level() -> None:
    html = """<article><h2>表</h2><table><tr><th>年</th><th>数</th></tr>
      <tr><td>2022</td><td></td><td>61/61</td></tr></table>
      <div>散文<p>段</p>其后</div></article>"""
    found = html_page("a.html", html).records
    assert [(record.text, record.level) for record in found] == [
        ("表", 2),
        ("年 ¦ 数", 0),
        ("2022 ¦ ¦ 61/61", 0),
        ("散文", 0),
        ("段", 0),
        ("其后", 0),
    ]
    assert "26" not in fold(found[2].text, {})


def test_the_script_of_what_is_near_has_only_letters_that_matter() -> None:
    script = near_script([page("p", "辽源")], profile_for("zh"))
    assert script.name == "near.js"
    data = json.loads(script.text.removeprefix("jiaozhu.searchData.near(").removesuffix(");\n"))
    assert set(data["sounds"]) == {"liao", "yuan"}
    assert all({"辽", "源"} & set(group) for group in data["alike"])


def test_a_page_says_what_it_answers() -> None:
    answering = replace(page("p", "甲"), answers=(Answer(("下载", "PDF"), "take", "带走"),))
    head = written([answering])["head.js"].text
    data = json.loads(head.removeprefix("jiaozhu.searchData.head(").removesuffix(");\n"))
    assert data["answers"] == [[["下载", "pdf"], 1, "take", "带走"]]
