"""ALTO, PAGE XML and hOCR: words are parted as they are printed, and every text is read or left out."""

from __future__ import annotations

from xml.etree import ElementTree
from xml.sax.saxutils import quoteattr

import pytest
from accounts import WORDS, assert_nothing_lost, left, letters, lines, transcribed
from hypothesis import given
from hypothesis import strategies as st
from jiaozhu.model.transcript import Shape


def alto(body: str, description: str = "") -> bytes:
    return f'<?xml version="1.0"?><alto><Description>{description}</Description><Layout>{body}</Layout></alto>'.encode()


def line(*words: str) -> str:
    return f"<TextLine>{''.join(words)}</TextLine>"


def string(content: str, left: int | None = None, width: int = 0, more: str = "") -> str:
    box = f'HPOS="{left}" VPOS="0" WIDTH="{width}" HEIGHT="20"' if left is not None else ""
    return f"<String CONTENT={quoteattr(content)} {box} {more}/>"


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ((string("one"), string("two")), "one two"),
        ((string("one", 0, 30), string("two", 30, 30)), "one two"),
        ((string("one", 0, 30), string(",", 30, 5), string("two", 45, 30)), "one, two"),
        ((string("(", 0, 5), string("one", 5, 30), string("-", 60, 5)), "(one -"),
        ((string("أ", 90, 10), string("ب", 60, 10), string("!", 58, 2)), "أ ب!"),
        ((string("same", 0, 90), string("!", 0, 90)), "same !"),
        ((string("辽"), string("源"), string("市")), "辽源市"),
        ((string("第"), string("3"), string("号")), "第 3 号"),
        ((string("a"), "<SP/>", string("b"), string("c")), "a bc"),
        ((string("ex"), '<HYP CONTENT="-"/>'), "ex-"),
    ],
)
def test_words_without_blanks_are_parted(words: tuple[str, ...], text: str) -> None:
    assert transcribed(
        "alto", alto(f"<Page><PrintSpace><TextBlock>{line(*words)}</TextBlock></PrintSpace></Page>")
    ).text == (f"{text}\n")


def test_alto_leaves_out_what_repeats_the_text() -> None:
    first = string("ex", more='SUBS_TYPE="HypPart1" SUBS_CONTENT="example"') + '<HYP CONTENT="-"/>'
    glyph = '<Glyph CONTENT="a"><Variant CONTENT="o"/></Glyph>'
    second = f'<String CONTENT="ample"><ALTERNATIVE>sample</ALTERNATIVE>{glyph}</String>'
    blocks = f'<TextBlock ID="b2">{line(second)}</TextBlock><TextBlock ID="b1">{line(first)}</TextBlock>'
    order = '<ReadingOrder><OrderedGroup><ElementRef REF="b1"/><ElementRef REF="b2"/></OrderedGroup></ReadingOrder>'
    found = transcribed(
        "alto", alto(f"{order}<Page><PrintSpace>{blocks}<Illustration ID='i'/></PrintSpace></Page>", "scan.tif")
    )
    assert found.text == "ex-\nample\n"
    assert left(found, "repeated").split() == ["a", "example"]
    assert left(found, "alternative").split() == ["sample", "o"]
    assert left(found, "metadata") == "scan.tif"
    assert found.account is not None
    assert found.account.left_out["picture"].items == 1


strings = st.builds(string, WORDS, st.none() | st.integers(0, 99), st.integers(0, 99)) | st.just("<SP/>")
odd = st.builds(
    '<String CONTENT="{}"><ALTERNATIVE>{}</ALTERNATIVE><Glyph CONTENT="{}"/></String>'.format, WORDS, WORDS, WORDS
)
alto_lines = st.lists(strings | odd, max_size=4).map(lambda words: line(*words))
blocks = st.lists(alto_lines, max_size=3).map(lambda inner: f"<TextBlock>{''.join(inner)}</TextBlock>")
spaces = st.builds(
    "<{0}>{1}</{0}>".format, st.sampled_from(["PrintSpace", "TopMargin"]), st.lists(blocks, max_size=3).map("".join)
)


