"""Writing leaves the old file or the new one, and nothing else, whatever fails."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from jiaozhu.store.writing import write_if_changed


class PowerCutError(BaseException):
    """Something that no ordinary handler catches."""


def test_a_new_file_is_written_with_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "texts" / "a" / "b.md"
    assert write_if_changed(path, "题".encode())
    assert path.read_text(encoding="utf-8") == "题"
    assert [entry.name for entry in path.parent.iterdir()] == ["b.md"]
    assert path.stat().st_mode & 0o777 == 0o644


def test_an_unchanged_file_is_left_alone_times_and_all(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    write_if_changed(path, b"x")
    os.utime(path, ns=(1, 1))
    inode = path.stat().st_ino
    assert not write_if_changed(path, b"x")
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (1, inode)
    assert write_if_changed(path, b"y")
    assert path.read_bytes() == b"y"


@pytest.mark.parametrize("failing", ["os.fsync", "pathlib.Path.replace", "pathlib.Path.chmod"])
@pytest.mark.parametrize("error", [OSError("full"), KeyboardInterrupt(), PowerCutError()])
def test_a_failing_write_leaves_the_old_file_and_no_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str, error: BaseException
) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(failing, fail)
    with pytest.raises(type(error)):
        write_if_changed(path, b"new")
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_the_new_content_is_whole_before_the_name_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    seen: list[bytes] = []
    replace = Path.replace

    def watched(beside: Path, target: Path) -> Path:
        seen.extend([beside.read_bytes(), target.read_bytes()])
        assert beside.parent == target.parent  # a rename is atomic only within one file system
        return replace(beside, target)

    monkeypatch.setattr(Path, "replace", watched)
    write_if_changed(path, b"new" * 1000)
    assert seen == [b"new" * 1000, b"old"]
