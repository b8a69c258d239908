"""The front of the house: the first page, downloads, what a page weighs, a copy of the site without a network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import JISHI, Watch, serving, violations
from playwright.sync_api import Browser, Page, expect

WIDTHS = (390, 820, 1440)
HEIGHT = 900
#: The most that a page loads beside its article, in bytes before compression: its own furniture, styles, scripts.
CEILINGS = {
    "index.html": 140_000,
    JISHI: 145_500,
    "texts/nanbei-2019-05/saohei-gonggao.html": 150_000,
    "texts/glossary.html": 130_000,
    "texts/figures.html": 140_000,
    "texts/chronology.html": 140_000,
    "guide-import.html": 150_000,
    "search.html": 140_000,
}


@pytest.fixture(params=WIDTHS)
def sized(request: pytest.FixtureRequest, browser: Browser, site: Path) -> Iterator[Page]:
    """A page of some width."""
    page = browser.new_page(viewport={"width": request.param, "height": HEIGHT})
    page.goto(f"{site.as_uri()}/index.html")
    yield page
    page.close()


def test_a_visitor_sees_at_once_what_it_is_and_where_to_begin(sized: Page) -> None:
    for name in ("h1", ".jz-home-lead", ".jz-home-figures", ".jz-home-first", ".jz-home-doors .jz-open-search"):
        box = sized.locator(name).first.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= HEIGHT, name
    sample = sized.locator(".jz-sample-page")
    expect(sample).to_be_visible()
    expect(sized.locator(".jz-home-card")).to_have_count(5)


def test_nothing_on_the_first_page_runs_out_of_the_window(sized: Page) -> None:
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert sized.evaluate(wide) <= 0
    small = sized.locator(".jz-home-doors a, .jz-home-texts summary").evaluate_all(
        "all => all.map(node => node.getBoundingClientRect()).filter(box => box.height < 24 || box.width < 24).length"
    )
    assert small == 0


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_everybody_can_use_the_first_page(browser: Browser, site: Path, theme: str) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": HEIGHT}, color_scheme=theme)  # type: ignore[arg-type]
    page.goto(f"{site.as_uri()}/index.html")
    assert page.locator("html").get_attribute("data-theme") == theme
    for summary in page.locator(".jz-home-texts summary").all():
        summary.click()
    assert violations(page) == []
    page.close()


def test_the_sample_leads_to_the_paragraph_that_it_shows(watch: tuple[Page, Watch], base: str) -> None:
    page, _ = watch
    page.goto(f"{base}index.html")
    shown = page.locator(".jz-sample-text").inner_text()
    page.locator(".jz-sample a").click()
    block = page.locator(page.evaluate("location.hash"))
    expect(block).to_be_in_viewport()
    beginning = re.sub(r"[\s\u2060]", "", shown)[:12]
    assert beginning in re.sub(r"[\s\u2060]", "", block.inner_text())


@pytest.mark.sampled(every=2)
def test_an_opening_leads_to_its_words(watch: tuple[Page, Watch], base: str) -> None:
    page, _ = watch
    page.goto(f"{base}index.html")
    for number in range(5):
        link = page.locator(".jz-home-opening a").nth(number)
        beginning = "".join(link.inner_text().split())[:8]
        link.click()
        block = page.locator(page.evaluate("location.hash"))
        expect(block).to_be_visible()
        assert "".join(block.text_content().split()).startswith(beginning)  # type: ignore[union-attr]
        page.go_back()


def test_the_doors_open(watch: tuple[Page, Watch], base: str) -> None:
    page, _ = watch
    page.goto(f"{base}index.html")
    page.locator(".jz-home-doors .jz-open-search").click()
    expect(page.locator(".jz-dialog")).to_be_visible()
    page.keyboard.press("Escape")
    page.locator(".jz-home-first").click()
    expect(page).to_have_url(re.compile("diaoyan.html$"))


def test_without_script_the_first_page_is_whole(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.as_uri()}/index.html")
    expect(page.locator(".jz-home-card")).to_have_count(5)
    page.locator(".jz-home-texts summary").first.click()
    expect(page.locator(".jz-home-texts a").first).to_be_visible()
    expect(page.locator(".jz-home-offline")).to_be_hidden()
    context.close()


def test_on_paper_the_first_page_has_its_sources(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    page.goto(f"{site.as_uri()}/index.html")
    page.emulate_media(media="print")
    for number in range(5):
        expect(page.locator(".jz-home-title").nth(number)).to_be_visible()
        expect(page.locator(".jz-home-opening").nth(number)).to_be_visible()
    expect(page.locator(".jz-home-doors")).to_be_hidden()
    page.goto(f"{site.as_uri()}/texts/index.html")
    page.emulate_media(media="print")
    expect(page.locator("p.jz-source").first).to_be_visible()
    page.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_downloads_are_a_press_away_on_every_text(browser: Browser, server: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": HEIGHT})
    page.goto(server + JISHI)
    button = page.locator(".jz-open-take").locator("visible=true").first
    button.focus()
    page.keyboard.press("Enter")
    menu = page.locator("#jz-take")
    expect(menu).to_be_visible()
    box = menu.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert violations(page) == []
    with page.expect_download() as waiting:
        menu.get_by_text("纯文本").click()
    assert waiting.value.suggested_filename == "南北协同入佳境.txt"
    assert "对口合作" in Path(waiting.value.path()).read_text("utf-8")
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(button).to_be_focused()
    page.close()


def loaded(site: Path, name: str) -> int:
    """How many bytes a page loads beside what is its own: the rest of its HTML, its styles and its scripts.

    Its own are the article, and the list of the names in it.
    """
    page = (site / name).read_text("utf-8")
    article = re.search(r"<article.*</article>", page, re.S)
    assert article is not None
    addresses = re.findall(r'<link rel="stylesheet"[^>]*href="([^"?]+)', page)
    addresses += re.findall(r'<script[^>]*\ssrc="([^"?]+)', page)
    named = re.search(r'<section class="jz-named".*?</section>', page, re.S)
    own = article[0] + (named[0] if named else "")
    assert len(addresses) >= 5
    files = [((site / name).parent / address).resolve() for address in addresses]
    return int(len(page.encode()) - len(own.encode()) + sum(path.stat().st_size for path in files))


@pytest.mark.parametrize("name", CEILINGS)
def test_a_page_is_as_light_as_its_kind(site: Path, name: str) -> None:
    assert loaded(site, name) <= CEILINGS[name]


def test_no_sheet_of_the_theme_is_shipped(site: Path) -> None:
    assert not (site / "_static/styles").exists()
    assert not (site / "_static/basic.css").exists()


def test_no_link_to_a_term_or_a_work_is_a_number(site: Path) -> None:
    found = 0
    for path in site.rglob("*.html"):
        for name, anchor in re.findall(r'href="[^"]*?(glossary|bibliography)\.html#([^"]+)"', path.read_text("utf-8")):
            if (name, anchor[:2]) != ("glossary", "id") and not anchor.startswith("id"):
                assert anchor.startswith("t-" if name == "glossary" else "work-"), (path.name, anchor)
                found += 1
            else:
                assert path.name == f"{name}.html" or anchor == "", (path.name, anchor)
    assert found > 1000


def test_the_edition_is_read_without_a_network_by_those_who_have_asked(browser: Browser, site: Path) -> None:
    context = browser.new_context()
    with serving(site) as address:
        watch = Watch(context, address)
        page = context.new_page()
        page.goto(f"{address}index.html")
        button, said = page.locator(".jz-home-keep"), page.locator(".jz-home-offline [role=status]")
        expect(button).to_be_visible()
        assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0
        button.click()
        expect(said).to_have_text("本编已存入这个浏览器，没有网络也能打开。", timeout=60_000)
        watch.check()
    context.set_offline(True)
    page.goto(address + JISHI)
    expect(page.locator("h1")).to_contain_text("南北协同入佳境")
    page.keyboard.press("/")
    page.locator(".jz-dialog input").first.fill("对口合作")
    expect(page.locator(".jz-dialog")).to_contain_text("东北")
    page.goto(address)
    expect(page.locator(".jz-home-first")).to_be_visible()
    page.locator(".jz-home-keep").click()
    expect(page.locator(".jz-home-offline [role=status]")).to_have_text("副本已移除。")
    assert page.evaluate("caches.keys()") == []
    context.close()


def test_from_a_folder_nothing_is_offered_to_be_kept(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    page.goto(f"{site.as_uri()}/index.html")
    expect(page.locator(".jz-home-offline")).to_be_hidden()
    page.close()
