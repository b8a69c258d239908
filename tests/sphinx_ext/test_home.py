"""The first page: made from the book, in the site's language, again when the book changes; in an EPUB, its sources."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest
from front_project import BASE, build_front, front_project
from jiaozhu.edition.pipeline import Book, make_book
from jiaozhu.language.zh import CHINESE
from jiaozhu.locale import use_language
from jiaozhu.model.corpus import CorpusInfo
from jiaozhu.outputs.myst.mark_places import mark_place
from jiaozhu.sphinx_ext.identity import Identity, licence_address, name_of
from jiaozhu.sphinx_ext.pages.home import MOST_CARDS, reference_to
from jiaozhu.sphinx_ext.pages.home_data import _cut, cards, facts, sample
from jiaozhu.store import load_corpus
from lxml import etree, html
from paths import CORPUS


def first_page(out: Path) -> Any:
    return html.fromstring((out / "index.html").read_bytes())


def words(page: Any, name: str) -> str:
    (node,) = page.xpath(f'//*[contains(concat(" ", @class, " "), " {name} ")]')
    return " ".join(node.text_content().split())


def test_a_visitor_sees_what_it_is_and_where_to_begin(tmp_path: Path) -> None:
    page = first_page(Path(build_front(front_project(tmp_path / "edition"), html_baseurl=BASE).outdir))
    assert words(page, "jz-home-first") == "开始阅读"
    assert page.xpath('string(//a[contains(@class, "jz-home-first")]/@href)') == "texts/zao-2019/yi.html"
    assert words(page, "jz-home-title")
    assert words(page, "jz-home-reference").endswith(f"{BASE}.")
    assert "怎样参与" in words(page, "jz-home-ways")
    assert page.xpath('//link[contains(@href, "jiaozhu-home.css")]')
    assert not html.fromstring((tmp_path / "edition/_build/html/plain.html").read_bytes()).xpath(
        '//link[contains(@href, "jiaozhu-home.css")]'
    )


def test_a_card_opens_with_the_first_words_and_leads_to_them(book: Book) -> None:
    with use_language("zh_CN"):
        found = list(cards(book))
    assert len(found) == len(book.volumes) == 5
    pages = {page.docname: page for page in book.pages}
    for card in found:
        assert card.facts[0]
        assert card.opened is not None
        block = next(block for block in pages[card.opened.docname].blocks if block.id == card.opened.anchor)
        assert block.reading.startswith(card.opening.rstrip("…"))
        assert card.facsimile == "未见影像"
        assert not card.has_pictures


def test_a_sample_shows_a_note_a_change_and_a_term_of_a_real_page(book: Book) -> None:
    with use_language("zh_CN"):
        found = sample(book)
    assert found is not None
    kinds = {piece.kind for piece in found.pieces}
    assert kinds == {"", "change", "mark", "term"}
    page = next(page for page in book.pages if page.docname == found.place.docname)
    block = next(block for block in page.blocks if block.id == found.place.anchor)
    shown = "".join(piece.text for piece in found.pieces if piece.kind != "mark")
    assert block.reading.startswith(shown.rstrip("…"))
    changed = "".join(piece.text for piece in found.pieces if piece.kind == "change")
    assert found.change
    assert found.change != changed
    before = ""
    for piece in found.pieces:
        if piece.kind == "mark":
            break
        before += piece.text
    assert any(mark_place(block.reading, note.start, note.end) == len(before) for note in block.notes)


def test_the_figures_are_those_of_the_book(book: Book) -> None:
    with use_language("en"):
        found = facts(book)
    assert found.texts == f"{sum(1 for _ in book.pages)} texts"
    assert found.notes == f"{sum(len(page.notes) for page in book.pages)} notes"
    assert found.accounted.startswith(f"{sum(volume.edited.ledger.length for volume in book.volumes):,} of ")


@pytest.mark.parametrize(
    ("text", "longest", "cut"),
    [
        ("一二三。四五六", 20, "一二三。四五六"),
        ("一二三四五六。七八九十", 8, "一二三四五六。"),
        ("一。二三四五六七八九十", 8, "一。二三四五六七……"),
        ("一二三四五六七，八九十", 8, "一二三四五六七……"),
    ],
)
def test_a_quotation_ends_with_a_sentence_or_says_that_it_does_not(text: str, longest: int, cut: str) -> None:
    with use_language("zh_CN"):
        assert _cut(text, longest, CHINESE) == cut


def test_an_empty_edition_has_a_first_page(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    (folder / "sources").mkdir(parents=True)
    (folder / "glossary").mkdir()
    (folder / "corpus.yaml").write_bytes((CORPUS / "corpus.yaml").read_bytes())
    (folder / "references.bib").touch()
    made = make_book(load_corpus(folder)[0])
    assert sample(made) is None
    assert list(cards(made)) == []
    assert facts(made)


def test_the_page_is_written_again_when_the_book_changes(tmp_path: Path) -> None:
    folder = front_project(tmp_path / "edition")
    build_front(folder)
    about = folder / "corpus/sources/zao-2019/about.yaml"
    about.write_text(about.read_text("utf-8") + 'summary: "新的提要，告诉读者这里有什么。"\n', "utf-8")
    out = Path(build_front(folder).outdir)
    assert "新的提要" in words(first_page(out), "jz-home-card")


def test_an_option_that_names_no_document_is_an_error(tmp_path: Path) -> None:
    folder = front_project(tmp_path / "edition")
    index = folder / "index.md"
    index.write_text(index.read_text("utf-8").replace(":contribute: plain", ":contribute: gone"), "utf-8")
    with pytest.raises(AssertionError, match="there is no document 'gone'"):
        build_front(folder)


def test_in_english_its_words_are_english(tmp_path: Path) -> None:
    page = first_page(Path(build_front(front_project(tmp_path / "edition"), language="en").outdir))
    assert words(page, "jz-home-first") == "Start reading"
    assert "Take part" in words(page, "jz-home-ways")
    for name in ("jz-home-title", "jz-home-lead"):
        assert page.xpath(f'string(//*[@class="{name}"]/@lang)') == "zh-CN"


def test_an_epub_has_the_sources_and_no_buttons(tmp_path: Path) -> None:
    folder = front_project(tmp_path / "edition")
    app = build_front(folder, "epub", epub_basename="book", version="1", copyright="2026")
    with zipfile.ZipFile(Path(app.outdir) / "book.epub") as book:
        page = etree.fromstring(book.read("index.xhtml"))
    text = " ".join("".join(page.itertext()).split())
    assert "开始阅读" not in text
    assert page.xpath('//*[@class="jz-home-card"]')


def test_a_reference_has_the_address_only_if_there_is_one() -> None:
    info = CorpusInfo("某编", "", ("甲", "乙"), "zh-CN", "", "", version="1.2")
    with use_language("zh_CN"):
        online = reference_to(info, Identity(BASE, "1.2", "2026-11-28", "", ""))
        offline = reference_to(info, Identity("", "1.2", "2026-11-28", "", ""))
    assert online == f"甲，乙. 某编[M/OL]. 版本1.2. 2026. {BASE}." or "[M/OL]" in online
    assert "[M]" in offline
    assert "http" not in offline
    assert MOST_CARDS >= 5


@pytest.mark.parametrize(
    ("licence", "address"),
    [
        ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
        ("CC-BY-NC-SA-4.0", "https://creativecommons.org/licenses/by-nc-sa/4.0/"),
        ("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("MIT", ""),
        ("", ""),
    ],
)
def test_a_licence_of_creative_commons_has_an_address(licence: str, address: str) -> None:
    assert licence_address(licence) == address


def test_a_part_of_an_edition_has_a_name_of_its_own() -> None:
    names = {name_of(BASE, "某编"), name_of("", "某编"), name_of(BASE, "某编", "a"), name_of(BASE, "某编", "b")}
    assert len(names) == 4
    assert name_of(BASE, "甲") == name_of(BASE, "乙")
