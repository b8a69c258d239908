"""A note from the page: what is selected is what the file holds to, and the file passes the check."""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import Any
from unicodedata import normalize
from urllib.parse import parse_qs, urlparse

from browsing import SHELUN
from click.testing import CliRunner
from jiaozhu.building import build_html
from jiaozhu.cli import main
from jiaozhu.edition.pipeline import make_book
from jiaozhu.problems.checks import check
from jiaozhu.store import load_corpus
from jiaozhu.workflows.authoring import holding
from paths import CORPUS
from playwright.sync_api import Browser, Page, expect
from selecting import SELECT
from sharing import copy_project

_BLOCKS = """() => [...document.querySelectorAll(jiaozhu.selection.blocks)]
  .filter(block => !block.querySelector("br"))
  .map(block => [block.id, jiaozhu.selection.reading(block)])"""
_WRITE = (
    """([target, text]) => jiaozhu.files.note(target, text, { kind: "注", author: '甲: "乙"', body: "出处待考。" })"""
)
#: A correction of a stretch of a block: the file, or why the form refuses it.
_CORRECT = """async ([block, start, end, after, id]) => {
  const { form, page, source, touched, selection, files } = jiaozhu;
  const data = JSON.parse(document.getElementById("jz-data").textContent);
  const found = {};
  const before = { ...form };
  form.lines = all => { found.lines = all; };
  form.held = all => { found.held = all; };
  for (const name of [data.lines, data.held]) {
    const script = document.createElement("script");
    script.src = `${page.root()}_static/jiaozhu/${name}`;
    const loaded = new Promise((done, failed) => { script.onload = done; script.onerror = failed; });
    document.head.append(script);
    await loaded;
  }
  Object.assign(form, before);
  const place = source.origin(found.lines, block, start, end);
  if (place.refused) return place;
  const reading = selection.reading(document.getElementById(block));
  const [refused] = touched.touched(found.held, { text: data.text, block, start, end, after, reading });
  if (refused) return { refused };
  const said = { id, after, reason: "试改", basis: "待考。", cert: "low", author: "甲", opens: start === 0 };
  return { file: files.correction(place, reading.slice(start, end), said) };
}"""


