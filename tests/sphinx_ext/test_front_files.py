"""What the site says to machines: the head of every page, feeds, sitemap; with an address of the site and without."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from front_project import BASE, build_front, front_project
from jiaozhu.sphinx_ext.pages import page_head
from lxml import etree, html
from PIL import Image

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
#: Pages of the site that are no documents.
BESIDE = {"404.html", "search.html", "genindex.html"}
TEXT = "texts/zao-2019/yi.html"


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site with its address."""
    folder = front_project(tmp_path_factory.mktemp("front") / "known")
    return Path(build_front(folder, html_baseurl=BASE).outdir)


@pytest.fixture(scope="module")
def unknown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as a preview on this machine, whose address is no use to others."""
    folder = front_project(tmp_path_factory.mktemp("front") / "unknown")
    return Path(build_front(folder, html_baseurl="http://localhost:8000/").outdir)


def pages(site: Path) -> dict[str, Any]:
    """Every page of a site, parsed."""
    found = {path.relative_to(site).as_posix(): path for path in site.rglob("*.html")}
    return {name: html.fromstring(path.read_bytes()) for name, path in found.items() if "_static" not in name}


def meta(page: Any) -> dict[str, str]:
    return {
        node.get("name") or node.get("property"): node.get("content")
        for node in page.iter("meta")
        if node.get("name") or node.get("property")
    }


def linked(page: Any) -> dict[str, Any]:
    (node,) = page.xpath('//script[@type="application/ld+json"]')
    found: dict[str, Any] = json.loads(node.text)
    return found


def test_every_page_says_what_it_is(known: Path) -> None:
    found = pages(known)
    assert len(found) >= 15
    for name, page in found.items():
        if name == "404.html":
            continue
        tags = meta(page)
        title = page.findtext(".//title").strip()
        assert title.startswith("小编") if name == "index.html" else re.fullmatch(r".+ — .*小编.*", title), name
        assert tags["description"].strip(), name
        assert tags["og:title"].strip(), name
        assert tags["og:site_name"] == "小编", name
        assert len(tags["description"]) <= 121, name
        assert linked(page)["@context"] == "https://schema.org", name
        assert len(page.xpath('//meta[@name="viewport"]')) == 1, name


def test_no_two_documents_have_the_same_address_and_each_is_its_own(known: Path) -> None:
    for name, page in pages(known).items():
        if name in BESIDE - {"search.html"}:
            continue
        address = BASE if name == "index.html" else BASE + name
        assert page.xpath('string(//link[@rel="canonical"]/@href)') == address, name
        assert meta(page)["og:url"] == address, name
        assert linked(page)["url"] == address, name


def test_the_picture_of_the_edition_is_a_picture(known: Path) -> None:
    address = meta(pages(known)["index.html"])["og:image"]
    with Image.open(known / address.removeprefix(BASE)) as picture:
        assert picture.size == (1200, 630)
    manifest = json.loads((known / "manifest.webmanifest").read_text("utf-8"))
    assert manifest["icons"]
    for icon in manifest["icons"]:
        with Image.open(known / icon["src"]) as picture:
            assert f"{picture.width}x{picture.height}" == icon["sizes"]
    icon = pages(known)[TEXT].xpath('string(//link[@rel="apple-touch-icon"]/@href)')
    assert (known / TEXT).parent.joinpath(icon).resolve().is_file()


def test_the_first_page_is_the_edition(known: Path) -> None:
    page = linked(pages(known)["index.html"])
    assert page["@type"] == ["WebSite", "Book"]
    assert page["potentialAction"]["target"]["urlTemplate"] == f"{BASE}search.html?q={{search_term_string}}"


def test_what_is_the_same_on_every_page_is_found_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def counted(name: str) -> None:
        found = getattr(page_head, name)

        def count(*arguments: object) -> object:
            asked.append(name)
            return found(*arguments)

        monkeypatch.setattr(page_head, name, count)

    counted("identity_of")
    counted("openings")
    build_front(front_project(tmp_path / "once"))
    assert sorted(asked) == ["identity_of", "openings"]


def test_a_page_says_how_it_is_reached(known: Path) -> None:
    crumbs = linked(pages(known)["texts/zao-2019/index.html"])["breadcrumb"]["itemListElement"]
    assert [crumb["position"] for crumb in crumbs] == [1, 2, 3]
    assert [crumb["item"] for crumb in crumbs] == [
        BASE,
        f"{BASE}texts/index.html",
        f"{BASE}texts/zao-2019/index.html",
    ]


def test_a_text_is_cited_with_its_authors_and_its_pdf(known: Path) -> None:
    tags = meta(pages(known)[TEXT])
    assert tags["citation_pdf_url"] == f"{BASE}pdf/zao-2019-yi.pdf"
    assert tags["citation_fulltext_html_url"] == BASE + TEXT
    assert tags["citation_inbook_title"] == "小编"


def test_the_sitemap_has_every_document_once(known: Path) -> None:
    found = etree.parse(str(known / "sitemap.xml"))
    listed = [node.text for node in found.iter(f"{SITEMAP}loc")]
    assert listed[0] == BASE
    wanted = {BASE + name for name in pages(known) if name not in {*BESIDE, "index.html"}} | {BASE}
    assert sorted(listed) == sorted(wanted)
    for node in found.iter(f"{SITEMAP}lastmod"):
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", node.text)
    assert f"Sitemap: {BASE}sitemap.xml" in (known / "robots.txt").read_text("utf-8")


def feed_of(site: Path) -> Any:
    return etree.parse(str(site / "changes.atom")).getroot()


@pytest.mark.parametrize("name", ["known", "unknown"])
def test_the_feed_is_what_readers_of_feeds_take(name: str, request: pytest.FixtureRequest) -> None:
    """RFC 4287: what a feed and an entry must have, each once; names that are IRIs; dates of RFC 3339."""
    site: Path = request.getfixturevalue(name)
    feed = feed_of(site)
    assert feed.tag == f"{ATOM}feed"
    entries = feed.findall(f"{ATOM}entry")
    assert entries
    for item in (feed, *entries):
        for required in ("id", "title", "updated"):
            (node,) = item.findall(f"{ATOM}{required}")
            assert node.text.strip()
        assert re.match(r"urn:uuid:[0-9a-f-]{36}\Z", item.findtext(f"{ATOM}id"))
        datetime.fromisoformat(item.findtext(f"{ATOM}updated").replace("Z", "+00:00"))
        assert item.findtext(f"{ATOM}author/{ATOM}name").strip()
    names = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(names)) == len(names)
    dates = [entry.findtext(f"{ATOM}updated") for entry in entries]
    assert dates == sorted(dates, reverse=True)
    assert feed.findtext(f"{ATOM}updated") == dates[0]
    base = feed.get("{http://www.w3.org/XML/1998/namespace}base") or ""
    for entry in entries:
        address = urljoin(base, entry.find(f"{ATOM}link").get("href"))
        assert (site / address.removeprefix(BASE)).is_file()


def test_the_names_in_a_feed_stay(known: Path, unknown: Path, tmp_path: Path) -> None:
    again = Path(build_front(front_project(tmp_path / "again"), html_baseurl=BASE).outdir)
    assert (again / "changes.atom").read_bytes() == (known / "changes.atom").read_bytes()
    assert feed_of(unknown).findtext(f"{ATOM}id") != feed_of(known).findtext(f"{ATOM}id")


def test_the_search_describes_itself(known: Path) -> None:
    found = etree.parse(str(known / "opensearch.xml"))
    space = "{http://a9.com/-/spec/opensearch/1.1/}"
    assert found.find(f"{space}Url").get("template") == f"{BASE}search.html?q={{searchTerms}}"
    assert 0 < len(found.findtext(f"{space}ShortName")) <= 16
    assert found.findtext(f"{space}Description").strip()


def test_nothing_names_an_address_that_is_not_known(unknown: Path) -> None:
    for name, page in pages(unknown).items():
        tags = meta(page)
        assert not {"og:url", "og:image", "citation_pdf_url", "citation_fulltext_html_url"} & set(tags), name
        assert page.xpath('//link[@rel="canonical"]') == [], name
    for path in unknown.rglob("*"):
        if path.suffix in {".html", ".atom", ".xml", ".txt", ".webmanifest", ".json"}:
            assert "localhost" not in path.read_text("utf-8"), path
    assert not (unknown / "sitemap.xml").exists()
    assert not (unknown / "opensearch.xml").exists()
    assert "Sitemap" not in (unknown / "robots.txt").read_text("utf-8")


def test_what_was_written_with_an_address_goes_with_it(tmp_path: Path) -> None:
    folder = front_project(tmp_path / "edition")
    out = Path(build_front(folder, html_baseurl=BASE).outdir)
    assert (out / "sitemap.xml").exists()
    build_front(folder)
    assert not (out / "sitemap.xml").exists()
    assert BASE not in (out / TEXT).read_text("utf-8")


def test_the_page_for_lost_addresses_leads_back_from_any_depth(known: Path, unknown: Path) -> None:
    page = pages(known)["404.html"]
    addresses = [*page.xpath("//@href"), *page.xpath("//@src")]
    assert addresses
    for address in addresses:
        assert address.startswith("/edition/"), address
        name = address.removeprefix("/edition/")
        assert (known / (name or "index.html")).is_file(), address
    assert meta(page)["robots"] == "noindex"
    for address in pages(unknown)["404.html"].xpath("//@href"):
        assert (unknown / address / ("index.html" if address == "./" else "")).resolve().is_file(), address


def test_words_of_strangers_are_no_markup(tmp_path: Path) -> None:
    folder = front_project(tmp_path / "edition")
    info = folder / "corpus" / "corpus.yaml"
    text = info.read_text("utf-8")
    hostile = '"</script><script>alert(1)</script>&<b>\\"]]>"'
    info.write_text(re.sub(r"(?m)^description: .*$", f"description: {hostile}", text), "utf-8")
    out = Path(build_front(folder, html_baseurl=BASE).outdir)
    page = pages(out)["index.html"]
    assert "</script><script>alert(1)" in meta(page)["description"]
    assert "</script><script>alert(1)" in linked(page)["description"]
    assert page.xpath('//script[contains(text(), "alert") and not(@type)]') == []
    for name in ("sitemap.xml", "opensearch.xml", "changes.atom"):
        etree.parse(str(out / name))
