"""A note from the page: what is selected is what the file holds to, and the file passes the check."""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import Any
from unicodedata import normalize
from urllib.parse import parse_qs, urlparse

import pytest
from browsing import SHELUN
from jiaozhu.building import build_html
from jiaozhu.edition.pipeline import make_book
from jiaozhu.problems.checks import check
from jiaozhu.sphinx_ext.hosts import new_file_address
from jiaozhu.store import load_corpus
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
#: A correction of a stretch of a block: the file, or why it cannot be made.
_CORRECT = """async ([name, block, start, end, after, id]) => {
  let lines = null;
  const before = jiaozhu.form.lines;
  jiaozhu.form.lines = data => { lines = data; };
  const script = document.createElement("script");
  script.src = document.documentElement.dataset.content_root + "_static/jiaozhu/" + name;
  await new Promise((done, failed) => { script.onload = done; script.onerror = failed; document.head.append(script); });
  jiaozhu.form.lines = before;
  const place = jiaozhu.source.origin(lines, block, start, end);
  if (place.refused) return place;
  const shown = jiaozhu.selection.reading(document.getElementById(block)).slice(start, end);
  const said = { id: id, after: after, reason: "试改", basis: "待考。", cert: "low", author: "甲" };
  return { file: jiaozhu.files.correction(place, shown, said) };
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
    """On all pages, one in each of many blocks; written, read and applied by the tools."""
    corpus = Path(shutil.copytree(CORPUS, tmp_path / "corpus"))
    before = make_book(load_corpus(corpus)[0])
    chance = random.Random(301)
    page = browser.new_page()
    wanted: dict[tuple[str, str], str] = {}
    refused: list[str] = []
    for text in before.pages:
        page.goto(f"{server}texts/{text.docname}.html")
        folder = corpus / "sources" / text.siglum / "emendations"
        folder.mkdir(exist_ok=True)
        for block in text.blocks:
            if len(block.reading) < 8 or "\n" in block.reading:
                continue
            start = chance.randrange(len(block.reading) - 2)
            end = min(len(block.reading), start + chance.choice((1, 2, 3, 6)))
            shown = block.reading[start:end]
            after = chance.choice(("", "〇〇", shown + "〇", "〇" + shown, "〇"))
            name = f"lines.{text.siglum}.{text.text}.js"
            id = f"e-{len(wanted)}"
            found: Any = page.evaluate(_CORRECT, [name, block.id, start, end, after, id])
            if "refused" in found:
                refused.append(found["refused"])
                continue
            (folder / f"{id}.yaml").write_text(found["file"], "utf-8")
            wanted[text.docname, block.id] = block.reading[:start] + after + block.reading[end:]
    page.close()
    assert len(wanted) >= 150
    assert len(refused) <= 0.2 * len(wanted), refused
    loaded, problems = load_corpus(corpus)
    again = make_book(loaded)
    # Notes that quote what was changed beyond recognition are lost, as they must be; no emendation may be.
    assert [item for item in check(again, problems) if item.code not in ("N201", "N202", "F607", "N204")] == []
    readings = {(page.docname, block.id): block.reading for page in again.pages for block in page.blocks}
    for (
        key,
        reading,
    ) in wanted.items():
        # Rules look at neighbours: beside a change widths, spaces and quotation marks may change too.
        assert _bare(readings[key]) == _bare(reading), key


def _bare(text: str) -> str:
    return "".join(normalize("NFKC", text).split()).replace("“", '"').replace("”", '"')


@pytest.mark.parametrize(
    ("remote", "address"),
    [
        ("https://github.com/o/r.git", "https://github.com/o/r/new/trunk?filename=@path@&value=@content@"),
        ("git@github.com:o/r.git", "https://github.com/o/r/new/trunk?filename=@path@&value=@content@"),
        ("https://user:secret@github.com/o/r", ""),
        ("https://gitlab.com/o/sub/r", "https://gitlab.com/o/sub/r/-/new/trunk?file_name=@path@"),
        (
            "https://codeberg.org/o/r.git",
            "https://codeberg.org/o/r/_new/trunk/@folder@?filename=@name@&value=@content@",
        ),
        ("https://example.org/o/r", ""),
        ("/srv/git/r", ""),
        ("", ""),
    ],
)
def test_the_host_is_known_by_its_remote(remote: str, address: str) -> None:
    assert new_file_address(remote, branch="trunk") == address


def test_the_host_gets_name_and_content_and_no_more_than_it_takes(browser: Browser, english: str) -> None:
    page = browser.new_page()
    page.goto(english + SHELUN)
    page.evaluate(SELECT, ["l0103", 0, 5])
    page.locator(".jz-add").click()
    page.fill("#jz-note-body", "待考. &#=?")
    page.fill("#jz-note-author", "读者")
    send = page.locator(".jz-send", has_text="Submit")
    expect(send).to_be_visible()
    query = parse_qs(urlparse(send.get_attribute("href") or "").query)
    assert query["filename"][0].startswith("corpus/sources/nanbei-2019-05/notes/n-")
    assert query["value"][0] == page.locator("dialog pre").text_content()
    page.fill("#jz-note-body", "待考 " * 1500)
    expect(send).to_be_hidden()
    expect(page.locator(".jz-length")).to_contain_text("too long")
    expect(page.locator(".jz-steps")).to_be_visible()
    page.close()


def test_the_whole_way_of_a_new_contributor(browser: Browser, tmp_path: Path) -> None:
    """Page, form, file, check, page: the note is beside its words; the correction is read, and accounted for."""
    places = copy_project(tmp_path)
    address = (build_html(places).parent / SHELUN).as_uri()
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address)
    contribution = _filled(page, ["l0103", 0, 5], {"kind": "注"}, "一位新手的注，待考。")
    correction = _filled(
        page, ["l0105", 0, 2], {"kind": "correction", "after": "某某", "reason": "试改"}, "据文意，待考。"
    )
    for path, content in (contribution, correction):
        (tmp_path / path).write_text(content, "utf-8")
    loaded, problems = load_corpus(places.corpus)
    found = [problem for problem in check(make_book(loaded), problems) if problem.code != "N201"]
    assert found == []
    build_html(places)
    page.goto(address)
    note = page.locator(".jz-note", has_text="一位新手的注，待考。")
    expect(note).to_be_visible()
    mark = page.locator("#l0103 .jz-note-mark").first.bounding_box()
    assert mark is not None
    expect(page.locator("#l0105")).to_contain_text("某某")
    expect(page.locator(".bd-article")).to_contain_text("据文意，待考。")
    expect(page.locator(".jz-credits")).to_contain_text("一位新手（1 条）")
    page.close()


def _filled(page: Page, place: list[Any], chosen: dict[str, str], body: str) -> tuple[str, str]:
    """What the form makes of a selection: where the file goes, and what it says."""
    page.evaluate(SELECT, place)
    page.locator(".jz-add").click()
    page.select_option("#jz-note-kind", chosen["kind"])
    for name in ("after", "reason"):
        if name in chosen:
            page.fill(f"#jz-{name}", chosen[name])
    page.fill("#jz-note-body", body)
    page.fill("#jz-note-author", "一位新手")
    expect(page.locator(".jz-faults li")).to_have_count(0)
    path = (page.locator(".jz-steps li").first.text_content() or "").removeprefix("把文件存作 ")
    content = page.locator("dialog pre").text_content() or ""
    page.keyboard.press("Escape")
    expect(
        page.locator(".jz-add")
    ).to_be_visible()  # the words are selected again: the next ones are selected after that
    return path, content
