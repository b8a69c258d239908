"""Everything a page says can be found, or is in the list of what the search says it leaves out.

The visible text of every built page is read here by other means than the search's own; every block of it must be in a
record of its page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import truth
from lxml import html
from playwright.sync_api import Browser, expect

#: Pages that are not searched; the search names them.
UNSEARCHED = re.compile(r"^(?:search\.html|404\.html|texts/overview\.html|texts/concordance/.*)$")


def searched(site: Path) -> dict[str, str]:
    """The folded text of what is searched of each page."""

    def handed_over(path: Path) -> str:
        return path.read_text("utf-8").removesuffix(");\n")

    head = json.loads(handed_over(site / "_static/jiaozhu/head.js").partition("(")[2])
    found = {}
    for path in site.glob("_static/jiaozhu/shard-*.js"):
        opening, _, rows = handed_over(path).partition(",")
        first = head["shards"][int(opening.partition("(")[2])][1]
        for number, page in enumerate(json.loads(rows), first):
            found[head["pages"][number][0]] = "\n".join(truth.fold(row[2]) for row in page)
    return found


def blocks(site: Path) -> Iterator[tuple[str, str]]:
    """Each block of text of each page."""
    for path in sorted(site.rglob("*.html")):
        for article in html.fromstring(path.read_bytes()).xpath("//article"):
            for text in truth.blocks(article):
                # A long reading of a source is shown by its two ends.
                for part in text.split("……"):
                    if truth.fold(part):
                        yield path.relative_to(site).as_posix(), part


def test_every_block_of_every_page_is_found_or_is_said_to_be_left_out(site: Path) -> None:
    found = searched(site)
    all_blocks = [block for block in blocks(site) if not UNSEARCHED.match(block[0])]
    assert len(all_blocks) > 3000
    assert [block for block in all_blocks if truth.fold(block[1]) not in found.get(block[0], "")] == []


def test_the_search_says_what_it_leaves_out(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    page.goto(f"{site.as_uri()}/index.html")
    page.keyboard.press("/")
    said = page.locator("dialog .jz-unsearched")
    for words in ("逐词索引", "总览", "见于", "译文旁的原文", "导航", "检索页", "注码", "引文编号"):
        expect(said).to_contain_text(words)
    page.close()


def test_words_of_neighbouring_cells_never_join(site: Path) -> None:
    found = searched(site)
    cells = [text for text in found["texts/progress.html"].split("\n") if "¦" in text]
    assert cells
    assert not [text for text in cells if re.search(r"[0-9]{6,}", text)]
