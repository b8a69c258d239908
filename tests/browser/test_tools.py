"""What helps a reader: cards, source view, kinds of notes, citations, size and colour; and that all can use it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import JISHI, KINDS, SHELUN, Watch
from playwright.sync_api import Browser, Page, expect
from pybtex.database.input.bibtex import Parser

TERM = ".bd-article a.reference:has(.std-term)"


def test_a_card_comes_with_the_mouse_and_its_links_can_be_reached(watch: tuple[Page, Watch], base: str) -> None:
    page, _ = watch
    page.goto(base + JISHI)
    page.locator(TERM, has_text="特色小镇").first.hover()
    card = page.locator("#jz-card")
    expect(card).to_be_visible()
    expect(card.locator("strong")).to_have_text("特色小镇")
    expect(card.locator(".jz-card-pinyin")).to_have_attribute("lang", "zh-Latn-pinyin")
    expect(card.locator(".jz-card-gloss")).to_have_attribute("lang", "en")
    card.locator("a", has_text="词条全文").hover()
    page.wait_for_timeout(500)
    expect(card).to_be_visible()
    card.locator("a", has_text="处").click()
    expect(page).to_have_url(re.compile("concordance/t.html#kwic-tese-xiaozhen$"))
    expect(page.locator(page.evaluate("location.hash"))).to_be_attached()


def test_a_card_comes_with_the_focus_and_goes_with_escape(watch: tuple[Page, Watch], base: str) -> None:
    page, _ = watch
    page.goto(base + JISHI)
    page.keyboard.press("Tab")  # from here on the focus is that of the keyboard
    page.locator(TERM).first.focus()
    card = page.locator("#jz-card")
    expect(card.locator("strong")).to_be_visible()
    page.keyboard.press("Tab")
    expect(card.locator("a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(page.locator(TERM).first).to_be_focused()


def test_the_first_touch_shows_the_card_and_the_second_follows(browser: Browser, server: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(server + JISHI)
    page.locator(TERM).nth(1).tap()
    card = page.locator("#jz-card")
    expect(card).to_be_visible()
    box = card.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    page.locator("h1").tap()
    expect(card).to_have_count(0)
    page.locator(TERM).nth(1).tap()
    expect(card).to_be_visible()
    page.locator(TERM).nth(1).tap()
    expect(page).to_have_url(re.compile(r"(glossary|registers/\w+)\.html#t-"))
    context.close()


def test_every_term_on_the_site_has_a_card(site: Path) -> None:
    cards = json.loads((site / "_static/jiaozhu/terms.js").read_text("utf-8").split("(", 1)[1].removesuffix(");\n"))
    linked = set()
    for path in site.rglob("*.html"):
        linked |= set(re.findall(r'href="[^"]*glossary\.html#(t-[^"]+)"', path.read_text("utf-8")))
    assert linked
    assert linked <= set(cards)
    for _, _, _, _, sentence, times, places in cards.values():
        assert sentence
        if times:
            name, _, anchor = places.partition("#")
            assert f'id="{anchor}"' in (site / name).read_text("utf-8")


def test_a_corrected_place_tells_its_grounds(watch: tuple[Page, Watch], base: str) -> None:
    page, _ = watch
    page.goto(base + SHELUN)
    page.locator("#c-nb-006").hover()
    expect(page.locator("#jz-card")).to_contain_text("原文作「青年」")
    expect(page.locator("#jz-card .jz-cert")).to_have_text("确")


def test_the_source_view_shows_what_the_source_has_and_is_remembered(watch: tuple[Page, Watch], base: str) -> None:
    page, _ = watch
    page.goto(base + SHELUN)
    block = page.locator("#l0103")
    expect(block).to_contain_text("全党全国各族人民特别是", use_inner_text=True)
    page.locator(".jz-switch button", has_text="原文").click()
    expect(page).to_have_url(re.compile(r"\?view=source$"))
    expect(block).to_contain_text("全党全国各族青年特别是", use_inner_text=True)
    expect(page.locator("#l0105")).to_contain_text("救亡图存，挽救沉沦于既倒", use_inner_text=True)
    expect(page.locator("#l0117")).to_contain_text("百年沧桑桑田", use_inner_text=True)
    expect(page.locator("#l0109")).to_contain_text("青春之宇宙", use_inner_text=True)
    page.goto(base + JISHI)
    expect(page.locator("html")).to_have_attribute("data-jz-view", "source")
    page.goto(f"{base}{SHELUN}?view=reading")
    expect(block).to_contain_text("全党全国各族人民特别是", use_inner_text=True)
    page.locator(".jz-switch button", has_text="校后").click()


def test_the_source_view_of_every_changed_paragraph_is_the_source(browser: Browser, server: str, site: Path) -> None:
    """Against the search's data, which have them from the ledger: paragraphs without long left-out stretches."""
    head, shards = (
        json.loads(path.read_text("utf-8").split("(" if "head" in path.name else ",", 1)[1].removesuffix(");\n"))
        for path in (site / "_static/jiaozhu/head.js", site / "_static/jiaozhu/shard-1.js")
    )
    page = browser.new_page()
    checked = 0
    for (address, *_), rows in zip(head["pages"][head["shards"][1][1] :], shards, strict=True):
        changed = {row[1]: row for row in rows if len(row) > 3 and isinstance(row[3], list)}
        if not changed:
            continue
        page.goto(f"{server}{address}?view=source")
        for anchor, (_, _, text, places) in changed.items():
            if any(end - start > 48 for start, end, _ in places):
                continue
            shown = page.locator(f"#{anchor}").evaluate(
                """block => {
                  const copy = block.cloneNode(true);
                  const other = ".jz-note, .jz-note-mark, .jz-line, .jz-ours, input, .jz-gap";
                  copy.querySelectorAll(other).forEach(node => node.remove());
                  return copy.textContent;
                }"""
            )
            assert "".join(shown.split()).replace("‸", "") == "".join(text.split()), (address, anchor)
            checked += 1
    page.close()
    assert checked >= 25


