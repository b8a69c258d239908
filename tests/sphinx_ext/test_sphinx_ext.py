"""The Sphinx extension on a small project: what it writes, what it writes again, and what its pages look like."""

from __future__ import annotations

import pickle
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from docutils import nodes
from jiaozhu.sphinx_ext.pages.navigation import MOST_ITEMS, navigation
from jiaozhu.sphinx_ext.scripts.script_bundles import BUNDLES, SITE, SITE_BUNDLE, TEXT_BUNDLE, bundled
from jiaozhu.sphinx_ext.scripts.script_data import NAME
from sphinx.errors import ExtensionError
from sphinx.testing.util import SphinxTestApp

YI = "texts/zao-2019/yi"
NOTE = "corpus/sources/zao-2019/notes/xiongdi.md"


class Recorder(SphinxTestApp):
    """An application that records which documents it reads, and which pages it writes."""

    read: list[str]
    wrote: list[str]


Builder = Callable[[], Recorder]


@pytest.fixture
def build(rootdir: Path, tmp_path: Path) -> Builder:
    """Builds a copy of the project, as often as it is called; warnings fail."""
    source = tmp_path / "edition"
    shutil.copytree(rootdir / "test-edition", source)

    def run() -> Recorder:
        app = Recorder("html", srcdir=source)
        app.read = []
        app.wrote = []
        app.connect("source-read", lambda app, name, text: app.read.append(name))
        app.connect("html-page-context", lambda app, name, *rest: app.wrote.append(name))
        try:
            app.build()
        finally:
            app.cleanup()  # or the next build in this process would warn of nodes registered twice
        assert app.warning.getvalue() == ""
        return app

    return run


def html(app: SphinxTestApp, name: str) -> str:
    return (Path(app.outdir) / f"{name}.html").read_text("utf-8")


def searched(app: SphinxTestApp) -> str:
    """Everything the search looks through."""
    folder = Path(app.outdir) / "_static" / "jiaozhu"
    return "".join(path.read_text("utf-8") for path in sorted(folder.glob("shard-*.js")))


def data_of(app: SphinxTestApp) -> dict[str, str]:
    """The files of search and cards."""
    folder = Path(app.outdir) / "_static" / "jiaozhu"
    return {path.name: path.read_text("utf-8") for path in folder.iterdir() if path.is_file()}


def test_a_corpus_becomes_a_site_without_a_warning(build: Builder) -> None:
    page = html(build(), "texts/zao-2019/yi")
    assert 'id="l0003"' in page
    assert "对口合作" in page
    assert '原文作「<span class="jz-sic">林业</span>」' in page


def test_a_side_note_holds_the_whole_note(build: Builder) -> None:
    page = html(build(), "texts/zao-2019/yi")
    notes = page[page.index('class="jz-notes"') : page.index("校勘记<")]
    for part in ("〔注〕", "结为兄弟</span>", "<p>第一段。</p>", "第二段", "其一", "其二"):
        assert part in notes
    assert "footnote-list" not in page


def test_nothing_is_read_or_written_when_nothing_changed(build: Builder) -> None:
    build()
    again = build()
    assert again.read == []
    assert set(again.wrote) == {"404", "genindex", "search"}


def test_a_changed_note_touches_only_its_page(build: Builder, tmp_path: Path) -> None:
    before = data_of(build())
    note = tmp_path / "edition" / NOTE
    note.write_text(note.read_text("utf-8").replace("其二", "其三"), "utf-8")
    again = build()
    assert again.read == ["texts/zao-2019/yi"]
    assert "texts/zao-2019/er" not in again.wrote
    assert "其三" in html(again, "texts/zao-2019/yi")
    assert "其三" in searched(again)
    after = data_of(again)
    assert {name for name in before if before[name] != after[name]} == {"head.js", "shard-1.js"}


