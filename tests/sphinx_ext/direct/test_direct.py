"""The direct way beside the plain one: the same files, the same environment, the same warnings."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import Phase, given, settings
from jiaozhu.model.page import Page
from jiaozhu.outputs.generated import Generated
from jiaozhu.outputs.myst.page import write_page
from jiaozhu.outputs.site import generate
from jiaozhu.sphinx_ext.direct.permission import reason_against
from jiaozhu.sphinx_ext.state import domain_of, state_of
from paths import CORPUS, ROOT
from pictured_project import pictured_project
from sphinx.environment import BuildEnvironment
from sphinx.testing.util import SphinxTestApp
from strategies import pages, terms

#: What differs from build to build anyway.
_TIMES = re.compile(r"\x1b\[[0-9;]*m|^.*\.doctrees.*$", re.M)

#: Pages that are made here.
MADE = "texts/zao-2019/made-"
#: Pages take the direct way in our own shell only.
THEME = {"html_theme": "sphinx_book_theme"}


class Built:
    """What a build gave."""

    def __init__(self, app: SphinxTestApp) -> None:
        out = Path(app.outdir)
        self.files = {
            path.relative_to(out).as_posix(): path.read_bytes()
            for path in sorted(out.rglob("*"))
            if path.is_file() and ".doctrees" not in path.parts and path.name != ".buildinfo"
        }
        self.warnings = sorted(_TIMES.sub("", app.warning.getvalue()).splitlines())
        self.known = _known(app.env)
        self.direct = set(domain_of(app.env).direct)


def _known(env: BuildEnvironment) -> dict[str, Any]:
    """What is kept of the pages for the rest of the site."""
    standard = env.domains.standard_domain
    cited = cast("Any", env.get_domain("cite")).citation_refs
    return {
        "titles": {name: node.astext() for name, node in env.titles.items()},
        "contents": {name: "".join(node.pformat().split()) for name, node in env.tocs.items()},
        "entries": dict(env.toc_num_entries),
        "metadata": {name: dict(data) for name, data in env.metadata.items() if data},
        "lists": dict(env.toctree_includes),
        "rebuilt": {name: sorted(found) for name, found in env.files_to_rebuild.items()},
        "labels": dict(standard.labels),
        "names": dict(standard.anonlabels),
        "terms": dict(standard.objects),
        "citations": [(item.citation_ref_id, item.docname, item.targets) for item in cited],
        "index": dict(env.domains.index_domain.entries),
        "pages": sorted(env.all_docs),
    }


def build(source: Path, **settings: object) -> Built:
    """A site from nothing, with a project's settings changed."""
    shutil.rmtree(source / "_build", ignore_errors=True)
    app = SphinxTestApp("html", srcdir=source, freshenv=True, confoverrides={**THEME, **settings})
    try:
        app.build()
        return Built(app)
    finally:
        app.cleanup()


def assert_both_ways(source: Path) -> Built:
    """Build a project both ways and compare everything; the direct one is returned."""
    plain = build(source, jiaozhu_fast=False)
    direct = build(source)
    assert not plain.direct
    assert direct.warnings == plain.warnings
    for name, found in plain.known.items():
        assert direct.known[name] == found, name
    assert direct.files.keys() == plain.files.keys()
    different = [name for name, data in plain.files.items() if direct.files[name] != data]
    assert different == []
    return direct


@pytest.fixture
def edition(rootdir: Path, tmp_path: Path) -> Path:
    """A small project."""
    source = tmp_path / "edition"
    shutil.copytree(rootdir / "test-edition", source)
    return source


@pytest.mark.timeout(300)
def test_the_whole_edition_is_the_same_both_ways(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "docs", tmp_path / "docs", ignore=shutil.ignore_patterns("texts", "_build", "dev"))
    shutil.copytree(CORPUS, tmp_path / "corpus")
    built = assert_both_ways(tmp_path / "docs")
    generated = {name for name in built.known["pages"] if name.startswith("texts/")}
    assert len(built.direct) > 0.9 * len(generated)


def test_a_small_project_is_the_same_both_ways(edition: Path) -> None:
    built = assert_both_ways(edition)
    assert "texts/zao-2019/yi" in built.direct


def made_up(count: int) -> list[Page]:
    """Made-up pages, always the same ones."""
    found: list[Page] = []

    @settings(max_examples=count, deadline=None, derandomize=True, database=None, phases=[Phase.generate])
    @given(pages())
    def collect(page: Page) -> None:
        found.append(page)

    collect()
    return found


def test_made_up_pages_are_the_same_both_ways(edition: Path) -> None:
    made = made_up(40)
    built = with_pages(edition, [write_page(cited(page, number), terms()) for number, page in enumerate(made)])
    direct = [name for name in built.direct if name.startswith(MADE)]
    assert len(direct) >= len(made) // 4


