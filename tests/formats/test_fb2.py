"""FictionBook: every word is on a line or left out; titles, verse, notes and cells are what they are."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from accounts import WORDS, assert_nothing_lost, left, letters, lines, transcribed
from hypothesis import given
from hypothesis import strategies as st
from jiaozhu.formats import detect
from jiaozhu.model.transcript import Inline, Shape

NAMES = (
    "section title p subtitle epigraph cite poem stanza v table tr td th text-author date a strong style code sup"
).split()


def element(name: str, inner: str) -> str:
    return f"<{name}>{inner}</{name}>"


trees = st.recursive(
    WORDS | st.sampled_from([" ", "\n ", "<empty-line/>", "<image alt='x' title='y'/>"]),
    lambda inner: st.builds(element, st.sampled_from(NAMES), st.lists(inner, max_size=4).map("".join)),
    max_leaves=25,
)
BODIES = st.lists(trees, max_size=4).map("".join)


def book(body: str, notes: str = "") -> bytes:
    head = "<description><title-info><book-title>T</book-title></title-info></description>"
    noted = f"<body name='notes'>{notes}</body>" if notes else ""
    spaces = "xmlns='http://www.gribuser.ru/xml/fictionbook/2.0' xmlns:l='http://www.w3.org/1999/xlink'"
    binary = "<binary id='a.png'>iVBORw0KGgo</binary>"
    return f"<?xml version='1.0'?><FictionBook {spaces}>{head}<body>{body}</body>{noted}{binary}</FictionBook>".encode()


@given(BODIES, BODIES)
def test_no_text_node_is_lost(body: str, notes: str) -> None:
    data = book(body, notes)
    found = transcribed("fb2", data)
    root = ElementTree.fromstring(data)
    words = "".join(root.itertext()).replace("iVBORw0KGgo", "")
    described = "".join(item.get("alt", "") + item.get("title", "") for item in root.iter())
    assert_nothing_lost(found, words + described)
    assert letters(found.text) == letters(words)[1:], "the order of the text is kept"
    assert found.title == "T"


def test_a_book_keeps_its_structure() -> None:
    body = (
        "<title><p>a</p></title><section><title><p>b</p></title><epigraph><p>c</p></epigraph>"
        "<poem><stanza><v>d</v><v>e</v></stanza></poem><p>f<a l:href='#n1' type='note'>[1]</a></p>"
        "<image l:href='#a.png' alt='cat'/>"
        "<table><tr><th>g</th></tr><tr><td colspan='2'>h</td><td>i</td></tr></table></section>"
    )
    notes = "<section id='n1'><title><p>1</p></title><p>k</p></section>"
    found = transcribed("fb2", book(body, notes))
    assert lines(found) == [
        ("heading", "a"), ("heading", "b"), ("quote", "c"), ("verse", "d"), ("verse", "e"), ("p", "f[1]"),
        ("cell", "g"), ("cell", "h"), ("cell", "i"), ("footnote", "1"), ("footnote", "k"),
    ]  # fmt: skip
    assert found.places[3].paragraph == found.places[4].paragraph
    assert [place.shape for place in found.places[6:9]] == [
        Shape(table=1, row=1, column=1, head=True),
        Shape(table=1, row=2, column=1),
        Shape(table=1, row=2, column=3),
    ]
    assert found.places[10].shape == Shape(note="#n1")
    assert found.inlines == (Inline(6, 1, 4, "note", "#n1"), Inline(6, 4, 4, "picture", "#a.png", "cat"))
    assert left(found, "alt-text") == "cat"


@pytest.mark.parametrize(("encoding", "word"), [("windows-1251", "слово"), ("gb18030", "汉字"), ("big5", "漢字")])
def test_xml_is_read_in_the_encoding_that_it_declares(encoding: str, word: str) -> None:
    body = f"<FictionBook><body><section><p>{word}</p></section></body></FictionBook>"
    data = f'<?xml version="1.0" encoding="{encoding}"?>{body}'.encode(encoding)
    assert detect(data).format == "fb2"
    assert transcribed("fb2", data).text == f"{word}\n"
