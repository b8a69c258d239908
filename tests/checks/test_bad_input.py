"""What a contributor can get wrong: each has its code, its place and a hint, all in one run, and nothing is built."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from jiaozhu.cli import main
from jiaozhu.edition.pipeline import Book, make_book
from jiaozhu.problems.checks import check
from jiaozhu.sphinx_ext.generation import write_pages
from jiaozhu.store import load_corpus
from paths import BASE
from sphinx.errors import ExtensionError
from sphinx.testing.util import SphinxTestApp

RIBAO = "sources/ribao-2019"
NOTE = """---
target:
  quote: {quote}
kind: 注
author: 张三
date: "2026-11-21"
---
{body}
"""
EMENDATION = """- id: {id}
  line: {line}
  kind: corrected
  before: {before}
  after: 乙
  reason: 示例
  basis: 示例。
  cert: high
  resp: 张三
"""
_BROKEN = "三日报\n一段。\n".encode() + b"\xff\n"
_ABOUT = (BASE / RIBAO / "about.yaml").read_text("utf-8")

Snapshot = dict[str, tuple[int, bytes]]


def added(name: str, content: str | bytes) -> Callable[[Path], None]:
    """Puts a new file into a corpus."""

    def put(corpus: Path) -> None:
        path = corpus / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())

    return put


def edited(name: str, old: str, new: str) -> Callable[[Path], None]:
    """Changes a file of a corpus."""

    def change(corpus: Path) -> None:
        path = corpus / name
        content = path.read_bytes()
        assert content.count(old.encode()) == 1
        path.write_bytes(content.replace(old.encode(), new.encode()))

    return change


#: What is done to the corpus, and the problem it makes: its place and code.
FAULTS: dict[str, tuple[tuple[Callable[[Path], None], ...], str]] = {
    "a changed source byte": (
        (edited("sources/wangwen-2022/source.html", "各国都有", "各国也有"),),
        "sources/wangwen-2022/about.yaml:9:1: S101",
    ),
    "invalid UTF-8": (
        (
            added("sources/yima-2020/source.txt", _BROKEN),
            added(
                "sources/yima-2020/about.yaml",
                re.sub("(?m)^sha256: .*$", f"sha256: {hashlib.sha256(_BROKEN).hexdigest()}", _ABOUT),
            ),
            added("sources/yima-2020/edition.yaml", "texts: []\n"),
        ),
        "sources/yima-2020/source.txt:3:1: S102",
    ),
    "a source with no edition": (
        (added("sources/wuben-2020/about.yaml", _ABOUT), added("sources/wuben-2020/source.txt", "一段。\n")),
        "sources/wuben-2020/edition.yaml:1:1: S105",
    ),
    "a line beyond the end": (
        (edited(f"{RIBAO}/edition.yaml", "      - p: 9\n", "      - p: 9\n      - p: 77\n"),),
        f"{RIBAO}/edition.yaml:13:9: E101",
    ),
    "the same line twice": (
        (edited(f"{RIBAO}/edition.yaml", "lines: 1\n", "lines: [1, 9]\n"),),
        f"{RIBAO}/edition.yaml:\\d+:16: E106",
    ),
    "a correction of what is not there": (
        (added(f"{RIBAO}/emendations/zhangsan.yaml", EMENDATION.format(id="zs-1", line=7, before="甲")),),
        f"{RIBAO}/emendations/zhangsan.yaml:4:3: E201",
    ),
    "a correction of what is there twice": (
        (added(f"{RIBAO}/emendations/lisi.yaml", EMENDATION.format(id="ls-1", line=8, before="在这里")),),
        f"{RIBAO}/emendations/lisi.yaml:4:3: E202",
    ),
    "a note whose quote is missing": (
        (added(f"{RIBAO}/notes/meiyou.md", NOTE.format(quote="甲", body="注，待考。")),),
        f"{RIBAO}/notes/meiyou.md:3:3: N201",
    ),
    "a note whose quote is ambiguous": (
        (added(f"{RIBAO}/notes/liangchu.md", NOTE.format(quote="在这里", body="注，待考。")),),
        f"{RIBAO}/notes/liangchu.md:3:3: N202",
    ),
    "an unknown citation key": (
        (added(f"{RIBAO}/notes/chuchu.md", NOTE.format(quote="绍兴", body="第一段。\n\n见 {cite}`wu-2020`。")),),
        f"{RIBAO}/notes/chuchu.md:10:1: C403",
    ),
    "a term defined twice": (
        (
            added(
                "glossary/zaici.md",
                "---\nheadword: 枫桥经验\npinyin: x\ngloss: x\nkind: concept\n---\n又一释义，待考。\n",
            ),
        ),
        "glossary/zaici.md:2:1: G301",
    ),
    "YAML that does not parse": (
        (added(f"{RIBAO}/notes/huai.md", NOTE.format(quote="'绍兴", body="注，待考。")),),
        f"{RIBAO}/notes/huai.md:3:10: Y101",
    ),
    "an unknown key": (
        (added(f"{RIBAO}/notes/jian.md", NOTE.format(quote="绍兴", body="注，待考。").replace("author:", "auther:")),),
        f"{RIBAO}/notes/jian.md:5:1: Y102",
    ),
}


@pytest.fixture
def project(tmp_path: Path, rootdir: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a sound corpus; the working directory."""
    shutil.copytree(BASE, tmp_path / "corpus")
    shutil.copytree(rootdir / "test-bad-corpus", tmp_path / "docs")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def damage(project: Path, fault: str) -> str:
    changes, place = FAULTS[fault]
    for change in changes:
        change(project / "corpus")
    return place


