"""What is around a text comes from templates: a project overrides them, and the site's language chooses their words."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html
from paths import ROOTS
from sphinx.testing.util import SphinxTestApp

HAN = re.compile("[\u4e00-\u9fff]+")

Build = Callable[..., Path]


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Build a copy of the small edition with the book theme; return the folder of its pages."""
    source = Path(shutil.copytree(ROOTS / "test-edition", tmp_path / "edition"))

    def run(**settings: object) -> Path:
        app = SphinxTestApp("html", srcdir=source, confoverrides={"html_theme": "sphinx_book_theme", **settings})
        try:
            app.build()
        finally:
            app.cleanup()
        assert app.warning.getvalue() == ""
        return Path(app.outdir)

    return run


def test_a_project_overrides_a_template(build: Build, tmp_path: Path) -> None:
    before = (build() / "texts/zao-2019/yi.html").read_text("utf-8")
    assert "本篇的整理者" in before
    templates = tmp_path / "edition" / "_templates"
    templates.mkdir()
    (templates / "jz-text-foot.html").write_text("<p class='mine'>{{ text.beside.source }}</p>", "utf-8")
    after = (build(templates_path=["_templates"]) / "texts/zao-2019/yi.html").read_text("utf-8")
    assert "<p class='mine'>" in after
    assert "本篇的整理者" not in after


def test_values_in_templates_are_escaped(build: Build, tmp_path: Path) -> None:
    about = tmp_path / "edition/corpus/sources/zao-2019/about.yaml"
    about.write_text(re.sub(r"(?m)^title: .*$", "title: '<b onclick=x>早</b>'", about.read_text("utf-8")), "utf-8")
    page = html.fromstring((build() / "texts/zao-2019/yi.html").read_text("utf-8"))
    assert not page.xpath("//b[@onclick]")
    assert page.xpath("//section[contains(@class, 'jz-beside')]//a[text()='<b onclick=x>早</b>']")


@pytest.mark.parametrize(
    ("language", "said"),
    [("zh_CN", "跳至正文"), ("en", "Skip to the text"), ("fr", "Skip to the text")],
)
def test_the_language_of_the_site_chooses_the_words(build: Build, language: str, said: str) -> None:
    page = html.fromstring((build(language=language) / "texts/zao-2019/yi.html").read_text("utf-8"))
    assert page.xpath("//a[@class='jz-skip']")[0].text == said
    bar = page.xpath("//header[contains(@class, 'jz-bar')]/button")
    assert all(bool(HAN.search(button.text)) == (language == "zh_CN") for button in bar)
