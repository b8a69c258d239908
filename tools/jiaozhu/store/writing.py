"""Writing: beside, then rename, so that a power cut leaves the old file or the new one and never half of either."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path


def write_if_changed(path: Path, data: bytes, *, lasting: bool = True) -> bool:
    """Make ``path`` hold ``data``; leaves it alone, times and all, if it does already. Whether it was written.

    What is not ``lasting`` is made again by the next build: nobody waits until it has reached the disk.
    """
    try:
        if path.read_bytes() == data:
            return False
    except FileNotFoundError:
        pass
    beside = _beside(path, data, lasting=lasting)
    try:
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return True


def write_new(path: Path, data: bytes) -> None:
    """Make ``path``, which must not exist, hold ``data``.

    Raises:
        FileExistsError: it does.
    """
    beside = _beside(path, data)
    try:
        os.link(beside, path)  # unlike a rename, it never takes another's place
    finally:
        beside.unlink(missing_ok=True)


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make ``folder``, which must not exist, hold ``files``: whole, or not at all.

    Args:
        folder: Where they go.
        files: By name below it, with forward slashes.

    Raises:
        FileExistsError: there is something already.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}.", suffix=".tmp"))
    try:
        for name, data in files.items():
            write_new(beside / name, data)
        beside.chmod(0o755)
        if os.path.lexists(folder):  # a rename would take an empty folder's place
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(folder))
        beside.rename(folder)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise


def _beside(path: Path, data: bytes, *, lasting: bool = True) -> Path:
    """A file beside ``path`` that holds ``data``, on the disk if it is ``lasting``, and readable for all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
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