def cited(page: Page, number: int) -> Page:
    """A page with a work that exists; every other one without terms, which do not."""
    blocks = tuple(replace(block, terms=()) if number % 2 else block for block in page.blocks)
    return replace(page, citation="zao-2019", blocks=blocks)


def with_pages(source: Path, texts: Sequence[str]) -> Built:
    """Build a project both ways with further generated pages."""

    def generate_more(*arguments: Any) -> Iterator[Generated]:
        yield from generate(*arguments)
        for number, text in enumerate(texts):
            yield Generated(f"zao-2019/made-{number}.md", text)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("jiaozhu.sphinx_ext.generation.generate", generate_more)
        return assert_both_ways(source)


def test_what_is_unusual_takes_the_plain_way_or_is_the_same(edition: Path) -> None:
    built = with_pages(edition, [*USUAL, *UNUSUAL])
    direct = {int(name.removeprefix(MADE)) for name in built.direct if name.startswith(MADE)}
    assert direct == set(range(len(USUAL)))


USUAL = (
    "# 甲\n\n1. 一\n2. 二\n   - 三\n\n     四\n\n3. 五\n",
    "# 甲\n\n`a  b` **粗** *斜*\\\n换行 [网](https://example.org/a?b=1&c=2)\n",
    "# 甲\n\n| | |\n| --- | ---: |\n| 一 | 二 |\n\n| 头 | |\n| :---: | --- |\n| [格]{#g} | |\n",
    "# Title (1)\n\n## Title (1)\n\n## 3\n\n文[^n-a]又[^n-b][^n-a]\n\n[^n-a]: 甲\n\n[^n-b]: 乙\n",
    "# 甲\n\n(lab-1)=\n(lab-2)=\n## 有名[^n-a]之节\n\n(lab-3)=\n{.c}\n- 项\n\n(lab-4)=\n文\n\n[^n-a]: 注\n",
    "# 甲\n\n[去](#b){#a .jz-corr}[来](#a)[原](#b)\n\n[处]{#b}\n",
)
UNUSUAL = (
    "# 甲\n\n见{term}`没有的词`。\n",
    "# 甲\n\n见{ref}`别处 <missing>`。\n",
    "# 甲\n\n见{cite}`unknown`。\n",
    "# 甲\n\n[别处](missing.md)\n",
    "# 甲\n\n[此处](#missing)\n",
    "# 甲[^n-a]\n\n文\n",
    "# 甲\n\n文\n\n[^n-a]: 无人问津\n",
    "# 甲\n\n### 跳级\n",
    "文在题前\n\n# 甲\n",
    "没有标题\n",
    "# 甲\n\n# 乙\n",
    "# 甲\n\n[一]{#x}[二]{#x}\n",
    "# 甲\n\n> 引文\n",
    "# 甲\n\n<https://example.org/>\n",
    '---\norphan: true\nmyst: "a\\\\b"\n---\n\n# 甲\n\n```{toctree}\n:hidden:\n\nmissing\n```\n',
)


@pytest.mark.parametrize(
    ("added", "why"),
    [
        ("def setup(app):\n    app.connect('doctree-read', lambda app, doctree: None)\n", "doctree-read"),
        ("def setup(app):\n    app.connect('html-page-context', lambda *args: None)\n", "html-page-context"),
        ("extensions += ['sphinx.ext.autosectionlabel']\n", "doctree-read"),
        ("html_theme = 'basic'\n", "basic"),
        ("jiaozhu_fast = False\n", "jiaozhu_fast"),
        ("html_compact_lists = False\n", "lists"),
        ("locale_dirs = ['.']\n", "translations"),
    ],
)
def test_a_project_that_changes_its_documents_takes_the_plain_way(edition: Path, added: str, why: str) -> None:
    conf = edition / "conf.py"
    conf.write_text(f"{conf.read_text('utf-8')}\nhtml_theme = 'sphinx_book_theme'\n{added}", "utf-8")
    app = SphinxTestApp("html", srcdir=edition)
    try:
        assert why in reason_against(app)
        assert state_of(app).way is None
    finally:
        app.cleanup()


def test_after_another_builder_every_page_is_read_again(edition: Path) -> None:
    """The plain way keeps a document of each page; the direct one must not leave an old one behind."""
    page = "texts/zao-2019/yi"
    for builder in ("html", "text", "html"):
        app = SphinxTestApp(builder, srcdir=edition, confoverrides=THEME)
        try:
            app.build()
            kept = Path(app.doctreedir, f"{page}.doctree").exists()
            assert kept == (builder == "text")
            assert (page in domain_of(app.env).direct) == (builder == "html")
        finally:
            app.cleanup()


def test_what_a_file_says_of_its_words_is_the_same_both_ways(tmp_path: Path) -> None:
    places = pictured_project(tmp_path / "open")
    closed = pictured_project(tmp_path / "closed", publish='"no"')
    assert_both_ways(places.docs)
    built = assert_both_ways(closed.docs)
    assert "texts/book/text" in built.direct
    assert b"<rt>" in built.files["texts/book/text.html"]
