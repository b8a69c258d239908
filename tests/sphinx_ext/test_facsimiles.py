"""Pictures of pages are on the site only by a right that is stated, and each printed line is tied to its words."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pypdf
import pytest
from jiaozhu.building import build_html, build_pdf
from jiaozhu.building.places import Places
from jiaozhu.edition.facsimile import printed_lines
from jiaozhu.edition.pipeline import make_book
from jiaozhu.store import load_corpus
from lxml import html
from scanned_project import PAGES, RIGHTS, scanned_project

TEXT = "texts/scan/text.html"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Places:
    """The project, built."""
    places = scanned_project(tmp_path_factory.mktemp("scanned") / "project")
    build_html(places)
    return places


def data_of(page: str) -> dict[str, Any]:
    found = re.search(r'id="jz-facsimile-data">(.*?)</script>', page)
    assert found
    loaded: dict[str, Any] = json.loads(found.group(1))
    return loaded


def test_each_printed_line_is_tied_to_the_words_that_are_on_it(project: Places) -> None:
    corpus, problems = load_corpus(project.corpus)
    assert not problems
    (volume,) = make_book(corpus).volumes
    readings = {block.id: block.reading for page in volume.pages for block in page.blocks}
    lines = printed_lines(volume.edited)["text"]
    printed = [line.text for page in PAGES for line in page]
    assert [readings[line.block][line.start : line.end] for line in lines] == printed
    assert [line.page for line in lines] == [1, 1, 1, 1, 2, 2]
    assert lines[0].box == (60, 20, 380, 60)


def test_a_page_has_its_lines_its_pictures_and_links_that_need_no_script(project: Places) -> None:
    page = (project.html / TEXT).read_text("utf-8")
    data = data_of(page)
    assert data["rights"] == RIGHTS
    assert [item["address"] for item in data["pages"]] == [
        "../../facsimiles/scan/0001.webp",
        "../../facsimiles/scan/0002.webp",
    ]
    assert len(data["lines"]) == 6
    # The first character of this line is two units in UTF-16, as scripts count.
    block, start, end, *_ = data["lines"][3]
    assert (start, end) == (0, 13)
    links = html.fromstring(page.encode()).xpath('//a[@class="jz-page-picture"]')
    assert [link.get("href") for link in links] == [item["address"] for item in data["pages"]]
    assert {path.name for path in (project.html / "facsimiles" / "scan").iterdir()} == {"0001.webp", "0002.webp"}
    assert "jiaozhu-pictures.js" in page
    assert block.startswith("l")


def test_other_pages_load_no_viewer(project: Places) -> None:
    assert "jiaozhu-pictures.js" not in (project.html / "texts" / "scan" / "index.html").read_text("utf-8")


@pytest.mark.parametrize("publish", ['"no"', '"no"\nrights: "示例"'])
def test_nothing_is_published_unless_somebody_says_so(tmp_path: Path, publish: str) -> None:
    places = scanned_project(tmp_path / "project", publish)
    build_html(places)
    page = (places.html / TEXT).read_text("utf-8")
    assert "jz-facsimile-data" not in page
    assert "webp" not in page
    assert not list(places.html.rglob("*.webp"))


def test_what_may_not_be_shown_any_more_is_taken_away(tmp_path: Path) -> None:
    places = scanned_project(tmp_path / "project")
    described = places.corpus / "sources" / "scan" / "facsimile.yaml"
    build_html(places)
    text = described.read_text("utf-8").replace('publish: "yes"', "publish: no")
    described.write_text(text.replace("width", "address: https://example.org/1\n    width", 1), "utf-8")
    build_html(places)
    page = (places.html / TEXT).read_text("utf-8")
    assert not list(places.html.rglob("*.webp"))
    links = html.fromstring(page.encode()).xpath('//section[contains(@class, "jz-pages")]//a')
    assert [link.get("href") for link in links] == ["https://example.org/1"]


@pytest.mark.parametrize("layout", [b"", b"[]", b'{"lines": 3}', b'{"lines": [{"page": "x"}]}', b'{"lines": [{}]}'])
def test_a_damaged_layout_ties_nothing(tmp_path: Path, layout: bytes) -> None:
    places = scanned_project(tmp_path / "project")
    (places.corpus / "sources" / "scan" / "layout.json").write_bytes(layout)
    (volume,) = make_book(load_corpus(places.corpus)[0]).volumes
    assert printed_lines(volume.edited) == {}


@pytest.mark.parametrize(("wanted", "plates"), [("", 0), ("all", 2), ("scan/text", 2), ("other", 0)])
def test_plates_are_printed_if_they_are_asked_for(tmp_path: Path, wanted: str, plates: int) -> None:
    places = scanned_project(tmp_path / "project")
    with (places.docs / "conf.py").open("a", encoding="utf-8") as settings:
        settings.write(f"jiaozhu_plates = {wanted!r}\n")
    book = pypdf.PdfReader(build_pdf(places))
    images = [image for page in book.pages for image in page.images]
    assert len(images) == plates
    assert any(RIGHTS in page.extract_text() for page in book.pages) is bool(plates)


def test_pictures_that_may_not_be_published_are_not_printed(tmp_path: Path) -> None:
    places = scanned_project(tmp_path / "project", '"no"')
    with (places.docs / "conf.py").open("a", encoding="utf-8") as settings:
        settings.write('jiaozhu_plates = "all"\n')
    book = pypdf.PdfReader(build_pdf(places))
    assert not [image for page in book.pages for image in page.images]
