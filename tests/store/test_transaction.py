"""Changes of several files: all or none; what was left by a process that was killed; what was not left by one."""

from __future__ import annotations

import errno
import json
import os
import shutil
from pathlib import Path

import pytest
from jiaozhu.store import Item, NotOurs, commit, guarded, settle
from jiaozhu.store import transaction as room

ITEMS = [
    Item("a.txt", b"new a"),
    Item("notes/b.md", b"new b", new=True),
    Item("sources/c", {"about.yaml": b"c", "notes/d.md": b"d"}, new=True),
]


class Killed(BaseException):
    """The process is gone: nothing after this happens."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.txt").write_bytes(b"old a")
    return tmp_path / "corpus"


def files_of(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


OLD = {"a.txt": b"old a"}
NEW = {"a.txt": b"new a", "notes/b.md": b"new b", "sources/c/about.yaml": b"c", "sources/c/notes/d.md": b"d"}


def leave_plan(root: Path, monkeypatch: pytest.MonkeyPatch, moves: int) -> None:
    """Begin a change and be killed after some moves."""
    move, made = room._move, iter(range(moves))

    def moved(root: Path, step: room._Step) -> None:
        if next(made, None) is None:
            raise Killed
        move(root, step)

    with monkeypatch.context() as patch:
        patch.setattr(room, "_move", moved)
        patch.setattr(room, "_roll_back", lambda *_: None)
        patch.setattr("jiaozhu.store.locking._unsign", lambda _: None)
        with pytest.raises(Killed):
            commit(root, ITEMS)
    assert (root / ".jiaozhu" / "plan.json").exists()


def test_all_is_there_with_the_modes_of_files_that_are_read(root: Path) -> None:
    (root / "a.txt").chmod(0o640)
    commit(root, ITEMS)
    assert files_of(root) == NEW
    assert (root / "a.txt").stat().st_mode & 0o777 == 0o640
    assert (root / "notes" / "b.md").stat().st_mode & 0o777 == 0o644
    assert (root / "sources" / "c" / "notes").stat().st_mode & 0o777 == 0o755


def test_an_unchanged_file_is_left_alone(root: Path) -> None:
    os.utime(root / "a.txt", ns=(1, 1))
    commit(root, [Item("a.txt", b"old a")])
    assert (root / "a.txt").stat().st_mtime_ns == 1


@pytest.mark.parametrize("taken", ["notes/b.md", "sources/c"])
def test_what_must_be_new_is_not_overwritten(root: Path, taken: str) -> None:
    (root / taken).mkdir(parents=True)
    with pytest.raises(FileExistsError):
        commit(root, ITEMS)
    assert files_of(root) == OLD
    assert not (root / ".jiaozhu").exists()


@pytest.mark.parametrize("name", ["../a", "/a", "a/../../b", "", ".jiaozhu/x"])
def test_nothing_is_written_elsewhere(root: Path, name: str) -> None:
    with pytest.raises(ValueError, match="not in the folder"):
        commit(root, [Item(name, b"x", new=True)])
    assert sorted(path.name for path in root.parent.iterdir()) == ["corpus"]


def test_nothing_is_written_through_a_link(root: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (root / "notes").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="link leads out"):
        commit(root, ITEMS)
    assert files_of(root) == OLD
    assert not any((tmp_path / "elsewhere").iterdir())


@pytest.mark.parametrize("moves", [0, 1, 2, 3])
@pytest.mark.parametrize("how", ["read", "written"])
def test_the_next_command_settles_what_was_left(
    root: Path, monkeypatch: pytest.MonkeyPatch, moves: int, how: str
) -> None:
    leave_plan(root, monkeypatch, moves) if moves < 3 else commit(root, ITEMS)
    if how == "read":
        settle(root)
    else:
        with guarded(root):
            pass
    assert files_of(root) == (NEW if moves else OLD)
    assert not (root / ".jiaozhu").exists()
    assert (root / "notes").exists() == bool(moves)


def test_what_somebody_has_changed_since_is_kept(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    leave_plan(root, monkeypatch, 0)
    plan = json.loads((root / ".jiaozhu" / "plan.json").read_text())
    room._move(root, room._Step(**{**plan["steps"][1], "folders": ("notes",)}))  # as if in another order
    (root / "a.txt").write_bytes(b"by hand")
    settle(root)
    assert files_of(root) == NEW | {"a.txt": b"by hand"}


@pytest.mark.parametrize("how", ["copied", "damaged", "by hand"])
def test_a_plan_that_was_not_left_here_is_not_carried_out(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    leave_plan(root, monkeypatch, 1)
    if how == "copied":
        root = Path(shutil.copytree(root, tmp_path / "copy"))
    elif how == "damaged":
        (root / ".jiaozhu" / "plan.json").write_text("{", "utf-8")
    else:
        plan = json.loads((root / ".jiaozhu" / "plan.json").read_text())
        plan["steps"][1]["name"] = "../../outside.md"
        (root / ".jiaozhu" / "plan.json").write_text(json.dumps(plan), "utf-8")
    before = files_of(root)
    settle(root)  # a command that only reads goes on
    with pytest.raises(NotOurs, match="delete it if no other machine is writing"):
        commit(root, [Item("e", b"", new=True)])
    assert {name: data for name, data in files_of(root).items() if "holder" not in name} == {
        name: data for name, data in before.items() if "holder" not in name
    }
    shutil.rmtree(root / ".jiaozhu")
    commit(root, [Item("e", b"", new=True)])


def test_a_link_is_not_used_as_our_folder(root: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (root / ".jiaozhu").symlink_to(tmp_path / "elsewhere")
    settle(root)
    with pytest.raises(OSError, match="it is a link"):
        commit(root, ITEMS)
    assert files_of(root) == OLD
    assert not any((tmp_path / "elsewhere").iterdir())


def test_other_things_in_our_folder_are_kept(root: Path) -> None:
    (root / ".jiaozhu").mkdir()
    (root / ".jiaozhu" / "mine").write_bytes(b"x")
    commit(root, ITEMS)
    settle(root)
    assert files_of(root) == NEW | {".jiaozhu/mine": b"x"}


def test_a_file_system_without_hard_links(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def link(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", link)
    commit(root, ITEMS)
    assert files_of(root) == NEW
    with pytest.raises(FileExistsError):
        commit(root, [Item("notes/b.md", b"", new=True)])


def test_what_fails_on_the_way_is_undone(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for failing in range(3):
        move, made = room._move, iter(range(failing))

        def moved(root: Path, step: room._Step) -> None:
            if next(made, None) is None:  # noqa: B023
                raise OSError(errno.EACCES, "no")
            move(root, step)  # noqa: B023

        with monkeypatch.context() as patch:
            patch.setattr(room, "_move", moved)
            with pytest.raises(OSError, match="no"):
                commit(root, ITEMS)
        assert files_of(root) == OLD
        assert [path.name for path in root.iterdir()] == ["a.txt"]