def test_a_new_title_reaches_the_pages_of_its_neighbours(build: Builder, tmp_path: Path) -> None:
    """What is around a text comes from other files than its own; a page is written again when it changes."""
    (tmp_path / "edition" / "conf.py").write_text(
        (tmp_path / "edition" / "conf.py").read_text("utf-8").replace('"basic"', '"sphinx_book_theme"'), "utf-8"
    )
    assert "另一篇" in html(build(), "texts/zao-2019/yi")
    edition = tmp_path / "edition/corpus/sources/zao-2019/edition.yaml"
    edition.write_text(
        edition.read_text("utf-8")
        .replace("- title: 6\n", "- heading: 6\n")
        .replace("- id: er\n", "- id: er\n    title: 新题\n"),
        "utf-8",
    )
    again = build()
    assert "新题" in html(again, "texts/zao-2019/yi")
    assert "texts/zao-2019/yi" in again.wrote


def test_a_new_page_of_the_contents_is_in_the_sidebar_of_every_page(build: Builder, tmp_path: Path) -> None:
    build()
    index = tmp_path / "edition" / "index.md"
    index.write_text(index.read_text("utf-8").replace("texts/progress\n", "texts/progress\nfanli\n"), "utf-8")
    (tmp_path / "edition" / "fanli.md").write_text("# 凡例新编\n", "utf-8")
    app = build()
    assert set(app.read) == {"index", "fanli"}
    assert "凡例新编</a>" in html(app, "texts/zao-2019/yi")
    assert "凡例新编</a>" in html(app, "texts/glossary")
    assert set(build().wrote) == {"404", "genindex", "search"}


def test_a_text_that_is_no_more_takes_its_page_with_it_and_nothing_else(build: Builder, tmp_path: Path) -> None:
    build()
    root = tmp_path / "edition"
    (root / "texts" / "zao-2019" / ".mine").touch()  # Sphinx does not read it
    edition = root / "corpus/sources/zao-2019/edition.yaml"
    text, _, _ = edition.read_text("utf-8").partition("  - id: er")
    edition.write_text(text + "omissions:\n  - lines: 6-7\n    reason: 测试\n", "utf-8")
    build()
    assert not (root / "texts/zao-2019/er.md").exists()
    assert (root / "texts/zao-2019/.mine").exists()


@pytest.mark.parametrize("name", ["mine.md", "zao-2019/mine.md", ".mine.md", "zao-2019/.mine.rst", "picture.png"])
def test_what_is_among_generated_files_and_was_not_generated_is_not_published(
    build: Builder, tmp_path: Path, name: str
) -> None:
    path = tmp_path / "edition" / "texts" / name
    path.parent.mkdir(parents=True)
    path.write_text("---\norphan: true\n---\n\n# 我的\n", "utf-8")
    with pytest.raises(ExtensionError, match=r"has others: .*(mine|picture)"):
        build()
    assert path.exists()
    assert not list((tmp_path / "edition" / "_build").rglob("*.html"))


