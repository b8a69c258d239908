"""What builds keep: outside of the project, in folders that only this user can write, as long as the project exists."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from jiaozhu.store.machine import kept_folder, state_folder, tree_of


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "repository" / "docs").mkdir(parents=True)
    return tmp_path / "repository" / "docs"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_the_same_folder_for_the_same_project(project: Path, cache: Path) -> None:
    found = kept_folder(project, project / "a")
    assert found is not None
    assert found.is_relative_to(cache)
    assert found.stat().st_mode & 0o777 == 0o700
    assert kept_folder(project, project / "a") == found
    assert kept_folder(project, project / "b") != found


def test_what_is_kept_for_a_project_that_is_gone_is_deleted(project: Path, cache: Path) -> None:
    found = kept_folder(project)
    assert found is not None
    other = project.parent / "other"
    other.mkdir()
    shutil.rmtree(project)
    kept_folder(other)
    assert not found.exists()


@pytest.mark.parametrize("git", [True, False])
def test_a_cache_in_the_project_is_not_used(project: Path, monkeypatch: pytest.MonkeyPatch, git: bool) -> None:
    """A repository could bring what is in it."""
    if git:
        (project.parent / ".git").mkdir()
    assert tree_of(project) == project.parent
    monkeypatch.setenv("XDG_CACHE_HOME", str(project.parent / ".cache"))
    assert kept_folder(project) is None


@pytest.mark.skipif(os.name != "posix", reason="rights are others elsewhere")
@pytest.mark.parametrize("name", ["jiaozhu", "jiaozhu/builds", "jiaozhu/builds/*"])
@pytest.mark.parametrize("how", ["writable", "link"])
def test_a_folder_that_others_can_write_is_not_used(
    project: Path, cache: Path, tmp_path: Path, name: str, how: str
) -> None:
    found = kept_folder(project)
    assert found is not None
    folder = found if "*" in name else cache / name
    if how == "writable":
        folder.chmod(0o777)
    else:
        folder.rename(tmp_path / "elsewhere")
        folder.symlink_to(tmp_path / "elsewhere")
    assert kept_folder(project) is None


def test_a_user_without_a_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, project: Path) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert kept_folder(project) is None
    assert state_folder().is_dir()
    assert state_folder() == state_folder()
