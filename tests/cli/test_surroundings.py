"""Commands where something is missing or cannot be written: each says what, and nothing has changed."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jiaozhu.cli import main
from small_project import make_project

NOTE = ("annotate", "zao-2019/yi", "两地", "--author", "甲")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    make_project(tmp_path / "project")
    monkeypatch.chdir(tmp_path / "project")
    return tmp_path / "project"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


def without(modules: tuple[str, ...], *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command where some modules are not installed."""
    code = f"import sys; sys.modules.update(dict.fromkeys({modules!r})); from jiaozhu.cli import main; main()"
    return subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False)


def test_building_without_what_it_needs(project: Path) -> None:
    done = without(("sphinx",), "build")
    assert done.returncode == 1
    assert done.stderr == "Error: building needs 'sphinx': pip install 'jiaozhu[site,pdf]'\n"
    assert without(("sphinx",), "check").returncode == 0


@pytest.mark.parametrize("below", ["corpus", "corpus/sources/zao-2019", "docs"])
def test_building_from_a_folder_below(project: Path, monkeypatch: pytest.MonkeyPatch, below: str) -> None:
    monkeypatch.chdir(project / below)
    done = run("build", "html")
    assert done.exit_code == 0, done.output
    assert (project / "build" / "html" / "index.html").exists()
    assert done.output.endswith(f"{os.path.relpath(project / 'build' / 'html' / 'index.html')}\n")


def test_building_without_a_sphinx_project(project: Path) -> None:
    (project / "docs" / "conf.py").unlink()
    for command in (["build"], ["build", "--docs", "docs"], ["pdf"]):
        done = run(*command)
        assert done.exit_code == 2
        assert "there is no Sphinx project in 'docs': it has no conf.py" in done.output


def test_a_builder_that_is_not_there(project: Path) -> None:
    conf = project / "docs" / "conf.py"
    conf.write_text(conf.read_text("utf-8").replace(', "sphinx_typst"', ""), "utf-8")
    done = run("build", "pdf")
    assert done.exit_code == 1
    assert "Traceback" not in done.output
    assert "The typst build failed; earlier output is unchanged." in done.output


@pytest.mark.parametrize("command", [NOTE, ("check", "--fix"), ("import", "new.txt"), ("build", "html")])
@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.EROFS, "Read-only file system"),
        (errno.EACCES, "Permission denied"),
        (errno.ENOSPC, "the disk is full"),
    ],
)
def test_a_folder_that_cannot_be_written(
    project: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], number: int, said: str
) -> None:
    (project / "new.txt").write_text("题目\n\n文本。\n", "utf-8")
    if "build" in command:
        (project / "build").mkdir()
    before = sorted(project.rglob("*"))

    def mkdir(path: object, *_: object) -> None:
        raise OSError(number, os.strerror(number), str(path))

    monkeypatch.setattr(os, "mkdir", mkdir)
    done = run(*command)
    monkeypatch.undo()
    assert done.exit_code == 1
    place = "build" if "build" in command else "corpus"
    assert done.output == f"Error: {os.path.relpath(project / place / '.jiaozhu', project)}: {said}\n"
    assert sorted(project.rglob("*")) == before


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="everything can be written by root")
def test_reading_a_corpus_that_cannot_be_written(project: Path) -> None:
    (project / "corpus").chmod(0o555)
    assert run("check").exit_code == 0
    (project / "corpus").chmod(0o755)


def test_a_plan_from_elsewhere(project: Path) -> None:
    plan = project / "corpus" / ".jiaozhu" / "plan.json"
    plan.parent.mkdir()
    plan.write_text('{"inode": 1, "steps": []}', "utf-8")
    assert run("check").exit_code == 0
    done = run(*NOTE)
    assert done.exit_code == 1
    assert "was not left by a command on this machine" in done.output
    assert plan.exists()
