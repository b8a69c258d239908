"""Pages on which a text faces its translation, and the list of them."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from jiaozhu.edition.pipeline import Book, make_book
from jiaozhu.outputs.myst.translations import language_name
from jiaozhu.outputs.site import generate
from jiaozhu.problems.checks import check
from jiaozhu.store import load_corpus
from paths import CHECKS

TRANSLATED = """---
title: North and *South*
by: [张三, 李四]
date: "2026-11-28"
unknown: ["“春意正浓” is figurative."]
summary: A page of a newspaper.
---
(l0003)=
North and *South* Together

(l0004)=
By Zhang San 张三

(l0006)=
May: spring is in the air, and “Little Shanghai” is heard again, [said](https://example.org/) some.

(l0007)=
Merchants look
at the socks park.

(l0008)=
The Fengqiao experience spreads.

(l0009)=
The two will cooperate.

(n-fengqiao)=
A way of settling disputes {cite}`wangwen-2022`.
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """The base corpus with a translation of one text."""
    corpus = Path(shutil.copytree(CHECKS / "base", tmp_path / "corpus"))
    folder = corpus / "sources/ribao-2019/en"
    folder.mkdir()
    (folder / "jishi.md").write_text(TRANSLATED, encoding="utf-8")
    return corpus


def book_of(corpus: Path) -> Book:
    """The corpus's book, which has no problems."""
    loaded, problems = load_corpus(corpus)
    book = make_book(loaded)
    assert check(book, problems) == []
    return book


def pages(corpus: Path) -> dict[str, str]:
    """Its pages by name."""
    return {file.name: file.text for file in generate(book_of(corpus), {})}


def test_each_block_faces_its_translation(corpus: Path) -> None:
    page = pages(corpus)["translations/en/ribao-2019/jishi.md"]
    assert page.startswith("---\ntitle:")
    assert r"# [North and \*South\*]{.language-en}" in page
    originals = re.findall(r"^\{\.jz-original \.language-zh-CN\}\n(.+)$", page, re.M)
    assert [line[:4] for line in originals] == ["记者 张", "5月的示", "来自绍兴", "枫桥经验", "两地将继"]
    translated = re.findall(r"^\{#(l\d+) \.jz-translation \.language-en\}\n(.+)$", page, re.M)
    assert [id for id, _words in translated] == ["l0004", "l0006", "l0007", "l0008", "l0009"]
    assert dict(translated)["l0007"] == "Merchants look at the socks park."
    assert "来自绍兴的客商在此考察袜业园区" in page  # the edition's reading, not the source's


def test_notes_that_are_translated_are_at_their_block_and_no_others(corpus: Path) -> None:
    page = pages(corpus)["translations/en/ribao-2019/jishi.md"]
    assert "The Fengqiao experience spreads.[^n-fengqiao]" in page
    assert re.findall(r"^\[\^(\S+)\]:", page, re.M) == ["n-fengqiao"]


def test_the_page_says_who_translated_and_what_is_not_certain_in_its_own_language(corpus: Path) -> None:
    page = pages(corpus)["translations/en/ribao-2019/jishi.md"]
    assert re.search("translated by 张三.{1,5}李四", page)
    assert "## What the translators are not sure of\n\n- “春意正浓” is figurative." in page
    assert "[The text with its notes](../../../ribao-2019/jishi.md)" in page


def test_the_text_links_to_its_translation_and_a_list_names_all(corpus: Path) -> None:
    made = pages(corpus)
    assert "[English](../translations/en/ribao-2019/jishi.md)" in made["ribao-2019/jishi.md"]
    assert not [name for name in made if name.startswith("wangwen-2022/") and "translations/" in made[name]]
    listed = made["translations/en/index.md"]
    assert "A page of a newspaper." in listed
    assert "```{toctree}\n:hidden:\n\nribao-2019/jishi\n```" in listed


def test_a_corpus_without_translations_has_no_pages_of_them(tmp_path: Path) -> None:
    corpus = Path(shutil.copytree(CHECKS / "base", tmp_path / "corpus"))
    assert not [name for name in pages(corpus) if name.startswith("translations/")]


def test_a_block_that_is_not_translated_says_so(corpus: Path) -> None:
    file = corpus / "sources/ribao-2019/en/jishi.md"
    file.write_text(TRANSLATED.replace("(l0009)=\nThe two will cooperate.\n\n", ""), encoding="utf-8")
    loaded, problems = load_corpus(corpus)
    book = make_book(loaded)
    assert [problem.code for problem in check(book, problems)] == ["T702"]
    page = {found.name: found.text for found in generate(book, {})}["translations/en/ribao-2019/jishi.md"]
    assert "{#l0009 .jz-translation .language-en}\n\\[not translated\\]" in page


def test_translations_are_untrusted_text(corpus: Path) -> None:
    file = corpus / "sources/ribao-2019/en/jishi.md"
    evil = "<script>alert(1)</script> {raw}`x` ```{include} /etc/passwd```"
    file.write_text(TRANSLATED.replace("The two will cooperate.", evil), encoding="utf-8")
    loaded, problems = load_corpus(corpus)
    book = make_book(loaded)
    assert {problem.code for problem in check(book, problems)} == {"N203"}
    page = {found.name: found.text for found in generate(book, {})}["translations/en/ribao-2019/jishi.md"]
    assert "<script>" not in page
    assert "{include}" not in page.replace("\\{include\\}", "")


def test_languages_are_named_in_themselves() -> None:
    assert [language_name(tag) for tag in ("en", "de", "ja", "zh-TW", "x-none")][:3] == ["English", "Deutsch", "日本語"]
    assert language_name("x-none") == "x-none"
