"""The search in a real browser: everything that is there is found, nothing else, and a reader's habits work."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import pytest
import truth
from browsing import Watch
from jiaozhu.language.folding import fold
from opencc import OpenCC
from playwright.sync_api import Browser, Page, expect
from pypinyin import lazy_pinyin
from searching import QUERY, ask

JISHI = "texts/nanbei-2019-05/jishi.html"
#: Queries of each class; eight classes make three hundred and four.
EACH = 38
CLASSES = ("two", "three", "longer", "terms", "words", "numbers", "traditional", "pinyin")


class Answer(NamedTuple):
    """What the open search shows for a query."""

    query: str
    hits: dict[str, int]  #: By kind.
    sounds: list[str]  #: Headwords that sound like the query.


#: Asks each query in turn, waits for its answer and lists every portion of it.
_ASK_EACH = """async queries => {
  const host = document.querySelector("#jz-query").closest("dialog, #jz-search");
  const part = name => host.querySelector(name);
  const frame = () => new Promise(requestAnimationFrame);
  const answered = async query => {
    const until = performance.now() + 10_000;
    while (!part("#jz-count").textContent.includes(`「${query.trim().slice(0, 40)}`)) {
      if (performance.now() > until) throw new Error(`${query}: ${part("#jz-count").textContent}`);
      await frame();
    }
  };
  const found = [];
  for (const query of queries) {
    part("#jz-query").value = query;
    part("#jz-query").dispatchEvent(new InputEvent("input"));
    await answered(query);
    while (part(".jz-more").checkVisibility()) part(".jz-more").click();
    for (const button of host.querySelectorAll("#jz-results .jz-more-here")) button.click();
    const hits = [...host.querySelectorAll("#jz-results .jz-hit")];
    found.push([
      query,
      hits.map(item => [item.className, item.querySelector("a").hash]),
      [...host.querySelectorAll("a.jz-sound")].map(link => link.innerText),
    ]);
  }
  return found;
}"""


def answers(page: Page, queries: list[str]) -> list[Answer]:
    """What the open search shows for each query: all hits, every portion is listed."""
    page.locator(QUERY).wait_for()  # the script of the search comes when it is first asked for
    found = page.evaluate(_ASK_EACH, queries)
    return [Answer(query, by_kind(hits), sounds) for query, hits, sounds in found]


def by_kind(hits: list[tuple[str, str]]) -> dict[str, int]:
    """Count hits, each a class and an anchor. A source's form of a corrected place is on no page; it counts apart."""
    return dict(Counter("source" if hash.startswith("#c-") else name.rpartition("jz-hit-")[2] for name, hash in hits))


def queries(site: Path, kind: str) -> list[str]:
    """Queries of one class, drawn from the built pages."""
    chance = random.Random(f"jiaozhu {kind}")
    found = [item for item in truth.everything(site) if len(item.text) >= 12]
    texts = [item.text for item in found]

    def stretch(length: int) -> str:
        while True:
            text = chance.choice(texts)
            start = chance.randrange(len(text) - length)
            part = text[start : start + length]
            if not re.search(r"\s", part) and len(truth.fold(part)) >= 2:
                return part

    # A headword ends before a variant of it, or before its reading in Latin letters.
    heads = [
        re.split("[、　]|(?<=[㐀-鿿])(?=[A-Za-zÀ-ỿ])", item.text)[0]
        for item in truth.everything(site)
        if item.kind == "term"
    ]
    spoken = [head for head in heads if re.fullmatch("[㐀-鿿]{3,6}", head)]
    joined = "\n".join(texts)
    converter = OpenCC("s2t")
    makers: dict[str, Callable[[], str]] = {
        "two": lambda: stretch(2),
        "three": lambda: stretch(3),
        "longer": lambda: stretch(chance.randint(4, 6)),
        "terms": lambda: chance.choice(heads),
        "words": lambda: " ".join([stretch(2), stretch(2)]),
        "numbers": lambda: chance.choice(re.findall(r"[A-Za-z0-9.%]{2,}", joined)),
        "traditional": lambda: converter.convert(stretch(4)),
        "pinyin": lambda: "".join(lazy_pinyin(chance.choice(spoken))),
    }
    always = {"numbers": ["211555", "92.37%", "e游小镇", "GDP"], "terms": ["一主六双", "枫桥经验"]}.get(kind, [])
    return [*always, *(makers[kind]() for _ in range(EACH - len(always)))]


