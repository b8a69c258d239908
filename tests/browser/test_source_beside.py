"""Source and edition side by side, and what says that it is not the edited text that is shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from browsing import JISHI, SHELUN, Watch, violations
from playwright.sync_api import Browser, Page, expect

#: With many changes and many notes.
DENSE = "texts/xiaoshanghai-2019/diaoyan.html"
#: Each differing word of the source: its place, how far it is below the edition's word, and whether it is to its right.
_DIFFERENCES = """() => [...document.querySelectorAll(".jz-there mark")].map((mark) => {
  const place = document.getElementById(mark.dataset.place);
  const [here, there] = [place, mark].map((node) => node.getClientRects()[0]);
  const line = parseFloat(getComputedStyle(mark.parentNode).lineHeight);
  const below = mark.closest(".jz-there-below") !== null;
  const off = Math.abs(there.top - here.top) / line;
  return {place: mark.dataset.place, off, beside: there.left >= here.right - 1, below};
})"""
#: What a paragraph of the source reads there, without what is missing from it.
_READINGS = (
    """() => [...document.querySelectorAll(".jz-there")].map((node) => node.textContent.replaceAll("\u2038", ""))"""
)
#: The same, by the view of the source alone.
_SOURCE = """() => [...document.querySelectorAll(".jz-there")].map((node) => {
  const block = document.getElementById(node.dataset.of);
  const copy = block.cloneNode(true);
  const other = ".jz-there, .jz-note, .jz-note-mark, .jz-line, .jz-ours, .jz-room, .jz-level";
  copy.querySelectorAll(other).forEach((inner) => inner.remove());
  return copy.textContent;
})"""


def texts(site: Path) -> list[str]:
    found = [path for path in site.glob("texts/*/*.html") if '<body class="jz-text' in path.read_text("utf-8")]
    return [path.relative_to(site).as_posix() for path in sorted(found)]


@pytest.mark.parametrize("width", [820, 1440])
@pytest.mark.sampled(every=2)
def test_what_differs_is_opposite_each_other_in_every_text(
    browser: Browser, server: str, site: Path, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    seen = 0
    for name in texts(site):
        page.goto(f"{server}{name}?view=both")
        changes = page.locator(".bd-article [id^='c-']").count()
        if not changes:
            expect(page.locator(".jz-there")).to_have_count(0)
            continue
        expect(page.locator(".jz-there mark")).to_have_count(page.locator(".jz-orig").count())
        page.wait_for_timeout(200)  # the fonts may come, and the lines are levelled again
        for item in page.evaluate(_DIFFERENCES):
            assert item["below"] or (item["off"] < 0.5 and item["beside"]), (name, item)
            seen += 1
        assert page.evaluate(_READINGS) == page.evaluate(_SOURCE), name
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()
    assert seen >= 40


def test_an_open_note_leaves_them_opposite_each_other(watch: tuple[Page, Watch], base: str) -> None:
    page, _ = watch
    page.goto(f"{base}{DENSE}?view=both")
    page.locator(".jz-pairs > p:has(.jz-ours) .jz-note-mark").first.click()
    page.wait_for_timeout(400)
    differences = page.evaluate(_DIFFERENCES)
    assert len(differences) > 5
    assert all(item["below"] or item["off"] < 0.5 for item in differences)


def test_on_a_phone_only_what_differs_is_repeated(browser: Browser, server: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(f"{server}{SHELUN}?view=both")
    shown = [node for node in page.locator(".jz-there").all() if node.is_visible()]
    assert 0 < len(shown) < page.locator(".jz-there").count()
    assert all(node.locator("mark").count() for node in shown)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.close()


def test_what_is_shown_stays_in_sight(watch: tuple[Page, Watch], base: str) -> None:
    page, _ = watch
    page.goto(base + SHELUN)
    state = page.locator(".jz-view-state")
    expect(state).to_be_hidden()
    page.locator(".jz-switch button", has_text="原文").click()
    expect(state).to_contain_text("原文")
    page.evaluate("scrollTo(0, 1500)")
    expect(state).to_be_in_viewport(ratio=1)
    page.locator(".jz-switch button", has_text="对照").click()
    expect(state).to_contain_text("左为校后")
    expect(page.locator(".jz-switch button[aria-pressed='true']")).to_have_text("对照")
    page.get_by_role("button", name="回到校后").click()
    expect(state).to_be_hidden()
    expect(page.locator(".jz-there")).to_have_count(0)


def test_the_state_is_there_from_the_first_paint(watch: tuple[Page, Watch], base: str) -> None:
    page, _ = watch
    page.goto(f"{base}{SHELUN}?view=source")
    shift = page.evaluate(
        """() => new Promise((done) => new PerformanceObserver((list) =>
             done(list.getEntries().reduce((sum, entry) => sum + entry.value, 0))
           ).observe({type: "layout-shift", buffered: true}) || setTimeout(() => done(0), 500))"""
    )
    assert shift < 0.1
    expect(page.locator(".jz-view-state")).to_be_visible()
    page.goto(f"{base}texts/nanbei-2019-05/zengyu.html")  # without a change
    expect(page.locator(".jz-view-state")).to_be_hidden()


def test_going_to_and_fro_leaves_the_text_as_it_was(watch: tuple[Page, Watch], base: str) -> None:
    page, _ = watch
    page.goto(base + JISHI)
    before = page.locator(".bd-article").inner_text()
    page.locator(".jz-switch button", has_text="对照").click()
    expect(page.locator(".jz-there").first).to_be_attached()
    page.locator(".jz-switch button", has_text="校后").click()
    expect(page.locator(".jz-there, .jz-level")).to_have_count(0)
    assert page.locator(".bd-article").inner_text() == before


@pytest.mark.parametrize("view", ["source", "both"])
def test_a_screen_reader_can_use_it(browser: Browser, server: str, view: str) -> None:
    page = browser.new_page()
    page.goto(f"{server}{SHELUN}?view={view}")
    assert violations(page) == []
    page.close()
