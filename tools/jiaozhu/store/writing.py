"""Writing: beside, then rename, so that a power cut leaves the old file or the new one and never half of either."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_if_changed(path: Path, data: bytes) -> bool:
    """Make ``path`` hold ``data``; leaves it alone, times and all, if it does already. Whether it was written."""
    try:
        if path.read_bytes() == data:
            return False
    except FileNotFoundError:
        pass
    beside = _beside(path, data)
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


def _beside(path: Path, data: bytes) -> Path:
    """A file beside ``path`` that holds ``data``, on the disk and readable for all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(0o644)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return beside
