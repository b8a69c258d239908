"""Built pages are read once, and again only when they have changed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from jiaozhu.outputs.search import Kind
from jiaozhu.sphinx_ext.scripts import search_pages
from jiaozhu.sphinx_ext.scripts.search_pages import BuiltPages

PAGE = "<article><h1>题</h1><h2 id='two'>节</h2><p id='l0001'>正文</p><p>其余<a id='n-1'></a></p></article>"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "a.html"
    path.write_text(PAGE, "utf-8")
    return path


def test_a_page_is_read_again_only_if_it_changed(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = tmp_path / "kept.json"
    first = BuiltPages(kept)
    read = first.page(page, "a.html", Kind.PAGE)
    first.keep()
    with monkeypatch.context() as patched:
        patched.setattr(search_pages, "html_page", lambda *_, **__: pytest.fail("the page was read again"))
        assert BuiltPages(kept).page(page, "a.html", Kind.PAGE) == read
    page.write_text(PAGE.replace("正文", "改文"), "utf-8")
    os.utime(page, ns=(1, 1))
    assert "改文" in [record.text for record in BuiltPages(kept).page(page, "a.html", Kind.PAGE).records]


@pytest.mark.parametrize("content", ["", "{", "[]", '{"version": 0, "pages": {}}', '{"version": 1, "pages": []}'])
def test_what_cannot_be_read_is_read_from_the_page(page: Path, tmp_path: Path, content: str) -> None:
    kept = tmp_path / "kept.json"
    kept.write_text(content, "utf-8")
    assert BuiltPages(kept).page(page, "a.html", Kind.PAGE).title == "题"


def test_what_is_found_otherwise_is_left_out(page: Path, tmp_path: Path) -> None:
    found = BuiltPages(tmp_path / "kept.json").page(page, "a.html", covered={"l0001", "n-1"})
    assert [(record.text, record.level) for record in found.records] == [("题", 1), ("节", 2)]
