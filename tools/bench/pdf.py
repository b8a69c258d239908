"""The printed book: seconds for the real corpus, and for each page of it."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from bench.build import build
from bench.report import Budget, Row

GROUP = "pdf"
#: A fifth of what XeLaTeX took on the same content (GROUND.md: 3.8 s for 30 pages), a page.
PAGE = Budget(3800 / 30 / 5)


def measure(folder: Path, docs: Path, corpus: Path) -> Iterator[Row]:
    """The rows of this part, as they come. The project is copied: a measurement leaves the working tree alone."""
    shutil.copytree(docs, folder / "docs", ignore=shutil.ignore_patterns("texts", "_build"))
    shutil.copytree(corpus, folder / "corpus")
    output = folder / "pdf"
    built = build(folder / "docs", output, "typst")
    yield Row(GROUP, "the real corpus, whole build", built.seconds, "s", None, f"{built.read} documents")
    pages = _pages(output / "book.pdf")
    seconds = _compile(output)
    if pages is None:
        yield Row(GROUP, "typesetting", seconds, "s", None, "pages not counted: pypdf is not installed")
    else:
        yield Row(GROUP, "typesetting", seconds, "s", None, f"{pages} pages")
        yield Row(GROUP, "typesetting a page", seconds / pages * 1e3, "ms", PAGE, "a fifth of XeLaTeX's")


def _compile(output: Path) -> float:
    """Seconds for Typst alone, on what the build has written."""
    from jiaozhu.typst.compiler import compile_pdf
    from jiaozhu.typst.fonts import find_fonts

    fonts, _ = find_fonts([])
    start = time.perf_counter()
    compiled = compile_pdf(output / "book.typ", output, fonts, ["ua-1"], None)
    seconds = time.perf_counter() - start
    if compiled.pdf is None:
        raise RuntimeError(f"the book could not be compiled: {compiled.diagnostics}")
    return seconds


def _pages(path: Path) -> int | None:
    try:
        from pypdf import PdfReader
    except ImportError:
        return None
    return len(PdfReader(path).pages)
