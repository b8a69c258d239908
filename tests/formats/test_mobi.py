"""Mobipocket and Kindle books: markup is read as a book's; what is locked or packed otherwise is refused by name."""

from __future__ import annotations

import os

import pytest
from accounts import left, lines, transcribed
from hypothesis import given, settings
from hypothesis import strategies as st
from jiaozhu.formats import DEFAULT_LIMITS, Limits, UnreadableSource, detect
from jiaozhu.formats.marked.mobi import transcribe_mobi
from jiaozhu.formats.marked.palm import _unpacked, _without_trailing
from pictured_project import jpeg, png
from samples import mobi

#: Set to thousands for a long run: JIAOZHU_FUZZ=10000 pytest tests/formats/test_mobi.py
EXAMPLES = int(os.environ.get("JIAOZHU_FUZZ", "150"))
_MARKUP = (
    "<html><head><guide></guide></head><body><h1>卷一</h1><p>这是一段。<img recindex='00001' alt='图'/></p>"
    "<mbp:pagebreak/><p>又一段<ruby>字<rt>zi</rt></ruby>。</p>"
    "<img src='kindle:embed:0002?mime=image/png'/></body></html>"
)


def test_a_book_has_its_lines_pictures_and_metadata() -> None:
    said = ((100, "甲"), (100, "乙"), (101, "某社"), (106, "2020-05-01"), (503, "书名"))
    found = transcribed("mobi", mobi(_MARKUP, jpeg(), png(), said=said))
    assert lines(found) == [("heading", "卷一"), ("p", "这是一段。"), ("p", "又一段字。")]
    assert (found.title, found.author, found.publisher, found.date) == ("书名", "甲, 乙", "某社", "2020-05-01")
    assert [(item.line, item.size) for item in found.pictures] == [(2, (900, 560)), (3, (36, 36))]
    assert left(found, "ruby") == "zi"


def test_compression_is_undone() -> None:
    # Three bytes as they are, a letter, a blank before a letter, a copy of three that begin five before the end.
    assert _unpacked(b"\x03abcd\xc1\x80\x28") == b"abcd Abcd"


@pytest.mark.parametrize(
    ("record", "flags", "rest"),
    [(b"text\x00", 1, b"text"), (b"text\xe4\xb8\x02", 1, b"text"), (b"textxy\x83", 2, b"text"), (b"ab\x81", 2, b"ab")],
)
def test_what_follows_the_text_of_a_record_is_cut_off(record: bytes, flags: int, rest: bytes) -> None:
    assert _without_trailing(record, flags) == rest


@pytest.mark.parametrize(
    ("book", "why"),
    [
        (mobi("<p>x</p>", locked=1), "encrypted"),
        (mobi("<p>x</p>", compression=17480), "HUFF"),
        (mobi("<p>x</p>", compression=9), "unknown"),
        (mobi("<p>x</p>")[:90], "damaged"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(book: bytes, why: str) -> None:
    with pytest.raises(UnreadableSource, match=why):
        transcribe_mobi(book, DEFAULT_LIMITS)


def test_missing_records_are_reported() -> None:
    whole = mobi("<p>" + "字" * 3000 + "</p>")
    assert not transcribed("mobi", whole).notes
    assert [str(note) for note in transcribed("mobi", whole[:-100]).notes]


def test_a_bomb_is_refused() -> None:
    with pytest.raises(UnreadableSource):
        transcribe_mobi(mobi("<p>" + "a" * 100_000), Limits(unpacked=50_000))


def test_a_book_is_recognised_by_its_kind() -> None:
    assert detect(mobi("<p>x</p>")).format == "mobi"


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 700), st.binary(min_size=1, max_size=4)), max_size=6), st.integers(0, 900))
def test_damaged_books_are_read_or_refused_and_nothing_is_lost(changes: list[tuple[int, bytes]], cut: int) -> None:
    data = bytearray(mobi(_MARKUP, png(), said=((503, "书名"),)))
    for at, with_ in changes:
        data[at : at + len(with_)] = with_
    try:
        found = transcribe_mobi(bytes(data[: len(data) - cut]), Limits(unpacked=1_000_000))
    except UnreadableSource:
        return
    assert found.account is not None
    assert found.account.unaccounted == 0
