"""OpenDocument: every word is on a line or left out; lists, notes, cells, links and pictures are kept."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree

import pytest
import samples
from accounts import WORDS, assert_nothing_lost, left, letters, lines, transcribed
from hypothesis import given
from hypothesis import strategies as st
from jiaozhu.formats import DEFAULT_LIMITS, FORMATS, UnreadableSource, detect
from jiaozhu.model.transcript import Inline, Shape, Transcript

NAMES = (
    "text:p text:h text:span text:list text:list-item text:list-header table:table table:table-row table:table-cell "
    "text:a text:ruby text:ruby-base text:section text:bookmark-ref text:sequence"
).split()
UNSEEN = ("ruby-text", "annotation", "tracked-changes", "desc", "note-body", "text-box")
NUMBERS = (
    '<text:list-style style:name="N">'
    '<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
    '<text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")" text:display-levels="2" '
    'text:start-value="3"/></text:list-style>'
    '<text:list-style style:name="B"><text:list-level-style-bullet text:level="1" text:bullet-char="&#xF0B7;"/>'
    "</text:list-style>"
)


def element(name: str, inner: str) -> str:
    return f"<{name}>{inner}</{name}>"


leaf = WORDS | st.sampled_from(["<text:s/>", "<text:tab/>", "<text:line-break/>", " ", "\n "])
unseen = st.builds(element, st.sampled_from(["text:ruby-text", "office:annotation", "text:tracked-changes"]), WORDS)
framed = st.builds("<draw:frame><svg:desc>{}</svg:desc><draw:image/></draw:frame>".format, WORDS)
noted = st.builds(
    "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>{}</text:p></text:note-body></text:note>".format,
    WORDS,
)
boxed = st.builds("<draw:text-box><text:p>{}</text:p></draw:text-box>".format, WORDS)
trees = st.recursive(
    leaf | unseen | framed | noted | boxed,
    lambda inner: st.builds(element, st.sampled_from(NAMES), st.lists(inner, max_size=4).map("".join)),
    max_leaves=25,
)


@given(st.lists(trees, max_size=4).map("".join), WORDS)
def test_no_text_node_is_lost(body: str, header: str) -> None:
    page = f"<style:master-page><style:header><text:p>{header}</text:p></style:header></style:master-page>"
    named = f"<office:master-styles>{page}</office:master-styles>"
    data = samples.odt(body, named=named, meta="<dc:title>T</dc:title>")
    found = transcribed("odt", data)
    root = ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("content.xml"))
    assert_nothing_lost(found, "T" + header + "".join(root.itertext()))
    for item in list(root.iter()):
        if item.tag.rpartition("}")[2] in UNSEEN:
            tail, name = item.tail, item.tag
            item.clear()
            item.tail, item.tag = tail, name
    order = iter(letters(found.text))
    assert all(letter in order for letter in letters("".join(root.itertext()))), "the order of the text is kept"


def shapes(found: Transcript) -> list[tuple[str, str, Shape | None]]:
    return [(kind, line, place.shape) for place, (kind, line) in zip(found.places, lines(found), strict=True)]


def listed(style: str, *items: str, more: str = "") -> str:
    inner = "".join(
        item if item.startswith("<") else f"<text:list-item><text:p>{item}</text:p></text:list-item>" for item in items
    )
    return f'<text:list text:style-name="{style}" {more}>{inner}</text:list>'


def test_lists_have_their_numbers() -> None:
    inner = (
        "<text:list-item><text:p>b</text:p>"
        + listed("N", "c", "d").replace(' text:style-name="N"', "")
        + "</text:list-item>"
    )
    body = (
        listed("N", "a", inner)
        + listed("N", "e", more='text:continue-numbering="true"')
        + listed("B", "f")
        + listed("N", "g")
    )
    assert shapes(transcribed("odt", samples.odt(body, NUMBERS))) == [
        ("item", "1. a", Shape(level=1, mark="1.", prefix=3)),
        ("item", "2. b", Shape(level=1, mark="2.", prefix=3)),
        ("subitem", "2.c) c", Shape(level=2, mark="2.c)", prefix=5)),
        ("subitem", "2.d) d", Shape(level=2, mark="2.d)", prefix=5)),
        ("item", "3. e", Shape(level=1, mark="3.", prefix=3)),
        ("item", "f", Shape(level=1, mark="•")),
        ("item", "1. g", Shape(level=1, mark="1.", prefix=3)),
    ]


def test_headings_have_levels_and_cells_places() -> None:
    named = (
        '<text:outline-style><text:outline-level-style text:level="1" style:num-format="1"/>'
        '<text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/></text:outline-style>'
    )
    cells = "<table:table-cell><text:p>{}</text:p></table:table-cell>".format
    wide = '<table:table-cell table:number-columns-repeated="2"/>'
    body = (
        '<text:h text:outline-level="1">a</text:h><text:h text:outline-level="2">b</text:h>'
        '<text:p text:style-name="Title">c</text:p>'
        f"<table:table><table:table-header-rows><table:table-row>{cells('d')}</table:table-row></table:table-header-rows>"
        f"<table:table-row>{wide}{cells('e')}</table:table-row></table:table>"
    )
    assert shapes(transcribed("odt", samples.odt(body, named=named))) == [
        ("heading", "1 a", Shape(level=1, mark="1", prefix=2)),
        ("heading", "1.1 b", Shape(level=2, mark="1.1", prefix=4)),
        ("title", "c", None),
        ("cell", "d", Shape(table=1, row=1, column=1, head=True)),
        ("cell", "e", Shape(table=1, row=2, column=3)),
    ]


def test_notes_links_ruby_pictures_and_hidden_text() -> None:
    hidden = (
        '<style:style style:family="text" style:name="H"><style:text-properties text:display="none"/></style:style>'
    )
    note = (
        '<text:note text:id="n1"><text:note-citation>*</text:note-citation>'
        "<text:note-body><text:p>note</text:p></text:note-body></text:note>"
    )
    ruby = "<text:ruby><text:ruby-base>漢</text:ruby-base><text:ruby-text>かん</text:ruby-text></text:ruby>"
    frame = '<draw:frame><draw:image xlink:href="Pictures/1.png"/><svg:title>cat</svg:title></draw:frame>'
    link = '<text:a xlink:href="http://a/">two</text:a>'
    body = f'<text:p>one{note} {link}{ruby}{frame}<text:span text:style-name="H">hidden</text:span></text:p>'
    found = transcribed("odt", samples.odt(body, hidden))
    assert lines(found) == [("p", "one[*] two漢"), ("footnote", "[*] note")]
    assert found.inlines == (
        Inline(1, 3, 6, "note", "n1"),
        Inline(1, 7, 10, "link", "http://a/"),
        Inline(1, 10, 11, "ruby", "かん"),
        Inline(1, 11, 11, "picture", "Pictures/1.png", "cat"),
    )
    assert (left(found, "hidden"), left(found, "alt-text"), left(found, "ruby")) == ("hidden", "cat", "かん")


def test_a_locked_text_is_refused_and_a_table_document_is_another_format() -> None:
    lock = "<manifest><file-entry><encryption-data/></file-entry></manifest>"
    data = samples.package(
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "", "META-INF/manifest.xml": lock}
    )
    assert detect(data).format == "odt"
    transcribe = FORMATS["odt"].transcribe
    assert transcribe is not None
    with pytest.raises(UnreadableSource, match="encrypted"):
        transcribe(data, DEFAULT_LIMITS)
    with pytest.raises(ValueError, match="neither"):
        detect(samples.package({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"}))