def wanted(site: Path, query: str) -> dict[str, int]:
    """Hits by kind according to the pages: records that hold one of the words, on pages that hold them all."""
    words = list(dict.fromkeys(truth.fold(word) for word in query.split()))
    by_unit: dict[tuple[str, str], set[str]] = {}
    hits = []
    for item in truth.everything(site):
        folded = truth.folded(item.text)
        inside = {word for word in words if word in folded}
        unit = (item.page, item.text if item.kind == "term" else "")
        by_unit.setdefault(unit, set()).update(inside)
        if inside:
            hits.append((unit, item.kind))
    found = Counter(kind for unit, kind in hits if len(by_unit[unit]) == len(words))
    del found["page"]  # what a page says beside its texts: it has the words, and no kind of its own here
    return dict(found)


@pytest.mark.parametrize("kind", CLASSES)
@pytest.mark.sampled(every=3)
def test_the_dialog_finds_exactly_what_the_pages_hold(
    watch: tuple[Page, Watch], base: str, site: Path, kind: str
) -> None:
    page, _ = watch
    page.goto(base + JISHI)
    page.keyboard.press("/")
    # Pages about the edition are not part of the truth that is read here.
    apart = {"source", "page"}
    for query, hits, sounds in answers(page, queries(site, kind)):
        if kind == "pinyin":
            assert any("".join(lazy_pinyin(sound)).startswith(query) for sound in sounds), query
        assert {name: times for name, times in hits.items() if name not in apart} == wanted(site, query), query


def test_the_source_form_of_a_changed_paragraph_is_found_across_the_change(
    watch: tuple[Page, Watch], base: str
) -> None:
    page, _ = watch
    page.goto(base + JISHI)
    page.keyboard.press("/")
    (answer,) = answers(page, ["各族青年特别是"])  # we read 人民
    assert answer.hits.get("text", 0) == 0
    page.locator("#jz-results .jz-hit-apparatus > a[href*='#c-']").first.click()
    expect(page).to_have_url(re.compile(r"wusi-shelun\.html\?find=[^#]+#c-nb-006$"))
    expect(page.locator("#c-nb-006 .jz-ours")).to_have_text("人民")


def test_the_readings_of_other_witnesses_are_found(watch: tuple[Page, Watch], base: str) -> None:
    page, _ = watch
    page.goto(base + JISHI)
    page.keyboard.press("/")
    (answer,) = answers(page, ["期许当代青年"])  # so the reprint; we read 期待
    assert answer.hits == {"apparatus": 1}
    page.locator("#jz-results .jz-hit > a").first.click()
    expect(page).to_have_url(re.compile(r"wusi-shelun\.html\?find="))


def test_the_entry_of_a_term_comes_first_and_other_hits_are_marked(watch: tuple[Page, Watch], base: str) -> None:
    page, _ = watch
    page.goto(base + "search.html")
    ask(page, "枫桥经验")
    first = page.locator("#jz-results .jz-hit").first
    expect(first.locator("> a")).to_have_text("枫桥经验")
    assert "jz-hit-term" in (first.get_attribute("class") or "")
    for mark in page.locator("#jz-results mark").all_inner_texts():
        assert mark == "枫桥经验"


