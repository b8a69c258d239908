"""Messy sources carried through the whole pipeline, page by page, against pages that were read and found right.

After a change that is meant: ``pytest tests/outputs --force-regen``, then read the difference.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from jiaozhu.edition.pipeline import Book, make_book
from jiaozhu.locale import use_language
from jiaozhu.outputs.site import generate
from jiaozhu.problems.checks import check
from jiaozhu.problems.reports import accounts
from jiaozhu.store import load_corpus
from paths import CORPUS
from pytest_regressions.file_regression import FileRegressionFixture

HERE = Path(__file__).parent / "golden"
#: Everything that is written for the small corpus of three damaged sources.
SMALL = (
    "index.md",
    "sources.inc",
    "ocr-page/index.md",
    "ocr-page/waye.md",
    "ocr-page/you.md",
    "web-post/index.md",
    "web-post/wangwen.md",
    "wrapped-pdf/index.md",
    "wrapped-pdf/zhanwang.md",
    "glossary.md",
    "concordance/index.md",
    "concordance/0-9.md",
    "concordance/w.md",
    "concordance/y.md",
    "figures/items.svg",
    "chronology.svg",
    "figures.md",
    "chronology.md",
    "overview.md",
    "apparatus.md",
    "contributors.md",
    "changes.md",
    "progress.md",
)
#: A short text of the real edition: captions doubled glyph run by glyph run, cut out of long lines, in another order.
REAL = ("lianghui-2022/tupian.md",)


@cache
def written(root: Path) -> tuple[Book, dict[str, str]]:
    corpus, problems = load_corpus(root)
    book = make_book(corpus)
    assert check(book, problems) == []
    return book, {file.name: file.text for file in generate(book, {})}


def test_the_small_corpus_writes_these_pages() -> None:
    _, pages = written(HERE / "corpus")
    assert tuple(pages) == SMALL


@pytest.mark.parametrize("name", SMALL)
def test_a_page_of_the_small_corpus(name: str, file_regression: FileRegressionFixture) -> None:
    _, pages = written(HERE / "corpus")
    file_regression.check(
        pages[name], encoding="utf-8", newline="", fullpath=HERE / "expected" / name.replace("/", ".")
    )


@pytest.mark.parametrize("name", REAL)
def test_a_page_of_the_real_edition(name: str, file_regression: FileRegressionFixture) -> None:
    _, pages = written(CORPUS)
    file_regression.check(
        pages[name], encoding="utf-8", newline="", fullpath=HERE / "expected" / name.replace("/", ".")
    )


def test_every_character_of_the_small_corpus_is_accounted_for() -> None:
    book, _ = written(HERE / "corpus")
    with use_language("en"):
        lines = accounts(book)
    for volume, account in zip(book.volumes, lines, strict=True):
        length = f"{len(volume.edited.document.text):,}"
        assert account == f"{volume.source.siglum}: {length} of {length} characters accounted for"
        assert volume.edited.ledger.tiles()
