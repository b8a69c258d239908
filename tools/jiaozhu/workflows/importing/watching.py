"""Importing whatever is put into a folder: a scanner's, say. The folder is looked at again and again; nothing in it is
changed.

A file is imported when it has stayed the same between two looks, so that none is read while it is being written. One
that could not be imported is tried again only when it has changed.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from jiaozhu.workflows.importing.batch import collect
from jiaozhu.workflows.importing.command import ImportCommand, import_paths

__all__ = ["watch"]

#: Seconds between two looks.
PAUSE = 2.0
#: What tells that a file has changed: its size and the time of its last change, in nanoseconds.
_State = tuple[int, int]


def watch(command: ImportCommand, pause: Callable[[float], None] = time.sleep) -> None:
    """Import the files of folders as they appear, until ``pause`` raises something, as it does at Ctrl-C.

    Args:
        command: The folders, and how their files are imported.
        pause: Waits for so many seconds.

    Raises:
        ValueError: As for ``import_paths``.
        KeyboardInterrupt: The user has ended it.
    """
    done: dict[Path, _State] = {}
    before: dict[Path, _State] = {}
    while True:
        now = _states(command.paths)
        ready = [path for path, state in now.items() if before.get(path) == state and done.get(path) != state]
        if ready:
            import_paths(replace(command, paths=tuple(ready)))
            done |= {path: now[path] for path in ready}
        before = now
        pause(PAUSE)


def _states(paths: tuple[Path, ...]) -> dict[Path, _State]:
    """The files in folders, hidden ones left out; one that is taken away while it is looked at is not among them."""
    found: dict[Path, _State] = {}
    for path in collect(path for path in paths if path.exists()):
        try:
            status = path.stat()
        except OSError:
            continue
        if status.st_size:
            found[path] = status.st_size, status.st_mtime_ns
    return found
