"""Search: what a first query loads, how long queries take, and what a corpus too large to load whole costs.

The script that ships is run in a headless Chromium, on data written by the code that ships. The large corpora are
synthetic: words drawn by Zipf's law from a made-up vocabulary, because what an index is worth depends on how words
are spread. Time is the engine's, from query to ranked hits, without drawing them.
"""

from __future__ import annotations

import gzip
import os
import shutil
import statistics
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

from jiaozhu.edition.pipeline import make_book
from jiaozhu.language.zh import CHINESE
from jiaozhu.outputs.search import Kind, SearchPage, entry_pages, near_script, search_scripts, text_pages
from jiaozhu.outputs.search.records import SearchRecord
from jiaozhu.sphinx_ext.scripts.script_bundles import SEARCH, SITE, SOURCES
from jiaozhu.sphinx_ext.scripts.script_data import NAME, site_script
from jiaozhu.store import load_corpus

from bench.report import Budget, Row

GROUP = "search"
#: DESIGN.md: the bytes of the first query, as a multiple of the text's own; milliseconds of the slowest in twenty.
BYTES = Budget(1.3)
SLOWEST = Budget(20)
#: Milliseconds of the lenient step, of the slowest in twenty.
SLOWEST_NEAR = Budget(50)
#: Issue 5: bytes loaded before the first page of results of a corpus of 50 megabytes stands.
LOADED = Budget(3)
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
#: Words and elements, then those of the search as far as the engine: it needs none that touches the page.
_SCRIPTS = (*SITE[:2], *SEARCH[: SEARCH.index("jiaozhu-search-engine.js") + 1])
_PAGE = """<!DOCTYPE html><html data-content_root="./"><meta charset="utf-8"><article></article>
@scripts@
<script>window.jiaozhu.searchData.at("_static/jiaozhu/")</script></html>
"""
_ASK = """async queries => {
  const engine = window.jiaozhu.search, found = [];
  for (const query of queries) {
    const start = performance.now();
    const result = await engine.find(query);
    found.push([performance.now() - start, result.hits.length, result.searched, result.all]);
  }
  return found;
}"""

#: The second step as a reader meets it: what is exactly so is looked for first.
_ASK_NEAR = """async slips => {
  const engine = window.jiaozhu.search, found = [];
  for (const [typed, meant] of slips) {
    const start = performance.now();
    const near = await engine.near(typed, await engine.find(typed));
    const time = performance.now() - start;
    found.push([time, near.slice(0, 5).some(({ record }) => record.text.includes(meant))]);
  }
  return found;
}"""


def measure(folder: Path, corpus: Path, *, quick: bool) -> Iterator[Row]:
    """The rows of this part, as they come."""
    loaded, problems = load_corpus(corpus)
    if problems:
        yield Row(GROUP, "first query ÷ text", None, "times", BYTES, f"the corpus has {len(problems)} problems")
        return
    book = make_book(loaded)
    address = "texts/{}.html".format
    texts = list(text_pages(book, address))
    sources = {volume.source.siglum: volume.source.about.title for volume in book.volumes}
    reference = [page for _docname, page in entry_pages(book, address)]
    scripts = list(search_scripts(reference, texts, book.dictionary, sources))
    text = "\n".join(record.text for page in [*reference, *texts] for record in page.records)
    packed, ground = sum(_packed(script.text) for script in scripts), _packed(text)
    yield Row(GROUP, "first query ÷ text, gzip", packed / ground, "times", BYTES, f"{packed:,} of {ground:,} bytes")
    chromium = os.environ.get("JIAOZHU_CHROMIUM") or next(filter(None, map(shutil.which, _CHROMIUM)), None)
    if chromium is None:
        yield Row(GROUP, "queries", None, "ms", SLOWEST, "no Chromium found")
        return
    for name, length in (("1.1 M characters", 1_100_000), ("17 M characters", 4_000_000 if quick else 17_000_000)):
        yield from _made(folder / name.replace(" ", "-"), name, length, chromium)


def _made(folder: Path, name: str, length: int, chromium: str) -> Iterator[Row]:
    """A synthetic corpus searched in the browser: 2, 3 and 4–6 characters, words, and pairs of words."""
    chance = Random(length)
    pages, words = synthetic(chance, length)
    data = folder / "_static" / "jiaozhu"
    data.mkdir(parents=True)
    total = 0
    for script in search_scripts([SearchPage("g.html", "词汇", ())], pages, [], {"s": "来源"}):
        total += (data / script.name).write_bytes(script.text.encode())
    near = near_script(pages, CHINESE)
    (data / near.name).write_text(near.text, "utf-8")
    (folder / "_static" / NAME).write_text(site_script("en", CHINESE.kinds, "zh-CN"), "utf-8")
    for script_name in _SCRIPTS:
        shutil.copy(SOURCES[script_name], folder / "_static")
    tags = "\n".join(f'<script src="_static/{script_name}"></script>' for script_name in (NAME, *_SCRIPTS))
    (folder / "index.html").write_text(_PAGE.replace("@scripts@", tags), "utf-8")
    queries = queries_of(chance, pages, words)
    size = sum(len(record.text.encode()) for page in pages for record in page.records)
    times, loads, rest = _asked(folder, queries, chromium, cold=length > 2_000_000)
    yield Row(GROUP, f"{name}: text and data", total / size, "times", None, f"{size / 1e6:.1f} MB of text")
    yield Row(GROUP, f"{name}: query, median", statistics.median(times), "ms", None, f"{len(times)} queries")
    yield Row(GROUP, f"{name}: query, 95 of 100", quantile(times, 0.95), "ms", SLOWEST if length < 2e6 else None)
    if length < 2_000_000:
        found = _slipped(folder, list(_slips(chance, pages)), chromium)
        right = 100 * sum(is_right for _, is_right in found) / len(found)
        yield Row(
            GROUP, f"{name}: one letter wrong, right of the first five", right, "%", None, f"{len(found)} queries"
        )
        slowest = quantile([time for time, _ in found], 0.95)
        yield Row(GROUP, f"{name}: lenient query, 95 of 100", slowest, "ms", SLOWEST_NEAR)
    if loads:
        yield Row(GROUP, f"{name}: loaded, 95 of 100", quantile(loads, 0.95) / 1e6, "MB", LOADED, rest)
        yield Row(GROUP, f"{name}: loaded, median", statistics.median(loads) / 1e6, "MB", None, "uncompressed")


