"""The printed book: seconds for the real corpus, and seconds and memory of typesetting as books grow."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

from pypdf import PdfReader

from bench import chinese
from bench.build import build
from bench.report import Budget, Row

GROUP = "pdf"
#: A fifth of what XeLaTeX took on the same content (GROUND.md: 3.8 s for 30 pages), a page.
PAGE = Budget(3800 / 30 / 5)
#: Issue 6: peak memory of a book of a thousand pages.
MEMORY = Budget(1.5)

_CONF = """\
project = "书"
language = "zh_CN"
extensions = ["myst_parser", "sphinx_typst"]
"""
#: In a process of its own: a peak of memory is the process's.
_COMPILE = """\
import resource, sys, time
from pathlib import Path
from sphinx_typst.compiler import compile_pdf
from sphinx_typst.fonts import find_fonts
fonts, _ = find_fonts([])
folder = Path(sys.argv[1])
start = time.perf_counter()
compiled = compile_pdf(folder / "book.typ", folder, fonts, ["ua-1"], None)
assert compiled.pdf is not None, compiled.diagnostics
print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6)
"""


def measure(folder: Path, docs: Path, corpus: Path, *, quick: bool) -> Iterator[Row]:
    """The rows of this part, as they come. The project is copied: a measurement leaves the working tree alone."""
    shutil.copytree(docs, folder / "docs", ignore=shutil.ignore_patterns("texts", "_build"))
    shutil.copytree(corpus, folder / "corpus")
    output = folder / "pdf"
    built = build(folder / "docs", output, "typst")
    yield Row(GROUP, "the real corpus, whole build", built.seconds, "s", None, f"{built.read} documents")
    yield from _typesetting("the real corpus", output)
    for chapters in (3, 33) if quick else (3, 33, 112):  # about 30, 300 and 1,000 pages
        made = folder / f"made-{chapters}"
        _write(made, chapters)
        build(made, made / "pdf", "typst")
        yield from _typesetting(f"{chapters} chapters", made / "pdf")
        yield from _xelatex(f"{chapters} chapters", made)


def _typesetting(name: str, output: Path) -> Iterator[Row]:
    """Typst alone, on what a build has written."""
    done = subprocess.run([sys.executable, "-c", _COMPILE, str(output)], capture_output=True, text=True, check=True)
    seconds, memory = map(float, done.stdout.split())
    pages = len(PdfReader(output / "book.pdf").pages)
    yield Row(GROUP, f"{name}: typesetting", seconds, "s", None, f"{pages} pages")
    yield Row(GROUP, f"{name}: a page", seconds / pages * 1e3, "ms", PAGE, "a fifth of XeLaTeX's")
    yield Row(GROUP, f"{name}: memory", memory, "GB", MEMORY if pages > 900 else None)


def _xelatex(name: str, project: Path) -> Iterator[Row]:
    """The same project through Sphinx's latex builder, where a TeX is at hand: one run of the three or so it takes."""
    if shutil.which("xelatex") is None:
        yield Row(GROUP, f"{name}: XeLaTeX", None, "s", None, "no XeLaTeX found; GROUND.md has 3.8 s for 30 pages")
        return
    built = [sys.executable, "-m", "sphinx", "-q", "-b", "latex", "-D", "latex_engine=xelatex", str(project)]
    subprocess.run([*built, str(project / "tex")], check=True, capture_output=True)
    (source,) = (project / "tex").glob("*.tex")
    start = time.perf_counter()
    command = ["xelatex", "-interaction=nonstopmode", source.name]
    subprocess.run(command, cwd=project / "tex", check=False, capture_output=True)
    yield Row(GROUP, f"{name}: XeLaTeX, one run", time.perf_counter() - start, "s")


def _write(folder: Path, chapters: int) -> None:
    """Chapters of some six pages of A5, three notes a page, a term and links among them."""
    random = Random(chapters)
    folder.mkdir(parents=True)
    (folder / "conf.py").write_text(_CONF, encoding="utf-8")
    names = [f"chapter-{number:03}" for number in range(chapters)]
    for number, name in enumerate(names):
        parts = [f"(p{number})=\n# {chinese.headline(random)}"]
        notes = []
        for block in range(24):
            other = random.randrange(chapters)
            parts.append(f"{chinese.paragraph(random, 150)}[^n{block}]见{{ref}}`别处 <p{other}>`。")
            notes.append(f"[^n{block}]: 〔注〕{chinese.paragraph(random, 60)}")
        (folder / f"{name}.md").write_text("\n\n".join(parts + notes) + "\n", encoding="utf-8")
    listed = "\n".join(names)
    (folder / "index.md").write_text(f"# 书\n\n```{{toctree}}\n{listed}\n```\n", encoding="utf-8")
