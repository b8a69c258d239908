"""Bytes → documents: decoding, newspaper lines and hard-wrapped PDF text."""

from __future__ import annotations

import pytest
from jiaozhu.formats import FORMATS, UndecodableSource, decode
from jiaozhu.model.document import Document
from paths import CORPUS

SOURCES = CORPUS / "sources"


def paragraphs(document: Document) -> list[tuple[str, int, int]]:
    lines = document.lines
    return [(p.kind, lines[p.first].number, lines[p.last].number) for p in document.paragraphs]


def wrapped(*printed: str) -> Document:
    """Text as it comes out of such a PDF: a blank line after every printed one."""
    return FORMATS["wrapped-pdf"].read("".join(f"{line}\n\n" for line in printed))


def test_nothing_is_normalised_in_decoding() -> None:
    text = "\ufeff辽源\r\ne\u0301 \u3000\x0c𠮷"
    assert decode(text.encode()) == text


@pytest.mark.parametrize(
    ("data", "line", "column", "byte"),
    [
        (b"\xff", 1, 1, 0xFF),
        ("辽源\n袜".encode() + b"\xd0\xd0", 2, 2, 0xD0),
        ("辽源".encode("gb18030"), 1, 1, 0xC1),
        ("袜".encode()[:2], 1, 1, 0xE8),
        (b"a\n\n\xed\xa0\x80", 3, 1, 0xED),
    ],
)
def test_what_is_not_utf_8_is_refused_with_its_place(data: bytes, line: int, column: int, byte: int) -> None:
    with pytest.raises(UndecodableSource) as caught:
        decode(data)
    error = caught.value
    assert (error.line, error.column, error.byte) == (line, column, byte)
    assert f"0x{byte:02X}" in str(error)


def test_a_newspaper_line_is_a_paragraph_and_a_blank_line_is_not() -> None:
    document = FORMATS["newspaper-ocr"].read("甲\r\n\n　 \n乙\x0c丙\u2028丁\n戊")
    assert [document.text[line.span.start : line.span.end] for line in document.lines] == [
        "甲",
        "乙\x0c丙\u2028丁",
        "戊",
    ]
    assert paragraphs(document) == [("p", 1, 1), ("p", 4, 4), ("p", 5, 5)]
    assert [line.id for line in document.lines] == ["l0001", "l0004", "l0005"]


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("text", ["", "\n", " \n\u3000\n", "\r\n"])
def test_a_source_without_text_has_no_lines(format: str, text: str) -> None:
    document = FORMATS[format].read(text)
    assert (document.text, document.lines, document.paragraphs) == (text, (), ())


FULL = "字" * 18 + "，"  #: A full line of nineteen characters.
LAST = "到此为止。"
FIRST = "起" * 17  #: Two characters short.


def test_paragraphs_begin_short_and_end_short() -> None:
    document = wrapped(FIRST, FULL, FULL, LAST, FIRST, FULL, FULL, LAST)
    assert paragraphs(document) == [("p", 1, 7), ("p", 9, 15)]


def test_a_paragraph_that_ends_on_a_full_line_is_found_by_the_indent_after_it() -> None:
    document = wrapped(FIRST, FULL, "字" * 18 + "。", FIRST, FULL, FULL, LAST)
    assert paragraphs(document) == [("p", 1, 5), ("p", 7, 13)]


def test_a_sentence_that_ends_on_a_slightly_short_line_ends_no_paragraph() -> None:
    document = wrapped(FIRST, FULL, "字" * 16 + "5。", FULL, FULL, FULL, LAST)
    assert paragraphs(document) == [("p", 1, 13)]


def test_a_first_line_that_is_a_sentence_begins_a_paragraph() -> None:
    document = wrapped(FIRST, FULL, FULL, LAST, "起" * 16 + "。", FULL, FULL, LAST)
    assert paragraphs(document) == [("p", 1, 7), ("p", 9, 15)]


@pytest.mark.parametrize("line", ["20222022 年 工 作 展 望年 工 作 展 望", "（（资料图片资料图片））"])
def test_a_doubled_line_is_a_heading_of_its_own(line: str) -> None:
    document = wrapped(FIRST, FULL, FULL, LAST, line, FIRST, FULL, FULL, LAST)
    assert paragraphs(document) == [("p", 1, 7), ("heading", 9, 9), ("p", 11, 17)]
    assert paragraphs(wrapped(FIRST, FULL, line, FULL))[1] == ("heading", 5, 5)


def test_the_measure_follows_the_columns() -> None:
    narrow = ["更加突出产业支撑", FULL[:9] + "，", FULL[:9] + "，", LAST]
    document = wrapped(*[FIRST, FULL, FULL, FULL, FULL, LAST] * 3, *narrow * 5)
    assert paragraphs(document)[:2] == [("p", 1, 11), ("p", 13, 23)]
    assert paragraphs(document)[-3:] == [("p", line, line + 6) for line in (53, 61, 69)]


def test_the_paragraphs_of_the_real_page_are_the_printed_ones() -> None:
    """Against the reading an editor made by hand. The reader misses what the text on its own cannot show: line 1049
    follows a full line in a column whose measure changes there."""
    source = SOURCES / "lianghui-2022" / "source.txt"
    document = FORMATS["wrapped-pdf"].read(source.read_bytes().decode())
    begins = {first for _, first, _ in paragraphs(document)}
    printed = {1, 9, 25, 93, 147, 211, 245, 307, 385, 451, 495, 553, 585, 587, 601}
    printed |= {615, 625, 673, 721, 749, 793, 841, 877, 923}
    printed |= {989, 997, 1009, 1019, 1027, 1035, 1041, 1083, 1103}
    furniture = {987, 1115, 1117, 1119, 1120, 1122, 1130}
    assert begins == printed | furniture
    assert {first for kind, first, _ in paragraphs(document) if kind == "heading"} == {987, 1120, 1130}
