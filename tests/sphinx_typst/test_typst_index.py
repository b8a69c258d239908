"""The order of the index: sort keys of documents, and the collation of the project's language without them."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from sphinx_typst import collation
from sphinx_typst.collation import choose_collation
from sphinx_typst.index import DocumentIndex, Headword, IndexSettings, index_source, read_entry
from sphinx_typst.labels import Target


def source(words: list[Headword], language: str = "zh_CN", groups: Mapping[str, str] | None = None) -> str:
    """Return the index of terms, of a pair of entries and of an entry with a sort key."""
    terms = {Target("w", str(n)): headword for n, headword in enumerate(words)}
    entries = (*read_entry("pair", "river; lake"), *read_entry("single", "zoo", "ant"))
    settings = IndexSettings("Index", "Others", "{entry}/{subentry}", choose_collation(language), groups or {})
    return index_source([DocumentIndex(terms, entries)], settings)


def lines_of(index: str) -> list[str]:
    return re.findall(r'^ {6}\("([^"]+)", \(', index, re.M)


def letters_of(index: str) -> list[str]:
    return re.findall(r'^ {4}\("([^"]+)", \($', index, re.M)


def test_chinese_words_without_a_sort_key_are_sorted_by_pinyin() -> None:
    index = source([Headword(words) for words in ("长春", "211555", "阿", "重庆")])
    assert lines_of(index) == ["211555", "阿", "zoo", "长春", "重庆", "lake/river", "river/lake"]
    assert letters_of(index) == ["0–9", "A", "C", "L", "R"]


def test_a_sort_key_decides_order_and_letter() -> None:
    index = source([Headword("鴜鹭湖", "cilu hu"), Headword("老参王", "laoshenwang"), Headword("一九", "1-9")])
    assert lines_of(index) == ["一九", "zoo", "鴜鹭湖", "lake/river", "老参王", "river/lake"]
    assert letters_of(index) == ["0–9", "A", "C", "L", "R"]


def test_other_languages_are_sorted_without_case_and_accents() -> None:
    words = [Headword(words) for words in ("Zürich", "éclair", "Eagle", "Łódź", "Ёлка", "apple pie")]
    index = source(words, "en")
    assert lines_of(index)[:5] == ["zoo", "apple pie", "Eagle", "éclair", "lake/river"]
    assert letters_of(index) == ["A", "E", "L", "R", "Z", "Ł", "Е"]


def test_chinese_is_sorted_by_characters_without_pypinyin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collation, "find_spec", lambda name: None)
    assert lines_of(source([Headword("阿"), Headword("一")]))[-2:] == ["一", "阿"]


def test_groups_come_first_and_other_words_have_a_heading_then() -> None:
    index = source([Headword("赵某"), Headword("阿")], groups={"赵某": "人名"})
    assert lines_of(index)[0] == "赵某"
    assert re.findall(r'^ {2}\("([^"]*)", \($', index, re.M) == ["人名", "Others"]
    assert '("", (' in source([Headword("阿")])


def test_an_index_without_words_is_empty() -> None:
    settings = IndexSettings("Index", "Others", "{entry}, {subentry}", choose_collation("en"))
    assert index_source([DocumentIndex(), DocumentIndex(entries=tuple(read_entry("see", "a; b")))], settings) == ""