def test_a_result_leads_to_its_paragraph_which_lights_up_and_back_leads_to_the_result(
    watch: tuple[Page, Watch], base: str
) -> None:
    page, _ = watch
    page.goto(base + "search.html")
    ask(page, "显顺琵琶学校")
    page.locator(".jz-facet[aria-label='类别'] button", has_text="正文").click()
    expect(page).to_have_url(re.compile("kind=text"))
    link = page.locator("#jz-results .jz-hit-text > a").first
    link.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?find=[^#]+#l0\d+$"))
    block = page.locator(page.evaluate("location.hash"))
    expect(block).to_contain_text("显顺琵琶学校")
    expect(block).to_be_in_viewport()
    assert block.evaluate("block => getComputedStyle(block).animationName") == "jz-arrive"
    page.go_back()
    expect(page.locator(QUERY)).to_have_value("显顺琵琶学校")
    expect(page.locator("#jz-results .jz-hit > a").first).to_be_focused()
    expect(page.locator(".jz-facet button[aria-pressed='true']")).to_contain_text("正文")


def test_query_and_facets_can_be_shared(watch: tuple[Page, Watch], base: str) -> None:
    page, _ = watch
    page.goto(f"{base}search.html?q={quote('合作')}&kind=note&source=nanbei-2019-05&year=2019")
    expect(page.locator("#jz-results .jz-hit-note").first).to_be_visible()
    assert page.locator("#jz-results .jz-hit:not(.jz-hit-note)").count() == 0
    for where in page.locator("#jz-results .jz-hits-page .jz-where").all_inner_texts():
        assert "2019年5月报纸版面" in where


@pytest.mark.parametrize(
    "facets", ["kind=%3Cscript%3E&source=../..&year=abc", "kind=note&source=none", "at=99999999999", "at=-3&kind="]
)
@pytest.mark.sampled(every=4)
def test_broken_facets_are_no_facets_or_find_nothing(watch: tuple[Page, Watch], base: str, facets: str) -> None:
    page, _ = watch
    page.goto(f"{base}search.html?q={quote('合作')}&{facets}")
    expect(page.locator("#jz-count")).to_contain_text("「合作」")


@pytest.mark.parametrize("fragment", ["#l9999", "#%E0%A4%A", "#<img src=x>", "#n-none"])
@pytest.mark.sampled(every=4)
def test_an_anchor_that_is_gone_leaves_the_page_whole(watch: tuple[Page, Watch], base: str, fragment: str) -> None:
    page, _ = watch
    page.goto(base + JISHI + fragment)
    expect(page.locator("h1")).to_be_visible()


def test_the_keyboard_alone_is_enough(watch: tuple[Page, Watch], base: str) -> None:
    page, _ = watch
    page.goto(base + JISHI)
    page.keyboard.press("/")
    expect(page.locator(QUERY)).to_be_focused()
    page.keyboard.type("对口合作")
    expect(page.locator("#jz-results .jz-hit").first).to_be_visible()
    links = page.locator("#jz-results .jz-hit > a")
    page.keyboard.press("ArrowDown")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator(QUERY)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("dialog.jz-dialog")).to_be_hidden()
    expect(page).to_have_url(base + JISHI)
    page.keyboard.press("Control+k")
    expect(page.locator(QUERY)).to_be_focused()


def test_composition_fires_nothing_until_it_ends(watch: tuple[Page, Watch], base: str) -> None:
    """A real composition, as an input method drives it."""
    page, _ = watch
    page.goto(base + "search.html")
    page.locator(QUERY).focus()
    session = page.context.new_cdp_session(page)
    for letters in ("l", "li", "liao", "liaoyuan"):
        session.send(
            "Input.imeSetComposition", {"text": letters, "selectionStart": len(letters), "selectionEnd": len(letters)}
        )
    page.wait_for_timeout(250)
    expect(page.locator("#jz-count")).to_have_text("")
    session.send("Input.insertText", {"text": "辽源"})
    expect(page.locator("#jz-count")).to_contain_text("「辽源」共")


@pytest.mark.parametrize("query", ["liaoyuan", "Liáoyuán", "liao yuan", "liao2yuan2", "LIAOYUANSHI"])
@pytest.mark.sampled(every=4)
def test_pinyin_finds_with_or_without_tones_and_spaces(watch: tuple[Page, Watch], base: str, query: str) -> None:
    page, _ = watch
    page.goto(base + JISHI)
    page.keyboard.press("/")
    ask(page, query)
    expect(page.locator("a.jz-sound").first).to_have_text("辽源市")