def synthetic(chance: Random, length: int) -> tuple[list[SearchPage], list[str]]:
    """Make pages of so many code points in all, and the words that they are made of."""
    characters = [chr(code) for code in range(0x4E00, 0x4E00 + 3500)]
    common = [1 / (rank + 12) for rank in range(len(characters))]
    words = ["".join(chance.choices(characters, common, k=chance.choice((1, 2, 2, 2, 3, 4)))) for _ in range(60_000)]
    weights = [1 / (rank + 3) for rank in range(len(words))]
    pages = []
    made = 0
    while made < length:
        records = []
        for line in range(8):
            text = "".join(chance.choices(words, weights, k=90))
            records.append(SearchRecord(Kind.TEXT, f"l{line:04}", text))
            made += len(text)
        size = sum(len(record.text) for record in records)
        pages.append(SearchPage(f"texts/s/p{len(pages)}.html", f"第{len(pages)}篇", tuple(records), "s", "2019", size))
    return pages, words


def queries_of(chance: Random, pages: Sequence[SearchPage], words: Sequence[str]) -> list[str]:
    """Draw queries: stretches of 2 to 6 characters, words, pairs of stretches."""

    def stretch(length: int) -> str:
        text = chance.choice(chance.choice(pages).records).text
        start = chance.randrange(len(text) - length)
        return text[start : start + length]

    queries = [stretch(length) for length in (2, 3, 4, 5, 6) for _ in range(10)]
    queries += [chance.choice(words[:5000]) for _ in range(10)]
    queries += [f"{stretch(2)} {stretch(2)}" for _ in range(10)]
    return queries


def _slips(chance: Random, pages: Sequence[SearchPage]) -> Iterator[tuple[str, str]]:
    """Stretches of the texts with one letter wrong, missing or too many; as they are typed, and as they are meant."""
    for number in range(60):
        text = chance.choice(chance.choice(pages).records).text
        length = chance.randint(4, 10)
        start, at = chance.randrange(len(text) - length), chance.randrange(1, length)
        meant, other = text[start : start + length], chance.choice(text)
        yield meant[:at] + ("" if number % 3 == 0 else other) + meant[at + (number % 3 < 2) :], meant


def _slipped(folder: Path, slips: Sequence[tuple[str, str]], chromium: str) -> list[tuple[float, bool]]:
    """Milliseconds of each query once the search is warm, and whether what was meant is among the first five."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.goto((folder / "index.html").as_uri())
        page.evaluate(_ASK_NEAR, list(slips[:3]))
        found: list[tuple[float, bool]] = page.evaluate(_ASK_NEAR, list(slips))
        browser.close()
    return found


def _asked(folder: Path, queries: Sequence[str], chromium: str, *, cold: bool) -> tuple[list[float], list[int], str]:
    """Milliseconds of each query; if ``cold``, each is a reader's first, and the bytes it loads are counted too."""
    from playwright.sync_api import sync_playwright

    times: list[float] = []
    loads: list[int] = []
    exact = found = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        if not cold:
            page.goto((folder / "index.html").as_uri())
            page.evaluate(_ASK, list(queries[:1]))
            times = [item[0] for item in page.evaluate(_ASK, list(queries))]
        else:
            for query in queries:
                asked: list[str] = []

                def note(request: Any, asked: list[str] = asked) -> None:
                    asked.append(request.url.partition("?")[0].rpartition("/")[2])

                page.on("request", note)
                page.goto((folder / "index.html").as_uri())
                (item,) = page.evaluate(_ASK, [query])
                page.remove_listener("request", note)
                times.append(item[0])
                exact += item[2] == item[3]
                found += item[1] > 0
                data = folder / "_static" / "jiaozhu"
                loads.append(sum((data / name).stat().st_size for name in asked if (data / name).is_file()))
        browser.close()
    remark = f"{found} of {len(times)} queries show results; {exact} counts exact, the others lower bounds"
    return times, loads, remark if cold else ""


def quantile(values: Sequence[float], part: float) -> float:
    """Return the value below which a part of the values is."""
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


def _packed(text: str) -> int:
    return len(gzip.compress(text.encode("utf-8"), 9, mtime=0))
