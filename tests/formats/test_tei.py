"""TEI: every text node is on a line or left out under a kind; structure is kept."""

from __future__ import annotations

from xml.etree import ElementTree
from xml.sax.saxutils import escape

import pytest
import samples
from accounts import WORDS, assert_nothing_lost, left, letters, lines, transcribed
from hypothesis import given
from hypothesis import strategies as st
from jiaozhu.formats import detect
from jiaozhu.model.transcript import Shape

NAMES = (
    "p quote q bibl cit u stage label list item lg l table row cell div head hi seg name ref sp speaker "
    "unknown floatingText figure figDesc foreign num title"
).split()
#: Their text is not in the order of the file.
ASIDE = ("note", "fw")
CHOICES = ("choice", "app", "subst")


def element(name: str, inner: str, attributes: str = "") -> str:
    return f"<{name}{attributes}>{inner}</{name}>"


leaf = WORDS.map(escape) | st.sampled_from(["<lb/>", "<pb/>", " ", "\n  ", "<milestone/>", "<gap/>"])


def content(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    mixed = st.lists(inner, max_size=4).map("".join)
    plain = st.builds(element, st.sampled_from(NAMES), mixed)
    noted = st.builds(element, st.just("note"), mixed, st.sampled_from(["", " n='7'", " place='inline'"]))
    furniture = st.builds(element, st.just("fw"), mixed)
    pair = st.sampled_from([("choice", "sic", "corr"), ("choice", "orig", "reg"), ("app", "lem", "rdg")])
    chosen = st.builds(
        lambda names, a, b: element(names[0], element(names[1], a) + element(names[2], b)), pair, mixed, mixed
    )
    return plain | noted | furniture | chosen | st.builds(element, st.just("subst"), mixed)


BODIES = st.lists(st.recursive(leaf, content, max_leaves=30), max_size=6).map("".join)


@given(BODIES)
def test_no_text_node_is_lost(body: str) -> None:
    data = samples.tei(body, "Title")
    found = transcribed("tei", data)
    root = ElementTree.fromstring(data)
    assert_nothing_lost(found, "".join(root.itertext()))
    running = root.find(".//{*}body")
    assert running is not None
    for item in list(running.iter()):
        if item.tag.rpartition("}")[2] in (*ASIDE, *CHOICES, "figure", "figDesc"):
            tail, name = item.tail, item.tag
            item.clear()
            item.tail, item.tag = tail, name
    order = iter(letters(found.text))
    assert all(letter in order for letter in letters("".join(running.itertext()))), "the order of the text is kept"


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("<p>one<list><item>two</item></list>three</p>", ["one", "two", "three"]),
        ("<p>one <quote><lg><l>two</l><l>three</l></lg></quote> four</p>", ["one", "two", "three", "four"]),
        ("<div><quote>one</quote><bibl>two <title>three</title></bibl><u>four</u></div>", ["one", "two three", "four"]),
        ("<sp><speaker>A</speaker><p>one <stage>two</stage> three</p></sp>", ["A", "one", "two", "three"]),
        ("<list><label>one</label><item>two</item></list>", ["one", "two"]),
        ("stray <hi>words</hi> here", ["stray", "words", "here"]),
        ("<p><strange>one</strange> two</p><odd>three</odd>", ["one two", "three"]),
        ("<p>他<note place='inline'>小字</note>說</p>", ["他(小字)說"]),
        ("<p>甲\n  乙 丙\n c</p>", ["甲乙 丙 c"]),
    ],
)
def test_text_around_blocks_is_kept(body: str, wanted: list[str]) -> None:
    assert [line for _, line in lines(transcribed("tei", samples.tei(body)))] == wanted


def test_of_variants_the_lemma_is_read_and_the_others_are_left_out() -> None:
    body = "<p>a <app><lem wit='#A'>black</lem><rdg wit='#B'>white</rdg></app> cat</p>"
    found = transcribed("tei", samples.tei(body))
    assert found.text == "a black cat\n"
    assert left(found, "alternative") == "white"


def test_an_apparatus_elsewhere_repeats_nothing() -> None:
    body = "<p>千<anchor xml:id='b1'/>二百<anchor xml:id='e1'/>五十</p>"
    apparatus = "<div><p><app from='#b1' to='#e1'><lem>二百</lem><rdg>三百</rdg></app></p></div>"
    found = transcribed("tei", samples.tei(body + apparatus))
    assert found.text == "千二百五十\n"
    assert left(found, "alternative").split() == ["二百", "三百"]


def test_a_choice_is_found_by_what_is_around_it() -> None:
    pair = "<choice><sic>no</sic><corr>not</corr></choice>"
    body = f"<p>no {pair} no, {pair}</p><p><choice><orig>same</orig><reg>same</reg></choice></p>"
    found = transcribed("tei", samples.tei(body))
    assert found.text == "no no no, no\nsame\n"
    assert [(c.prefix, c.before, c.suffix) for c in found.choices] == [("o ", "no", " n"), (", ", "no", "")]


def test_quoted_markup_is_text() -> None:
    inner = (
        "<egXML xmlns='http://www.tei-c.org/ns/Examples'><table><cell>b</cell></table><teiHeader>c</teiHeader></egXML>"
    )
    cell = "<cell>{}</cell>".format
    body = f"<table><row>{cell('a' + inner)}{cell('d')}</row></table>"
    found = transcribed("tei", samples.tei(body))
    assert [line for _, line in lines(found)] == ["abc", "d"]
    assert found.places[1].shape == Shape(table=1, row=1, column=2)


