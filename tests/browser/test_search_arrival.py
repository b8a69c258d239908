"""From a hit to its page: every place is marked, a bar goes from one to the next, and the dialog stays closed after."""

from __future__ import annotations

import re

import pytest
from browsing import Watch, violations
from playwright.sync_api import Browser, Page, expect
from searching import QUERY, ask

JISHI = "texts/nanbei-2019-05/jishi.html"
#: The texts of the marked ranges, and of the current one.
_MARKED = """name => [...(CSS.highlights.get(name) ?? [])].map(range => range.toString())"""


def test_every_place_of_the_page_is_marked_and_the_bar_goes_round(watch: tuple[Page, Watch], base: str) -> None:
    page, _ = watch
    page.goto(base + "index.html")
    page.keyboard.press("/")
    ask(page, "對口合作")  # as a reader of traditional characters types it
    page.locator("#jz-results .jz-hit-text > a[href*='jishi']").first.click()
    bar = page.locator(".jz-found-bar")
    expect(bar).to_be_visible()
    marked = page.evaluate(_MARKED, "jz-found")
    assert set(marked) == {"对口合作"}
    shown = page.locator("article").evaluate(
        """article => {
          const own = article.cloneNode(true);
          const unread = ".headerlink, .jz-line, .jz-note-mark, .bibtex-citation";
          for (const node of own.querySelectorAll(unread)) node.remove();
          return own.textContent.split("对口合作").length - 1;
        }"""
    )
    assert len(marked) >= shown
    before = page.locator(".jz-found-count").inner_text()
    for _ in marked:
        page.get_by_role("button", name="下一处").click()
        (current,) = page.evaluate(_MARKED, "jz-found-here")
        assert current == "对口合作"
    assert page.locator(".jz-found-count").inner_text() == before
    page.get_by_role("button", name="上一处").click()
    page.get_by_role("button", name="去掉标记").click()
    expect(bar).to_have_count(0)
    assert page.evaluate(_MARKED, "jz-found") == []
    assert "find=" not in page.url


def test_a_phrase_across_a_mark_is_marked_as_one(watch: tuple[Page, Watch], base: str) -> None:
    page, _ = watch
    page.goto(base + "texts/nanbei-2019-05/saohei-gonggao.html?find=0431-12389#l0147")
    expect(page.locator(".jz-found-bar")).to_be_visible()
    assert "0431-12389" in page.evaluate(_MARKED, "jz-found")


