"""A page loads the sheets that it uses, and the site ships those that some page loads."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from front_project import build_front, front_project
from jiaozhu.sphinx_ext.pages.sheets import is_prose

THEMES = {"theme.css", "pydata-sphinx-theme.css", "sphinx-book-theme.css"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with a page that is more than prose."""
    return Path(build_front(front_project(tmp_path_factory.mktemp("sheets") / "edition")).outdir)


def sheets(site: Path, name: str) -> list[str]:
    """The names of the sheets of a page, in order."""
    page = (site / f"{name}.html").read_text("utf-8")
    return [Path(address.partition("?")[0]).name for address in re.findall(r'rel="stylesheet"[^>]*href="([^"]+)', page)]


@pytest.mark.parametrize("name", ["index", "plain", "texts/zao-2019/yi", "texts/glossary", "texts/figures", "search"])
def test_prose_needs_no_sheet_of_the_theme(site: Path, name: str) -> None:
    found = sheets(site, name)
    assert found[0] == "jiaozhu-base.css"
    assert not THEMES & set(found)
    assert "pygments.css" not in found


def test_code_needs_its_colours(site: Path) -> None:
    found = sheets(site, "code")
    assert "pygments.css" in found
    assert not THEMES & set(found)


def test_a_page_beyond_prose_has_the_theme_as_before(site: Path) -> None:
    found = sheets(site, "grid")
    assert set(found) >= THEMES
    assert found.index("jiaozhu-base.css") < found.index("theme.css") < found.index("jiaozhu.css")
    for name in THEMES:
        assert (site / "_static/styles" / name).is_file()
    assert (site / "_static/basic.css").is_file()


def test_what_no_page_loads_is_not_shipped(tmp_path: Path) -> None:
    folder = front_project(tmp_path / "edition")
    out = Path(build_front(folder, html_use_index=False).outdir)
    assert (out / "_static/styles").is_dir()
    for name in ("grid", "code"):
        (folder / f"{name}.md").write_text("# 又是散文\n\n没有别的了，只有一段话。\n", "utf-8")
    build_front(folder, html_use_index=False)
    assert not (out / "_static/styles").exists()
    assert not (out / "_static/basic.css").exists()
    assert not (out / "_static/pygments.css").exists()
    (folder / "code.md").write_text("# 代码\n\n```yaml\na: 1\n```\n", "utf-8")
    build_front(folder, html_use_index=False)
    assert (out / "_static/pygments.css").exists()


def test_another_theme_keeps_its_own(tmp_path: Path) -> None:
    folder = front_project(tmp_path / "edition")
    out = Path(build_front(folder, html_theme="alabaster").outdir)
    assert sheets(out, "plain")[:2] == ["pygments.css", "alabaster.css"] or "alabaster.css" in sheets(out, "plain")
    assert "jiaozhu-base.css" not in sheets(out, "plain")


@pytest.mark.parametrize(
    ("body", "prose"),
    [
        ("<p>a</p>", True),
        ('<p class="jz-meta">a</p>', True),
        ('<div class="highlight-yaml notranslate"><span class="l-Scalar nv">a</span></div>', True),
        ('<div class="admonition note"><p class="admonition-title">a</p></div>', True),
        ('<div class="sd-card">a</div>', False),
        ('<aside class="margin sidebar">a</aside>', False),
        ('<dl class="py function"><dt class="sig sig-object">a</dt></dl>', False),
    ],
)
def test_a_page_is_prose_if_every_class_is_known(body: str, prose: bool) -> None:
    assert is_prose(body) is prose
