"""The pages of registers: what is known of people, places and institutions, and where they were in the glossary."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from jiaozhu.edition.pipeline import Book, make_book
from jiaozhu.markup.escape import escape_line
from jiaozhu.model.entity import Entity
from jiaozhu.outputs.myst.entries import group_id, home
from jiaozhu.outputs.search.records import Kind, entry_pages
from jiaozhu.outputs.search.shards import search_scripts
from jiaozhu.outputs.site import generate
from jiaozhu.problems.checks import check
from jiaozhu.store import load_corpus, term_path, term_text
from jiaozhu.store.front_matter import split_front_matter
from lxml import etree
from paths import CHECKS

ZHANG = """---
headword: 张三
pinyin: zhāng sān
gloss: "Zhang San, *reporter*"
kind: person
short: true
dates: {source: ribao-2019, since: "1950", until: "2020-05"}
offices:
  - {post: "记者 <b>", source: ribao-2019/jishi#l0004, since: "2018", on: "2019-05", at: shili-ribao}
identifiers:
  - {authority: wikidata, id: "Q42", source: ribao-2019}
  - {authority: division, id: "330600", source: ribao-2019}
---
示例日报记者，待考。
"""
PAPER = """---
headword: 示例日报
pinyin: shìlì rìbào
gloss: the Example Daily
kind: institution
within: shaoxing
---
报纸，待考。
"""
SHAOXING = """---
headword: 绍兴
pinyin: shàoxīng
gloss: Shaoxing
kind: place
short: true
coordinates: {latitude: -30.0024, longitude: 120.5, precision: 5, source: wangwen-2022}
---
地名，又见 {term}`东北小上海`，待考。
"""
ENTITIES = {"zhang-san": ZHANG, "shili-ribao": PAPER, "shaoxing": SHAOXING}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """The base corpus with three entities."""
    corpus = Path(shutil.copytree(CHECKS / "base", tmp_path / "corpus"))
    (corpus / "entities").mkdir()
    for name, text in ENTITIES.items():
        (corpus / "entities" / f"{name}.md").write_text(text, encoding="utf-8")
    return corpus


def book_of(corpus: Path) -> Book:
    """The corpus's book, which has no problems."""
    loaded, problems = load_corpus(corpus)
    book = make_book(loaded)
    assert check(book, problems) == []
    return book


def test_each_group_has_a_page_and_the_glossary_leads_there(corpus: Path) -> None:
    pages = {file.name: file.text for file in generate(book_of(corpus), {})}
    people, places = pages["registers/people.md"], pages["registers/places.md"]
    assert "张三\n  []{#t-zhang-san}" in people
    assert "1950年起，至2020年5月 {cite}`ribao-2019`" in people
    assert "（{term}`示例日报`），2018年起，2019年5月在任" in people
    assert "<b>" not in people.replace(escape_line("<b>"), "")
    assert "<ribao-2019-jishi-l0004>`" in people
    assert "Wikidata [Q42](https://www.wikidata.org/wiki/Q42) {cite}`ribao-2019`；行政区划代码 330600" in people
    assert "南纬30.0024°" in places
    assert "![1处地方依坐标绘成的地图；下表与之相同。](places.svg)" in places
    assert "{term}`绍兴` | 南纬30.0024° | 东经120.5° | 5 | {cite}`wangwen-2022`" in places
    assert "属：{term}`绍兴`" in pages["registers/institutions.md"]
    assert "map" not in pages["registers/people.md"]
    glossary = pages["glossary.md"]
    assert "[人名](registers/people.md)：{term}`张三`" in glossary
    assert "示例日报记者" not in glossary
    assert "(ribao-2019-jishi-l0004)=" in pages["ribao-2019/jishi.md"]
    assert "{term}`张三`" in pages["ribao-2019/jishi.md"]
    assert "张三" in pages["concordance/z.md"]


def test_the_map_in_a_book_has_numbers_for_names(corpus: Path) -> None:
    drawing = next(file.text for file in generate(book_of(corpus), {}) if file.name == "registers/places.svg")
    words = etree.fromstring(drawing.encode()).xpath("//*[local-name()='text']/text()")
    assert "1" in words
    assert all(word.isascii() or "°" in word for word in words)


def test_a_corpus_without_entities_has_no_registers(tmp_path: Path) -> None:
    corpus = Path(shutil.copytree(CHECKS / "base", tmp_path / "corpus"))
    pages = {file.name: file.text for file in generate(book_of(corpus), {})}
    assert not [name for name in pages if name.startswith("registers")]
    assert "人名、地名、机构" not in pages["glossary.md"]


def test_the_search_finds_an_entity_on_its_own_page(corpus: Path) -> None:
    book = book_of(corpus)
    found = dict(entry_pages(book, lambda docname: f"{docname}.html"))
    assert list(found) == ["glossary", "registers/people", "registers/places", "registers/institutions"]
    (record,) = found["registers/people"].records
    assert (record.kind, record.anchor) == (Kind.TERM, "t-zhang-san")
    assert record.text.startswith("张三")
    assert [r.anchor for r in found["glossary"].records] == ["t-xiao-shanghai", "t-fengqiao-jingyan"]
    scripts = list(search_scripts(list(found.values()), [], book.dictionary, {}))
    head = next(script.text for script in scripts if script.name == "head.js")
    assert '["zhang san",1,"t-zhang-san","张三"]' in head
    assert '["shao xing",2,"t-shaoxing","绍兴"]' in head


def test_an_entity_is_written_as_it_was_read(corpus: Path, tmp_path: Path) -> None:
    loaded, _problems = load_corpus(corpus)
    again = Path(shutil.copytree(CHECKS / "base", tmp_path / "again"))
    (again / "entities").mkdir()
    for entity in loaded.entities:
        assert term_path(entity) == Path("entities", f"{entity.slug}.md")
        assert split_front_matter(term_text(entity)) is not None
        (again / term_path(entity)).write_text(term_text(entity), encoding="utf-8")
    assert load_corpus(again)[0].entities == tuple(_moved(entity, again, corpus) for entity in loaded.entities)


def _moved(entity: Entity, new: Path, old: Path) -> Entity:
    found = next(item for item in load_corpus(new)[0].entities if item.slug == entity.slug)
    assert (found.dates, found.offices, found.identifiers) == (entity.dates, entity.offices, entity.identifiers)
    assert (found.coordinates, found.within) == (entity.coordinates, entity.within)
    return found


@pytest.mark.parametrize(("name", "id"), [("People", "people"), ("Old Firms", "old-firms"), ("人名", "u4eba-u540d")])
def test_a_group_has_an_id_that_is_safe_in_addresses(name: str, id: str) -> None:
    assert group_id(name) == id


def test_a_term_is_at_home_in_the_glossary(corpus: Path) -> None:
    book = book_of(corpus)
    assert home(book.terms["xiao-shanghai"]) == "glossary"
    assert home(book.terms["shaoxing"]) == "registers/places"
