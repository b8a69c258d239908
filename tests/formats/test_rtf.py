"""RTF: every word is on a line or left out by its kind; paragraphs, cells, notes and links are what they are."""

from __future__ import annotations

import os

import pytest
from accounts import left, lines, transcribed
from hypothesis import given, settings
from hypothesis import strategies as st
from jiaozhu.formats import DEFAULT_LIMITS, UnreadableSource, detect
from jiaozhu.formats.office.rtf import transcribe_rtf
from pictured_project import png
from samples import rtf

#: Set to thousands for a long run: JIAOZHU_FUZZ=10000 pytest tests/formats/test_rtf.py
EXAMPLES = int(os.environ.get("JIAOZHU_FUZZ", "150"))


def test_paragraphs_have_their_styles() -> None:
    found = transcribed("rtf", rtf(r"\pard\s1 题目\par\pard\s2 小题\par\pard 正文\line 次行\par\pard\s3 引文\par"))
    assert lines(found) == [
        ("heading", "题目"),
        ("subheading", "小题"),
        ("p", "正文"),
        ("p", "次行"),
        ("quote", "引文"),
    ]
    assert found.places[2].paragraph == found.places[3].paragraph


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"\f1\'d6\'d0\'ce\'c4", "中文"),
        (r"\f1\'d6{\b\'d0}", "\ufffd\ufffd"),  # half a character cannot be read
        (r"\u-10179?\u-8704?", "\U0001f600"),
        (r"\uc2\u20013??\uc0\u25991 x", "中文x"),
        (r"\u20013\'d6\'d0", "中Ð"),
        (r"a\emdash b\~c\_d\{\}\\", "a—b\u00a0c\u2011d{}\\"),
        (r"\f2\u-3999?", "α"),
        (r"\lquote x\rquote \ldblquote y\rdblquote", "‘x’“y”"),
        (r"caf\'e9", "café"),
    ],
)
def test_characters_are_decoded(written: str, read: str) -> None:
    assert transcribed("rtf", rtf(written + r"\par")).text == f"{read}\n"


def test_a_table_has_rows_and_cells_and_tables_inside() -> None:
    found = transcribed(
        "rtf",
        rtf(
            r"\trowd\pard\intbl a\cell b\cell\row\trowd\pard\intbl c\cell\pard\intbl\itap2 d\nestcell e\nestcell"
            r"{\*\nesttableprops\nestrow}\pard\intbl f\cell\row\pard g\par"
        ),
    )
    places = [
        (item.kind, item.shape and (item.shape.table, item.shape.row, item.shape.column)) for item in found.places
    ]
    assert places == [
        ("cell", (1, 1, 1)),
        ("cell", (1, 1, 2)),
        ("cell", (1, 2, 1)),
        ("cell", (2, 1, 1)),
        ("cell", (2, 1, 2)),
        ("cell", (1, 2, 2)),
        ("p", None),
    ]


def test_notes_follow_their_paragraph_with_their_marks() -> None:
    found = transcribed(
        "rtf", rtf(r"\pard 甲{\super\chftn{\footnote\pard{\super\chftn} 注一\par 又一段}}乙\par 丙\par")
    )
    assert lines(found) == [("p", "甲[1]乙"), ("footnote", "[1] 注一"), ("footnote", "又一段"), ("p", "丙")]
    assert [(item.kind, item.start, item.end, item.value) for item in found.inlines] == [("note", 1, 4, "note-1")]
    assert found.account is not None
    assert found.account.supplied["note-mark"].items == 2


def test_links_have_their_addresses_and_codes_of_fields_are_left_out() -> None:
    code = r'{\*\fldinst{HYPERLINK "https://example.org/"}}'
    found = transcribed("rtf", rtf(rf"\pard 见{{\field{code}{{\fldrslt{{\ul 此处}}}}}}。\par"))
    assert found.text == "见此处。\n"
    assert [(item.kind, item.start, item.end, item.value) for item in found.inlines] == [
        ("link", 1, 3, "https://example.org/")
    ]
    assert "HYPERLINK" in left(found, "field-code")


def test_what_is_not_printed_is_left_out_by_its_kind() -> None:
    found = transcribed(
        "rtf",
        rtf(
            r"\pard 甲{\v 隐}{\deleted 删}{\*\annotation 批}{\*\unknown 未知}乙\par{\header\pard 页眉\par}",
            r"{\info{\title 题目}{\author 某人}}",
        ),
    )
    assert lines(found) == [("p", "甲乙"), ("furniture", "页眉")]
    assert found.title == "题目"
    assert left(found, "hidden").split() == ["隐", "未知"]
    assert (left(found, "deleted"), left(found, "comment")) == ("删", "批")
    assert sorted(left(found, "metadata").split()) == ["某人", "题目"]


def test_pictures_are_kept_and_their_second_form_is_not() -> None:
    body = rf"\pard 图{{\*\shppict{{\pict\pngblip {png().hex()}}}}}{{\nonshppict{{\pict\wmetafile8 00ff}}}}\par"
    found = transcribed("rtf", rtf(body))
    assert [(item.line, item.at, item.size) for item in found.pictures] == [(1, 1, (36, 36))]


def test_programs_that_write_both_forms_are_read_once() -> None:
    assert transcribed("rtf", rtf(r"\pard{\upr{gamma}{\*\ud{甲}}}\par")).text == "甲\n"


def test_a_file_is_recognised_by_its_first_word() -> None:
    assert detect(rtf("甲")).format == "rtf"
    assert detect(b"  {\\rtf1 x}").format == "rtf"


@pytest.mark.parametrize("damage", [b"{" * 5_000, b"{\\rtf1 " + b"{\\b " * 2_000])
def test_endless_groups_are_refused(damage: bytes) -> None:
    with pytest.raises(UnreadableSource):
        transcribe_rtf(damage, DEFAULT_LIMITS)


_PIECES = st.sampled_from(
    (
        "甲 乙 a b { } {\\v {\\*\\x {\\footnote {\\field {\\*\\fldinst {\\fldrslt {\\pict {\\header {\\shptxt {\\upr "
        "{\\*\\ud \\par \\cell \\row \\intbl \\itap2 \\pard \\chftn \\u20013? \\u-10179? \\'d6 \\f1 \\f2 \\uc0 \\uc3 "
        "\\plain \\line \\s1 \\ls1 \\bin3 {\\info {\\title {\\fonttbl {\\object {\\result \\tab \\~ \\ud \\v0 \\deleted"
    ).split(" ")
)


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.lists(_PIECES, max_size=40).map(" ".join))
def test_no_order_of_words_loses_a_character(body: str) -> None:
    transcribed("rtf", rtf(body))
