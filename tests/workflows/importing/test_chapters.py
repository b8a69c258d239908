"""A book in one file becomes a text for each chapter; what only looks like a chapter divides nothing."""

from __future__ import annotations

import pytest
import samples
from jiaozhu.language import LanguageProfile, profile_for
from jiaozhu.model.span import Span
from jiaozhu.workflows.importing.detecting.chapters import chapters
from jiaozhu.workflows.importing.detecting.structure import Block, Judged
from jiaozhu.workflows.importing.importer import import_bytes
from jiaozhu.workflows.importing.options import ImportOptions
from ruamel.yaml import YAML

CHINESE, ENGLISH = profile_for("zh-CN"), profile_for("en")
LONG = {CHINESE: "天地玄黄宇宙洪荒，日月盈昃辰宿列张。" * 60, ENGLISH: "It was the best of times. " * 60}


def starts(lines: list[str], profile: LanguageProfile, hints: dict[int, tuple[str, int]] | None = None) -> list[int]:
    """Where chapters begin; ``…`` is a long paragraph."""
    judged = []
    for index, line in enumerate(lines):
        text = LONG[profile] if line == "…" else line
        hint, level = (hints or {}).get(index, ("", 0))
        block = Block((index,), Span(0, len(text)), text, hint, None, level)
        judged.append(Judged(block, hint or ("p" if line == "…" else "heading"), 0.9, ""))
    return chapters(judged, profile)


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["书名", "第一章 起", "…", "第二章 承", "…", "第三章 转", "…"], [1, 3, 5]),
        (["第一回　甲", "…", "第二回　乙", "…", "第三回　丙", "…", "尾声", "…"], [0, 2, 4, 6]),
        (["卷之一", "…", "卷之二", "…", "卷之三", "…"], [0, 2, 4]),
        (["楔子", "…", "第1章", "…", "第2章", "…", "第10章", "…"], [0, 2, 4, 6]),
        (["第一卷", "第一章", "…", "第二章", "…", "第二卷", "第三章", "…"], [0, 3, 5]),
        (["第一章", "第二章", "第三章", "第一章", "…", "第二章", "…", "第三章", "…"], [0, 5, 7]),
    ],
)
def test_numbered_chapters_of_a_chinese_book(lines: list[str], found: list[int]) -> None:
    assert starts(lines, CHINESE) == found


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["A Title", "CHAPTER I.", "…", "CHAPTER II.", "…", "CHAPTER III.", "…"], [1, 3, 5]),
        (["Prologue", "…", "Chapter 1: A", "…", "Chapter 2: B", "…", "Chapter Twenty-One", "…"], [0, 2, 4, 6]),
        (["BOOK ONE", "Chapter I", "…", "Chapter II", "…", "BOOK TWO", "Chapter III", "…"], [0, 3, 5]),
    ],
)
def test_numbered_chapters_of_an_english_book(lines: list[str], found: list[int]) -> None:
    assert starts(lines, ENGLISH) == found


@pytest.mark.parametrize(
    "lines",
    [
        ["第一章 起", "…", "第二章 承", "…"],  # two are not enough
        ["第一章", "短。", "第二章", "短。", "第三章", "短。"],
        ["第一章 起", "第二章 承", "第三章 转", "…"],  # a list of contents
        ["他说第一章", "…", "见第二章", "…", "读第三章", "…"],
        [],
    ],
)
def test_what_is_no_book_is_not_divided(lines: list[str]) -> None:
    assert starts(lines, CHINESE) == []


def test_marked_heads_of_the_highest_level_with_several() -> None:
    lines = ["书名", "甲", "…", "子", "…", "乙", "…", "丙", "…"]
    hints = {0: ("heading", 1), 1: ("heading", 2), 3: ("subheading", 3), 5: ("heading", 2), 7: ("heading", 2)}
    assert starts(lines, CHINESE, hints) == [1, 5, 7]


def test_a_book_becomes_texts_with_their_own_titles() -> None:
    chapters = [
        f"<h1>卷首</h1><p>{LONG[CHINESE]}</p>",
        *(f"<h1>第{n}回　某事</h1><p>{LONG[CHINESE]}</p>" for n in "一二三"),
    ]
    options = ImportOptions("zh-CN", None)
    made = import_bytes(samples.epub(*chapters, title="书"), "book.epub", "book", options)
    edition = YAML(typ="safe").load(made.files["edition.yaml"])
    assert [text["id"] for text in edition["texts"]] == ["text-1", "text-2", "text-3", "text-4"]
    assert all("title" in text["blocks"][0] for text in edition["texts"])
    assert not made.error
