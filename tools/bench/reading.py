"""Reading: what a page weighs and how soon it stands, in a headless Chromium on the site that ships, from this disk."""

from __future__ import annotations

import os
import shutil
import statistics
from collections.abc import Iterator
from pathlib import Path

from jiaozhu.building import Places, build_html

from bench.report import Row

GROUP = "reading"
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_PAGES = (
    "index.html",
    "texts/nanbei-2019-05/jishi.html",
    "texts/lianghui-2022/zhanwang-2022.html",
    "texts/glossary.html",
)
_RUNS = 5
_PAINT = """() => new Promise(resolve => {
  new PerformanceObserver(list => resolve(list.getEntries().at(-1).startTime))
    .observe({ type: "largest-contentful-paint", buffered: true });
  setTimeout(() => resolve(-1), 3000);
})"""


def measure(folder: Path, docs: Path, corpus: Path) -> Iterator[Row]:
    """The rows of this part, as they come."""
    from playwright.sync_api import sync_playwright

    shutil.copytree(docs, folder / "docs", ignore=shutil.ignore_patterns("texts", "_build"))
    shutil.copytree(corpus, folder / "corpus")
    site = build_html(Places(folder / "docs", folder / "build", folder / "corpus")).parent
    chromium = os.environ.get("JIAOZHU_CHROMIUM") or next(filter(None, map(shutil.which, _CHROMIUM)), None)
    if chromium is None:
        yield Row(GROUP, "pages", None, "ms", None, "no Chromium found")
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for name in _PAGES:
            paints: list[float] = []
            asked: set[str] = set()
            for _ in range(_RUNS):
                page = browser.new_page()
                page.on("request", lambda request, asked=asked: asked.add(request.url.partition("?")[0]))
                page.goto((site / name).as_uri())
                paints.append(page.evaluate(_PAINT))
                page.close()
            files = [Path(url.removeprefix("file://")) for url in asked]
            size = sum(path.stat().st_size for path in files if path.is_file())
            yield Row(GROUP, f"{name}: largest paint", statistics.median(paints), "ms", None, f"{len(files)} files")
            yield Row(GROUP, f"{name}: bytes, uncompressed", size / 1e3, "kB")
        browser.close()
