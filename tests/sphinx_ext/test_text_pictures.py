"""Pictures, links and readings of a file are on its page: pictures by a right that is stated, links to the web only."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pypdf
import pytest
from jiaozhu.building import build_html, build_pdf
from jiaozhu.building.places import Places
from jiaozhu.building.products import build_epub
from jiaozhu.edition.pipeline import make_book
from jiaozhu.problems.checks import check
from jiaozhu.store import load_corpus
from lxml import html
from pictured_project import RIGHTS, pictured_project


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Places:
    """The project, built."""
    places = pictured_project(tmp_path_factory.mktemp("pictured") / "project")
    build_html(places)
    return places


@pytest.fixture(scope="module")
def article(project: Places) -> html.HtmlElement:
    """The text on its page."""
    page = html.fromstring((project.html / "texts/book/text.html").read_text("utf-8"))
    return page.find(".//article")


def test_pictures_are_at_their_places_with_what_the_file_says_of_them(
    project: Places, article: html.HtmlElement
) -> None:
    images = article.findall(".//img")
    assert [image.get("alt") for image in images] == [
        "山下的村子，远处是两座山",
        "从鸟从我",
        "没有说明的图",
        "没有说明的图",
    ]
    for image in images:
        assert (project.html / "texts/book" / image.get("src")).is_file()
    assert article.xpath("//p[@class='jz-picture'][1]/preceding-sibling::p[1]/@id") == ["l0002"]
    assert images[1].getparent().get("id") == "l0003"
    assert RIGHTS in article.text_content()


def test_only_addresses_of_the_web_are_links(article: html.HtmlElement) -> None:
    (link,) = article.xpath("//p[@id='l0003']//a[contains(@class, 'external')]")
    assert link.get("href") == "https://example.org/a%28b%29?c=d&e=f"
    assert not article.xpath("//p[@id='l0008']//a[@href][not(contains(@class, 'jz-line'))]")
    assert article.xpath("//p[@id='l0003']//a[@href='#l0010']/text()") == ["[1]"]


def test_readings_are_above_their_characters(article: html.HtmlElement) -> None:
    (ruby,) = article.findall(".//ruby")
    assert ruby.text == "三十里"
    assert [(child.tag, child.text) for child in ruby] == [("rp", "（"), ("rt", "さんじゅうり"), ("rp", "）")]


def test_pictures_are_printed_and_in_the_e_book(project: Places) -> None:
    build_pdf(project)
    reader = pypdf.PdfReader(project.pdf)
    assert sum(len(page.images) for page in reader.pages) >= 3
    assert "さんじゅうり" in "".join(page.extract_text() for page in reader.pages)
    with zipfile.ZipFile(build_epub(project)) as book:
        names = [name for name in book.namelist() if name.endswith(".webp")]
        page = book.read("texts/book/text.xhtml").decode("utf-8")
    assert len(names) == 3
    assert "<rt>さんじゅうり</rt>" in page


def test_without_a_right_there_is_only_a_word_for_each(tmp_path: Path) -> None:
    places = pictured_project(tmp_path / "closed", publish='"no"')
    build_html(places)
    page = (places.html / "texts/book/text.html").read_text("utf-8")
    assert "<img" not in page.partition("<article")[2].partition("</article>")[0]
    assert "山下的村子" in page
    assert not list(places.html.rglob("*.webp"))
    with zipfile.ZipFile(places.html / "downloads" / "corpus.zip") as archive:
        assert not [name for name in archive.namelist() if name.endswith(".webp")]


def test_a_changed_picture_and_a_changed_layout_are_problems(tmp_path: Path) -> None:
    folder = pictured_project(tmp_path / "changed").corpus / "sources" / "book"
    (folder / "pictures" / "0001.webp").write_bytes(b"another")
    (folder / "pictures" / "0003.webp").unlink()
    (folder / "pictures" / "9999.webp").write_bytes(b"a stray")
    layout = folder / "layout.json"
    layout.write_bytes(re.sub(rb"https://example.org", b"https://example.com", layout.read_bytes()))
    corpus, problems = load_corpus(folder.parent.parent)
    codes = sorted(problem.code for problem in [*problems, *check(make_book(corpus))] if problem.code[0] == "S")
    assert codes == ["S101", "S107", "S113", "S113"]


def test_a_damaged_layout_says_nothing_on_the_page(tmp_path: Path) -> None:
    folder = pictured_project(tmp_path / "damaged").corpus / "sources" / "book"
    for damaged in (b"[]", b"{", b'{"inlines": [{"line": "x"}, 7], "lines": 3}', b"[" * 100_000, b"\xff"):
        (folder / "layout.json").write_bytes(damaged)
        corpus, _problems = load_corpus(folder.parent.parent)
        (volume,) = make_book(corpus).volumes
        assert not [said for page in volume.pages for block in page.blocks for said in block.said]
