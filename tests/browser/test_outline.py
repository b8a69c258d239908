"""The outline of a page: it lists the headings, follows the scroll, and is in the menu where windows are narrow."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from browsing import JISHI, Watch
from playwright.sync_api import Browser, Page, expect

LINKS = ".jz-outline a"


def test_every_page_with_headings_has_an_outline_of_them(site: Path) -> None:
    for path in site.rglob("*.html"):
        html = path.read_text("utf-8")
        article = html[html.index("<article") : html.index("</article>")]
        headings = re.findall(r"<h[234]\b(?![^>]*jz-notes)", article)
        links = re.findall(r'<li class="jz-outline-\d"><a href="#([^"]+)"', html)
        if path.name == "search.html" or path == site / "index.html" or len(headings) < 2:
            assert not links, path.name
        else:
            assert len(links) == len(headings), path.name
            assert all(f'id="{anchor}"' in article for anchor in links), path.name


@pytest.mark.parametrize("name", [JISHI, "texts/lianghui-2022/huigu-2021.html", "guide-editor.html"])
@pytest.mark.sampled(every=3)
def test_the_outline_marks_the_heading_that_is_read(watch: tuple[Page, Watch], base: str, name: str) -> None:
    page, _ = watch
    page.goto(base + name)
    links = page.locator(LINKS)
    for number in range(links.count()):
        link = links.nth(number)
        target = page.locator(f"[id='{(link.get_attribute('href') or '')[1:]}']")
        target.evaluate("node => scrollTo(0, scrollY + node.getBoundingClientRect().top - 100)")
        top = target.evaluate("node => node.getBoundingClientRect().top")
        if top > 200:  # the page ends before the heading can be at the top
            continue
        expect(link).to_have_attribute("aria-current", "location")
        expect(page.locator(f"{LINKS}[aria-current]")).to_have_count(1)
        expect(link).to_be_in_viewport()


def test_the_last_heading_is_marked_at_the_end(watch: tuple[Page, Watch], base: str) -> None:
    page, _ = watch
    page.goto(f"{base}fanli.html")
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    expect(page.locator(LINKS).last).to_have_attribute("aria-current", "location")


def test_on_a_phone_the_outline_is_in_the_menu(browser: Browser, server: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(server + JISHI)
    link = page.locator(LINKS).nth(1)
    expect(link).to_be_hidden()
    page.get_by_role("button", name="目录").click()
    expect(link).to_be_in_viewport()
    link.click()
    expect(link).to_be_hidden()
    expect(page.locator(f"[id='{(link.get_attribute('href') or '')[1:]}']")).to_be_in_viewport()
    page.close()


def test_the_outline_needs_no_script(browser: Browser, server: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server + JISHI)
    page.locator(LINKS).last.click()
    assert page.url.partition("#")[2]
    context.close()
