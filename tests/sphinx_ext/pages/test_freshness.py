"""A build of what has changed gives the same site, byte for byte, as a build of everything."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from sphinx.testing.util import SphinxTestApp

CORPUS = Path("corpus")
NOTE = CORPUS / "sources/zao-2019/notes/xiongdi.md"
BOOKS = CORPUS / "references.bib"
SHEET = Path("sheets/own.css")


@pytest.fixture
def edition(rootdir: Path, tmp_path: Path) -> Path:
    """A small project with a style sheet of its own."""
    source = tmp_path / "edition"
    shutil.copytree(rootdir / "test-edition", source)
    conf = source / "conf.py"
    conf.write_text(
        conf.read_text("utf-8").replace('"basic"', '"sphinx_book_theme"')
        + 'html_static_path = ["sheets"]\nhtml_css_files = ["own.css"]\nexclude_patterns.append("_clean")\n',
        "utf-8",
    )
    (source / "sheets").mkdir()
    (source / SHEET).write_text("p { color: black; }\n", "utf-8")
    return source


def site(source: Path, out: str, **settings: object) -> dict[str, bytes]:
    """Build into a folder and return its files, but for what only Sphinx reads."""
    app = SphinxTestApp("html", srcdir=source, builddir=source / out, confoverrides=settings)
    try:
        app.build()
        assert app.warning.getvalue() == ""
        folder = Path(app.outdir)
    finally:
        app.cleanup()
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in (".buildinfo", ".buildinfo.bak")
    }


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    path.write_text(text.replace(old, new) if old in text else text.replace(new, old), "utf-8")


def _number(path: Path, random: Random, form: str) -> None:
    path.write_text(f"{path.read_text('utf-8')}{form.format(random.randrange(10**6))}", "utf-8")


#: What people change between two builds. Each is done, or undone if it has been done.
CHANGES: dict[str, Callable[[Path, Random], None]] = {
    "nothing": lambda source, random: None,
    "a note": lambda source, random: _number(source / NOTE, random, "\n又记{}。\n"),
    "a citation": lambda source, random: _edit(source / NOTE, "{cite}`zao-2019`", "{cite}`wan-2018`"),
    "a definition": lambda source, random: _number(source / CORPUS / "glossary/duikou.md", random, "\n又记{}。\n"),
    "a headword": lambda source, random: _edit(source / CORPUS / "glossary/duikou.md", "kind: policy", "kind: concept"),
    "a work": lambda source, random: _edit(source / BOOKS, "{{早报}}", "{{晨报}}"),
    "the order of works": lambda source, random: _edit(source / BOOKS, "year = {2018}", "year = {2020}"),
    "a style sheet": lambda source, random: _number(source / SHEET, random, "/* {} */\n"),
    "the edition's name": lambda source, random: _edit(
        source / CORPUS / "corpus.yaml", "subtitle: 测试", "subtitle: 试"
    ),
    "a title": lambda source, random: _edit(
        source / CORPUS / "sources/zao-2019/about.yaml", "title: 早报一版", "title: 早上的报纸"
    ),
    "a page by hand": lambda source, random: _number(source / "index.md", random, "\n{}\n"),
    "a text's date": lambda source, random: _edit(
        source / CORPUS / "sources/zao-2019/edition.yaml", 'date: "2019"', 'date: "2018"'
    ),
}


@pytest.mark.parametrize(("fast", "seed", "steps"), [(True, 1, 7), (True, 2, 7), (False, 3, 4)])
@pytest.mark.timeout(300)
def test_a_site_built_in_steps_is_the_one_built_at_once(edition: Path, fast: bool, seed: int, steps: int) -> None:
    random = Random(seed)
    with (edition / BOOKS).open("a", encoding="utf-8") as file:
        file.write("@misc{wan-2018,\n  title = {{晚报}},\n  year = {2018},\n  langid = {chinese}\n}\n")
    with (edition / CORPUS / "glossary/duikou.md").open("a", encoding="utf-8") as file:
        file.write("\n见 {cite}`wan-2018`。\n")
    site(edition, "steps", jiaozhu_fast=fast)
    done = []
    for name in random.sample(sorted(CHANGES), steps):
        CHANGES[name](edition, random)
        done.append(name)
        stepwise = site(edition, "steps", jiaozhu_fast=fast)
        shutil.rmtree(edition / "once", ignore_errors=True)
        shutil.copytree(edition, edition.parent / "once", ignore=shutil.ignore_patterns("steps"), dirs_exist_ok=True)
        once = site(edition.parent / "once", "once", jiaozhu_fast=fast)
        assert stepwise.keys() == once.keys(), done
        assert [path for path, data in once.items() if stepwise[path] != data] == [], done
        shutil.rmtree(edition.parent / "once")


def test_nothing_is_written_again_for_a_style_sheet_that_is_as_it_was(edition: Path) -> None:
    site(edition, "steps")
    wrote: list[str] = []
    app = SphinxTestApp("html", srcdir=edition, builddir=edition / "steps")
    app.connect("html-page-context", lambda app, name, *rest: wrote.append(name))
    try:
        app.build()
    finally:
        app.cleanup()
    assert {name for name in wrote if name.startswith("texts/")} == set()
