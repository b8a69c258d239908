"""Things to look at: charts, the timeline and the overview, by mouse, key and touch, and the tables beside them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from browsing import Watch, violations
from playwright.sync_api import Browser, Page, expect

CHRONOLOGY, FIGURES, OVERVIEW = "texts/chronology.html", "texts/figures.html", "texts/overview.html"
PLACES = "texts/registers/places.html"
DOTS = ".jz-drawing-timeline svg a.jz-dot"


def enter(page: Page, selector: str) -> None:
    """Move the focus into a drawing, as by key."""
    page.keyboard.press("Tab")
    page.locator(f"{selector}[tabindex='0']").first.focus()


def test_only_pages_with_drawings_load_what_drawings_need(site: Path) -> None:
    for path in site.rglob("*.html"):
        html = path.read_text("utf-8")
        drawn = 'class="jz-drawing ' in html
        assert drawn == ("jiaozhu-drawings.js" in html) == ("jiaozhu-drawing.css" in html), path
        assert drawn == (path.relative_to(site).as_posix() in (CHRONOLOGY, FIGURES, OVERVIEW, PLACES)), path


def test_a_chart_has_every_value_of_its_table(watch: tuple[Page, Watch], base: str) -> None:
    page, _ = watch
    page.goto(base + FIGURES)
    sections = page.locator("section:has(> .jz-drawing-bars)")
    assert sections.count() >= 3
    for section in sections.all():
        bars = section.locator("svg a")
        rows = section.locator("tbody tr")
        assert bars.count() == rows.count()
        said = [bar.get_attribute("aria-label") or "" for bar in bars.all()]
        for row in rows.all():
            value, link = row.locator("td.text-right").inner_text(), row.locator("a")
            where = (link.get_attribute("href") or "").split("#")[0]
            assert any(value in text for text in said)
            assert where in [(bar.get_attribute("href") or "").split("#")[0] for bar in bars.all()]
        assert (section.locator("svg").get_attribute("aria-label") or "").startswith("柱状图：")


def test_a_bar_says_its_value_on_focus_and_leads_to_its_passage(watch: tuple[Page, Watch], base: str) -> None:
    page, _ = watch
    page.goto(base + FIGURES)
    enter(page, ".jz-drawing-bars svg a")
    page.keyboard.press("ArrowRight")
    card = page.locator("#jz-card")
    expect(card).to_contain_text("1965年")
    expect(card).to_contain_text("亿元")
    page.keyboard.press("Tab")
    expect(card.locator("a")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"diaoyan\.html#l\d+"))
    expect(page.locator(page.evaluate("location.hash"))).to_be_in_viewport()


def test_the_timeline_has_every_event_of_the_list(watch: tuple[Page, Watch], base: str, site: Path) -> None:
    page, _ = watch
    page.goto(base + CHRONOLOGY)
    items = page.locator("ul.jz-chronology > li strong [id]").evaluate_all("nodes => nodes.map(node => node.id)")
    dots = page.locator(DOTS).evaluate_all("nodes => nodes.map(node => [node.dataset.item, node.getAttribute('href')])")
    assert [item for item, _ in dots] == items
    for _, address in dots:
        name, _, anchor = address.partition("#")
        html = (site / "texts" / name).read_text("utf-8")
        assert not anchor or f' id="{anchor}"' in html


def test_the_timeline_is_moved_through_by_key(watch: tuple[Page, Watch], base: str) -> None:
    page, _ = watch
    page.goto(base + CHRONOLOGY)
    enter(page, DOTS)
    text, place = page.locator(".jz-moment-text"), page.locator(".jz-moment-place")
    count = page.locator(DOTS).count()
    for number in range(1, count):
        expect(place).to_have_text(f"{number} / {count}")
        item = page.locator(DOTS).nth(number - 1).get_attribute("data-item") or ""
        shown = page.locator(f"li:has(#{item})").inner_text()
        assert "".join(text.inner_text().split()) == "".join(shown.split())
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Home")
    expect(place).to_have_text(f"1 / {count}")
    page.keyboard.press("End")
    expect(place).to_have_text(f"{count} / {count}")
    page.keyboard.press("ArrowUp")
    expect(page.locator(f"{DOTS}:focus")).to_have_count(1)
    page.keyboard.press("Tab")
    assert page.locator(f"{DOTS}:focus").count() == 0  # one of them is in the order of Tab


def test_the_timeline_is_moved_through_by_its_buttons(watch: tuple[Page, Watch], base: str) -> None:
    page, _ = watch
    page.goto(base + CHRONOLOGY)
    later, earlier = page.get_by_role("button", name="下一件事"), page.get_by_role("button", name="上一件事")
    expect(earlier).to_be_disabled()
    later.click()
    later.click()
    expect(page.locator(".jz-moment-place")).to_have_text(re.compile("^3 / "))
    expect(page.locator(".jz-moment-text")).to_have_attribute("aria-live", "polite")
    earlier.click()
    link = page.locator(".jz-moment-text a").last
    address = link.get_attribute("href") or ""
    link.click()
    assert page.url.endswith(address.rpartition("/")[2])


def test_a_touch_chooses_an_event(browser: Browser, server: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(server + CHRONOLOGY)
    page.locator(DOTS).nth(20).tap()
    expect(page.locator(".jz-moment-place")).to_have_text(re.compile("^21 / "))
    expect(page).to_have_url(re.compile("chronology"))
    context.close()


def test_the_overview_is_its_tables(watch: tuple[Page, Watch], base: str, site: Path) -> None:
    page, _ = watch
    page.goto(base + OVERVIEW)
    sections = page.locator("section:has(> .jz-drawing-matrix)")
    assert sections.count() == 4
    for section in sections.all():
        circles = section.locator("svg a.jz-dot")
        said = circles.evaluate_all("nodes => nodes.map(node => node.getAttribute('aria-label'))")
        rows = section.locator("tbody tr").evaluate_all(
            "rows => rows.map(row => [...row.cells].map(cell => cell.textContent.trim()))"
        )
        assert len(said) == sum(int(texts) for _, _, texts, _ in rows)
        for headword, times, _, _ in rows:
            own = [int(re.findall(r"(\d+) ?处", text)[-1]) for text in said if text.startswith(f"{headword}；")]
            assert sum(own) == int(times), headword
    for address in page.locator(".jz-drawing-matrix svg a").evaluate_all("all => all.map(a => a.getAttribute('href'))"):
        name, _, anchor = address.partition("#")
        assert not anchor or f' id="{anchor}"' in (site / "texts" / name).read_text("utf-8")


def test_the_overview_is_a_way_in_by_key(watch: tuple[Page, Watch], base: str) -> None:
    page, _ = watch
    page.goto(base + OVERVIEW)
    enter(page, "section:has(> h2:text-matches('^地名')) .jz-drawing-matrix svg a.jz-dot")
    expect(page.locator("#jz-card")).to_contain_text("辽源市")
    expect(page.locator(".jz-drawing-matrix .jz-row.jz-lit")).to_have_text("辽源市")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    expect(page.locator("svg a:focus")).to_have_count(1)
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\.html#l\d+"))


@pytest.mark.parametrize("name", [CHRONOLOGY, FIGURES, OVERVIEW])
def test_without_a_script_every_part_is_a_link(browser: Browser, server: str, name: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server + name)
    link = page.locator(".jz-drawing svg a").first
    expect(link.locator("title")).to_have_text(re.compile("."))
    assert link.get_attribute("href")
    context.close()


@pytest.mark.parametrize("name", [CHRONOLOGY, FIGURES, OVERVIEW])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.sampled(every=4)
def test_a_screen_reader_can_use_them(browser: Browser, server: str, name: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]  # one of the two
    page = context.new_page()
    page.goto(server + name)
    assert violations(page) == []
    context.close()


def test_the_map_has_every_place_of_its_table_and_each_leads_to_its_entry(
    watch: tuple[Page, Watch], base: str, site: Path
) -> None:
    page, _ = watch
    page.goto(base + PLACES)
    places = page.locator(".jz-map-panels svg a.jz-place")
    named = page.locator("section:has(> .jz-drawing-map) table td:nth-child(2)").all_inner_texts()
    assert sorted(item.get_attribute("aria-label") or "" for item in places.all()) == sorted(named)
    html = (site / PLACES).read_text("utf-8")
    for item in places.all():
        assert f' id="{(item.get_attribute("href") or "").partition("#")[2]}"' in html
    enter(page, ".jz-drawing-map svg a")
    expect(page.locator("#jz-card a")).to_have_text("词条全文")
    for width in (320, 390, 820, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
        boxes = page.locator(".jz-map-panels svg").evaluate_all(
            "nodes => nodes.map(node => node.getBoundingClientRect().right)"
        )
        assert max(boxes) <= width
    assert violations(page) == []


def test_an_address_that_was_an_entry_of_the_glossary_leads_to_its_register(
    watch: tuple[Page, Watch], base: str
) -> None:
    page, _ = watch
    page.goto(f"{base}texts/glossary.html#t-chai-wei")
    anchor = page.locator("[id='t-chai-wei']")
    link = anchor.locator("xpath=following::a[1]")
    expect(link).to_have_text("柴伟")
    expect(link).to_be_in_viewport()
    link.click()
    expect(page).to_have_url(re.compile(r"registers/people\.html#t-chai-wei$"))
    expect(page.locator("[id='t-chai-wei']")).to_be_in_viewport()