def test_three_hundred_selections_hold_to_what_was_selected(browser: Browser, server: str, tmp_path: Path) -> None:
    """On all pages, across corrected places, terms, notes and seams; written, read and anchored by the tools."""
    corpus = Path(shutil.copytree(CORPUS, tmp_path / "corpus"))
    book = make_book(load_corpus(corpus)[0])
    pages = list(book.pages)
    readings = {(page.docname, block.id): block.reading for page in pages for block in page.blocks}
    chance = random.Random(300)
    page = browser.new_page()
    wanted: dict[tuple[str, str], tuple[str, str, int, str]] = {}
    for text in pages:
        page.goto(f"{server}texts/{text.docname}.html")
        page.evaluate("jiaozhu.contribute.load()")
        blocks: list[tuple[str, str]] = page.evaluate(_BLOCKS)
        assert blocks
        for id, shown in blocks:
            assert shown == readings[text.docname, id], (text.docname, id)
        places = [
            (id, shown, 0, len(shown)) for id, shown in blocks if len(shown) <= 20
        ]  # headings, and lines like them
        for _ in range(-(-300 // len(pages))):
            id, shown = chance.choice(blocks)
            start = chance.randrange(len(shown))
            places.append((id, shown, start, min(len(shown), start + chance.choice((1, 2, 4, 8, 20, 60)))))
        for id, shown, start, end in places:
            found: Any = page.evaluate(SELECT, [id, start, end])
            if found is None:
                assert not shown[start:end].strip()
                continue
            assert found["quote"] == shown[start:end].strip()
            content = page.evaluate(_WRITE, [found, text.text])
            name = f"n-{len(wanted)}"
            (corpus / "sources" / text.siglum / "notes" / f"{name}.md").write_text(content, "utf-8")
            wanted[text.siglum, name] = (text.text, id, found["start"], found["quote"])
    page.close()
    assert len(wanted) >= 280
    loaded, problems = load_corpus(corpus)
    again = make_book(loaded)
    assert check(again, problems) == []
    notes = {(p.siglum, note.note.id): note for p in again.pages for note in p.notes}
    for key, (text_id, block, start, quote) in wanted.items():
        note = notes[key]
        assert (note.text, note.block, note.start, note.note.target.quote) == (text_id, block, start, quote), key


def test_corrections_of_random_words_change_just_those(browser: Browser, server: str, tmp_path: Path) -> None:
    """On all pages, one in each of many blocks, most where words are quoted; written, read, applied."""
    corpus = Path(shutil.copytree(CORPUS, tmp_path / "corpus"))
    before = make_book(load_corpus(corpus)[0])
    quoted: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for volume in before.volumes:
        for _, _, text_id, block_id, at, length, *_ in holding(before, volume, ()):
            key = (f"{volume.source.siglum}/{text_id}", str(block_id))
            quoted.setdefault(key, []).append((int(at), int(at) + int(length)))
    chance = random.Random(301)
    page = browser.new_page()
    wanted: dict[tuple[str, str], str] = {}
    refused: list[str] = []
    for text in before.pages:
        page.goto(f"{server}texts/{text.docname}.html")
        page.evaluate("jiaozhu.contribute.load()")
        folder = corpus / "sources" / text.siglum / "emendations"
        folder.mkdir(exist_ok=True)
        for block in text.blocks:
            if len(block.reading) < 8 or "\n" in block.reading:
                continue
            start = chance.randrange(len(block.reading) - 2)
            if (near := quoted.get((text.docname, block.id))) and chance.random() < 0.8:
                edge = chance.choice(chance.choice(near))
                start = max(0, min(edge + chance.choice((-2, -1, 0, 1)), len(block.reading) - 2))
            end = min(len(block.reading), start + chance.choice((1, 2, 3, 6)))
            shown = block.reading[start:end]
            after = chance.choice(("", "〇〇", shown + "〇", "〇" + shown, "〇"))
            id = f"e-{len(wanted)}"
            found: Any = page.evaluate(_CORRECT, [block.id, start, end, after, id])
            if "refused" in found:
                refused.append(found["refused"])
                continue
            (folder / f"{id}.yaml").write_text(found["file"], "utf-8")
            wanted[text.docname, block.id] = block.reading[:start] + after + block.reading[end:]
    page.close()
    assert len(wanted) >= 150
    assert 10 <= len(refused) <= 0.25 * len(wanted), refused
    loaded, problems = load_corpus(corpus)
    again = make_book(loaded)
    assert check(again, problems) == []  # what the form admits takes no words from under anything
    readings = {(page.docname, block.id): block.reading for page in again.pages for block in page.blocks}
    for (
        key,
        reading,
    ) in wanted.items():
        # Rules look at neighbours: beside a change widths, spaces and quotation marks may change too.
        assert _bare(readings[key]) == _bare(reading), key


def _bare(text: str) -> str:
    return "".join(normalize("NFKC", text).split()).replace("“", '"').replace("”", '"')


def test_the_host_gets_name_and_content_and_no_more_than_it_takes(browser: Browser, english: str) -> None:
    page = browser.new_page()
    page.goto(english + SHELUN)
    page.evaluate(SELECT, ["l0103", 0, 5])
    page.locator(".jz-add").click()
    page.fill("#jz-note-body", "待考. &#=?")
    page.fill("#jz-note-author", "读者")
    send = page.locator("dialog[open] .jz-first")
    expect(send).to_have_text("Submit on example.org")
    query = parse_qs(urlparse(send.get_attribute("href") or "").query)
    assert query["filename"][0].startswith("corpus/sources/nanbei-2019-05/notes/n-")
    assert query["value"][0] == page.locator("dialog pre").text_content()
    page.fill("#jz-note-body", "待考 " * 1500)
    expect(send).to_have_text("Copy it, and paste it: Submit on example.org")
    query = parse_qs(urlparse(send.get_attribute("href") or "").query)
    assert query["filename"][0].startswith("corpus/sources/nanbei-2019-05/notes/n-")
    assert "value" not in query
    page.close()


def test_the_whole_way_of_a_new_contributor(browser: Browser, tmp_path: Path) -> None:
    """Page, form, basket, file, accept, page: a note, a correction and a term go out as one and are on their places."""
    places = copy_project(tmp_path)
    address = (build_html(places).parent / SHELUN).as_uri()
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address)
    collected(page, ["l0103", 0, 5], {"kind": "注"}, "一位新手的注，待考。")
    change = {"kind": "correction", "after": "某某", "reason": "试改"}
    collected(page, ["l0105", 0, 2], change, "据文意，待考。")
    entry = {"kind": "term", "pinyin": "Xīnshídài", "gloss": "new era", "term-kind": "concept"}
    at = page.evaluate("jiaozhu.selection.reading(document.getElementById('l0103')).indexOf('新时代')")
    collected(page, ["l0103", at, at + 3], entry, "一位新手的释义，待考。")
    page.locator(".jz-basket-open").click()
    with page.expect_download() as download:
        page.locator("dialog[open] .jz-first").click()
    sent = download.value.path()
    accepted = CliRunner().invoke(main, ["--corpus", str(places.corpus), "accept", str(sent), "--no-branch"])
    assert (accepted.exit_code, accepted.stderr) == (0, "")
    assert len(accepted.stdout.splitlines()) == 3
    build_html(places)
    page.goto(address)
    note = page.locator(".jz-note", has_text="一位新手的注，待考。")
    expect(note).to_be_visible()
    expect(page.locator("#l0105")).to_contain_text("某某")
    expect(page.locator(".bd-article")).to_contain_text("据文意，待考。")
    expect(page.locator(".jz-credits")).to_contain_text("一位新手（1 条）")
    expect(page.locator("#l0103 .std-term", has_text="新时代").first).to_be_visible()
    page.close()


def collected(page: Page, place: list[Any], chosen: dict[str, str], body: str) -> None:
    """Write a contribution and put it into the basket."""
    assert page.evaluate(SELECT, place)
    page.locator(".jz-add").click()
    page.select_option("#jz-note-kind", chosen["kind"])
    for name in ("after", "reason", "pinyin", "gloss"):
        if name in chosen:
            page.fill(f"#jz-{name}", chosen[name])
    if "term-kind" in chosen:
        page.select_option("#jz-term-kind", chosen["term-kind"])
    page.fill("#jz-note-body", body)
    page.fill("#jz-note-author", "一位新手")
    page.locator("dialog[open] .jz-collect").click()
    expect(page.locator("dialog[open]")).to_have_count(0)