@pytest.mark.parametrize(
    ("slip", "meant"), [("liaoyaun", "辽源市"), ("yizhuliushaung", "一主六双"), ("duikouhezou", "对口合作")]
)
@pytest.mark.sampled(every=3)
def test_a_slip_in_pinyin_is_asked_about(watch: tuple[Page, Watch], base: str, slip: str, meant: str) -> None:
    page, _ = watch
    page.goto(base + JISHI)
    page.keyboard.press("/")
    ask(page, slip)
    page.locator(".jz-slip", has_text=meant).first.click()
    expect(page.locator("#jz-results .jz-hit > a").first).to_have_text(meant)


def test_words_near_each_other_come_first(watch: tuple[Page, Watch], base: str) -> None:
    page, _ = watch
    page.goto(base + "search.html")
    ask(page, "绍兴 产业园")
    first = page.locator("#jz-results .jz-hit").first
    assert set(first.locator("mark").all_inner_texts()) >= {"绍兴", "产业园"}


@pytest.mark.parametrize(
    "query",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        ".*",
        "[a-z]+(?=x)",
        "a" * 10_000,
        "辽" * 10_000,
        "\u202e\u0007",
        "__proto__ constructor",
        "\\u8fbd",
        "'; drop table",
    ],
)
@pytest.mark.sampled(every=4)
def test_odd_queries_are_text(watch: tuple[Page, Watch], base: str, query: str) -> None:
    page, _ = watch
    page.on("dialog", lambda dialog: pytest.fail("a query was run"))
    page.goto(f"{base}search.html?q={quote(query[:1500])}")
    page.fill(QUERY, query)
    page.press(QUERY, "Enter")
    expect(page.locator("#jz-count")).to_contain_text("未见")
    assert page.locator("#jz-count *").count() == 0
    assert page.locator("#jz-results *").count() == 0


def test_the_search_folds_as_the_data_were_folded(watch: tuple[Page, Watch], base: str) -> None:
    """Script and Python on the same strings, odd ones included; and folded places lead back to the text."""
    page, _ = watch
    page.goto(base + "search.html")
    page.evaluate("jiaozhu.searchData.ready()")
    table = dict(zip(*page.evaluate("jiaozhu.searchData.loaded().traditional.map(s => Array.from(s))"), strict=True))
    chance = random.Random(3)
    alphabet = "辽遼源“”「」——…①㎡ﬁ½Ａａ　 \u200b\u0301e한ᅡᆫカﾞς·•〜\t\n😀㍿Ǆİ々〇𠀀"
    samples = ["".join(chance.choices(alphabet, k=chance.randint(0, 14))) for _ in range(400)]
    folded = page.evaluate("samples => samples.map(jiaozhu.folding.fold)", samples)
    assert folded == [fold(sample, table) for sample in samples]
    cases = [
        ("甲㎡乙ＧＤＰ 丙", "m2", "㎡"),
        ("遼源“對口”", '源"对', "源“對"),
        ("e\u0301te", "t", "t"),
        ("𠀀辽源", "辽源", "辽源"),
    ]
    places = page.evaluate(
        """cases => cases.map(([text, query]) => {
          const at = jiaozhu.folding.fold(text).indexOf(query);
          const [start, end] = jiaozhu.folding.place(text, at, at + query.length);
          return text.slice(start, end);
        })""",
        cases,
    )
    assert places == [shown for _, _, shown in cases]


def test_without_scripts_there_are_still_ways_in(browser: Browser, server: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server + JISHI)
    page.locator(".jz-open-search").click()
    expect(page.locator("noscript")).to_contain_text("逐词索引", use_inner_text=True)
    page.locator("noscript a", has_text="逐词索引").click()
    page.locator("article a", has_text="211555").first.click()
    expect(page.locator("ol.jz-kwic").first).to_be_visible()
    context.close()
