"""Reading aloud, with a stand-in for the browser's speech: what is said, what is lit, and when it is offered."""

from __future__ import annotations

import re

import pytest
from browsing import JISHI, SHELUN
from playwright.sync_api import Browser, BrowserContext, Page, expect

#: Speech that says nothing and remembers what it was given; ``window.next()`` ends an utterance.
_STUB = """
window.said = [];
let current = null;
const speech = new EventTarget();
Object.assign(speech, {
  voices: VOICES,
  getVoices: () => speech.voices,
  speak: (utterance) => {
    current = utterance;
    window.said.push([utterance.text, utterance.lang, utterance.rate]);
  },
  cancel: () => { const old = current; current = null; old?.onend?.(); },
});
window.next = () => { const old = current; current = null; old?.onend?.(); };
Object.defineProperty(window, "speechSynthesis", { value: speech });
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""
#: The words of all blocks of a text, without notes and numbers of lines.
_SHOWN = """() => {
  const blocks = [...document.querySelectorAll(".bd-article [id^='l']")].filter((node) => /^l[0-9-]+$/.test(node.id));
  const copies = blocks.map((node) => node.cloneNode(true));
  const other = ".jz-line, [class*='jz-note'], .jz-orig, .jz-room";
  copies.forEach((copy) => copy.querySelectorAll(other).forEach((one) => one.remove()));
  return copies.map((copy) => copy.textContent).join("");
}"""
_CHINESE = "[{lang: 'zh-CN', name: 'a', default: true, localService: true}]"


def speaking(browser: Browser, voices: str = _CHINESE) -> BrowserContext:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.add_init_script(_STUB.replace("VOICES", voices))
    return context


def begin(page: Page) -> None:
    page.get_by_role("button", name="阅读").click()
    page.get_by_role("button", name="从此处读起").click()


def said(page: Page) -> str:
    return "".join(text for text, _, _ in page.evaluate("window.said"))


@pytest.mark.parametrize("voices", ["[]", "[{lang: 'en-GB', name: 'b'}]"])
def test_without_a_voice_for_the_language_it_is_not_offered(browser: Browser, server: str, voices: str) -> None:
    context = speaking(browser, voices)
    page = context.new_page()
    page.goto(server + JISHI)
    page.get_by_role("button", name="阅读").click()
    expect(page.get_by_role("button", name="从此处读起")).to_be_hidden()
    page.evaluate("speechSynthesis.voices = [{lang: 'zh_TW', name: 'c'}]")
    page.evaluate("speechSynthesis.dispatchEvent(new Event('voiceschanged'))")
    expect(page.get_by_role("button", name="从此处读起")).to_be_visible()
    context.close()


def test_the_whole_text_is_read_without_notes_and_numbers_of_lines(browser: Browser, server: str) -> None:
    context = speaking(browser)
    page = context.new_page()
    page.goto(server + JISHI)
    begin(page)
    for _ in range(2000):
        if not page.locator(".jz-speech").count():
            break
        page.evaluate("for (let n = 0; n < 10; n++) window.next()")
    expect(page.locator(".jz-speech")).to_have_count(0)
    shown = page.evaluate(_SHOWN)
    heard = re.sub(r"\s", "", said(page))
    # What has no letter or digit is not given to the voice.
    assert re.sub(r"[^\w]", "", heard) == re.sub(r"[^\w]", "", shown)
    assert "2017年底" in heard
    assert "待考" not in heard
    assert {lang for _, lang, _ in page.evaluate("window.said")} == {"zh-CN"}
    assert all(len(text) <= 200 for text, _, _ in page.evaluate("window.said"))
    context.close()


def test_the_paragraph_that_is_read_is_lit(browser: Browser, server: str) -> None:
    context = speaking(browser)
    page = context.new_page()
    page.goto(server + JISHI)
    begin(page)
    lit = page.locator(".jz-aloud")
    expect(lit).to_have_count(1)
    for _ in range(12):
        page.get_by_role("button", name="下一段").click()
        expect(lit).to_have_count(1)
        expect(lit).to_be_in_viewport()
    text = re.sub(r"\s", "", page.evaluate("window.said.at(-1)[0]"))
    assert text[:8] in re.sub(r"\s", "", lit.evaluate("node => node.textContent"))
    page.get_by_role("button", name="上一段").click()
    expect(lit).to_have_count(1)
    page.keyboard.press("Escape")
    expect(lit).to_have_count(0)
    expect(page.locator(".jz-speech")).to_have_count(0)
    context.close()


def test_it_can_be_paused_and_its_speed_chosen(browser: Browser, server: str) -> None:
    context = speaking(browser)
    page = context.new_page()
    page.goto(server + JISHI)
    begin(page)
    first = page.evaluate("window.said.at(-1)[0]")
    page.get_by_role("button", name="暂停").click()
    count = page.evaluate("window.said.length")
    page.evaluate("window.next()")
    assert page.evaluate("window.said.length") == count
    page.get_by_role("button", name="继续").click()
    assert page.evaluate("window.said.at(-1)[0]") == first
    page.get_by_label("语速").select_option("1.5")
    assert page.evaluate("window.said.at(-1)[2]") == 1.5
    context.close()


def test_what_is_shown_is_what_is_read(browser: Browser, server: str) -> None:
    context = speaking(browser)
    page = context.new_page()
    for view, word in (("reading", "各族人民"), ("source", "各族青年")):
        page.goto(f"{server}{SHELUN}?view={view}#l0103")
        page.evaluate("window.said.length = 0")
        begin(page)
        page.evaluate("for (let n = 0; n < 30; n++) window.next()")
        assert word in said(page)
    context.close()
