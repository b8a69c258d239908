"""A note from the page: what is selected is what the file holds to, and the file passes the check."""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlparse

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import ROOT, SHELUN, Watch
from jiaozhu.building import Places, build_html
from jiaozhu.checks import check
from jiaozhu.pipeline import make_book
from jiaozhu.sphinx_ext.shell import new_file_address
from jiaozhu.store import load_corpus
from playwright.sync_api import Browser, Page, expect

#: Selects characters [start, end) of a block's text through the page's own text nodes, notes and all in between.
_SELECT = """([id, start, end]) => {
  const block = document.getElementById(id);
  const skipped = "a.jz-gap, .jz-note, .jz-note-mark, .jz-note-toggle, .jz-line, .jz-orig, .headerlink";
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let at = 0, begun = false;
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.parentElement.closest(skipped)) continue;
    if (!begun && start < at + node.length) { range.setStart(node, start - at); begun = true; }
    if (begun && end <= at + node.length) { range.setEnd(node, end - at); break; }
    at += node.length;
  }
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  return window.jiaozhuContribute.selected();
}"""
_BLOCKS = """() => [...document.querySelectorAll(window.jiaozhuContribute.blocks)]
  .filter(block => !block.querySelector("br"))
  .map(block => [block.id, window.jiaozhuContribute.reading(block)])"""
_WRITE = """target => window.jiaozhuContribute.written(target, "注", '甲: "乙"', "出处待考。")"""


