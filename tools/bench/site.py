"""The HTML site: milliseconds a page, growth with the number of pages, and what one changed note costs.

The site that is measured is the site that ships: its ``conf.py`` is that of ``docs/``, with another corpus. Beside it
is the theme as it comes, with its own navigation, on plain pages of the same size.
"""

from __future__ import annotations

import math
import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random

from bench import chinese
from bench.build import Built, build
from bench.corpora import FORMATS, Shape, write_corpus
from bench.report import Budget, Row

GROUP, GROWTH = "site", "growth"
#: Four times the pages may cost four times the time; a tenth more is noise.
FOURFOLD = Budget(4.4)
#: DESIGN.md: milliseconds a page of 2.5 KB.
PAGE = Budget(20)
#: Twice the pages may cost twice the time; a tenth more is noise.
DOUBLING = Budget(2.2)
#: The page with the note. No other page says anything of a note.
READ_AGAIN = Budget(1)
#: The page itself, and the page of its source, which lists it.
WRITTEN_AGAIN = Budget(2)

#: With titles, marks, a note and an apparatus, about 2.5 KB of MyST a page.
_PARAGRAPHS, _LENGTH = 3, 140
#: As much without any of these: 830 characters.
_PLAIN_PARAGRAPHS, _PLAIN_LENGTH = 4, 190
_TEXTS = 20  #: Of a source.

_STOCK_CONF = """\
project = "plain"
language = "zh_CN"
extensions = ["myst_parser"]
html_theme = "sphinx_book_theme"
"""
_INDEX = """\
# 测量

```{toctree}
texts/index
texts/glossary
texts/concordance/index
texts/figures
texts/chronology
texts/overview
texts/apparatus
texts/progress
texts/contributors
bibliography
```
"""


def measure(folder: Path, docs: Path, *, quick: bool) -> Iterator[Row]:
    """The rows of this part, as they come."""
    few, many = (40, 160) if quick else (200, 800)
    first, _ = ours(folder / "few", docs, few)
    yield _page_cost(few, first)
    second, corpus = ours(folder / "many", docs, many)
    yield _page_cost(many, second)
    yield _growth("growth a doubling", few, first, many, second, DOUBLING)
    plain, _ = ours(folder / "plain", docs, many, "jiaozhu_fast=0")
    yield Row(GROUP, f"{many} pages, all through docutils", plain.cpu / many * 1e3, "ms CPU a page")
    yield from _again(folder / "many", corpus, many)
    less, more = (20, 40) if quick else (100, 200)
    stock = {pages: _stock(folder / f"stock-{pages}", pages) for pages in (less, more)}
    for pages, built in stock.items():
        yield Row(GROUP, f"theme as it comes, {pages} plain pages", built.cpu / pages * 1e3, "ms CPU a page")
    yield _growth("theme as it comes, growth a doubling", less, stock[less], more, stock[more], None)


def growth(folder: Path, docs: Path, *, quick: bool, smallest: int = 0) -> Iterator[Row]:
    """Time and memory of the site at n, 4n and 16n pages.

    Args:
        folder: For the sites.
        docs: The project whose settings they have.
        quick: Whether sizes are smaller.
        smallest: n, if it is not to be the usual.
    """
    first = smallest or (40 if quick else 200)
    before: Built | None = None
    for pages in (first, 4 * first, 16 * first):
        built, _ = ours(folder / str(pages), docs, pages)
        yield Row(GROWTH, f"{pages} pages", built.cpu / pages * 1e3, "ms CPU a page", None, f"{built.memory:.0f} MB")
        if before is not None:
            yield Row(GROWTH, f"four times as many: {pages}", built.cpu / before.cpu, "times", FOURFOLD, "4 is linear")
            yield Row(GROWTH, f"four times as many: {pages}, memory", built.memory / before.memory, "times")
        before = built


def ours(folder: Path, docs: Path, pages: int, *settings: str) -> tuple[Built, Path]:
    """A site of ``pages`` generated pages, with settings as ``name=value``, and its corpus."""
    shape = Shape(_TEXTS, _PARAGRAPHS, _LENGTH, noted=3)
    sources = [(f"made-up-{n}", FORMATS[n % len(FORMATS)], shape) for n in range(pages // _TEXTS)]
    write_corpus(folder / "corpus", sources)
    _site(folder / "docs", docs)
    built = build(folder / "docs", folder / "html", "html", *settings)
    if built.warnings:
        raise RuntimeError(f"the synthetic site has warnings:\n{built.warnings[:2000]}")
    return built, folder / "corpus"


def _site(folder: Path, docs: Path) -> None:
    """The project in ``docs`` without its pages, with an index for generated ones."""
    shutil.copytree(docs, folder, ignore=shutil.ignore_patterns("*.md", "texts", "_build"))
    (folder / "index.md").write_text(_INDEX, encoding="utf-8")
    shutil.copy(docs / "bibliography.md", folder)


def _again(folder: Path, corpus: Path, pages: int) -> Iterator[Row]:
    """Builds of a built site: with nothing changed, and with one note changed."""
    still = build(folder / "docs", folder / "html")
    yield Row(
        GROUP,
        f"nothing changed, {pages} pages",
        still.cpu,
        "s",
        None,
        f"{still.read} read, {still.written} written",
    )
    note = sorted(corpus.glob("sources/*/notes/*.md"))[0]
    note.write_text(note.read_text("utf-8") + "\n又：今年复核一过。\n", encoding="utf-8")
    again = build(folder / "docs", folder / "html")
    yield Row(GROUP, f"one note changed, {pages} pages", again.cpu, "s", None, f"{still.cpu:.1f} s if none had")
    yield Row(GROUP, "one note changed: pages read", again.read, "pages", READ_AGAIN)
    yield Row(GROUP, "one note changed: pages written", again.written, "pages", WRITTEN_AGAIN)


def _stock(folder: Path, pages: int) -> Built:
    """Plain pages of the same size under the theme's own navigation."""
    folder.mkdir(parents=True)
    (folder / "conf.py").write_text(_STOCK_CONF, encoding="utf-8")
    random = Random(pages)
    names = [f"page-{number:04}" for number in range(pages)]
    for name in names:
        blocks = [
            f"# {chinese.headline(random)}",
            *(chinese.paragraph(random, _PLAIN_LENGTH) for _ in range(_PLAIN_PARAGRAPHS)),
        ]
        (folder / f"{name}.md").write_text("\n\n".join(blocks) + "\n", encoding="utf-8")
    (folder / "index.md").write_text("# 目录\n\n```{toctree}\n" + "\n".join(names) + "\n```\n", encoding="utf-8")
    return build(folder, folder / "_build")


def _page_cost(pages: int, built: Built) -> Row:
    return Row(
        GROUP,
        f"{pages} pages",
        built.cpu / pages * 1e3,
        "ms CPU a page",
        PAGE,
        f"{built.cpu:.1f} s, {built.memory:.0f} MB in all",
    )


def _growth(name: str, few: int, first: Built, many: int, second: Built, budget: Budget | None) -> Row:
    doublings = math.log2(many / few)
    return Row(GROUP, name, (second.cpu / first.cpu) ** (1 / doublings), "times the time", budget, "2 is linear")
