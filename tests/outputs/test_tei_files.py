"""TEI: the words of a file are the edition's, each reference leads somewhere, and nothing untrusted is markup."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jiaozhu.edition.pipeline import Book, make_book
from jiaozhu.model.act import Act, ActKind, Certainty
from jiaozhu.model.page import Block, Change
from jiaozhu.model.term import TermMatch
from jiaozhu.outputs.registry import export, outputs
from jiaozhu.outputs.tei.elements import XML_ID, element, legal, written
from jiaozhu.outputs.tei.flow import Context, fill
from jiaozhu.store import load_corpus
from lxml import etree
from paths import CHECKS, CORPUS

NS = {"t": "http://www.tei-c.org/ns/1.0"}
#: What is in a block and is not its reading.
_ASIDE = {"rdg", "note", "desc", "figDesc"}


def reading(node: Any) -> str:
    """The edition's words in an element."""
    parts = [node.text or ""]
    for child in node:
        if etree.QName(child).localname not in _ASIDE:
            parts.append(reading(child))
        parts.append(child.tail or "")
    return "".join(parts)


def files(book: Book) -> dict[str, Any]:
    found = export(outputs()["tei"], book, {})
    return {file.name: etree.fromstring(file.text.encode()) for file in found}


@pytest.fixture(scope="module")
def edition() -> Book:
    return make_book(load_corpus(CORPUS)[0])


def test_the_words_of_every_block_are_the_editions(edition: Book) -> None:
    found = files(edition)
    for page in edition.pages:
        root = found[f"{page.docname}.xml"]
        for block in page.blocks:
            (node,) = root.xpath(f"t:text/t:body//*[@xml:id='{block.id}' and not(self::t:anchor)]", namespaces=NS)
            assert reading(node) == ("" if block.kind in ("gap", "figure") else legal(block.reading)), block.id


def test_blocks_are_in_the_order_of_the_edition(edition: Book) -> None:
    found = files(edition)
    for page in edition.pages:
        body = found[f"{page.docname}.xml"].find("t:text/t:body", NS)
        wanted = {block.id for block in page.blocks}
        there = [node.get(XML_ID) for node in body.iter() if node.get(XML_ID) in wanted]
        assert list(dict.fromkeys(there)) == [block.id for block in page.blocks]


def test_ids_are_unique_and_references_lead_somewhere(edition: Book) -> None:
    found = files(edition)
    ids = {name: [node.get(XML_ID) for node in root.iter() if node.get(XML_ID)] for name, root in found.items()}
    for name, root in found.items():
        assert len(ids[name]) == len(set(ids[name])), name
        for node in root.iter():
            for key in ("ref", "target", "targetEnd", "wit", "resp", "who", "from", "to"):
                value = node.get(key) or ""
                if value.startswith("#"):
                    assert value[1:] in ids[name], (name, value)
                elif value.startswith("../"):
                    path, _hash, id = value[3:].partition("#")
                    assert id in ids[path], (name, value)


def test_an_emendation_has_the_sources_words_as_a_reading(edition: Book) -> None:
    root = files(edition)["nanbei-2019-05/wusi-shelun.xml"]
    (app,) = root.xpath("//t:app[@xml:id='c-nb-006']", namespaces=NS)
    assert (app.find("t:lem", NS).text, app.find("t:rdg", NS).text) == ("人民", "青年")
    assert app.find("t:lem", NS).get("cert") == "high"
    variants = root.xpath("t:standOff/t:listApp/t:app", namespaces=NS)
    assert variants[0].find("t:rdg", NS).text == "今天是"
    assert root.xpath("//t:witness/@xml:id", namespaces=NS) == ["source", "w-zhuanzai"]


def test_people_and_places_are_named_in_the_text_and_listed(edition: Book) -> None:
    found = files(edition)
    root = found["tashan-2019/zoubi.xml"]
    assert root.xpath("//t:body//t:persName[@ref='#t-chai-wei']/text()", namespaces=NS) == ["柴伟"]
    (person,) = root.xpath("t:standOff/t:listPerson/t:person[@xml:id='t-chai-wei']", namespaces=NS)
    assert person.find("t:occupation", NS).get("from") == "2018-11"
    (place,) = found["registers.xml"].xpath("//t:place[@xml:id='t-liaoyuan-shi']", namespaces=NS)
    assert place.find("t:location/t:geo", NS).text == "42.88545 125.1367"
    assert place.xpath("t:idno[@type='geonames']/text()", namespaces=NS) == ["2036109"]


def test_markup_in_a_corpus_is_text(tmp_path: Path) -> None:
    corpus = Path(shutil.copytree(CHECKS / "base", tmp_path / "corpus"))
    path = corpus / "glossary" / "xiao-shanghai.md"
    path.write_text(path.read_text("utf-8").replace("gloss: ", "gloss: '<x a=\"1\">&amp;' # "), encoding="utf-8")
    path.write_text(path.read_text("utf-8").replace("kind: slogan", "kind: place"), encoding="utf-8")
    root = files(make_book(load_corpus(corpus)[0]))["registers.xml"]
    assert root.xpath("//t:placeName[@type='gloss']/text()", namespaces=NS) == ['<x a="1">&amp;']


_TEXT = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40)


@st.composite
def _blocks(draw: st.DrawFn) -> Block:
    """A block with changes that do not meet, and with names that may cross them."""
    words = draw(_TEXT)
    cuts = sorted(draw(st.lists(st.integers(0, len(words)), max_size=8)))
    kinds = st.sampled_from([ActKind.CORRECTED, ActKind.SUPPLIED, ActKind.SURPLUS])
    changes = []
    for number, (start, end) in enumerate(zip(cuts[::2], cuts[1::2], strict=False)):
        act = Act(draw(kinds), f"e-{number}", "why", resp="A", cert=Certainty.LOW, basis="*so*")
        changes.append(Change(start, end, draw(_TEXT), act, 1))
    cuts = sorted(draw(st.sets(st.integers(0, len(words)), max_size=8)))
    terms = [TermMatch(start, end, "x") for start, end in zip(cuts[::2], cuts[1::2], strict=False)]
    return Block("l0001", "p", words, changes=tuple(changes), terms=tuple(terms))


@settings(deadline=None, max_examples=150)
@given(_blocks())
def test_whatever_is_emended_and_named_the_words_are_the_reading(block: Block) -> None:
    term = next(iter(make_book(load_corpus(CHECKS / "base")[0]).terms.values()))
    paragraph = element("p")
    fill(paragraph, block, Context({"x": term}, {"A": "r-1"}, "source"))
    again = etree.fromstring(written(paragraph).encode())
    assert reading(again) == legal(block.reading)
    apps = again.xpath("//t:app/t:rdg", namespaces=NS)
    assert sorted(app.text or "" for app in apps) == sorted(legal(change.source) for change in block.changes)
