"""Locks: at most one process writes a corpus, and at most one builds into a folder.

The lock is on the folder itself where the system can do that (it leaves no file, and holds for other users and for
containers too), else on a file of this user's. Either is gone with the process that holds it, however that ends. Who
holds it is written in the folder, for those who wait.
"""

from __future__ import annotations

import errno
import json
import os
import platform
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import partial
from pathlib import Path

from filelock import FileLock, Timeout

from jiaozhu.locale import _
from jiaozhu.store.machine import key_of, state_folder
from jiaozhu.store.signals import unbroken

if sys.platform != "win32":
    import fcntl

__all__ = ["WORK", "Busy", "is_locked_here", "locked"]

#: Our own folder in a folder that is locked; it is there only while we write, or after we were killed.
WORK = ".jiaozhu"
_HOLDER = "holder.json"
#: Seconds between two tries.
_PAUSE = 0.1
_NOT_FOR_FOLDERS = {errno.EBADF, errno.EINVAL, errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}
#: How often this process has each lock.
_held: dict[str, int] = {}

_Release = Callable[[], None]


class Busy(OSError):
    """Another process has the lock; the message says which."""


def is_locked_here(folder: Path) -> bool:
    """Whether this process has the lock of a folder."""
    return bool(_held.get(key_of(folder)))


@contextmanager
def locked(folder: Path, tell: Callable[[str], None] | None = None, *, patience: float | None = None) -> Iterator[None]:
    """Keep other processes from writing in a folder; this one may ask again while it has the lock.

    Args:
        folder: The folder, which exists.
        tell: Reports once which process is waited for.
        patience: How many seconds to wait; by default as long as it takes.

    Raises:
        Busy: Patience has run out.
        OSError: The folder cannot be written.
    """
    key = key_of(folder)
    if _held.get(key):
        _held[key] += 1
        try:
            yield
        finally:
            _held[key] -= 1
        return
    release = _taken(folder, tell, patience)
    try:
        _sign(folder)
        _held[key] = 1
        yield
    finally:
        with unbroken():
            _held.pop(key, None)
            _unsign(folder)
            release()


def _taken(folder: Path, tell: Callable[[str], None] | None, patience: float | None) -> _Release:
    last = None if patience is None else time.monotonic() + patience
    told = tell is None
    while (release := _try(folder)) is None:
        if last is not None and time.monotonic() >= last:
            raise Busy(errno.EAGAIN, _said(folder), str(folder))
        if not told and tell is not None:
            tell(_("{who}; waiting until it is done", who=_said(folder)))
            told = True
        time.sleep(_PAUSE)
    return release


def _try(folder: Path) -> _Release | None:
    if sys.platform != "win32":
        try:
            return _try_folder(folder)
        except OSError as error:
            if error.errno not in _NOT_FOR_FOLDERS:  # some network file systems lock only files
                raise
    return _try_file(folder)


if sys.platform != "win32":

    def _try_folder(folder: Path) -> _Release | None:
        handle = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            return None
        except BaseException:
            os.close(handle)
            raise
        return partial(os.close, handle)


def _try_file(folder: Path) -> _Release | None:
    locks = state_folder() / "locks"
    locks.mkdir(exist_ok=True)
    lock = FileLock(locks / f"{key_of(folder)}.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return None
    return lock.release


def _said(folder: Path) -> str:
    """Who has the lock of a folder, as far as it is written there."""
    shown = os.path.relpath(folder)
    try:
        holder = json.loads((folder / WORK / _HOLDER).read_text("utf-8"))
        pid, host, since = int(holder["pid"]), str(holder["host"]), datetime.fromisoformat(holder["since"])
    except (OSError, ValueError, KeyError, TypeError):
        return _("another process writes in '{folder}'", folder=shown)
    return _(
        "process {pid} on {host} has been writing in '{folder}' since {time}",
        pid=pid,
        host=host,
        folder=shown,
        time=f"{since.astimezone():%H:%M:%S}",
    )


def _sign(folder: Path) -> None:
    holder = {
        "pid": os.getpid(),
        "host": platform.node(),
        "since": datetime.now().astimezone().isoformat("T", "seconds"),
    }
    work = folder / WORK
    if work.is_symlink():
        raise OSError(errno.EPERM, _("it is a link; delete it"), str(work))
    work.mkdir(exist_ok=True)
    (work / _HOLDER).write_text(json.dumps(holder), "utf-8")


def _unsign(folder: Path) -> None:
    work = folder / WORK
    with suppress(OSError):
        (work / _HOLDER).unlink(missing_ok=True)
    with suppress(OSError):  # it is not empty if a change was cut off: the next command finds it
        work.rmdir()
