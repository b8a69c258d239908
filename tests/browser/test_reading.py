"""What a reader does: opens pages, reads notes, follows marks, searches."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path
from urllib.parse import quote

import pytest
from conftest import Watch
from playwright.sync_api import Browser, Page, expect

PAGES = (
    "index.html",
    "texts/index.html",
    "texts/nanbei-2019-05/index.html",
    "texts/nanbei-2019-05/jishi.html",
    "texts/nanbei-2019-05/saohei-gonggao.html",
    "texts/glossary.html",
    "texts/concordance/index.html",
    "texts/concordance/d.html",
    "texts/figures.html",
    "texts/chronology.html",
    "texts/apparatus.html",
    "fanli.html",
    "bibliography.html",
    "search.html",
)
JISHI = "texts/nanbei-2019-05/jishi.html"
SHELUN = "texts/nanbei-2019-05/wusi-shelun.html"


@pytest.mark.parametrize("name", PAGES)
def test_page_asks_nothing_of_other_hosts_and_says_nothing_on_the_console(
    watch: tuple[Page, Watch], base: str, name: str
) -> None:
    page, _ = watch
    page.goto(base + name)
    expect(page.locator("h1").first).to_be_visible()


@pytest.mark.parametrize("width", [390, 768, 1440])
def test_no_page_scrolls_sideways(browser: Browser, server: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    for name in PAGES:
        page.goto(server + name)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, (name, wide)
    page.close()


def test_notes_stand_beside_their_line_on_a_wide_page(watch: tuple[Page, Watch], base: str) -> None:
    page, _ = watch
    page.goto(base + JISHI)
    mark = page.locator(".jz-note-mark").first
    note = page.locator(".jz-note").first
    expect(note).to_be_visible()
    mark_box, note_box, text_box = mark.bounding_box(), note.bounding_box(), page.locator("#l0011").bounding_box()
    assert None not in (mark_box, note_box, text_box)
    assert note_box["x"] >= text_box["x"] + text_box["width"]
    assert abs(note_box["y"] - mark_box["y"]) < 40


def test_notes_open_in_place_on_a_narrow_page_by_key_and_touch(browser: Browser, server: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844}, has_touch=True)
    page.goto(server + JISHI)
    note = page.locator(".jz-note").first
    expect(note).to_be_hidden()
    page.locator(".jz-note-toggle").first.focus()
    page.keyboard.press("Space")
    expect(note).to_be_visible()
    page.keyboard.press("Space")
    expect(note).to_be_hidden()
    before = page.evaluate("window.scrollY")
    page.locator(".jz-note-mark").first.tap()
    expect(note).to_be_visible()
    assert abs(page.evaluate("window.scrollY") - before) < 200
    page.close()


def test_a_corrected_place_and_its_entry_lead_to_each_other(watch: tuple[Page, Watch], base: str) -> None:
    page, _ = watch
    page.goto(base + SHELUN)
    place = page.get_by_role("link", name="人民", exact=True)
    place.click()
    target = page.evaluate("location.hash")
    entry = page.locator(f"li:has({target})")
    expect(entry).to_contain_text("原文作「青年」")
    entry.locator("a").first.click()
    assert page.locator(page.evaluate("location.hash")).inner_text() == "人民"


def test_ids_are_unique_on_every_page(site: Path) -> None:
    for path in site.rglob("*.html"):
        ids = re.findall(r'\sid="([^"]+)"', path.read_text("utf-8"))
        assert len(ids) == len(set(ids)), (path.name, sorted({i for i in ids if ids.count(i) > 1})[:5])


def test_every_internal_link_arrives(site: Path) -> None:
    ids = {path: set(re.findall(r'\sid="([^"]+)"', path.read_text("utf-8"))) for path in site.rglob("*.html")}
    for path in ids:
        for address in re.findall(r'<a [^>]*href="([^"]+)"', path.read_text("utf-8")):
            if re.match(r"[a-z]+:", address):
                continue
            name, _, anchor = address.partition("#")
            target = (path.parent / name.partition("?")[0]).resolve() if name else path
            assert target in ids, (path.name, address)
            assert not anchor or anchor in ids[target], (path.name, address)


def test_search_finds_exactly_what_is_there(watch: tuple[Page, Watch], base: str, site: Path) -> None:
    """Substrings of every kind of record, by the rule "the record contains the query"."""
    script = (site / "_static" / "jiaozhu-records.js").read_text("utf-8")
    data = json.loads(script.removeprefix("window.jiaozhuRecords=").removesuffix(";\n"))
    texts = [record[3] for record in data["records"]]
    random.seed(7)
    queries = ["211555", "92.37%", "e游小镇", "对口合作", "一主六双", "枫桥经验", "越", "５Ｇ", "GDP"]
    for _ in range(40):
        text = random.choice(texts)
        start = random.randrange(len(text))
        queries.append(text[start : start + random.choice((2, 3, 4, 6, 12))].strip() or "辽源")
    page, _ = watch
    page.goto(base + "search.html")
    for query in queries:
        page.fill("#jz-query", query)
        wanted = sum(_folded(query) in _folded(text) for text in texts)
        expect(page.locator("#jz-count")).to_contain_text(f"见于 {wanted} 处" if wanted else "未见")
        assert page.locator("#jz-results li").count() == min(wanted, 200)


def _folded(text: str) -> str:
    return "".join(
        chr(ord(c) - 0xFEE0) if "\uff01" <= c <= "\uff5e" else c for c in text.replace("\u3000", " ")
    ).translate({code: code + 32 for code in range(65, 91)})


def test_a_search_can_be_shared_and_leads_to_the_paragraph(watch: tuple[Page, Watch], base: str) -> None:
    page, _ = watch
    page.goto(f"{base}search.html?q={quote('枫桥经验')}")
    expect(page.locator("#jz-results li a").first).to_have_text("枫桥经验")
    page.locator("#jz-results li:has(.jz-where:text('正文')) a").first.click()
    expect(page).to_have_url(re.compile(r"#l0\d+$"))
    assert "枫桥经验" in page.locator(page.evaluate("location.hash")).inner_text()


def test_the_search_field_of_every_page_leads_to_the_search(watch: tuple[Page, Watch], base: str) -> None:
    page, _ = watch
    page.goto(base + JISHI)
    page.locator(".jz-search-field input").fill("显顺琵琶学校")
    page.keyboard.press("Enter")
    expect(page.locator("#jz-count")).to_contain_text("「显顺琵琶学校」见于")


@pytest.mark.parametrize(
    "query", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", ".*", "a" * 10_000, "\u202e\u0007"]
)
def test_odd_queries_are_text(watch: tuple[Page, Watch], base: str, query: str) -> None:
    page, _ = watch
    page.on("dialog", lambda dialog: pytest.fail("a query was run"))
    page.goto(f"{base}search.html?q={quote(query)}")
    page.fill("#jz-query", query)
    page.press("#jz-query", "Enter")
    expect(page.locator("#jz-count")).to_contain_text("未见")
    assert page.locator("#jz-count *").count() == 0


def test_composition_fires_nothing_until_it_ends(watch: tuple[Page, Watch], base: str) -> None:
    page, _ = watch
    page.goto(base + "search.html")
    page.evaluate(
        """() => {
          const input = document.getElementById("jz-query");
          input.value = "liao";
          input.dispatchEvent(new InputEvent("input", { isComposing: true }));
        }"""
    )
    expect(page.locator("#jz-count")).to_have_text("")
    page.evaluate(
        """() => {
          const input = document.getElementById("jz-query");
          input.value = "辽源";
          input.dispatchEvent(new CompositionEvent("compositionend"));
        }"""
    )
    expect(page.locator("#jz-count")).to_contain_text("「辽源」见于")


def test_a_row_of_the_concordance_leads_to_its_paragraph(watch: tuple[Page, Watch], base: str) -> None:
    page, _ = watch
    page.goto(base + "texts/glossary.html")
    page.locator("p.jz-places a", has_text="处").first.click()
    row = page.locator("ol.jz-kwic a").first
    words = row.locator("mark").inner_text()
    row.click()
    block = page.locator(page.evaluate("location.hash"))
    expect(block).to_be_visible()
    expect(block).to_contain_text(words)


def test_a_chart_is_drawn_and_says_what_it_shows(watch: tuple[Page, Watch], base: str) -> None:
    page, _ = watch
    page.goto(base + "texts/figures.html")
    charts = page.locator("p.jz-chart img")
    assert charts.count() >= 3
    for number in range(charts.count()):
        assert charts.nth(number).evaluate("image => image.complete && image.naturalWidth > 100")
        alternative = charts.nth(number).get_attribute("alt") or ""
        assert alternative.startswith("柱状图：")
        for value in page.locator("section:has(> p.jz-chart)").nth(number).locator("td.text-right").all_inner_texts():
            assert value in alternative