def test_a_kind_of_note_can_be_hidden(watch: tuple[Page, Watch], base: str) -> None:
    page, _ = watch
    page.goto(base + JISHI)
    page.locator(".jz-open-settings").click()
    page.locator(".jz-settings button", has_text="〔疑〕").click()
    query = page.locator("a.jz-note-mark-query").first
    expect(page.locator(".jz-note-query").first).to_be_hidden()
    expect(query).to_have_css("display", "none")
    expect(page.locator(".jz-note-note").first).to_be_visible()
    expect(page).to_have_url(re.compile("hide=query"))
    page.reload()
    expect(page.locator(".jz-note-query").first).to_be_hidden()


def test_size_measure_and_colour_are_kept(watch: tuple[Page, Watch], base: str) -> None:
    page, _ = watch
    page.goto(base + JISHI)
    article = page.locator(".bd-article")
    before = article.evaluate("node => parseFloat(getComputedStyle(node).fontSize)")
    page.locator(".jz-open-settings").click()
    for name in ("特大", "窄", "暗"):
        page.locator(".jz-settings button", has_text=name).click()
    page.goto(base + SHELUN)
    assert article.evaluate("node => parseFloat(getComputedStyle(node).fontSize)") > before * 1.2
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.locator("html")).to_have_attribute("data-jz-measure", "s")


