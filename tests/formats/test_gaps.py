"""Bytes that are not text: each is a gap with its value and its place, and the encoding is the one that is declared."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
import samples
from hypothesis import given
from hypothesis import strategies as st
from jiaozhu.edition.pipeline import make_draft, read
from jiaozhu.formats import ENCODINGS, FORMATS, decode_all, guess_encoding, read_text
from jiaozhu.formats.web.declaring import declared_encoding
from jiaozhu.model.act import ActKind
from jiaozhu.model.corpus import Source
from jiaozhu.store import source_of
from jiaozhu.workflows.importing.importer import import_bytes
from jiaozhu.workflows.importing.options import ImportOptions

_BOOK = ("\n".join(samples.PARAGRAPHS) + "\n").encode() * 40


def drafted(data: bytes) -> tuple[Source, str]:
    """The source that becomes of a file, and what the terminal shows."""
    imported = import_bytes(data, "x.txt", "x", ImportOptions("zh-CN"))
    assert imported.error == ""
    return source_of("x", imported.files), imported.summary


@given(st.binary(max_size=200), st.sampled_from(ENCODINGS))
def test_any_bytes_decode_and_every_gap_has_its_bytes(data: bytes, encoding: str) -> None:
    decoded = decode_all(data, encoding)
    for gap in decoded.gaps:
        assert set(decoded.text[gap.span.start : gap.span.end]) == {"\ufffd"}
        assert all(bytes([int(value, 16)]) in data for value in gap.detail.split())
    spans = [gap.span for gap in decoded.gaps]
    assert all(before.end < after.start for before, after in pairwise(spans))


@given(st.text(st.characters(codec="gb18030"), max_size=50))
def test_what_is_valid_has_no_gap(text: str) -> None:
    assert decode_all(text.encode("gb18030"), "gb18030") == (text, ())


def test_a_character_that_only_looks_like_a_gap_is_text() -> None:
    decoded = decode_all("一\ufffd二".encode() + b"\xff" + "三".encode(), "utf-8")
    assert decoded.text == "一\ufffd二\ufffd三"
    assert [(gap.span, gap.detail) for gap in decoded.gaps] == [((3, 4), "0xFF")]


def test_one_wrong_byte_refuses_no_book_and_is_reported_with_its_place() -> None:
    at = _BOOK.index("座谈会".encode())
    source, summary = drafted(_BOOK[:at] + b"\x81" + _BOOK[at:])
    assert "第 2 行第 1 列（0x81）" in summary or "line 2, column 1 (0x81)" in summary
    assert source.about.undecodable == 1
    document, problems = read(source)
    assert document is not None
    draft, found = make_draft(source, document)
    assert problems == found == []
    (gap,) = [entry for entry in draft.edited.ledger.spans if entry.kind is ActKind.GAP]
    assert (gap.span.length, gap.reading) == (1, "")
    assert gap.act is not None
    assert "0x81" in gap.act.reason
    assert draft.edited.ledger.tiles()


def test_another_number_of_wrong_bytes_is_a_problem() -> None:
    at = _BOOK.index("座谈会".encode())
    source, _summary = drafted(_BOOK[:at] + b"\x81" + _BOOK[at:])
    other = replace(source, data=_BOOK[:at] + b"\x81\x81" + _BOOK[at:])
    document, problems = read(other)
    assert document is None
    assert "S102" in {problem.code for problem in problems}


def test_a_gap_inside_a_tag_is_a_gap() -> None:
    decoded = decode_all(b"<p title='\xff'>a\xfeb</p>", "utf-8")
    document = read_text(FORMATS["html-post"], decoded)
    spans = [mark.span for mark in document.markup]
    assert spans == sorted(spans)
    assert all(before.end <= after.start for before, after in pairwise(spans))
    assert document.undecodable == 2


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        (b'<meta charset="iso-8859-1">', "windows-1252"),
        (b"<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=GB2312'>", "gb18030"),
        (b"<?xml version='1.0' encoding='ISO-8859-2'?><html>", "iso-8859-2"),
        (b"<meta charset=utf-16>", "utf-8"),
        (b"<meta charset=x-sjis>", "shift_jis"),
        (b"<!-- <meta charset=big5> --><meta charset=koi8-r>", "koi8-r"),
        (b"<meta charset=nothing>", None),
        (b"<meta charset=iso-2022-jp>", None),
        (b"no declaration", None),
    ],
)
def test_a_declared_encoding_means_what_the_standard_says(head: bytes, encoding: str | None) -> None:
    assert declared_encoding(head) == encoding


@pytest.mark.parametrize(
    ("text", "declared", "codec", "guessed"),
    [
        ("Über die Straße – “schön”", "iso-8859-1", "cp1252", "windows-1252"),
        ("Žluťoučký kůň", "windows-1250", "cp1250", "windows-1250"),
        ("Привет, мир", "koi8-r", "koi8-r", "koi8-r"),
        ("五月的示例市，正是好时节。", "gb2312", "gb18030", "gb18030"),
        ("五月的示例市，正是好时节。", "iso-8859-1", "utf-8", "utf-8"),  # was converted, and still says so
    ],
)
def test_a_page_is_read_in_its_encoding(text: str, declared: str, codec: str, guessed: str) -> None:
    data = (
        f"<html><head><meta charset={declared}></head><body><p>".encode() + text.encode(codec) + b"</p></body></html>"
    )
    guess = guess_encoding(data)
    assert guess is not None
    assert guess.encoding == guessed
    assert text in decode_all(data, guess.encoding).text


def test_a_latin_text_that_declares_nothing() -> None:
    guess = guess_encoding("Il était une fois à l’école, où l’on apprenait.".encode("cp1252") * 5)
    assert guess is not None
    assert guess.encoding == "windows-1252"
    assert guess_encoding(bytes(range(128, 256)) * 20) is None or guess_encoding(b"\x00\x01\x02" * 90) is None
