"""The concordance: every place of every term, cut to its context, and each row a way to its passage."""

from __future__ import annotations

import re
import shutil
from html import unescape
from pathlib import Path

import pytest
from jiaozhu.edition.pipeline import make_book
from jiaozhu.model.kinds import Genre
from jiaozhu.model.page import Block, Page
from jiaozhu.model.term import TermMatch
from jiaozhu.outputs.myst.concordance import CONTEXT, name, rows
from jiaozhu.store import load_corpus
from sphinx.testing.util import SphinxTestApp

_ROW = re.compile(
    r'<li><a href="([^"#]*)#([^"]*)"><span class="jz-before">(.*?)</span>'
    r'<mark>(.*?)</mark><span class="jz-after">(.*?)</span></a></li>'
)


def page(reading: str, *matches: TermMatch) -> Page:
    block = Block("l0001", "p", reading, terms=matches)
    return Page("zao/yi", "zao", "yi", "题", Genre("消息", "news"), None, "", "", "zao", "早报", (block,))


def test_a_row_has_the_words_and_their_context() -> None:
    reading = "前" * 20 + "\t袜\n业" + "后" * 5
    ((slug, row),) = rows([page(reading, TermMatch(21, 24, "waye"))])
    assert slug == "waye"
    assert row.split("\t") == ["zao/yi#l0001", "…" + "前" * (CONTEXT - 1), "袜 业", "后" * 5]


def test_nothing_around_a_word_is_nothing_in_its_row() -> None:
    ((_, row),) = rows([page("袜业", TermMatch(0, 2, "waye"))])
    assert row == "zao/yi#l0001\t\t袜业\t"


@pytest.mark.parametrize(("letter", "file"), [("A", "a"), ("0–9", "0-9"), ("Б", "u0411"), ("“", "u201c")])
def test_every_letter_has_a_file_of_its_own(letter: str, file: str) -> None:
    assert name(letter) == file


def test_every_place_of_every_term_is_there_and_leads_to_its_paragraph(rootdir: Path, tmp_path: Path) -> None:
    source = tmp_path / "edition"
    shutil.copytree(rootdir / "test-edition", source)
    app = SphinxTestApp("html", srcdir=source)
    try:
        app.build()
    finally:
        app.cleanup()
    assert app.warning.getvalue() == ""
    book = make_book(load_corpus(source / "corpus")[0])
    wanted = sorted(
        (page.docname, block.id, block.reading[match.start : match.end])
        for page in book.pages
        for block in page.blocks
        for match in block.terms
    )
    assert wanted
    found = []
    folder = Path(app.outdir) / "texts" / "concordance"
    for path in folder.glob("*.html"):
        for address, block, before, words, after in _ROW.findall(path.read_text("utf-8")):
            there = (folder / address).resolve()
            assert f'id="{block}"' in there.read_text("utf-8")
            docname = there.relative_to(Path(app.outdir).resolve() / "texts").with_suffix("").as_posix()
            found.append((docname, block, unescape(words)))
            reading = next(
                item.reading
                for page in book.pages
                if page.docname == docname
                for item in page.blocks
                if item.id == block
            )
            assert unescape(before + words + after).strip("…") in reading
    assert sorted(found) == wanted


@pytest.mark.parametrize("row", ["zao/yi#l0001\t前\t词", "zao/yi\t前\t词\t后", "随手写的话"])
def test_a_row_of_another_form_is_an_error(rootdir: Path, tmp_path: Path, row: str) -> None:
    (tmp_path / "conf.py").write_text("extensions = ['jiaozhu.sphinx_ext']\njiaozhu_corpus = 'corpus'\n")
    shutil.copytree(rootdir / "test-edition" / "corpus", tmp_path / "corpus")
    (tmp_path / "index.md").write_text(f"# 题\n\n```{{jz-concordance}}\n{row}\n```\n", "utf-8")
    app = SphinxTestApp("html", srcdir=tmp_path)
    try:
        app.build(filenames=[tmp_path / "index.md"])
    finally:
        app.cleanup()
    assert "a row is 'docname#block'" in app.warning.getvalue()
