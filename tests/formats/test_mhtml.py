"""Saved web pages: the page is read as a web page is, the other parts are left out with their words or their number."""

from __future__ import annotations

import pytest
import samples
from hypothesis import given, settings
from hypothesis import strategies as st
from jiaozhu.formats import DEFAULT_LIMITS, FORMATS, Limits, UnreadableSource, detect
from jiaozhu.formats.web.mhtml import transcribe_mhtml
from jiaozhu.model.transcript import Transcript
from jiaozhu.workflows.importing.importer import import_bytes
from jiaozhu.workflows.importing.options import ImportOptions

PAGE = samples.web_page(*samples.PARAGRAPHS)


def read(data: bytes) -> Transcript:
    found = transcribe_mhtml(data, DEFAULT_LIMITS)
    assert found.account is not None
    assert found.account.counted is not None
    assert found.account.unaccounted == 0, found.account
    return found


def left(found: Transcript) -> dict[str, str]:
    assert found.account is not None
    return {f"{item.kind} {item.at}".strip(): item.text for item in found.account.items}


def test_the_page_is_the_transcript_and_the_rest_is_accounted_for() -> None:
    others = (
        ("image/png", b"\x89PNG"),
        ("text/css", b"p { color: red }"),
        ("text/html; charset=gb18030", "框".encode("gbk")),
        ("font/woff", b"x"),
    )
    data = samples.mhtml(PAGE, *others)
    assert detect(data).format == "mhtml"
    found = read(data)
    assert found.text == PAGE.decode() + "\n" * (not PAGE.endswith(b"\n"))
    gone = left(found)
    assert gone["metadata Snapshot-Content-Location"].endswith("https://example.org/a")
    assert gone["attachment part 4"] == "框"
    assert {"picture part 2", "script part 3", "attachment part 5"} <= set(gone)


def test_it_is_drafted_as_the_page_itself_is() -> None:
    options = ImportOptions("zh")
    saved = import_bytes(samples.mhtml(PAGE), "a", "a", options)
    plain = import_bytes(PAGE, "a", "a", options)
    assert not saved.error, saved.error
    assert saved.files["edition.yaml"] == plain.files["edition.yaml"]
    assert saved.title == plain.title
    assert "source.mhtml" in saved.files


@pytest.mark.parametrize("charset", ["gb2312", "GBK", "big5", "utf-8", "windows-1251"])
def test_a_part_is_in_the_encoding_that_its_head_says(charset: str) -> None:
    word = "слово" if charset == "windows-1251" else "中文"
    page = f"<html><body><p>{word}</p></body></html>".encode(charset)
    assert word in read(samples.mhtml(page, charset=charset)).text
    assert word in read(samples.mhtml(page.replace(b"<body>", f"<meta charset={charset}>".encode()), charset="x")).text


def test_the_page_is_the_part_that_the_head_names() -> None:
    parts = "".join(f"--b\nContent-Type: text/html\nContent-ID: <{name}>\n\n<p>{name}</p>\n" for name in ("one", "two"))
    head = 'MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b; start="<two>"\n\n'
    found = read(f"{head}before\n{parts}--b--\nafter\n".encode())
    assert found.text == "<p>two</p>\n"
    assert found.account is not None
    assert [item.text for item in found.account.items if item.kind == "comment"] == ["before", "after"]
    assert left(found)["attachment part 1"] == "<p>one</p>"
    single = read(b"MIME-Version: 1.0\nContent-Type: text/html\n\n<p>x</p>")
    assert single.text == "<p>x</p>\n"


def test_parts_inside_parts_are_read_and_too_many_refused() -> None:
    inner = "Content-Type: multipart/alternative; boundary=i\n\n--i\nContent-Type: text/plain\n\nplain\n"
    inner += "--i\nContent-Type: text/html\n\n<p>x</p>\n--i--\n"
    head = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=o\n\n"
    found = read(f"{head}--o\n{inner}--o--\n".encode())
    assert found.text == "<p>x</p>\n"
    assert left(found)["attachment part 1"] == "plain"
    deep = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(3_000))
    with pytest.raises(UnreadableSource, match="deeper"):
        transcribe_mhtml(f"MIME-Version: 1.0\n{deep}".encode(), Limits())


def test_what_has_no_page_is_refused_and_a_letter_is_another_thing() -> None:
    data = (
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: image/png\n\nx\n--b--\n"
    )
    with pytest.raises(UnreadableSource, match="no page"):
        transcribe_mhtml(data, Limits())
    assert detect(b"MIME-Version: 1.0\nContent-Type: text/plain\n\n" + "一封信。\n".encode() * 20).format != "mhtml"
    assert detect("说明：MIME-Version: 1.0\nContent-Type: text/html\n\n正文。\n".encode() * 9).format != "mhtml"


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["text/html", "text/plain; charset=utf-8", "text/css", "image/png", "x", "text/x; a=b"]),
            st.text("abc甲乙 \n-é\r\xa0", max_size=30).map(str.encode),
        ),
        max_size=4,
    ),
    st.text("xy \n-", max_size=12),
    st.text("甲<p>&= \n\r.é\u2028", max_size=40),
)
def test_every_character_is_accounted_for(others: list[tuple[str, bytes]], before: str, page: str) -> None:
    found = read(samples.mhtml(f"<html>{page}</html>".encode(), *others, before=before))
    assert "".join(found.text.split()) == "".join(f"<html>{page}</html>".split())


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=8))
def test_damaged_files_are_read_or_refused(hits: list[tuple[float, int]]) -> None:
    data = bytearray(samples.mhtml(b"<html><p>x</p></html>", ("text/plain", b"word")))
    for at, byte in hits:
        data[int(at * len(data))] = byte
    transcribe = FORMATS["mhtml"].transcribe
    assert transcribe is not None
    try:
        transcribe(bytes(data), Limits())
    except UnreadableSource as error:
        assert str(error)  # noqa: PT017
