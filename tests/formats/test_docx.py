"""DOCX: every run, note, comment, cell and description is on a line, once, or left out under a kind."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree

import pytest
import word
from accounts import WORDS, assert_nothing_lost, left, letters, lines, transcribed
from hypothesis import given
from hypothesis import strategies as st
from jiaozhu.model.transcript import Inline, Shape, Transcript
from word import listed, p, r

_BOX = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:docPr descr='{alt}'/><wps:txbx><w:txbxContent>"
    "{content}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{content}"
    "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
#: What is around a run of the text.
AROUND = [
    "<w:ins>{}</w:ins>",
    "<w:moveTo>{}</w:moveTo>",
    "<w:hyperlink w:anchor='x'>{}</w:hyperlink>",
    "<w:smartTag>{}</w:smartTag>",
    "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
    "<w:fldSimple w:instr='PAGE'>{}</w:fldSimple>",
    "<w:ruby><w:rt/><w:rubyBase>{}</w:rubyBase></w:ruby>",
    "<m:oMath><m:r><m:t>x</m:t></m:r>{}</m:oMath>",
]
#: What is not printed.
UNPRINTED = [
    "<w:del><w:r><w:delText>{}</w:delText></w:r></w:del>",
    "<w:moveFrom><w:r><w:t>{}</w:t></w:r></w:moveFrom>",
    "<w:r><w:rPr><w:vanish/></w:rPr><w:t>{}</w:t></w:r>",
    "<w:r><w:instrText>{}</w:instrText></w:r>",
    "<w:r><w:drawing><wp:docPr descr='{}'/></w:drawing></w:r>",
    "<w:r><w:ffData><w:helpText w:val='{}'/></w:ffData></w:r>",
    "<w:ruby><w:rt><w:r><w:t>{}</w:t></w:r></w:rt><w:rubyBase/></w:ruby>",
    "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>{}</w:t></w:r></w:sdtContent></w:sdt>",
]

run = WORDS.map(r)
wrapped = st.builds(lambda form, inner: form.format(inner), st.sampled_from(AROUND), run)
unprinted = st.builds(str.format, st.sampled_from(UNPRINTED), WORDS)
marks = st.sampled_from(
    ["<w:r><w:tab/></w:r>", "<w:r><w:br/></w:r>", "<w:bookmarkStart/>", "<w:r><w:noBreakHyphen/></w:r>"]
)
inline = run | wrapped | unprinted | marks
boxes = st.builds(lambda alt, text: _BOX.format(alt=alt, content=p(r(text))), WORDS, WORDS)
paragraph = st.lists(inline | boxes, max_size=5).map("".join).map(p) | st.builds(
    listed, WORDS, st.sampled_from([1, 2, 3, 9])
)


def table(cells: list[str]) -> str:
    return f"<w:tbl><w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr></w:tbl>"


blocks = st.recursive(paragraph, lambda inner: st.lists(inner, min_size=1, max_size=3).map(table), max_leaves=8)


@given(st.lists(blocks, max_size=5).map("".join), st.lists(WORDS, max_size=2), st.lists(WORDS, max_size=2), WORDS)
def test_no_run_is_lost_or_doubled(body: str, notes: list[str], comments: list[str], header: str) -> None:
    referred = "".join(f'<w:r><w:footnoteReference w:id="{n}"/></w:r>' for n in range(1, len(notes)))
    data = word.docx(body + p(referred), footnotes=tuple(notes), comments=tuple(comments), header=p(r(header)))
    found = transcribed("docx", data)
    package = zipfile.ZipFile(io.BytesIO(data))
    words = ""
    for name in ("document", "footnotes", "comments", "header1"):
        if f"word/{name}.xml" in package.namelist():
            for element in ElementTree.fromstring(package.read(f"word/{name}.xml")).iter():
                if element.tag.rpartition("}")[2] in ("t", "delText", "instrText"):
                    words += element.text or ""
                for key, value in element.attrib.items():
                    if key.rpartition("}")[2] in ("descr", "instr") or element.tag.endswith("helpText"):
                        words += value
    supplied = "".join(place.shape.mark for place in found.places if place.shape and place.shape.prefix)
    assert_nothing_lost(found, words + supplied)


@given(st.lists(st.lists(run | wrapped, max_size=4).map("".join).map(p), max_size=5).map("".join))
def test_runs_stay_in_order(body: str) -> None:
    data = word.docx(body)
    document = ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    assert letters(transcribed("docx", data).text) == letters("".join(document.itertext()))


def shapes(found: Transcript) -> list[tuple[str, Shape | None]]:
    return [(line, place.shape) for place, (_, line) in zip(found.places, lines(found), strict=True)]


def test_lists_have_their_numbers_and_bullets() -> None:
    body = listed("a", 1) + listed("b", 1, 1) + listed("c", 1, 1) + listed("d", 1) + listed("e", 3) + listed("f", 2)
    body += (
        listed("g", 2, 1)
        + p(r("h"), "<w:pStyle w:val='M'/>")
        + p(r("i"), "<w:pStyle w:val='M'/><w:numPr><w:numId w:val='0'/></w:numPr>")
    )
    assert shapes(transcribed("docx", word.docx(body))) == [
        ("1. a", Shape(level=1, mark="1.", prefix=3)),
        ("1.iii) b", Shape(level=2, mark="1.iii)", prefix=7)),
        ("1.iv) c", Shape(level=2, mark="1.iv)", prefix=6)),
        ("2. d", Shape(level=1, mark="2.", prefix=3)),
        ("7. e", Shape(level=1, mark="7.", prefix=3)),
        ("f", Shape(level=1, mark="•")),
        ("第一条 g", Shape(level=2, mark="第一条", prefix=4)),
        ("8. h", Shape(level=1, mark="8.", prefix=3)),
        ("i", None),
    ]


def test_cells_have_rows_and_columns() -> None:
    wide = "<w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>" + p(r("a")) + p(r("b")) + "</w:tc>"
    inner = table([p(r("y"))])
    rows = f"<w:tr>{wide}<w:tc>{p(r('c'))}</w:tc></w:tr><w:tr><w:tc>{p(r('d'))}{inner}</w:tc></w:tr>"
    body = f"<w:tbl>{rows}</w:tbl>{p(r('z'))}"
    assert shapes(transcribed("docx", word.docx(body))) == [
        ("a", Shape(table=1, row=1, column=1)),
        ("b", Shape(table=1, row=1, column=1)),
        ("c", Shape(table=1, row=1, column=3)),
        ("d", Shape(table=1, row=2, column=1)),
        ("y", Shape(table=2, row=1, column=1)),
        ("z", None),
    ]


def test_notes_follow_their_paragraph_and_comments_are_left_out() -> None:
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    own = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>*</w:t></w:r>'
    data = word.docx(p(r("a") + mark + r("b") + own) + p(r("c")), footnotes=("one", "two", "unused"), comments=("no",))
    found = transcribed("docx", data)
    assert lines(found) == [("p", "a[1]b*"), ("footnote", "[1] two"), ("footnote", "one"), ("p", "c")]
    assert [place.shape for place in found.places[1:3]] == [
        Shape(mark="1", prefix=4, note="footnote-2"),
        Shape(mark="*", note="footnote-1"),
    ]
    assert found.inlines[0] == Inline(1, 1, 4, "note", "footnote-2")
    assert (left(found, "comment"), left(found, "hidden").strip()) == ("no", "unused")


def test_links_fields_ruby_and_pictures_keep_what_they_say() -> None:
    signs = [f"<w:r><w:fldChar w:fldCharType='{step}'/></w:r>" for step in ("begin", "separate", "end")]
    code = '<w:r><w:instrText> HYPERLINK "http://a/" \\l "b" </w:instrText></w:r>'
    field = signs[0] + code + signs[1] + r("three") + signs[2]
    ruby = f"<w:ruby><w:rt>{r('かん')}</w:rt><w:rubyBase>{r('漢')}</w:rubyBase></w:ruby>"
    drawing = "<w:drawing><wp:docPr descr='a cat' title='t'/><a:graphic><a:blip r:embed='pic'/></a:graphic></w:drawing>"
    picture = f"<w:r>{drawing}</w:r>"
    body = p(
        r("one ") + f"<w:hyperlink r:id='k' w:tooltip='tip'>{r('two')}</w:hyperlink> " + field + r("四") + ruby
    ) + p(picture)
    found = transcribed("docx", word.docx(body, links={"k": "http://k/", "pic": "http://pic/"}))
    assert found.text == "one twothree四漢\n"
    assert found.inlines == (
        Inline(1, 4, 7, "link", "http://k/"),
        Inline(1, 7, 12, "link", "http://a/#b"),
        Inline(1, 13, 14, "ruby", "かん"),
        Inline(1, 14, 14, "picture", "http://pic/", "a cat t"),
    )
    assert (left(found, "ruby"), left(found, "alt-text").split()) == ("かん", ["tip", "a", "cat", "t"])
    assert found.account is not None
    assert found.account.left_out["picture"].items == 1


@pytest.mark.parametrize(
    ("run", "text"),
    [
        ("<w:sym w:font='Symbol' w:char='F061'/>", "α"),
        ("<w:sym w:font='Wingdings' w:char='F0FC'/>", "✓"),
        ("<w:sym w:font='Unknown' w:char='F0FC'/>", "\uf0fc"),
        ("<w:noBreakHyphen/>", "-"),
        ("<w:t>a\nb</w:t>", "a b"),
    ],
)
def test_characters_that_are_elements_are_written(run: str, text: str) -> None:
    assert transcribed("docx", word.docx(p(f"<w:r>{run}</w:r>"))).text == f"{text}\n"


def test_formulas_keep_their_structure() -> None:
    m = "<m:r><m:t>{}</m:t></m:r>".format
    fraction = f"<m:f><m:num>{m('a')}</m:num><m:den>{m('b')}</m:den></m:f>"
    power = f"<m:sSup><m:e>{m('x')}</m:e><m:sup>{m('2')}</m:sup></m:sSup>"
    brackets = f"<m:d><m:dPr><m:endChr m:val=']'/></m:dPr><m:e>{power}</m:e></m:d>"
    total = f"<m:nary><m:naryPr><m:chr m:val='∑'/></m:naryPr><m:sub>{m('i')}</m:sub><m:e>{m('k')}</m:e></m:nary>"
    found = transcribed("docx", word.docx(p(f"<m:oMath>{fraction}{brackets}{total}</m:oMath>")))
    assert found.text == "a/b(x^2]∑_ik\n"
    assert found.inlines == (Inline(1, 0, 12, "formula", ""),)


def test_moved_text_and_text_boxes_are_read_once_and_headers_are_furniture() -> None:
    box = _BOX.format(alt="frame", content=p(r("boxed")))
    moved = f"<w:moveFrom>{r('moved')}</w:moveFrom>" + r("between") + f"<w:moveTo>{r('moved')}</w:moveTo>"
    found = transcribed(
        "docx", word.docx(p(r("a") + box + r("b")) + p(moved), header=p(r("head")), footer=p(r("foot")))
    )
    assert lines(found) == [
        ("p", "ab"), ("p", "boxed"), ("p", "betweenmoved"), ("furniture", "head"), ("furniture", "foot")
    ]  # fmt: skip
    assert left(found, "repeated").split() == ["boxed", "moved"]
    assert found.places[1].at.startswith("word/document.xml#body/p/r[2]/")
