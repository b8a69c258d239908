"""Every page within reach: on a phone, zoomed in, by key, by finger, by ear, and in the system's own colours."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import JISHI, SHELUN, violations
from playwright.sync_api import Browser, Page, expect

GLOSSARY = "texts/glossary.html"
#: What lies in front of the title on the screen.
_BEFORE_TITLE = """() => {
  const top = document.querySelector("h1").getBoundingClientRect().top;
  return [...document.querySelectorAll("main *")].filter((node) => !node.children.length && node.textContent.trim() &&
    node.getClientRects().length && node.getBoundingClientRect().bottom <= top).map((node) => node.textContent);
}"""
#: Targets that are too small for a finger, except links in a line of text (WCAG 2.5.8).
_SMALL = """() => {
  const look = (node) => getComputedStyle(node);
  const inLine = (node) => look(node).display === "inline" && node.closest("p, li, td, th, dd, dt, h1, h2, h3");
  const shown = (node) => node.getClientRects().length && look(node).opacity !== "0" && !node.closest(".jz-skip");
  return [...document.querySelectorAll("a[href], button, input, select, textarea, summary, label")]
    .filter((node) => shown(node) && !inLine(node)).map((node) => [node, node.getBoundingClientRect()])
    .filter(([, box]) => box.width < 23.5 || box.height < 23.5)
    .map(([node, box]) => `${node.outerHTML.slice(0, 120)} ${box.width} ${box.height}`);
}"""
#: Sentences in Latin letters, and pinyin, that are spoken as Chinese.
_MISSPOKEN = """() => [...document.querySelectorAll("p, li, td, dd, dt, h2, h3, span")].filter((node) => {
  const text = [...node.childNodes].filter((child) => child.nodeType === 3).map((child) => child.data).join(" ");
  const language = node.closest("[lang]").lang;
  if (node.closest("code, pre, kbd, svg") || language === "zh-Latn-pinyin") return false;
  if (node.matches(".jz-pinyin") || /[āēīōūǎěǐǒǔ]/.test(text)) return true;
  const words = text.match(/\\b[A-Za-z][a-z]+\\b/g) ?? [];
  return words.length >= 4 && !/[㐀-鿿]/.test(node.textContent) && !language.startsWith("en");
}).map((node) => node.outerHTML.slice(0, 160))"""
_STOPS = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
  .filter((node) => node.tabIndex >= 0 && node.getClientRects().length).length"""

#: Whether the focus is on a headword, and all links of its entry are in the order of Tab.
_LINKS_OF_ENTRY = """() => {
  let node = document.activeElement.closest("dt");
  while (node && !node.matches("dd")) node = node.nextElementSibling;
  return node && [...node.querySelectorAll("a")].every((link) => link.tabIndex === 0);
}"""


def names(site: Path) -> list[str]:
    return [path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html"))]


@pytest.fixture
def narrow(browser: Browser) -> Iterator[Page]:
    """A window of 320 px: a small phone, or a page zoomed to 400 %."""
    page = browser.new_page(viewport={"width": 320, "height": 640})
    yield page
    page.close()


def test_no_page_scrolls_sideways_and_the_title_comes_first(narrow: Page, server: str, site: Path) -> None:
    for name in names(site):
        narrow.goto(server + name)
        assert narrow.evaluate("document.documentElement.scrollWidth") <= 320, name
        assert narrow.evaluate(_BEFORE_TITLE) == [], name


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.sampled(every=2)
def test_every_target_is_large_enough(browser: Browser, server: str, site: Path, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    for name in names(site):
        page.goto(server + name)
        assert page.evaluate(_SMALL) == [], name
    page.close()


def test_english_and_pinyin_are_marked_on_every_page(browser: Browser, server: str, site: Path) -> None:
    page = browser.new_page()
    for name in names(site):
        page.goto(server + name)
        assert page.evaluate(_MISSPOKEN) == [], name
    page.close()


def test_what_scrolls_by_itself_says_so(narrow: Page, server: str, site: Path) -> None:
    seen = 0
    for name in names(site):
        narrow.goto(server + name)
        for pane in narrow.locator(".pst-scrollable-table-container, .jz-pane").all():
            scrolls = pane.evaluate("pane => pane.scrollWidth > pane.clientWidth + 2")
            hint = pane.locator("xpath=preceding-sibling::*[1]")
            expect(hint).to_have_class("jz-scroll-hint")
            expect(hint).to_be_visible(visible=scrolls)
            if scrolls:
                assert pane.evaluate("pane => pane.tabIndex") == 0
                pane.focus()
                pane.evaluate("pane => { pane.scrollLeft = pane.scrollWidth; }")
                expect(pane).not_to_have_class("jz-more-after")
                seen += 1
    assert seen >= 5


def test_on_a_wide_window_all_is_in_the_middle(browser: Browser, server: str) -> None:
    page = browser.new_page(viewport={"width": 1920, "height": 1000})
    lefts = set()
    for name in (JISHI, "fanli.html", "texts/figures.html"):
        page.goto(server + name)
        frame, brand = page.locator(".jz-frame").bounding_box(), page.locator(".jz-brand").bounding_box()
        assert frame
        assert brand
        middle = page.evaluate("document.documentElement.clientWidth") / 2
        assert abs(frame["x"] + frame["width"] / 2 - middle) < 2
        assert abs(brand["x"] - frame["x"]) < 24
        lefts.add(frame["x"])
    assert len(lefts) == 1
    page.close()


def test_the_glossary_is_one_stop_and_every_entry_can_be_reached(browser: Browser, server: str) -> None:
    page = browser.new_page()
    page.goto(server + GLOSSARY)
    assert page.evaluate(_STOPS) < 80
    entries = page.locator("dl.glossary > dd")
    page.locator("dl.glossary a[tabindex='0']").first.focus()
    reached = []
    for _ in range(entries.count()):
        reached.append(page.evaluate("document.activeElement.hash"))
        assert page.evaluate(_LINKS_OF_ENTRY)
        page.keyboard.press("ArrowDown")
    assert len(set(reached)) == entries.count()
    page.keyboard.press("d")
    expect(page.locator("section:has(> h2:text-is('D')) dt a").first).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('dl.glossary') !== null")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.closest('dt') !== null")
    page.close()


def test_an_entry_that_is_asked_for_is_the_stop(browser: Browser, server: str) -> None:
    page = browser.new_page()
    page.goto(server + GLOSSARY)
    last = page.locator("dl.glossary dt").last.get_attribute("id") or ""
    page.goto(f"{server}{GLOSSARY}#{last}")
    page.reload()
    assert page.locator(f"#{last} a").first.evaluate("link => link.tabIndex") == 0
    page.close()


def test_the_systems_colours_show_what_is_pressed_and_what_is_changed(browser: Browser, server: str) -> None:
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(f"{server}{SHELUN}?view=source")
    pressed, other = (page.locator(f".jz-switch button[aria-pressed='{state}']").first for state in ("true", "false"))
    looks = [button.evaluate("node => getComputedStyle(node).backgroundColor") for button in (pressed, other)]
    assert looks[0] != looks[1]
    assert "✓" in pressed.evaluate("node => getComputedStyle(node, '::before').content")
    changed = page.locator(".jz-orig:visible").first
    assert changed.evaluate("node => getComputedStyle(node).outlineStyle") == "solid"
    page.goto(f"{server}{SHELUN}?view=reading")
    place = page.locator(".bd-article a.jz-corr").first
    assert "underline" in place.evaluate("node => getComputedStyle(node).textDecorationLine")
    assert violations(page) == []
    context.close()
