"""Atomic writing: beside, then rename, so that a power cut leaves the old file or the new one, never half of either."""

from __future__ import annotations

import os
import re
import tempfile
import time
from contextlib import suppress
from pathlib import Path

__all__ = ["is_there", "sweep", "sync_folder", "write_if_changed", "write_lasting", "write_new", "write_report"]

#: What a file is called until it is whole: hidden, its name, the process, some letters.
_BESIDE = re.compile(r"\.(?P<name>.+)\.(?P<pid>[0-9]+)\.[a-z0-9_]{8}\.tmp", re.S)
#: Seconds after which such a file is surely not being written, where one cannot ask for the process.
_LONG = 3600


def is_there(path: Path, data: bytes) -> bool:
    """Whether a file holds exactly some data."""
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except (FileNotFoundError, NotADirectoryError):
        return False


def write_if_changed(path: Path, data: bytes, *, lasting: bool = True) -> bool:
    """Make a file hold some data; a file that already does is left alone, times and all.

    Args:
        path: The file.
        data: What it is to hold.
        lasting: Whether to wait until it has reached the disk; the next build makes again what is not lasting.

    Returns:
        Whether it was written.
    """
    if is_there(path, data):
        return False
    beside = _beside(path, data, lasting=lasting)
    try:
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return True


def write_report(path: Path, data: bytes) -> None:
    """Write a file that a user asks for, wherever it is; what an earlier process left of it is deleted."""
    sweep(path.parent, path.name)
    write_if_changed(path, data)


def write_new(path: Path, data: bytes) -> None:
    """Make a new file.

    Args:
        path: The file, which must not exist.
        data: What it is to hold.

    Raises:
        FileExistsError: It exists.
    """
    beside = _beside(path, data)
    try:
        os.link(beside, path)  # unlike a rename, it never takes another's place
    finally:
        beside.unlink(missing_ok=True)


def write_lasting(path: Path, data: bytes, mode: int = 0o644) -> None:
    """Write a file where nothing reads it yet, and wait until it has reached the disk.

    Args:
        path: The file; its folder exists.
        data: What it is to hold.
        mode: Who may read and write it, whatever the user's mask.
    """
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(mode)


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder have reached the disk, where the system can do that."""
    if os.name != "posix":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sweep(folder: Path, name: str = "") -> None:
    """Delete what earlier processes left of files that they were writing when they were killed.

    Args:
        folder: Where; not below it.
        name: Only of the file of this name; by default of all.
    """
    for path in folder.glob(".*.tmp") if folder.is_dir() else ():
        match = _BESIDE.fullmatch(path.name)
        if match and (not name or match["name"] == name) and not _is_being_written(path, int(match["pid"])):
            with suppress(OSError):
                path.unlink()


def _is_being_written(path: Path, pid: int) -> bool:
    if os.name == "posix":  # elsewhere the question would end the process
        try:
            os.kill(pid, 0)
        except (ProcessLookupError, OverflowError):
            return False
        except PermissionError:
            return True
        return pid != os.getpid()
    with suppress(OSError):
        return time.time() - path.stat().st_mtime < _LONG
    return True


def _beside(path: Path, data: bytes, *, lasting: bool = True) -> Path:
    """A file beside ``path`` that holds ``data``, on the disk if it is ``lasting``, and readable for all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.{os.getpid()}.", suffix=".tmp")
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            if lasting:
                file.flush()
                os.fsync(file.fileno())
        beside.chmod(0o644)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return beside
