"""Every note of every text, at six widths: where it is, how it is opened, and what is copied and found around it."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import JISHI, Watch, violations
from playwright.sync_api import Browser, BrowserContext, Page, expect

MEASURE = Path(__file__).with_name("measure_notes.js").read_text("utf-8")
#: The text with the most notes in one paragraph, and that paragraph.
DENSE, PARAGRAPH = "texts/lianghui-2022/zhanwang-2022.html", "#l0025"
WIDTHS = (390, 820, 1024, 1200, 1440, 1920)
NARROW, WIDE = 390, 1440


def texts_with_notes(site: Path) -> list[str]:
    """Return the addresses of all texts that have notes."""
    pages = sorted((site / "texts").glob("*/*.html"))
    return [page.relative_to(site).as_posix() for page in pages if 'class="jz-notes"' in page.read_text("utf-8")]


def ids_of_notes(site: Path, text: str) -> list[str]:
    return re.findall(r'class="jz-note [^>]*? id="(n-[^"]+)"', (site / text).read_text("utf-8"))


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a desk."""
    page = browser.new_page(viewport={"width": WIDE, "height": 900})
    yield page
    page.close()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.sampled(every=4)
def test_every_note_is_readable_in_full_at_its_mark_with_one_action(
    browser: Browser, site: Path, server: str, width: int
) -> None:
    """Words are looked at where notes are in the text and where they are in the margin; so are addresses."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    both = width in (NARROW, WIDE)
    wrong, measured, expected = {}, 0, 0
    for text in texts_with_notes(site):
        page.goto(server + text)
        count, found = page.evaluate(MEASURE, {"words": both, "addresses": both})
        measured += count
        expected += len(ids_of_notes(site, text))
        if found:
            wrong[text] = found
    page.close()
    assert wrong == {}
    assert measured >= expected > 300


#: Whether the note of the page's address and its mark are both seen.
ARRIVED = """() => {
  const note = document.getElementById(location.hash.slice(1));
  const mark = document.querySelector(`a.jz-note-mark[href="${location.hash}"]`);
  const [a, b] = [note.getBoundingClientRect(), mark.getBoundingClientRect()];
  const seen = box => box.height > 0 && box.top < innerHeight - 10 && box.bottom > 50;
  const body = note.querySelector(".jz-note-body");
  return note.checkVisibility() && !body?.hidden && seen(a) && seen(b) && Math.abs(a.top - b.top) < 130;
}"""


@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.sampled(every=2)
def test_a_link_to_a_note_shows_it_and_its_mark_on_a_fresh_load(
    browser: Browser, site: Path, server: str, width: int
) -> None:
    """Of each text some notes; a change of the address, for all of them, is measured above."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    chance = random.Random(16)
    lost = []
    for text in texts_with_notes(site):
        ids = ids_of_notes(site, text)
        for id in {ids[0], ids[-1], chance.choice(ids)}:
            page.goto("about:blank")
            page.goto(f"{server}{text}#{id}")
            if not page.evaluate(ARRIVED):
                lost.append((text, id))
    page.close()
    assert lost == []


