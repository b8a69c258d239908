"""What a citation or a reference leads to is shown beside it, by mouse, key and touch; without data it is a link."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from browsing import JISHI, Watch
from playwright.sync_api import Browser, Page, expect

CITATION = ".bibtex-citation a"
PASSAGE = "a.reference:has(> .std-ref)"
#: With a citation and with references to passages that no note hides.
GLOSSARY = "texts/glossary.html"


def test_every_reference_to_a_passage_has_a_preview(site: Path) -> None:
    known: dict[str, list[str]] = {}
    for path in (site / "_static/jiaozhu/passages").glob("*.js"):
        data = json.loads(path.read_text("utf-8").split("(", 1)[1].removesuffix(");\n"))
        assert all(label.startswith(f"{path.stem}-l") for label in data)
        known |= data
    wanted = set()
    for path in site.rglob("*.html"):
        found = re.findall(r'href="[^"#]*#([^"]+)"><span class="std std-ref"', path.read_text("utf-8"))
        wanted |= {label for label in found if not label.startswith("kwic-")}
    assert len(wanted) > 100
    assert wanted <= set(known)
    assert all(title and line and text for title, line, text in known.values())


def test_every_citation_has_the_work_in_it(site: Path) -> None:
    for path in site.rglob("*.html"):
        links = re.findall(r'<span class="bibtex-citation".*?</span>', path.read_text("utf-8"))
        assert all(len(re.findall(r"<a ", link)) == len(re.findall(r' title="[^"]{8,}"', link)) for link in links), path


@pytest.mark.parametrize("selector", [CITATION, PASSAGE])
@pytest.mark.sampled(every=2)
def test_a_preview_comes_with_the_mouse(watch: tuple[Page, Watch], base: str, selector: str) -> None:
    page, _ = watch
    page.goto(base + GLOSSARY)
    link = page.locator(f".bd-article dd {selector}:not([href*='kwic'])").first
    link.hover()
    card = page.locator("#jz-card")
    expect(card).to_be_visible()
    expect(card.locator("p").nth(1)).to_contain_text(re.compile(r".{10}"))
    assert card.locator("a").get_attribute("href") == link.evaluate("link => link.href")
    page.locator("h1").hover()
    expect(card).to_have_count(0)


@pytest.mark.parametrize("selector", [CITATION, PASSAGE])
def test_a_preview_comes_with_the_focus_and_goes_with_escape(
    watch: tuple[Page, Watch], base: str, selector: str
) -> None:
    page, _ = watch
    page.goto(base + GLOSSARY)
    link = page.locator(f".bd-article dd {selector}:not([href*='kwic'])").first
    page.keyboard.press("Tab")  # from here on the focus is that of the keyboard
    link.focus()
    card = page.locator("#jz-card")
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(link).to_be_focused()


def test_the_preview_of_a_passage_is_the_passage(watch: tuple[Page, Watch], base: str) -> None:
    page, _ = watch
    page.goto(base + GLOSSARY)
    link = page.locator(f".bd-article dd {PASSAGE}:not([href*='kwic'])").first
    link.hover()
    shown = page.locator("#jz-card .jz-card-passage").inner_text().rstrip("…")
    page.locator("#jz-card a").click()
    block = page.locator(f"{page.evaluate('location.hash')} + *, {page.evaluate('location.hash')}").first
    assert shown[:6] in "".join(block.evaluate("node => node.parentNode.textContent").split())


def test_the_first_touch_shows_the_preview_and_the_second_follows(browser: Browser, server: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(server + GLOSSARY)
    link = page.locator(f".bd-article dd {CITATION}").first
    link.tap()
    expect(page.locator("#jz-card")).to_be_visible()
    link.tap()
    expect(page).to_have_url(re.compile("bibliography.html#"))
    context.close()


def test_without_its_data_a_reference_follows_at_the_first_touch(browser: Browser, server: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    context.route("**/passages/*.js", lambda route: route.abort())
    page = context.new_page()
    page.goto(server + GLOSSARY)
    page.locator(f".bd-article dd {PASSAGE}:not([href*='kwic'])").first.tap()
    expect(page).to_have_url(re.compile(r"\.html#.+-l\d+"))
    context.close()


def test_a_citation_in_a_text_shows_its_work_once(watch: tuple[Page, Watch], base: str) -> None:
    page, _ = watch
    page.goto(base + JISHI)
    link = page.locator(f".jz-meta {CITATION}").first
    expect(link).not_to_have_attribute("title", re.compile("."))
    link.hover()
    expect(page.locator("#jz-card")).to_contain_text("2019-05")
