"""A site in English: what the scripts show is English, and only what the corpus says is Chinese."""

from __future__ import annotations

import re

import pytest
from browsing import SHELUN
from playwright.sync_api import Browser, Locator, Page, expect
from selecting import SELECT, opened

_HAN = re.compile("[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
#: Everything that is shown of an element or said of it, but for what is the corpus's: quotes, kinds and what was typed.
_SAID = """host => {
  const data = "mark, blockquote, del, ins, .jz-look, .jz-card-kind, pre, option, #jz-note-kind, #jz-work-type";
  const found = [];
  for (const node of [host, ...host.querySelectorAll("*")]) {
    for (const name of ["title", "aria-label", "placeholder"]) found.push(node.getAttribute(name) || "");
    if (node.matches(data) || node.parentElement.closest(data)) continue;
    for (const child of node.childNodes) if (child.nodeType === Node.TEXT_NODE) found.push(child.data);
  }
  return found.map(text => text.trim()).filter(Boolean);
}"""


def said(host: Locator) -> list[str]:
    """What is said in an element, and some of it is."""
    found: list[str] = host.evaluate(_SAID)
    assert found
    return found


def chinese(host: Locator) -> list[str]:
    return [text for text in said(host) if _HAN.search(text)]


@pytest.fixture
def page(browser: Browser, english: str) -> Page:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(english + SHELUN)
    return page


def test_the_search_and_the_settings_are_in_english(page: Page) -> None:
    page.keyboard.press("/")
    page.fill("#jz-query", "zzzz")
    expect(page.locator("#jz-count")).to_have_text("“zzzz”: nothing found.")
    assert chinese(page.locator("dialog.jz-dialog")) == []
    page.fill("#jz-query", "青年")
    expect(page.locator("#jz-count")).to_have_text(re.compile(r"^“青年”: \d+ places, in \d+ passages on \d+ pages\.$"))
    page.keyboard.press("Escape")
    page.locator(".jz-open-settings").click()
    assert "Line width" in said(page.locator("#jz-settings"))
    shown = [text for text in chinese(page.locator("#jz-settings")) if not re.fullmatch(r"\[.\]", text)]
    assert shown == []
    page.close()


def test_the_form_is_in_english(page: Page) -> None:
    page.evaluate(SELECT, ["l0103", 0, 5])
    expect(page.locator(".jz-add")).to_have_text("Add a note")
    opened(page)
    form = page.locator("dialog.jz-compose[open]")
    page.fill("#jz-note-body", "甲")
    # The mark of what is not verified is written into the note, so it is that of the corpus.
    assert "One to four sentences. Its source can be found later: “待考”." in said(form)
    assert [text for text in chinese(form) if "待考" not in text] == []
    page.select_option("#jz-note-kind", "correction")
    page.fill("#jz-note-body", "# 题")
    page.locator("#jz-note-body").blur()
    expect(page.locator(".jz-faults")).to_contain_text("Headings are not allowed")
    page.locator(".jz-sources > summary").click()
    page.locator(".jz-new-work summary").click()
    page.locator(".jz-new-work button").click()
    expect(page.locator(".jz-new-work [role=status]")).to_have_text("Write the title")
    assert [text for text in chinese(form) if "待考" not in text] == []
    page.select_option("#jz-note-kind", "term")
    page.fill("#jz-headword", "A")
    page.fill("#jz-pinyin", "A")
    page.fill("#jz-gloss", "A")
    page.fill("#jz-note-body", "待考")
    page.fill("#jz-note-author", "A")
    form.locator(".jz-ways > summary").click()
    assert [text for text in chinese(form) if "待考" not in text] == []
    form.locator(".jz-collect").click()
    page.locator(".jz-basket-open").click()
    sheet = page.locator("dialog.jz-basket")
    with page.expect_download():
        sheet.locator("[data-way=parcel]").evaluate("link => link.click()")
    expect(sheet.locator(".jz-next h3")).to_have_text("What happens next")
    # The texts, the edition and its editors are named in their own language.
    assert [text for text in chinese(sheet) if "待考" not in text and "编者" not in text] == []
    page.close()


def test_the_cards_are_in_english(page: Page) -> None:
    page.locator("#l0109 a.jz-line").click(force=True)
    card = page.locator("#jz-card")
    expect(card.locator(".jz-card-kind")).to_have_text("Cite line 109")
    assert chinese(card) == []
    page.close()
