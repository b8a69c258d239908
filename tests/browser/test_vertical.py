"""Vertical lines, page by page: nothing of a text is lost, its notes can be read, and pages turn in every way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import JISHI, Watch, violations
from playwright.sync_api import Browser, BrowserContext, Page, expect

#: A choice of an earlier visit.
_KEPT = "localStorage.setItem('jiaozhu-direction', 'down')"
#: The words of a text, without what changes with the view.
_WORDS = """() => {
  const copy = document.querySelector(".bd-article").cloneNode(true);
  copy.querySelectorAll(".jz-switch, .jz-notes, .jz-note, .jz-room").forEach((node) => node.remove());
  return copy.textContent.replace(/\\s+/g, "");
}"""
#: Blocks of which a part is outside of the pages, to the left or the right.
_CUT = """() => {
  const article = document.querySelector(".bd-article");
  const frame = article.getBoundingClientRect();
  return [...article.querySelectorAll("p, h1, h2, h3, li, .jz-note")].filter((node) =>
    [...node.getClientRects()].some((box) => box.width && (box.left < frame.left - 2 || box.right > frame.right + 2))
  ).map((node) => node.outerHTML.slice(0, 80));
}"""

#: What is on the page that is turned up: ids of blocks and notes.
_ON_PAGE = """() => {
  const frame = document.querySelector(".bd-article").getBoundingClientRect();
  const shown = (node) => [...node.getClientRects()].some((box) => box.bottom > frame.top && box.top < frame.bottom);
  const parts = document.querySelectorAll(".bd-article [id^='l'], .bd-article .jz-note");
  return [...parts].filter(shown).map(({ id }) => id);
}"""


def texts(site: Path) -> list[str]:
    found = [path for path in site.glob("texts/*/*.html") if "jz-can-vertical" in path.read_text("utf-8")]
    return [path.relative_to(site).as_posix() for path in sorted(found)]


@pytest.fixture
def down(browser: Browser) -> Iterator[BrowserContext]:
    """A reader who has chosen vertical lines."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.add_init_script(f"if (!localStorage.getItem('jiaozhu-direction')) {_KEPT}")
    yield context
    context.close()


def test_only_texts_can_be_set_vertically(site: Path) -> None:
    for path in site.rglob("*.html"):
        html = path.read_text("utf-8")
        assert ("jz-can-vertical" in html) == ('<body class="jz-text' in html), path


@pytest.mark.parametrize("width", [390, 820, 1440])
@pytest.mark.sampled(every=2)
def test_nothing_of_a_text_is_lost(browser: Browser, server: str, site: Path, width: int) -> None:
    across = browser.new_page(viewport={"width": width, "height": 844})
    context = browser.new_context(viewport={"width": width, "height": 844})
    context.add_init_script(_KEPT)
    down = context.new_page()
    for name in texts(site):
        across.goto(server + name)
        down.goto(server + name)
        expect(down.locator(".jz-leaf-place")).to_have_text(re.compile(r"^1 / \d+$"))
        assert down.evaluate(_WORDS) == across.evaluate(_WORDS), name
        assert down.evaluate(_CUT) == [], name
        assert down.evaluate("document.documentElement.scrollWidth") <= width
        assert down.locator(".bd-article .jz-note").count() == across.locator(".bd-article .jz-note").count()
    across.close()
    context.close()


def test_pages_turn_by_key_and_button(down: BrowserContext, server: str) -> None:
    page = down.new_page()
    page.emulate_media(reduced_motion="reduce")
    page.goto(server + JISHI)
    place = page.locator(".jz-leaf-place")
    count = int(place.inner_text().split("/")[1])
    assert count > 3
    seen = set()
    for number in range(1, count + 1):
        expect(place).to_have_text(f"{number} / {count}")
        shown = page.evaluate(_ON_PAGE)
        seen |= set(shown)
        page.keyboard.press("ArrowLeft" if number % 2 else "PageDown")
    blocks = page.evaluate(
        "[...document.querySelectorAll('.bd-article [id^=l], .bd-article .jz-note')]"
        ".filter((node) => node.getClientRects().length && node.textContent).map((node) => node.id)"
    )
    assert set(blocks) <= seen
    page.keyboard.press("ArrowRight")
    expect(place).to_have_text(f"{count - 1} / {count}")
    page.keyboard.press("Home")
    page.get_by_role("button", name="下一页").click()
    expect(place).to_have_text(f"2 / {count}")


def test_a_note_is_read_at_its_mark(down: BrowserContext, server: str) -> None:
    page = down.new_page()
    page.goto(server + JISHI)
    for number in (0, 1):
        mark = page.locator(".bd-article a.jz-note-mark").nth(number)
        mark.click()
        card = page.locator("#jz-card")
        note = page.locator(f"[id='{(mark.get_attribute('href') or '')[1:]}'] .jz-note-head")
        expect(card).to_contain_text(note.inner_text())
        expect(card).to_have_css("writing-mode", "horizontal-tb")
        page.keyboard.press("Escape")
        expect(card).to_have_count(0)


def test_a_link_to_a_line_turns_to_its_page(down: BrowserContext, server: str) -> None:
    page = down.new_page()
    page.goto(f"{server}{JISHI}#l0071")
    expect(page.locator("#l0071")).to_be_in_viewport()
    expect(page.locator(".jz-leaf-place")).not_to_have_text(re.compile("^1 / "))


def test_the_choice_is_kept_and_can_be_undone(watch: tuple[Page, Watch], base: str) -> None:
    page, _ = watch
    page.goto(base + JISHI)
    before = page.locator(".bd-article").evaluate("node => node.innerHTML.length")
    page.get_by_role("button", name="阅读").click()
    page.get_by_role("button", name="竖排").click()
    expect(page.locator(".bd-article")).to_have_css("writing-mode", "vertical-rl")
    expect(page.locator(".jz-abreast").first).to_have_css("text-combine-upright", "all")
    page.reload()
    expect(page.locator(".bd-article")).to_have_css("writing-mode", "vertical-rl")
    page.get_by_role("button", name="阅读").click()
    page.get_by_role("button", name="横排").click()
    expect(page.locator(".jz-upright, .jz-leaf")).to_have_count(0)
    page.wait_for_timeout(300)
    assert abs(page.locator(".bd-article").evaluate("node => node.innerHTML.length") - before) < before * 0.02


def test_a_screen_reader_can_use_it(down: BrowserContext, server: str) -> None:
    page = down.new_page()
    page.goto(server + JISHI)
    expect(page.locator(".jz-leaf")).to_be_visible()
    assert violations(page) == []


def test_an_english_text_has_no_vertical_lines(browser: Browser, server: str, site: Path) -> None:
    assert texts(site)
    page = browser.new_page()
    page.goto(f"{server}texts/glossary.html")
    page.get_by_role("button", name="阅读").click()
    expect(page.get_by_role("button", name="竖排")).to_have_count(0)
    page.close()
