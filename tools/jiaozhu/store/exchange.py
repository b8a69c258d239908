"""Exchanging two files or folders: at every moment each name has one of the two, whole."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

__all__ = ["exchange", "old_of"]

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2
_RENAME_SWAP = 2
#: What a system or a file system answers that cannot exchange.
_CANNOT = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM}


def exchange(ready: Path, target: Path) -> None:
    """Let two names change places; where the system cannot, ``target`` is missing for a moment.

    A process that is killed in that moment leaves the old one under the name that ``old_of`` gives.

    Args:
        ready: What becomes ``target``, in the same folder.
        target: What becomes ``ready``.

    Raises:
        OSError: They are as they were.
    """
    sys.audit("jiaozhu.exchange", str(ready), str(target))
    call = _system_call()
    if call is not None:
        number = call(os.fsencode(ready), os.fsencode(target))
        if number == 0:
            return
        if number not in _CANNOT:
            raise OSError(number, os.strerror(number), str(target))
    old = old_of(target)
    target.rename(old)
    try:
        ready.rename(target)
    except BaseException:
        old.rename(target)
        raise
    old.rename(ready)


def old_of(target: Path) -> Path:
    """Return what the old file or folder is called while the new one takes its place."""
    return target.with_name(f".{target.name}.jiaozhu-old")


@cache
def _system_call() -> Callable[[bytes, bytes], int] | None:
    """A call that exchanges two names and returns the number of its error; None if this system has none."""
    if os.environ.get("JIAOZHU_EXCHANGE") == "rename":
        return None
    library = ctypes.CDLL(None, use_errno=True) if os.name == "posix" else None
    if sys.platform.startswith("linux") and hasattr(library, "renameat2"):

        def linux(one: bytes, other: bytes) -> int:
            assert library is not None
            failed = library.renameat2(_AT_FDCWD, one, _AT_FDCWD, other, _RENAME_EXCHANGE)
            return ctypes.get_errno() if failed else 0

        return linux
    if sys.platform == "darwin" and hasattr(library, "renamex_np"):

        def darwin(one: bytes, other: bytes) -> int:
            assert library is not None
            failed = library.renamex_np(one, other, _RENAME_SWAP)
            return ctypes.get_errno() if failed else 0

        return darwin
    return None
