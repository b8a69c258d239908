"""The search of a corpus that is too large to be loaded whole."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from browsing import serving
from jiaozhu.language import profile_for
from jiaozhu.outputs.search.nearness import near_script
from jiaozhu.outputs.search.records import Kind, SearchPage, SearchRecord
from jiaozhu.outputs.search.shards import search_scripts
from playwright.sync_api import Browser, expect
from searching import ask


@pytest.fixture(scope="module")
def sharded(site: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """A site of the search page alone with a larger corpus, its data cut small; and how often 的 occurs in it."""
    folder = tmp_path_factory.mktemp("sharded")
    shutil.copytree(site / "_static", folder / "_static", ignore=shutil.ignore_patterns("jiaozhu"))
    shutil.copy(site / "search.html", folder)
    chance = random.Random(5)
    common = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面"
    pages = []
    for number in range(400):
        words = ["".join(chance.choices(common, k=60)) for _ in range(10)]
        if number == 321:
            words.append("这里有独一无二之句。")
        records = tuple(SearchRecord(Kind.TEXT, f"l{at:04}", text) for at, text in enumerate(words, 1))
        pages.append(SearchPage(f"texts/p{number}.html", f"第{number}篇", records, "s", "2019", 600))
    reference = [SearchPage("texts/glossary.html", "词汇", ())]
    for script in search_scripts(reference, pages, [], {"s": "来源"}, shard=3000, whole=100_000):
        target = folder / "_static" / "jiaozhu" / script.name
        target.parent.mkdir(exist_ok=True)
        target.write_text(script.text, "utf-8")
    near = near_script(pages, profile_for("zh"))
    (folder / "_static" / "jiaozhu" / near.name).write_text(near.text, "utf-8")
    return folder, sum(record.text.count("的") for page in pages for record in page.records)


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_a_large_corpus_is_searched_through_its_index(browser: Browser, sharded: tuple[Path, int], scheme: str) -> None:
    """Few shards are loaded, the count says that it is a lower bound, and is exact once the reader asks for all."""
    folder, times = sharded
    shards = len(list(folder.glob("_static/jiaozhu/shard-*.js")))
    with serving(folder) as address:
        page = browser.new_page()
        loaded: list[str] = []
        page.on("request", lambda request: loaded.append(request.url.rpartition("/")[2]))
        page.goto((address if scheme == "http" else f"{folder.as_uri()}/") + "search.html")
        ask(page, "独一无二之句")
        expect(page.locator("#jz-count")).to_contain_text("共 1 处")
        assert sum(name.startswith("shard-") for name in loaded) < shards / 8
        ask(page, "的")
        expect(page.locator("#jz-count")).to_contain_text("至少")
        page.locator(".jz-link").click()
        expect(page.locator("#jz-count")).to_contain_text(f"共 {times} 处")
        page.close()
