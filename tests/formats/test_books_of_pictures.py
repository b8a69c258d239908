"""Books whose pages are pictures are recognised, and what they have as text stays at its place."""

from __future__ import annotations

import io

import pytest
from fake_recognizer import only, row
from jiaozhu.formats import DEFAULT_LIMITS, FORMATS
from jiaozhu.workflows.importing.importer import import_bytes
from jiaozhu.workflows.importing.options import ImportOptions, Ocr
from pictured_project import jpeg, pictured_epub
from PIL import Image

_BODY = (
    "<h1>卷一</h1><p><img src='images/1.png'/></p><p><img src='images/2.png'/></p><h1>卷二</h1>"
    "<p><img src='images/1.png'/></p>"
)
_FIRST, _SECOND = (row("春耕生产全面展开。", 60, 20),), (row("秋收也已经完成。", 60, 20), row("冬天来了。", 60, 60))


def page(shade: int) -> bytes:
    """A picture as large as a page."""
    out = io.BytesIO()
    Image.new("L", (700, 900), shade).save(out, "PNG")
    return out.getvalue()


def book(body: str = _BODY) -> bytes:
    return pictured_epub(body, {"images/1.png": page(200), "images/2.png": page(220)})


def test_pages_are_read_where_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    with only(monkeypatch, _FIRST, _SECOND):
        imported = import_bytes(book(), "a", "a", ImportOptions("zh-CN"))
    assert not imported.error
    assert imported.files["transcript.txt"].decode() == "卷一\n春耕生产全面展开。\n秋收也已经完成。\n冬天来了。\n卷二\n"
    names = sorted(name for name in imported.files if name.endswith(".webp"))
    assert names == ["pages/0001.webp", "pages/0002.webp"]
    assert b"unaccounted" not in imported.files["about.yaml"]


def test_without_recognition_the_text_that_there_is_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    with only(monkeypatch, _FIRST):
        imported = import_bytes(book(), "a", "a", ImportOptions("zh-CN", ocr=Ocr("never")))
    assert imported.files["transcript.txt"].decode() == "卷一\n卷二\n"
    assert "pictures/0001.webp" in imported.files


def test_a_book_with_text_keeps_it_even_if_all_is_to_be_recognised(monkeypatch: pytest.MonkeyPatch) -> None:
    with only(monkeypatch, _FIRST):
        always = import_bytes(pictured_epub(), "a", "a", ImportOptions("zh-CN", ocr=Ocr("always")))
        auto = import_bytes(pictured_epub(), "a", "a", ImportOptions("zh-CN"))
    assert always.files["transcript.txt"] == auto.files["transcript.txt"]
    assert "pictures/0001.webp" in always.files


def test_a_photograph_without_words_stays_a_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    data = pictured_epub("<p>山。<img src='images/1.png'/></p>", {"images/1.png": page(9), "images/hill.jpg": jpeg()})
    with only(monkeypatch, ()):
        imported = import_bytes(data, "a", "a", ImportOptions("zh-CN"))
    assert "pictures/0001.webp" in imported.files
    assert "pages/0001.webp" not in imported.files


def test_places_of_what_is_said_follow_their_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    body = "<p><img src='images/1.png'/></p><p>见<a href='https://example.org/'>此</a></p>"
    recognize = FORMATS["epub"].recognize
    assert recognize is not None
    with only(monkeypatch, _SECOND):
        found = recognize(book(body), DEFAULT_LIMITS, "")
    assert found.text == "秋收也已经完成。\n冬天来了。\n见此\n"
    assert [(item.line, item.kind) for item in found.inlines if item.kind == "link"] == [(3, "link")]
    assert found.account is not None
    assert found.account.unaccounted == 0
    assert len(found.places) == 3
