"""The facsimile: a page's picture beside its text, line by line, by pointer, key and touch."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import Watch, serving, violations
from jiaozhu.building import build_html
from playwright.sync_api import Browser, Page, expect
from scanned_project import scanned_project
from sharing import Once

TEXT = "texts/scan/text.html"


@pytest.fixture(scope="session")
def scanned(chromium: str, once: Once) -> Path:
    """The folder of a site with a scan."""

    def build(folder: Path) -> None:
        build_html(scanned_project(folder / "project"))

    return once("scanned", build) / "project" / "build" / "html"


@pytest.fixture(params=["http", "file"])
def address(request: pytest.FixtureRequest, scanned: Path) -> Iterator[str]:
    """The site's address, over http and from a folder."""
    if request.param == "file":
        yield f"{scanned.as_uri()}/"
        return
    with serving(scanned) as server:
        yield server


def opened(page: Page, address: str) -> None:
    page.goto(address + TEXT)
    page.get_by_role("button", name="原版图像", exact=True).click()
    expect(page.get_by_role("img", name="第 1 页")).to_be_visible()


def lit_text(page: Page) -> str:
    script = "() => [...(CSS.highlights.get('jz-printed-line') ?? [])].map((range) => range.toString()).join('|')"
    found: str = page.evaluate(script)
    return found


def test_a_line_lights_in_both(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    watch = Watch(context, address)
    page = context.new_page()
    opened(page, address)
    page.get_by_role("button", name="耕备耕作为头等大事来抓。").hover()
    assert lit_text(page) == "耕备耕作为头等大事来抓。"
    first = page.locator(".bd-article p[id^=l]").first.bounding_box()
    assert first
    page.mouse.move(first["x"] + 80, first["y"] + 12)
    expect(page.locator(".jz-fac-lit")).to_have_attribute("aria-label", "入春以来全市各级组织把春")
    page.locator(".bd-article p[id^=l]", has_text="专家建议").hover()
    expect(page.get_by_role("img", name="第 2 页")).to_be_visible()
    expect(page.locator(".jz-fac-lit")).to_have_attribute("aria-label", "专家建议旱地选用早熟品种。")
    assert violations(page) == []
    watch.check()
    context.close()


def test_keys_go_from_line_to_line_turn_and_close(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    opened(page, address)
    page.locator(".jz-fac-lines button").first.focus()
    assert lit_text(page) == "春耕生产全面展开"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".jz-fac-lit")).to_be_focused()
    assert lit_text(page) == "耕备耕作为头等大事来抓。"
    width = page.locator(".jz-fac-sheet").evaluate("(node) => node.getBoundingClientRect().width")
    page.keyboard.press("+")
    assert page.locator(".jz-fac-sheet").evaluate("(node) => node.getBoundingClientRect().width") > 1.2 * width
    page.keyboard.press("]")
    expect(page.get_by_role("img", name="第 2 页")).to_be_visible()
    page.locator(".jz-fac-pane").focus()
    page.keyboard.press("Escape")
    expect(page.locator(".jz-facsimile")).to_be_hidden()
    expect(page.get_by_role("button", name="原版图像", exact=True)).to_be_focused()
    assert lit_text(page) == ""
    page.close()


@pytest.mark.parametrize("width", [390, 820, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.sampled(every=4)
def test_nothing_is_wider_than_the_screen_and_the_text_stays_readable(
    browser: Browser, address: str, width: int, scheme: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    opened(page, address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    viewer, title = page.locator(".jz-facsimile").bounding_box(), page.locator("h1").bounding_box()
    assert viewer
    assert title
    if width < 992:
        assert title["y"] >= viewer["y"] + viewer["height"]
        assert viewer["height"] < 844 / 2
    else:
        assert title["x"] >= viewer["x"] + viewer["width"]
    assert violations(page) == []
    context.close()


def test_touch_lights_a_line_and_the_choice_is_kept(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    opened(page, address)
    page.locator(".bd-article p[id^=l]", has_text="专家建议").tap()
    expect(page.locator(".jz-fac-lit")).to_have_attribute("aria-label", "专家建议旱地选用早熟品种。")
    page.reload()
    expect(page.locator(".jz-facsimile")).to_be_visible()
    context.close()


def test_without_scripts_there_is_a_link_to_the_picture(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + TEXT)
    page.get_by_role("link", name="第 2 页", exact=True).click()
    assert page.url.endswith("facsimiles/scan/0002.webp")
    context.close()
