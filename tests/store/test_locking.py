"""Locks: one process at a time; a process that waits reports for which; one that is gone holds nothing."""

from __future__ import annotations

import errno
import fcntl
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from jiaozhu.store import Busy, guarded, locked
from jiaozhu.store import locking as room

_HOLD = """
import sys, time
from pathlib import Path
from jiaozhu.store import locked, locking
if sys.argv[2] == "files":
    locking._try_folder = None
    locking._try = locking._try_file
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(float(sys.argv[3]))
"""


@pytest.fixture(params=["folders", "files"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """How a folder is locked: itself, or by a file of the user's."""
    if request.param == "files":
        monkeypatch.setattr(room, "_try", room._try_file)
    return str(request.param)


class Holder:
    """Another process that has the lock."""

    def __init__(self, folder: Path, way: str, seconds: float) -> None:
        command = [sys.executable, "-c", _HOLD, str(folder), way, str(seconds)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == "held\n"

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        assert self.process.stdout is not None
        self.process.stdout.close()


@pytest.fixture
def holder(tmp_path: Path, way: str) -> Iterator[Holder]:
    found = Holder(tmp_path, way, 60)
    yield found
    found.end()


def test_it_is_ours_as_often_as_we_ask(tmp_path: Path, way: str) -> None:
    with locked(tmp_path), locked(tmp_path), guarded(tmp_path):
        assert (tmp_path / ".jiaozhu" / "holder.json").exists()
    assert list(tmp_path.iterdir()) == []
    with locked(tmp_path, patience=0):
        pass


def test_another_process_has_it(tmp_path: Path, holder: Holder) -> None:
    with (
        pytest.raises(Busy, match=rf"process {holder.process.pid} on .* has been writing in '.*' since \d\d:\d\d:\d\d"),
        locked(tmp_path, patience=0),
    ):
        pass
    assert (tmp_path / ".jiaozhu" / "holder.json").exists()


def test_a_process_that_was_killed_holds_nothing(tmp_path: Path, holder: Holder) -> None:
    holder.process.send_signal(signal.SIGKILL)
    holder.process.wait()
    with locked(tmp_path, patience=5):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_process_that_waits_reports_it_once(tmp_path: Path, way: str) -> None:
    other = Holder(tmp_path, way, 0.5)
    told: list[str] = []
    begun = time.monotonic()
    with locked(tmp_path, told.append):
        assert time.monotonic() - begun < 30
    other.end()
    assert len(told) == 1
    assert f"process {other.process.pid} on " in told[0]
    assert told[0].endswith("; waiting until it is done")


def test_a_file_system_that_cannot_lock_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flock = fcntl.flock

    def files_only(handle: int, how: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EBADF, "Bad file descriptor")
        flock(handle, how)

    monkeypatch.setattr("fcntl.flock", files_only)
    with locked(tmp_path):
        assert (tmp_path / ".jiaozhu" / "holder.json").exists()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="everything can be written by root")
def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    with pytest.raises(PermissionError), locked(tmp_path):
        pass
    tmp_path.chmod(0o755)