def test_three_hundred_selections_hold_to_what_was_selected(browser: Browser, server: str, tmp_path: Path) -> None:
    """On all pages, across corrected places, terms, notes and seams; written, read and anchored by the tools."""
    corpus = Path(shutil.copytree(ROOT / "corpus", tmp_path / "corpus"))
    book = make_book(load_corpus(corpus)[0])
    pages = list(book.pages)
    readings = {(page.docname, block.id): block.reading for page in pages for block in page.blocks}
    chance = random.Random(300)
    page = browser.new_page()
    wanted: dict[tuple[str, str], tuple[str, str, int, str]] = {}
    refused = 0
    for text in pages:
        page.goto(f"{server}texts/{text.docname}.html")
        blocks: list[tuple[str, str]] = page.evaluate(_BLOCKS)
        assert blocks
        for id, shown in blocks:
            assert shown == readings[text.docname, id], (text.docname, id)
        for _ in range(-(-300 // len(pages))):
            id, shown = chance.choice(blocks)
            start = chance.randrange(len(shown))
            end = min(len(shown), start + chance.choice((1, 2, 4, 8, 20, 60)))
            found: Any = page.evaluate(_SELECT, [id, start, end])
            if found is None:
                assert not shown[start:end].strip()
                continue
            if "refused" in found:
                assert "重出" in found["refused"]
                refused += 1
                continue
            assert found["quote"] == shown[start:end].strip()
            content = page.evaluate(_WRITE, found)
            name = f"n-{len(wanted)}"
            (corpus / "sources" / text.siglum / "notes" / f"{name}.md").write_text(content, "utf-8")
            wanted[text.siglum, name] = (text.text, id, found["start"], found["quote"])
    page.close()
    assert len(wanted) >= 280
    assert refused <= 10
    loaded, problems = load_corpus(corpus)
    again = make_book(loaded)
    assert check(again, problems) == []
    notes = {(p.siglum, note.note.id): note for p in again.pages for note in p.notes}
    for key, (text_id, block, start, quote) in wanted.items():
        note = notes[key]
        assert (note.text, note.block, note.start, note.note.target.quote) == (text_id, block, start, quote), key


def test_what_cannot_be_quoted_says_why(watch: tuple[Page, Watch], base: str) -> None:
    page, _ = watch
    page.goto(base + SHELUN)
    page.evaluate(
        """() => {
          const range = document.createRange();
          range.setStart(document.querySelector("#l0101").firstChild, 0);
          range.setEndAfter(document.querySelector("#l0103").lastChild);
          getSelection().addRange(range);
        }"""
    )
    expect(page.locator(".jz-add")).to_have_text("引文不能跨段，请只选一段之内的文字")
    expect(page.locator(".jz-add")).to_be_disabled()
    page.locator(".jz-switch button", has_text="原文").click()
    page.evaluate(_SELECT, ["l0101", 0, 4])
    expect(page.locator(".jz-add")).to_contain_text("校后")
    page.locator(".jz-switch button", has_text="校后").click()


def test_a_note_is_written_from_selection_to_file(watch: tuple[Page, Watch], base: str) -> None:
    page, _ = watch
    page.goto(base + SHELUN)
    page.evaluate(_SELECT, ["l0103", 0, 5])
    page.locator(".jz-add").click()
    dialog = page.locator("dialog.jz-compose")
    expect(dialog.locator("mark")).to_have_text("习近平总书")
    expect(dialog.locator(".jz-faults li").first).to_have_text("请写内容")
    page.fill("#jz-note-body", "<script>alert(1)</script> 一说。")
    expect(dialog.locator(".jz-faults")).to_contain_text("不能用网页标签")
    page.fill("#jz-note-body", "出处待考。")
    page.fill("#jz-note-author", "读者")
    page.select_option("#jz-note-kind", "疑")
    expect(dialog.locator(".jz-faults li")).to_have_count(0)
    assert Axe().run(page, options={"resultTypes": ["violations"], "preload": False}).response["violations"] == []
    content = dialog.locator("pre").inner_text()
    assert 'quote: "习近平总书"' in content
    assert 'text: wusi-shelun\nkind: 疑\nauthor: "读者"' in content
    assert content.endswith("---\n出处待考。\n")
    expect(dialog.locator(".jz-steps li").first).to_contain_text("corpus/sources/nanbei-2019-05/notes/n-")
    with page.expect_download() as download:
        dialog.locator(".jz-send", has_text="存为文件").click()
    assert download.value.path().read_text("utf-8") == content
    page.reload()
    page.evaluate(_SELECT, ["l0103", 0, 5])
    page.keyboard.press("Control+Alt+m")
    expect(page.locator("#jz-note-body")).to_have_value("出处待考。")  # a draft is kept until it is sent


@pytest.mark.parametrize(
    ("remote", "address"),
    [
        ("https://github.com/o/r.git", "https://github.com/o/r/new/main?filename=@path@&value=@content@"),
        ("git@github.com:o/r.git", "https://github.com/o/r/new/main?filename=@path@&value=@content@"),
        ("https://user:secret@github.com/o/r", ""),
        ("https://gitlab.com/o/r", ""),
        ("/srv/git/r", ""),
        ("", ""),
    ],
)
def test_the_host_is_known_by_its_remote(remote: str, address: str) -> None:
    assert new_file_address(remote) == address


def test_the_host_gets_name_and_content_and_no_more_than_it_takes(browser: Browser, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "docs", tmp_path / "docs", ignore=shutil.ignore_patterns("texts", "_build"))
    shutil.copytree(ROOT / "corpus", tmp_path / "corpus")
    with (tmp_path / "docs" / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write('\njiaozhu_new_file = "https://example.org/new?filename=@path@&value=@content@"\n')
    site = build_html(Places(tmp_path / "docs", tmp_path / "build", tmp_path / "corpus")).parent
    page = browser.new_page()
    page.goto((site / SHELUN).as_uri())
    page.evaluate(_SELECT, ["l0103", 0, 5])
    page.locator(".jz-add").click()
    page.fill("#jz-note-body", "出处待考。&#=?")
    page.fill("#jz-note-author", "读者")
    send = page.locator(".jz-send", has_text="提交")
    expect(send).to_be_visible()
    query = parse_qs(urlparse(send.get_attribute("href") or "").query)
    assert query["filename"][0].startswith("corpus/sources/nanbei-2019-05/notes/n-")
    assert query["value"][0] == page.locator("dialog pre").inner_text()
    page.fill("#jz-note-body", "待考" * 600)
    expect(send).to_be_hidden()
    expect(page.locator(".jz-size")).to_contain_text("内容太长")
    expect(page.locator(".jz-steps")).to_be_visible()
    page.close()
