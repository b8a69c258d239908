"""Contributions that are sound alone: where they touch each other is reported before they are merged."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jiaozhu.cli import main

_EMENDATION = """\
- id: {id}
  line: {line}
  kind: corrected
  before: {before}
  after: {after}
  reason: 误字
  basis: 待考
  cert: low
  resp: 张三
"""
NOTE = "sources/zao-2019/notes/a.md"


def git(root: Path, *arguments: str) -> None:
    who = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(root), *who, *arguments], check=True, capture_output=True)


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--corpus", str(root), "merge-check", *arguments])


@pytest.fixture
def root(rootdir: Path, tmp_path: Path) -> Path:
    """A corpus under version control, in a folder of its repository."""
    top = tmp_path / "project"
    corpus = Path(shutil.copytree(rootdir / "test-edition" / "corpus", top / "corpus"))
    for command in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-q", "-m", "begin"]):
        git(top, *command)
    return corpus


def branch(root: Path, name: str, file: str, text: str) -> None:
    """A contribution of one file, on a branch of its own."""
    git(root, "checkout", "-q", "-b", name, "main")
    (root / file).parent.mkdir(parents=True, exist_ok=True)
    (root / file).write_text(text, "utf-8")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", name)
    git(root, "checkout", "-q", "main")


def emendation(id: str, before: str, after: str, root: Path) -> str:
    source = (root / "sources/zao-2019/source.txt").read_text("utf-8").split("\n")
    line = next(number for number, text in enumerate(source, 1) if before in text)
    return _EMENDATION.format(id=id, line=line, before=before, after=after)


def test_what_does_not_touch_is_clean(root: Path) -> None:
    note = (root / "sources/zao-2019/notes/xiongdi.md").read_text("utf-8")
    branch(root, "one", NOTE, note.replace("结为兄弟", "往来日密"))
    branch(
        root,
        "two",
        "glossary/xin.md",
        (root / "glossary/duikou.md").read_text("utf-8").replace("headword: ", "headword: 新"),
    )
    done = run(root, "one", "two")
    assert done.output == "they do not touch each other\n"
    assert done.exit_code == 0


def test_a_note_on_words_that_the_other_corrects_is_a_clash(root: Path) -> None:
    """Git merges two new files without a conflict, and the note still holds; its author has not seen the correction."""
    note = (root / "sources/zao-2019/notes/xiongdi.md").read_text("utf-8")
    branch(root, "noted", NOTE, note.replace("结为兄弟", "往来日密"))
    branch(
        root, "emended", "sources/zao-2019/emendations/zhang.yaml", emendation("zhang-1", "往来日密", "往来日疏", root)
    )
    done = run(root, "noted", "emended")
    assert done.exit_code == 1
    assert "are about the same words" in done.output


def test_two_readings_of_the_same_words_are_a_clash(root: Path) -> None:
    branch(root, "one", "sources/zao-2019/emendations/a.yaml", emendation("a-1", "往来日密", "往来日多", root))
    branch(root, "two", "sources/zao-2019/emendations/b.yaml", emendation("b-1", "来日密", "来日繁", root))
    done = run(root, "one", "two")
    assert "'a-1'" in done.output
    assert "'b-1'" in done.output
    assert "only together: E204" in done.output


def test_two_changes_of_one_thing_and_a_conflict_are_reported(root: Path) -> None:
    name = "sources/zao-2019/notes/xiongdi.md"
    note = (root / name).read_text("utf-8")
    branch(root, "one", name, note.rstrip() + "又一，待考。\n")
    branch(root, "two", name, note.rstrip() + "又二，待考。\n")
    git(root, "checkout", "-q", "one")
    done = run(root, "two")  # one revision is compared with HEAD
    assert "both change" in done.output
    assert "'xiongdi'" in done.output
    assert "sources/zao-2019/notes/xiongdi.md: both change this file in the same lines" in done.output


def test_the_same_change_twice_is_no_clash_of_things(root: Path) -> None:
    name = "sources/zao-2019/notes/xiongdi.md"
    changed = (root / name).read_text("utf-8").rstrip() + "又，待考。\n"
    branch(root, "one", name, changed)
    branch(root, "two", name, changed)
    assert run(root, "one", "two").exit_code == 0


@pytest.mark.parametrize("revisions", [("no-such-branch",), ("main", "--output=x"), ("main", "orphan")])
def test_what_git_cannot_tell_is_a_usage_error(root: Path, revisions: tuple[str, ...]) -> None:
    git(root, "checkout", "-q", "--orphan", "orphan")
    git(root, "commit", "-q", "-m", "apart")
    git(root, "checkout", "-q", "main")
    done = run(root, "--", *revisions)
    assert done.exit_code == 2
    assert "Traceback" not in done.output
