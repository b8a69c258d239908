"""Atomic writing: beside, then rename, so that a power cut leaves the old file or the new one, never half of either."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path


def write_if_changed(path: Path, data: bytes, *, lasting: bool = True) -> bool:
    """Make a file hold some data; a file that already does is left alone, times and all.

    Args:
        path: The file.
        data: What it is to hold.
        lasting: Whether to wait until it has reached the disk; the next build makes again what is not lasting.

    Returns:
        Whether it was written.
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


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make a new folder with files: whole, or not at all.

    Args:
        folder: Where they go.
        files: By name below it, with forward slashes.

    Raises:
        FileExistsError: It exists.
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
