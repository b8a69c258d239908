"""The same corpus gives the same bytes, wherever, whenever and by whom it is built."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from paths import CORPUS, ROOT
from small_project import make_project, published

#: Two machines, as far as a process can tell.
_ONE = {"LANGUAGE": "en", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1", "TZ": "UTC", "JIAOZHU_JOBS": "1", "USER": "one"}
_OTHER = {
    "LANGUAGE": "zh_CN",
    "LC_ALL": "C",
    "PYTHONHASHSEED": "77",
    "TZ": "Asia/Shanghai",
    "JIAOZHU_JOBS": "2",
    "USER": "other",
}
_PARTS = ("html", "pdf", "epub")


def _copied(source: Path, target: Path, *, backwards: bool) -> None:
    """Copy a project file by file, so that the file system lists them in another order, with other times."""
    for number, path in enumerate(sorted(source.rglob("*"), reverse=backwards)):
        if path.is_file():
            copy = target / path.relative_to(source)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
            os.utime(copy, (1e9 + number, 1e9 + number if backwards else 1.5e9))


def _versioned(folder: Path) -> None:
    """Put a project under version control, with the same history everywhere."""
    date = "2024-02-29T12:00:00+0800"
    who = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in _WHO.items()}
    environment = {**os.environ, **who, "GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "all"]):
        subprocess.run(["git", *command], cwd=folder, env=environment, check=True)


_WHO = {"NAME": "甲", "EMAIL": "jia@example.org"}


def _start(folder: Path, parts: tuple[str, ...], environment: dict[str, str], mask: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "jiaozhu", "build", *parts]
    own = {"XDG_CACHE_HOME": str(folder.parent / "cache"), "HOME": str(folder.parent / "home")}
    return subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, **own, **environment},
        umask=mask,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def test_two_folders(tmp_path: Path, whole: bool) -> None:
    project = tmp_path / "project"
    if whole:
        shutil.copytree(ROOT / "docs", project / "docs", ignore=shutil.ignore_patterns("texts", "_build", "dev"))
        shutil.copytree(CORPUS, project / "corpus")
    else:
        make_project(project)
    one, other = tmp_path / "a" / "one", tmp_path / "an other place" / "über" / "长" / "two"
    _copied(project, one, backwards=False)
    _copied(project, other, backwards=True)
    for folder in (one, other):
        _versioned(folder)
    running = [_start(one, _PARTS, _ONE, 0o022), _start(other / "corpus", _PARTS[::-1], _OTHER, 0o077)]
    for process in running:
        output, _errors = process.communicate()
        assert process.returncode == 0, output.decode("utf-8", "replace")
    first, second = published(one), published(other)
    assert first.keys() == second.keys()
    assert {"html/index.html", "book.pdf", "book.epub"} <= first.keys()
    assert [name for name in first if first[name] != second[name]] == []
    for folder in (one, other):
        modes = {path.stat().st_mode & 0o777 for path in (folder / "build" / "html").rglob("*") if path.is_file()}
        assert modes == {0o644}


def test_a_date_that_is_set_is_in_the_books(tmp_path: Path) -> None:
    project = tmp_path / "project"
    make_project(project)
    process = _start(project, ("epub",), {"SOURCE_DATE_EPOCH": "1000000000"}, 0o022)
    output, _errors = process.communicate()
    assert process.returncode == 0, output.decode("utf-8", "replace")
    with zipfile.ZipFile(project / "build" / "book.epub") as archive:
        assert {item.date_time for item in archive.infolist()} == {(2001, 9, 9, 1, 46, 40)}
        assert b"2001-09-09T01:46:40Z" in archive.read("content.opf")