def snapshot(folder: Path) -> Snapshot:
    """Every file below ``folder``: when it was written, and what it holds."""
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_mtime_ns, path.read_bytes())
        for path in folder.rglob("*")
        if path.is_file()
    }


def sphinx(project: Path) -> SphinxTestApp:
    """One build of the project."""
    app = SphinxTestApp("html", srcdir=project / "docs", builddir=project / "build")
    try:
        app.build()
    finally:
        app.cleanup()
    assert app.warning.getvalue() == ""
    return app


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_has_a_code_a_place_and_a_hint(project: Path, fault: str) -> None:
    place = damage(project, fault)
    result = CliRunner().invoke(main, ["check"], catch_exceptions=False)
    assert result.exit_code == 1
    assert re.search(rf"(?m)^corpus/{place} .+\n    hint: .+$", result.output)
    assert result.output.endswith("\n1 problem\n")


def test_all_faults_are_found_in_one_run(project: Path) -> None:
    places = [damage(project, fault) for fault in FAULTS]
    result = CliRunner().invoke(main, ["check"], catch_exceptions=False)
    assert result.exit_code == 1
    assert [place for place in places if not re.search(rf"(?m)^corpus/{place} ", result.output)] == []


@pytest.mark.parametrize("fault", ["a changed source byte", "an unknown citation key", "YAML that does not parse"])
def test_a_build_of_a_faulty_corpus_writes_nothing(project: Path, fault: str) -> None:
    place = damage(project, fault).rpartition(":")[0]
    with pytest.raises(ExtensionError, match="problem"):
        sphinx(project)
    assert snapshot(project / "build") == {}
    assert {name for name in snapshot(project / "docs") if name.startswith("texts/")} == set()
    result = CliRunner().invoke(main, ["build"], catch_exceptions=False)
    assert result.exit_code == 1
    assert place in result.output
    assert snapshot(project / "build") == {}


def test_an_earlier_build_stays_as_it_was(project: Path) -> None:
    sphinx(project)
    before = snapshot(project / "docs" / "texts"), snapshot(project / "build" / "html")
    assert "ribao-2019/jishi.md" in before[0]
    assert "texts/ribao-2019/jishi.html" in before[1]
    for fault in FAULTS:
        damage(project, fault)
    with pytest.raises(ExtensionError, match="problem"):
        sphinx(project)
    assert CliRunner().invoke(main, ["build", "html"], catch_exceptions=False).exit_code == 1
    assert (snapshot(project / "docs" / "texts"), snapshot(project / "build" / "html")) == before


def test_a_fixed_corpus_is_built_again(project: Path) -> None:
    sphinx(project)
    path = project / "corpus" / RIBAO / "notes" / "fengqiao.md"
    sound = path.read_text("utf-8")
    path.write_text(sound.replace("枫桥经验\n", "不在此处\n"), "utf-8")
    with pytest.raises(ExtensionError, match="problem"):
        sphinx(project)
    path.write_text(sound.replace("并观", "同读"), "utf-8")
    sphinx(project)
    assert "同读" in (project / "build" / "html" / "texts" / "ribao-2019" / "jishi.html").read_text("utf-8")


@pytest.mark.parametrize("cut", range(1, 12))
def test_a_power_cut_leaves_only_whole_pages(project: Path, monkeypatch: pytest.MonkeyPatch, cut: int) -> None:
    """The ``cut``-th write is broken off before its bytes are safe: each page is the old or the new one, whole."""
    texts = project / "texts"
    write_pages(book(project), texts, {})
    old = {name: content for name, (_, content) in snapshot(texts).items()}
    changes = (
        ("corpus.yaml", "示例文献校注", "另一种校注"),
        ("glossary/xiao-shanghai.md", "示例释义", "另一释义"),
        (f"{RIBAO}/notes/fengqiao.md", "并观", "同读"),
        ("sources/wangwen-2022/about.yaml", "title: 示例袜业", "title: 另一袜业"),
    )
    for change in changes:
        edited(*change)(project / "corpus")
    calls = iter(range(1, cut))

    def sync(handle: int) -> None:
        if next(calls, None) is None:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("jiaozhu.store.writing.os.fsync", sync)
        try:
            write_pages(book(project), texts, {})
            interrupted = False
        except KeyboardInterrupt:
            interrupted = True
    left = {name: content for name, (_, content) in snapshot(texts).items()}
    write_pages(book(project), texts, {})
    new = {name: content for name, (_, content) in snapshot(texts).items()}
    assert new != old
    assert interrupted == (cut <= sum(new[name] != old[name] for name in new))
    assert {name for name in left if left[name] not in (old.get(name), new.get(name))} == set()


def book(project: Path) -> Book:
    """The project's corpus, carried through; it is sound."""
    corpus, found = load_corpus(project / "corpus")
    made = make_book(corpus)
    assert check(made, found) == []
    return made