def test_a_link_to_a_note_shows_it_from_a_folder_and_after_coming_back(watch: tuple[Page, Watch], base: str) -> None:
    page, _ = watch
    page.goto(f"{base}{JISHI}#n-caomu")
    assert page.evaluate(ARRIVED)
    page.goto(f"{base}index.html")
    page.go_back()
    expect(page).to_have_url(re.compile("#n-caomu$"))
    page.wait_for_function(ARRIVED)


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_keys_open_a_note_and_close_it(browser: Browser, server: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(server + DENSE)
    mark = page.locator(f"{PARAGRAPH} a.jz-note-mark[aria-expanded=false]").first
    note = page.locator(f"[id='{mark.get_attribute('aria-controls')}']")
    mark = page.locator(f"[id='{mark.get_attribute('id')}']")
    for key in ("Enter", "Space"):
        mark.focus()
        page.keyboard.press(key)
        expect(mark).to_have_attribute("aria-expanded", "true")
        expect(note).to_be_focused()
        expect(note.locator(".jz-note-body")).to_be_visible()
        page.keyboard.press("Escape")
        expect(mark).to_have_attribute("aria-expanded", "false")
        expect(mark).to_be_focused()
    page.close()


def test_touch_opens_a_note_in_the_text_and_closes_it(browser: Browser, server: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(server + DENSE)
    mark = page.locator(f"{PARAGRAPH} a.jz-note-mark").nth(3)
    note = page.locator(f"[id='{mark.get_attribute('aria-controls')}']")
    mark.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    mark.tap()
    expect(note).to_be_visible()
    assert abs(page.evaluate("scrollY") - before) < 400
    boxes = page.evaluate(
        """([block, id]) => {
          const [text, note] = [document.querySelector(block), document.getElementById(id)];
          const range = document.createRange();
          range.selectNodeContents(text);
          const over = note.getBoundingClientRect();
          const shared = box => Math.min(box.bottom, over.bottom) - Math.max(box.top, over.top);
          return [...range.getClientRects()].filter(box => box.width > 0 && box.height < 40 && shared(box) > 6).length;
        }""",
        [PARAGRAPH, note.get_attribute("id")],
    )
    assert boxes == 0  # no line of the text is under the note
    note.locator(".jz-note-close").tap()
    expect(note).to_be_hidden()
    context.close()


def test_the_mouse_looks_at_a_note_and_leaves_it(page: Page, server: str) -> None:
    page.goto(server + DENSE)
    mark = page.locator(f"{PARAGRAPH} a.jz-note-mark[aria-expanded=false]").first
    body = page.locator(f"[id='{mark.get_attribute('aria-controls')}'] .jz-note-body")
    expect(body).to_be_hidden()
    mark.hover()
    expect(body).to_be_visible()
    page.locator("h1").hover()
    expect(body).to_be_hidden()


def test_a_folded_note_says_so_and_a_whole_one_does_not(page: Page, server: str) -> None:
    page.goto(server + DENSE)
    wrong = page.evaluate(
        """() => [...document.querySelectorAll(".jz-note")].filter(note => {
          const body = note.querySelector(".jz-note-body");
          const folded = body !== null && body.hidden !== false;
          const says = getComputedStyle(note, "::after").content !== "none";
          const fades = getComputedStyle(note).maskImage !== "none";
          return folded !== says || fades;
        }).map(note => note.id)"""
    )
    assert wrong == []
    counts = page.evaluate("[...document.querySelectorAll('.jz-note')].map(note => note.matches('.jz-brief'))")
    assert 5 < sum(counts) < len(counts) - 5  # there are both


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_a_note_opens_when_the_browser_finds_words_in_it(browser: Browser, server: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(server + DENSE)
    id = page.evaluate(
        """() => {
          const mark = document.querySelector("#l0025 a.jz-note-mark[aria-expanded=false]");
          document.getElementById(mark.hash.slice(1)).querySelector("p").id = "probe";
          location.hash = "#probe"; // the browser reveals it as it does what it finds
          return mark.hash.slice(1);
        }"""
    )
    expect(page.locator(f"a.jz-note-mark[href='#{id}']")).to_have_attribute("aria-expanded", "true")
    expect(page.locator("#probe")).to_be_visible()
    page.close()


def choose(page: Page, name: str) -> None:
    page.locator(".jz-open-settings").click()
    page.locator(".jz-settings button", has_text=re.compile(f"^{name}$")).click()
    page.keyboard.press("Escape")


def test_readers_choose_where_notes_are(page: Page, server: str) -> None:
    page.goto(server + JISHI)
    marks, notes = page.locator("a.jz-note-mark"), page.locator(".jz-note")
    choose(page, "文末")
    expect(page.locator(".jz-notes > .jz-note")).to_have_count(notes.count())
    assert page.locator("a.jz-note-mark[role=button]").count() == 0
    marks.nth(3).click()
    expect(notes.nth(3)).to_be_in_viewport()
    notes.nth(3).locator(".jz-note-number").click()
    expect(marks.nth(3)).to_be_in_viewport()
    choose(page, "文中")
    expect(notes.first).to_be_hidden()
    marks.first.click()
    expect(notes.first).to_be_visible()
    choose(page, "不显")
    expect(notes.first).to_be_hidden()
    expect(marks.first).to_have_css("display", "none")
    page.reload()  # kept
    expect(marks.first).to_have_css("display", "none")
    page.goto(f"{server}{JISHI}#n-caomu")  # but what is asked for is shown
    assert page.evaluate(ARRIVED)
    choose(page, "页边")
    expect(notes.first).to_be_visible()


def test_notes_are_at_the_end_without_scripts(browser: Browser, server: str) -> None:
    context = browser.new_context(viewport={"width": WIDE, "height": 900}, java_script_enabled=False)
    page = context.new_page()
    page.goto(server + JISHI)
    note = page.locator(".jz-note").nth(3)
    page.locator("a.jz-note-mark").nth(3).click()
    expect(note).to_be_in_viewport()
    expect(note.locator(".jz-note-body")).to_be_visible()
    note.locator(".jz-note-number").click()
    expect(page.locator("a.jz-note-mark").nth(3)).to_be_in_viewport()
    context.close()


def test_a_mark_is_not_in_the_name_of_its_title(browser: Browser, site: Path, server: str) -> None:
    page = browser.new_page()
    titles = 0
    for text in texts_with_notes(site):
        html = (site / text).read_text("utf-8")
        for heading in re.findall(r"<h[1-3] aria-label=\"([^\"]+)\"", html):
            page.goto(server + text)
            expect(page.get_by_role("heading", name=heading, exact=True)).to_have_count(1)
            assert not re.search(r"注 ?\d", heading)
            titles += 1
        for heading in re.findall(r"<h[1-3]>.*?</h[1-3]>", html):
            assert "jz-note-mark" not in heading
    page.close()
    assert titles >= 3


def test_axe_finds_nothing_in_open_notes(browser: Browser, server: str) -> None:
    found = {}
    for width in (NARROW, WIDE):
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.goto(f"{server}{DENSE}")
        for number in (1, 3):
            page.locator(f"{PARAGRAPH} a.jz-note-mark").nth(number).click()
        found[width] = violations(page)
        page.close()
    assert found == {NARROW: [], WIDE: []}


# The clipboard --------------------------------------------------------------------------------------------------


@pytest.fixture
def clipboard(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(
        viewport={"width": WIDE, "height": 900}, permissions=["clipboard-read", "clipboard-write"]
    )
    yield context
    context.close()


SELECT = """([first, last]) => {
  const range = document.createRange();
  range.setStart(document.getElementById(first), 0);
  const end = document.getElementById(last);
  range.setEnd(end, end.childNodes.length);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""

PASTED = """async () => {
  const [item] = await navigator.clipboard.read();
  const html = await (await item.getType("text/html")).text();
  return [await navigator.clipboard.readText(), html];
}"""


def test_paragraphs_are_copied_without_their_notes_marks_and_lines(clipboard: BrowserContext, server: str) -> None:
    page = clipboard.new_page()
    page.goto(server + JISHI)
    page.evaluate(SELECT, ["l0011", "l0013"])
    page.keyboard.press("Control+c")
    text, html = page.evaluate(PASTED)
    first, second = text.split("\n\n")
    assert first == "5月的辽源，正是草木生长鲜花怒放的好时节。"
    assert second.startswith("吉林省东辽开发区东南角，有一块1平方公里的区域被划了出来。")
    assert second.endswith("两地对口合作掀开新篇章。")
    assert re.sub("<[^>]+>", "", html).count("〔") == 0
    assert "class=" not in html
    assert html.count("<p>") == 2


def test_numbers_are_copied_as_they_are_printed(clipboard: BrowserContext, server: str) -> None:
    page = clipboard.new_page()
    page.goto(f"{server}texts/nanbei-2019-05/saohei-gonggao.html")
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.bd-article section'))")
    page.keyboard.press("Control+c")
    text, _ = page.evaluate(PASTED)
    blocks = page.locator(".jz-notice").evaluate_all(
        """all => all.map(block => {
          const copy = block.cloneNode(true);
          copy.querySelectorAll(".jz-orig, .jz-line, .jz-note-mark").forEach(node => node.remove());
          return copy.textContent.trim();
        })"""
    )
    assert len(blocks) > 5
    assert [block for block in blocks if block not in text] == []


def test_what_is_copied_is_what_is_shown(clipboard: BrowserContext, server: str) -> None:
    page = clipboard.new_page()
    page.goto(f"{server}texts/nanbei-2019-05/wusi-shelun.html?view=source")
    page.evaluate(SELECT, ["l0103", "l0103"])
    page.keyboard.press("Control+c")
    assert "全党全国各族青年特别是" in page.evaluate(PASTED)[0]
    page.goto(f"{server}texts/nanbei-2019-05/wusi-shelun.html?view=reading")
    page.evaluate(SELECT, ["l0103", "l0103"])
    page.keyboard.press("Control+c")
    assert "全党全国各族人民特别是" in page.evaluate(PASTED)[0]


def test_a_note_can_be_copied_by_itself(clipboard: BrowserContext, server: str) -> None:
    page = clipboard.new_page()
    page.goto(server + JISHI)
    page.locator(".jz-note-body").first.evaluate("body => getSelection().selectAllChildren(body)")
    page.keyboard.press("Control+c")
    assert page.evaluate(PASTED)[0].startswith("本篇转自《绍兴日报》")


@pytest.mark.parametrize("by", ["button", "keys"])
def test_a_copy_carries_its_reference(clipboard: BrowserContext, server: str, by: str) -> None:
    page = clipboard.new_page()
    page.goto(server + JISHI)
    page.evaluate(SELECT, ["l0011", "l0013"])
    if by == "keys":
        page.keyboard.press("Control+Alt+c")
    else:
        page.locator(".jz-copy").click()
        expect(page.locator(".jz-copy")).to_have_text("已复制")
    text, html = page.evaluate(PASTED)
    words, reference = text.rsplit("\n\n", 1)
    assert words.endswith("掀开新篇章。")
    assert reference.startswith("裴金红. 南北协同入佳境[G]//编者. 辽源文献校注. ")
    assert "第11–13行" in reference
    assert "localhost" not in reference  # an address that others cannot follow
    assert "127.0.0.1" not in reference
    assert json.dumps(reference[:20])[1:-1] in json.dumps(html)
