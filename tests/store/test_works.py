"""Works that a note brings with it: they join the bibliography, say what their kind must say, and are text."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from jiaozhu.cli import main
from jiaozhu.model.problem import Place
from jiaozhu.model.work import WORK_KINDS, Work
from jiaozhu.store import load_corpus
from jiaozhu.store.bibliography import as_bibtex
from paths import BASE
from pybtex.database.input.bibtex import Parser
from pybtex_gbt7714 import missing_fields
from sphinx.testing.util import SphinxTestApp

#: After the target of a note of the base corpus, of five lines.
REST = """\
kind: 注
author: 读者
date: "2026-11-21"
works:
  - key: xianzhi-1995
    type: book
    title: 某县志 50% & {一} \\input{x}
    authors: ["某县地方志编纂委员会", "Smith, John", "a, b, c and d", "{"]
    date: "1995"
    publisher: 某出版社
---
见 {cite}`xianzhi-1995`。
"""


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copytree(BASE, tmp_path / "corpus")).relative_to(tmp_path)


def said(corpus: Path, rest: str) -> str:
    """What the check says of a note with such a rest; its works begin on line 9."""
    target = (corpus / "sources/ribao-2019/notes/fengqiao.md").read_text("utf-8").partition("kind:")[0]
    (corpus / "sources/ribao-2019/notes/neu.md").write_text(target + rest, "utf-8")
    return CliRunner().invoke(main, ["check"], catch_exceptions=False).output


def test_a_note_may_bring_a_work(corpus: Path) -> None:
    assert said(corpus, REST).endswith("no problems\n")
    loaded, _ = load_corpus(corpus)
    assert loaded.references["xianzhi-1995"] == Place("corpus/sources/ribao-2019/notes/neu.md", 9, 5)
    assert [work.key for work in loaded.works] == ["xianzhi-1995"]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("    publisher: 某出版社\n", "", "neu.md:9:5: C405 'xianzhi-1995' lacks 'publisher'"),
        ("见 {cite}`xianzhi-1995`。", "待考。", "neu.md:9:5: C404 'xianzhi-1995' is not cited"),
        ("type: book", "type: buch", "neu.md:10:5: Y103"),
        ("publisher: 某出版社", 'publisher: "某\u200b社"', ": Y107 'publisher' has"),
        ('date: "1995"', 'url: "https://example.org/\u202e"', ": Y107 'url' has"),
        ('date: "1995"', 'url: "javascript:alert(1)"', "neu.md:13:5: Y103"),
        ("publisher: 某", "publischer: 某", "neu.md:14:5: Y102"),
    ],
)
def test_what_is_wrong_with_a_work_has_its_line(corpus: Path, old: str, new: str, line: str) -> None:
    assert line in said(corpus, REST.replace(old, new))


def test_what_the_form_asks_for_is_what_the_standard_requires() -> None:
    places = {"school": "publisher"}
    for name, kind in WORK_KINDS.items():
        (entry,) = Parser().parse_string(as_bibtex([Work("k", name, "题")])).entries.values()
        asked = {places.get(field, field) for field in missing_fields(entry)}
        assert asked - {"urldate"} == set(kind.required), name  # the day goes with the address
        assert set(kind.required) <= {*kind.asked, "date", "url"}, name


def test_a_key_that_is_taken_says_where(corpus: Path) -> None:
    key = next(iter(load_corpus(corpus)[0].references))
    output = said(corpus, REST.replace("xianzhi-1995", key))
    assert f"neu.md:9:5: C402 the key '{key}' is already used at corpus/references.bib:" in output


def test_two_notes_may_bring_one_work_if_they_say_the_same_of_it(corpus: Path) -> None:
    said(corpus, REST)
    first = corpus / "sources/ribao-2019/notes/neu.md"
    second = first.with_name("neu-2.md")
    shutil.copy(first, second)
    output = CliRunner().invoke(main, ["check"], catch_exceptions=False).output
    assert output.endswith("no problems\n")
    assert len(Parser().parse_string(as_bibtex(load_corpus(corpus)[0].works)).entries) == 1
    second.write_text(second.read_text("utf-8").replace("某出版社", "另一出版社"), "utf-8")
    output = CliRunner().invoke(main, ["check"], catch_exceptions=False).output
    assert "neu.md:9:5: C402" in output or "neu-2.md:9:5: C402" in output


def test_nothing_in_a_work_is_tex() -> None:
    nasty = 'a } @book{x, title={y} \\input{z} % & # ~ ^ $ _ { " and '
    works = [
        Work(f"k{number}", kind, nasty, (nasty, "A, B", "A, B, C, D", ","), ("甲",), publisher=nasty)
        for number, kind in enumerate(WORK_KINDS)
    ]
    data = Parser().parse_string(as_bibtex(works))
    assert list(data.entries) == [work.key for work in works]
    for entry in data.entries.values():
        assert set(entry.fields) - {"entrysubtype"} == {"title", "publisher"}
        assert len(entry.persons["author"]) == 4
        assert len(entry.persons["editor"]) == 1


def test_the_work_is_on_the_page(corpus: Path, tmp_path: Path) -> None:
    assert said(corpus, REST).endswith("no problems\n")
    (tmp_path / "conf.py").write_text(
        "extensions = ['jiaozhu.sphinx_ext']\njiaozhu_corpus = 'corpus'\nbibtex_default_style = 'gbt7714'\n"
    )
    (tmp_path / "index.md").write_text("# 首页\n\n```{toctree}\ntexts/index\n```\n\n```{bibliography}\n```\n", "utf-8")
    app = SphinxTestApp(srcdir=tmp_path)
    app.build()
    page = (Path(app.outdir) / "index.html").read_text("utf-8")
    assert "某县志 50% &amp; {一} \\input{x}" in page
    assert "某县地方志编纂委员会" in page
    (corpus / "sources/ribao-2019/notes/neu.md").unlink()
    app.cleanup()
    again = SphinxTestApp(srcdir=tmp_path)
    again.build()
    assert not (tmp_path / "texts/works.bib").exists()
    again.cleanup()