@pytest.mark.parametrize("name", ["texts", "texts/zao-2019", "texts/index.md", "texts/.jiaozhu-manifest.json"])
def test_generated_files_are_not_written_through_a_link(build: Builder, tmp_path: Path, name: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    if name.endswith(("texts", "2019")):
        elsewhere.mkdir()
    else:
        elsewhere.write_text("[]", "utf-8")
    path = tmp_path / "edition" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(elsewhere)
    with pytest.raises(ExtensionError, match="has links: "):
        build()
    assert elsewhere.read_text("utf-8") == "[]" if elsewhere.is_file() else not any(elsewhere.iterdir())


def test_a_listed_file_that_was_not_generated_is_deleted(build: Builder, tmp_path: Path) -> None:
    """A stranger can commit a manifest too."""
    texts = tmp_path / "edition" / "texts"
    texts.mkdir()
    (texts / "mine.md").write_text("---\norphan: true\n---\n\n# 我的\n", "utf-8")
    (texts / ".jiaozhu-manifest.json").write_text('["mine.md", "../index.md"]', "utf-8")
    build()
    assert not (texts / "mine.md").exists()
    assert (tmp_path / "edition" / "index.md").exists()


class Witness:
    """A pickle that tells when it is unpickled."""

    def __init__(self, told: Path) -> None:
        self.told = told

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (self.told,)


def test_pickles_that_lie_in_the_project_are_not_read(build: Builder, tmp_path: Path) -> None:
    told = tmp_path / "told"
    doctrees = tmp_path / "edition" / "_build" / "doctrees"
    doctrees.mkdir(parents=True)
    for name in ("environment.pickle", "index.doctree", "bibliography.doctree"):
        (doctrees / name).write_bytes(pickle.dumps(Witness(told)))
    build()
    assert not told.exists()
    pickle.loads((doctrees / "environment.pickle").read_bytes())
    assert told.exists()


def test_contents_lists_hold_no_ids_of_lines(build: Builder) -> None:
    app = build()
    for kept in (app.env.tocs, app.env.titles):
        for node in kept.values():
            assert all(not inline["ids"] for inline in node.findall(nodes.inline))


def test_the_search_of_sphinx_is_not_shipped(build: Builder) -> None:
    outdir = Path(build().outdir)
    assert not (outdir / "searchindex.js").exists()
    assert (outdir / "_static" / "jiaozhu" / "head.js").exists()
    assert SITE_BUNDLE in (outdir / "search.html").read_text("utf-8")


def test_a_page_loads_bundles_which_are_written_when_they_change(build: Builder) -> None:
    static = Path(build().outdir) / "_static"
    app = build()
    ours = {path.name for path in static.glob("*.js") if path.name.startswith("jiaozhu")}
    assert ours == {"jiaozhu-early.js", NAME, *BUNDLES}
    loaded = [re.findall(r'src="[./]*_static/(jiaozhu[\w-]*\.js)', html(app, name)) for name in (YI, "index")]
    assert loaded == [[NAME, SITE_BUNDLE, TEXT_BUNDLE], [NAME, SITE_BUNDLE]]
    (static / SITE[0]).write_text("// of an earlier version\n", "utf-8")
    (static / TEXT_BUNDLE).write_text("// of an earlier version\n", "utf-8")
    before = (static / SITE_BUNDLE).stat().st_mtime_ns
    build()
    assert (static / SITE_BUNDLE).stat().st_mtime_ns == before
    assert (static / TEXT_BUNDLE).read_text("utf-8") == bundled(TEXT_BUNDLE)
    assert not (static / SITE[0]).exists()


class _Environment:
    """As much of a Sphinx environment as the sidebar looks at: one volume of very many texts."""

    def __init__(self, texts: int) -> None:
        names = [f"texts/v/t{number}" for number in range(texts)]
        self.config = type("Config", (), {"root_doc": "index", "jiaozhu_folder": "texts"})
        self.titles = {name: nodes.title("", name) for name in ["index", "texts/v/index", *names]}
        self.toctree_includes = {"index": ["texts/v/index"], "texts/v/index": names}
        from sphinx import addnodes

        contents = nodes.bullet_list()
        contents += addnodes.toctree(entries=[(None, "texts/v/index")], caption="正文")
        self.tocs = {"index": contents}


@pytest.mark.parametrize("current", [0, 500, 999])
def test_the_sidebar_does_not_grow_with_the_number_of_pages(current: int) -> None:
    environment = _Environment(1000)
    parents = {child: parent for parent, children in environment.toctree_includes.items() for child in children}
    name = f"texts/v/t{current}"
    (group,) = navigation(environment, name, parents)  # type: ignore[arg-type]
    assert group.caption == "正文"
    assert len(group.items) <= MOST_ITEMS + 3
    assert [item.docname for item in group.items if item.current] == [name]