def test_notes_follow_their_block_with_their_marks() -> None:
    body = (
        "<p>one<note n='a'>first <p>para</p></note> two<anchor xml:id='k'/></p><note target='#k' xml:id='n9'>far</note>"
    )
    found = transcribed("tei", samples.tei(body))
    assert lines(found) == [
        ("p", "one[a] two[2]"),
        ("footnote", "[a] first"),
        ("footnote", "para"),
        ("footnote", "[2] far"),
    ]
    assert found.places[1].shape == Shape(mark="a", prefix=4, note="note-1")
    assert found.places[3].shape == Shape(mark="2", prefix=4, note="n9")
    assert [(i.kind, i.value, i.start, i.end) for i in found.inlines] == [
        ("note", "note-1", 3, 6),
        ("note", "n9", 10, 13),
    ]


def test_lists_tables_headings_and_links_have_their_shapes() -> None:
    body = (
        "<div><head>h</head><div><head>k</head><list rend='numbered'><item>x</item><item><p>y</p><p>z</p></item></list>"
        "<list><item>b<ref target='http://a.b/'>link</ref></item></list>"
        "<table><row><cell cols='2'>p</cell><cell>q</cell></row><row><cell>r</cell></row></table>"
        "<figure><graphic url='a.png'/><figDesc>d</figDesc></figure></div></div>"
    )
    found = transcribed("tei", samples.tei(body))
    shapes = [(line, place.shape) for place, (_, line) in zip(found.places, lines(found), strict=True)]
    assert shapes == [
        ("h", Shape(level=1)),
        ("k", Shape(level=2)),
        ("1. x", Shape(level=1, mark="1.", prefix=3)),
        ("2. y", Shape(level=1, mark="2.", prefix=3)),
        ("z", Shape(level=1)),
        ("blink", Shape(level=1, mark="•")),
        ("p", Shape(table=1, row=1, column=1)),
        ("q", Shape(table=1, row=1, column=3)),
        ("r", Shape(table=1, row=2, column=1)),
        ("d", None),
    ]
    assert [(i.kind, i.value, i.line, i.start, i.end) for i in found.inlines] == [
        ("link", "http://a.b/", 6, 1, 5),
        ("picture", "a.png", 9, 1, 1),
    ]
    assert found.places[0].at == "TEI/text/body/div/head"


def test_cbeta_keeps_inline_notes_and_leaves_its_apparatus_out() -> None:
    """As the texts of the Chinese Buddhist Electronic Text Association are encoded."""
    notes = "".join(
        f"<note n='0285022' type='{kind}' target='#nkr_note_{kind}_0285022'>{words}</note>"
        for kind, words in (("orig", "甲＝乙【明】"), ("mod", "甲＝丙【明】"))
    )
    apparatus = "<app from='#beg1' to='#end1'><lem>林業</lem><rdg>袜業</rdg></app>"
    body = (
        "<lb n='1'/><juan xmlns='http://www.cbeta.org/ns/1.0'><mulu>題</mulu><jhead>卷題</jhead></juan>"
        "<pb n='2'/><p>像<anchor xml:id='nkr_note_orig_0285022'/><anchor xml:id='nkr_note_mod_0285022'/>"
        "<anchor xml:id='beg1'/>林業<anchor xml:id='end1'/>之<note place='inline'>小字</note>\n"
        "<lb n='2'/>地<g ref='#CB1'/>"
        "</p><lg><l>一，</l><l>二，</l>\n<lb/><l>三。</l></lg>"
        f"<div><head>校註</head><p>{notes}</p></div><div><p>{apparatus}</p></div>"
    )
    property = "<charProp><localName>composition</localName><value>[口*爾]</value></charProp>"
    declared = f"<charDecl><char xml:id='CB1'>{property}</char></charDecl>"
    data = samples.tei(body).replace(b"</fileDesc>", f"</fileDesc><encodingDesc>{declared}</encodingDesc>".encode())
    found = transcribed("tei", data)
    assert lines(found) == [
        ("heading", "卷題"), ("p", "像[0285022]林業之(小字)"), ("p", "地[口*爾]"), ("verse", "一，"), ("verse", "二，"),
        ("verse", "三。"), ("heading", "校註"), ("footnote", "[0285022] 甲＝乙【明】"),
        ("footnote", "[0285022] 甲＝丙【明】"),
    ]  # fmt: skip
    assert [place.page for place in found.places] == [0, 1, 1, 1, 1, 1, 1, 1, 1]
    assert len({place.paragraph for place in found.places[3:6]}) == 1
    assert left(found, "alternative").split() == ["林業", "袜業"]


def test_characters_without_a_font_have_their_declared_form() -> None:
    body = "<p>甲<g ref='#CB1'/>乙<g ref='#CB2'/></p>"
    data = samples.tei(body).replace(
        b"</fileDesc>",
        b"</fileDesc><encodingDesc><charDecl><char xml:id='CB1'><mapping type='unicode'>U+3401</mapping></char>"
        b"</charDecl></encodingDesc>",
    )
    found = transcribed("tei", data)
    assert found.text == "甲\u3401乙\u3013\n"
    assert len(found.notes) == 1


@pytest.mark.parametrize(
    "before",
    [
        "<?xml version='1.0'?>\n<?xml-model href='a.rng' type='x>y'?>\n<?xml-model href='b'?>\n",
        "<?xml version='1.0'?><!-- one --><?two?><!-- three -- -->".replace(" -- -->", "-->"),
        "<?xml version='1.0'?><!DOCTYPE TEI SYSTEM 'tei.dtd'><?pi?><!--c-->",
    ],
)
def test_what_precedes_the_root_is_passed_over(before: str) -> None:
    assert detect(before.encode() + b"<TEI xmlns='http://www.tei-c.org/ns/1.0'><text/></TEI>").format == "tei"