def test_a_line_can_be_cited(browser: Browser, server: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(server + SHELUN)
    copied = {}
    for form in ("GB/T 7714", "BibTeX", "链接"):
        page.locator("#l0109 a.jz-line").click()
        page.locator("#jz-card button", has_text=form).click()
        expect(page.locator(".jz-card-done")).to_contain_text("已复制")
        copied[form] = page.evaluate("navigator.clipboard.readText()")
        page.keyboard.press("Escape")
    assert copied["链接"] == f"{server}{SHELUN}#l0109"
    reference = copied["GB/T 7714"]
    assert reference.startswith("让五四精神在新时代放射新的光芒[G]//编者. 辽源文献校注. ")
    for part in ("修订版", "2019年5月报纸版面", "第109行"):
        assert part in reference
    assert "http" not in reference  # others cannot follow this machine's address
    entry = Parser().parse_string(copied["BibTeX"]).entries["nanbei-2019-05-wusi-shelun"]
    assert entry.fields["title"] == "让五四精神在新时代放射新的光芒"
    assert {"url", "urldate"} & set(entry.fields) == set()
    assert "第109行" in entry.fields["note"]
    context.close()


def test_machines_read_what_a_text_is(browser: Browser, server: str) -> None:
    page = browser.new_page()
    page.goto(server + SHELUN)
    tags = dict(
        page.locator("meta[name], meta[property]").evaluate_all(
            "all => all.map(tag => [tag.getAttribute('name') || tag.getAttribute('property'), tag.content])"
        )
    )
    assert tags["citation_title"] == tags["og:title"] == "让五四精神在新时代放射新的光芒"
    assert tags["citation_inbook_title"] == "辽源文献校注"
    assert re.fullmatch(r"\d{4}/\d\d/\d\d", tags["citation_publication_date"])
    linked = json.loads(page.locator('script[type="application/ld+json"]').inner_text())
    assert linked["@type"] == "Article"
    assert linked["isPartOf"]["name"] == "辽源文献校注"
    page.close()


def test_a_text_tells_its_neighbours_and_what_is_named_in_it(watch: tuple[Page, Watch], base: str) -> None:
    page, _ = watch
    page.goto(base + JISHI)
    expect(page.locator(".jz-beside li[aria-current]")).to_contain_text("南北协同入佳境")
    assert page.locator(".jz-beside li").count() == 7
    expect(page.locator(".jz-named dt").first).to_have_text("人物")
    page.locator(".jz-named a", has_text="绍兴市").first.click()
    expect(page.locator(page.evaluate("location.hash"))).to_be_attached()


#: A page with many hundreds of entries is judged by its first.
_SHORTEN = """() => {
  const rest = ["dl.glossary dt:nth-of-type(n+9)", "dl.glossary dd:nth-of-type(n+9)", "#jz-results li:nth-child(n+9)"];
  document.querySelectorAll(rest.join()).forEach(node => node.remove());
}"""

#: Colours that still fade into one another have too little contrast.
_SETTLED = "() => Promise.allSettled(document.getAnimations().map(animation => animation.finished))"


#: Rules that see another page in another colour scheme; to all others both are the same.
_COLOURED = ["color-contrast", "link-in-text-block"]


@pytest.mark.parametrize("kinds", [KINDS[:6], KINDS[6:]], ids=["texts", "others"])
@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.sampled(every=3)
def test_axe_finds_nothing_to_object_to(browser: Browser, server: str, kinds: tuple[str, ...], width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme="light")
    page = context.new_page()
    axe = Axe()
    objections = {}
    for name in kinds:
        page.emulate_media(color_scheme="light")
        page.goto(server + name + ("?q=对口合作" if name == "search.html" else ""))
        if name == JISHI:
            page.locator(TERM).nth(1).focus()
            page.locator(".jz-open-settings").click()
        if name == "search.html":
            expect(page.locator("#jz-results > li").first).to_be_visible()
        page.evaluate(_SETTLED)
        page.evaluate(_SHORTEN)
        found = axe.run(page, options={"resultTypes": ["violations"]}).response["violations"]
        page.emulate_media(color_scheme="dark")
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        page.evaluate(_SETTLED)
        found += axe.run(page, options={"resultTypes": ["violations"], "runOnly": _COLOURED}).response["violations"]
        if found:
            objections[name] = [(item["id"], [node["html"][:160] for node in item["nodes"]][:3]) for item in found]
    context.close()
    assert objections == {}


_SHARED = """() => {
  const blocks = ".bd-article :is(p, h1, h2, h3, .jz-note), .jz-bar > *, .jz-turn a";
  const shown = [...document.querySelectorAll(blocks)]
    .filter(node => node.checkVisibility())
    .map(node => ({ node, bar: node.closest(".jz-bar"), box: node.getBoundingClientRect() }))
    .filter(({ box }) => box.width && box.height);
  const found = [];
  for (let i = 0; i < shown.length; i++)
    for (let j = i + 1; j < Math.min(shown.length, i + 40); j++) {
      const a = shown[i], b = shown[j];
      if (a.node.contains(b.node) || b.node.contains(a.node) || a.bar !== b.bar) continue;
      const over = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
      const down = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
      if (over > 2 && down > 2) found.push([a, b].map(item => item.node.outerHTML.slice(0, 80)));
    }
  return found.slice(0, 3);
}"""


@pytest.mark.parametrize("width", [390, 768, 1440])
def test_nothing_lies_over_anything_else(browser: Browser, server: str, width: int) -> None:
    """Paragraphs, headings and side notes of every kind of page: no two of them share ground."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    for name in KINDS:
        page.goto(server + name)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, (name, wide)
        shared = page.evaluate(_SHARED)
        assert shared == [], name
    page.close()


_WORDS = """() => {
  const other = node => !node.closest("[lang]").lang.startsWith("zh");  // the name or the title of a translation
  const text = node => other(node) || (node.closest("article") && !node.closest(".jz-search-page"));
  const found = [];
  const spoken = ["title", "aria-label", "placeholder", "alt"];
  for (const node of document.querySelectorAll(spoken.map(name => `[${name}]`).join()))
    if (!node.matches(".bibtex-citation *, .bibtex-citation, [lang]:not([lang|=zh])"))
      found.push(...spoken.map(name => node.getAttribute(name) || ""));
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (!text(parent) && !["SCRIPT", "STYLE"].includes(parent.tagName)) found.push(walker.currentNode.data);
  }
  return found;
}"""
#: Latin words that a page's furniture may have.
_ADMITTED = re.compile(r"^(GB/T 7714 引文|BibTeX|MyST Markdown|TEI XML|Enter|Esc)$")


def test_the_furniture_of_every_page_is_chinese(browser: Browser, server: str) -> None:
    page = browser.new_page()
    for name in KINDS:
        page.goto(server + name)
        words = page.evaluate(_WORDS)
        english = [w for w in map(str.strip, words) if re.search("[A-Za-z]{3}", w) and not re.search("[一-鿿]", w)]
        assert [word for word in english if not _ADMITTED.match(word)] == [], name
    page.close()