@pytest.mark.parametrize("width", [390, 1440])
def test_a_hit_in_a_note_opens_the_note(browser: Browser, server: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(server + JISHI)
    page.locator(".jz-open-search").click()
    ask(page, "字母串读不出")
    page.locator("#jz-results .jz-hit-note > a").first.click()
    expect(page).to_have_url(re.compile(r"saohei-gonggao\.html\?find=[^#]+#n-"))
    expect(page.locator(".jz-found-bar")).to_be_visible()
    (seen,) = page.evaluate(
        """() => [...CSS.highlights.get("jz-found")].map(range => {
          const { top, bottom } = range.getBoundingClientRect();
          return range.startContainer.parentElement.checkVisibility() && top >= 0 && bottom <= innerHeight;
        })"""
    )
    assert seen
    page.close()


@pytest.mark.parametrize("way", ["escape", "back", "reload"])
@pytest.mark.sampled(every=3)
def test_the_dialog_opens_when_it_is_called_and_never_else(watch: tuple[Page, Watch], base: str, way: str) -> None:
    page, _ = watch
    page.goto(base + JISHI)
    page.keyboard.press("/")
    ask(page, "对口合作")
    expect(page.locator("#jz-results .jz-hit").first).to_be_visible()
    dialog = page.locator("dialog.jz-dialog")
    if way == "escape":
        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()
        assert page.url == base + JISHI
    elif way == "reload":
        page.locator("#jz-results .jz-hit-text > a[href*='jishi']").first.click()
        expect(dialog).to_be_hidden()
        page.reload()
        expect(page.locator(".jz-found-bar")).to_be_visible()
    else:
        page.locator("#jz-results .jz-hit-text > a[href*='zoubi']").first.click()
        expect(page).to_have_url(re.compile("zoubi"))
        page.go_back()
        expect(page).to_have_url(base + JISHI)
    page.wait_for_timeout(300)
    assert page.locator("dialog[open]").count() == 0
    page.keyboard.press("/")
    expect(page.locator(QUERY)).to_have_value("对口合作")
    expect(page.locator("#jz-results .jz-hit").first).to_be_visible()


def test_nothing_of_the_search_is_loaded_before_it_is_opened(watch: tuple[Page, Watch], base: str) -> None:
    page, _ = watch
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(base + JISHI)
    page.wait_for_timeout(300)
    parts = ("jiaozhu-searching", "jiaozhu-search.css", "head.js", "shard-", "near.js")
    assert not [url for url in asked if any(part in url for part in parts)]
    page.keyboard.press("/")
    ask(page, "对口合作")
    expect(page.locator("#jz-results .jz-hit").first).to_be_visible()
    assert not [url for url in asked if "near.js" in url]  # what is found exactly needs nothing of it
    ask(page, "斐金红")
    expect(page.locator("#jz-near .jz-hit").first).to_be_visible()
    assert [url for url in asked if "near.js" in url]


def test_a_slow_first_load_says_so_and_keeps_what_is_typed(browser: Browser, server: str) -> None:
    page = browser.new_page()
    page.goto(server + JISHI)
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    slow = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 200_000}
    session.send("Network.emulateNetworkConditions", slow)
    page.keyboard.press("/")
    field = page.locator("dialog input").first
    expect(field).to_be_focused(timeout=500)
    expect(page.locator("dialog [role=status]")).to_contain_text("正在载入")
    page.keyboard.type("绍兴")
    expect(page.locator("#jz-count")).to_contain_text("正在载入", timeout=10_000)
    expect(page.locator("#jz-results .jz-hit").first).to_be_visible(timeout=20_000)
    expect(page.locator(QUERY)).to_have_value("绍兴")
    page.close()


#: How much of the page moved, as Chromium counts it.
_SHIFT = """() => new Promise(done => {
  let sum = 0;
  const add = list => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value;
  };
  new PerformanceObserver(add).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 600);
})"""


def test_on_a_phone_hits_come_before_facets_and_nothing_shifts(browser: Browser, server: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(server + JISHI)
    before = page.evaluate(_SHIFT)
    page.locator(".jz-open-search").click()
    for query in ("对口合作", "斐金红", "辽源 2021 GDP"):
        ask(page, query)
        hit = page.locator(".jz-searched .jz-hit").first
        expect(hit).to_be_visible()
        facets = page.locator(".jz-facet").first
        if facets.count():
            assert hit.bounding_box()["y"] < facets.bounding_box()["y"]  # type: ignore[index]
        assert page.locator("dialog").evaluate("dialog => dialog.scrollWidth <= dialog.clientWidth")
    assert page.evaluate(_SHIFT) - before < 0.05
    page.close()


@pytest.mark.parametrize("query", ["对口合作", "斐金红", "211555是什么", "辽源 2021 GDP", "PDF 下载", "lysh"])
@pytest.mark.sampled(every=5)
def test_links_have_names_of_their_own_and_axe_is_content(watch: tuple[Page, Watch], base: str, query: str) -> None:
    page, _ = watch
    page.goto(base + "search.html")
    ask(page, query)
    expect(page.locator(".jz-searched a").first).to_be_visible()
    names = page.locator(".jz-searched .jz-hit > a").evaluate_all(
        "links => links.map(link => link.getAttribute('aria-label'))"
    )
    assert len(names) == len(set(names))
    visible = page.locator(".jz-searched .jz-hit > a").evaluate_all(
        "links => links.every(link => link.getAttribute('aria-label').includes(link.textContent))"
    )
    assert visible
    assert violations(page) == []
