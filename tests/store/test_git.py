"""Git: three reasons for no answer, told apart."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from jiaozhu.store import GitFailed, Manifest, NoGit, NoRepository, ask_git, run_git, try_git


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    return tmp_path


def test_an_answer_is_text_without_blanks_around_it(repository: Path) -> None:
    assert ask_git(repository, "rev-parse", "--is-inside-work-tree") == "true"
    assert run_git(repository, "rev-parse", "--is-inside-work-tree") == b"true\n"


def test_git_that_is_not_installed(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(NoGit, match="not installed"):
        run_git(repository, "status")
    assert try_git(repository, "status") == ""


def test_a_folder_without_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(NoRepository):
        run_git(tmp_path, "status")


def test_a_command_that_git_refuses(repository: Path) -> None:
    with pytest.raises(GitFailed) as failed:
        run_git(repository, "rev-parse", "--verify", "no-such-revision")
    assert "revision" in failed.value.stderr
    assert str(failed.value) == failed.value.stderr.split("\n")[0].removeprefix("fatal: ")


def test_a_manifest_knows_what_was_written(tmp_path: Path) -> None:
    manifest = Manifest(tmp_path / "m.json")
    assert manifest.names() == set()
    manifest.save(["b", "a", "b"])
    assert manifest.names() == {"a", "b"}
    assert (tmp_path / "m.json").read_text() == '[\n"a",\n"b"\n]'