@given(st.lists(spaces | alto_lines, max_size=3).map("".join), WORDS)
def test_no_word_of_alto_is_lost(body: str, description: str) -> None:
    data = alto(f"<Page>{body}</Page>", description)
    found = transcribed("alto", data)
    root = ElementTree.fromstring(data)
    contents = "".join(item.get("CONTENT", "") for item in root.iter())
    assert_nothing_lost(found, contents + "".join(root.itertext()))
    assert letters(found.text) == letters("".join(item.get("CONTENT", "") for item in root.iter("String")))


def page(body: str) -> bytes:
    return f"<PcGts><Metadata><Creator>me</Creator></Metadata><Page>{body}</Page></PcGts>".encode()


def equivalent(text: str, index: int | None = None) -> str:
    number = f' index="{index}"' if index is not None else ""
    return f"<TextEquiv{number}><Unicode>{text}</Unicode></TextEquiv>"


@given(st.data())
def test_no_text_of_page_xml_is_lost(data: st.DataObject) -> None:
    texts = st.lists(st.builds(equivalent, WORDS, st.none() | st.integers(0, 3)), max_size=2).map("".join)
    words = st.lists(st.builds("<Word>{}<Glyph>{}</Glyph></Word>".format, texts, texts), max_size=2).map("".join)
    rows = st.lists(st.builds("<TextLine>{}{}</TextLine>".format, words, texts), max_size=3).map("".join)
    regions = st.lists(st.builds("<TextRegion>{}{}</TextRegion>".format, rows, texts), max_size=3).map("".join)
    content = page(data.draw(regions))
    found = transcribed("page-xml", content)
    assert_nothing_lost(found, "".join(ElementTree.fromstring(content).itertext()))


def test_page_xml_reads_each_text_once() -> None:
    word = f"<Word>{equivalent('word')}</Word>"
    body = (
        "<TextRegion id='r1' type='footnote'>"
        f"<TextLine id='l1'>{word}{equivalent('second', 1)}{equivalent('first', 0)}</TextLine>"
        f"{equivalent('region')}</TextRegion>"
        f"<TextRegion id='r2'>{equivalent('only region')}</TextRegion>"
        f"<TextRegion id='r3'><TextLine><Word>{equivalent('a')}</Word><Word>{equivalent('b')}</Word></TextLine>"
        "</TextRegion>"
        "<TableRegion><TextRegion id='c'><Roles><TableCellRole rowIndex='0' columnIndex='2'/></Roles>"
        f"<TextLine>{equivalent('cell')}</TextLine></TextRegion></TableRegion><ImageRegion id='i'/>"
    )
    found = transcribed("page-xml", page(body))
    assert lines(found) == [("footnote", "first"), ("", "only region"), ("", "a b"), ("cell", "cell")]
    assert found.places[3].shape == Shape(table=1, row=1, column=3)
    assert found.places[0].at == "l1"
    assert left(found, "alternative") == "second"
    assert left(found, "repeated").split() == ["word", "region"]


hocr_words = st.builds("<span class='ocrx_word' title='x_wconf 90'>{}</span> ".format, WORDS)
hocr_lines = st.builds("<span class='ocr_line'>{}</span>".format, st.lists(hocr_words, max_size=3).map("".join))
hocr_inner = st.lists(hocr_lines | hocr_words | WORDS | st.just("<br/>") | st.just("<img alt='x'/>"), max_size=3).map(
    "".join
)
hocr_blocks = st.builds(
    "<{0} class='{1}'>{2}</{0}>".format, st.sampled_from(["p", "div"]), st.sampled_from(["ocr_par", ""]), hocr_inner
)


@given(st.lists(hocr_blocks | WORDS, max_size=4).map("".join))
def test_no_word_of_hocr_is_lost(body: str) -> None:
    data = f"<html><head><title>t</title></head><body><div class='ocr_page'>{body}</div></body></html>"
    found = transcribed("hocr", data.encode())
    root = ElementTree.fromstring(data)
    assert_nothing_lost(found, "".join(root.itertext()) + "".join(item.get("alt", "") for item in root.iter()))
    assert letters(found.text) == letters("".join(root.itertext()))[1:]


def test_hocr_keeps_text_that_is_in_no_line() -> None:
    body = "<p class='ocr_par'>one<br/>two</p><p><span class='ocr_line' id='l1'>three</span> four</p>"
    found = transcribed("hocr", f"<html><body><div class='ocr_page'>{body}</div></body></html>".encode())
    assert [text for _, text in lines(found)] == ["one two", "three", "four"]
    assert [place.at for place in found.places] == ["", "l1", ""]
