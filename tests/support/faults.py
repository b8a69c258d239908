"""Faults at the file system: a process that kills itself, or whose disk is full, at its n-th operation on files.

Every operation that changes the disk is a point: opening a file to write, writing to it, renaming, linking, making and
deleting files and folders. Python announces them to audit hooks before they happen; writing it does not, so files that
are opened to be written are wrapped.
"""

from __future__ import annotations

import builtins
import errno
import io
import os
import signal
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

#: What changes the disk, by the names of audit events, and whether it takes room.
_EVENTS = {
    "jiaozhu.exchange": False,
    "open": True,
    "os.chmod": False,
    "os.link": True,
    "os.mkdir": True,
    "os.remove": False,
    "os.rename": False,
    "os.rmdir": False,
    "os.symlink": True,
    "os.truncate": False,
}
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


class Fault(NamedTuple):
    """What goes wrong, and when."""

    kind: str  #: ``none``, ``kill``, ``full`` (from then on), ``full, kill``, ``term``, ``int``.
    at: int = 0  #: The number of the point, from 1.
    last: int = 0  #: With ``full, kill``: the point of the second.


class Injector:
    """Counts the points of this process below some folders, and makes a fault at one of them.

    Args:
        fault: The fault.
        folders: Only what is in them counts.
    """

    def __init__(self, fault: Fault, folders: Iterable[Path]) -> None:
        self.fault = fault
        self.points: list[str] = []
        self._folders = tuple(os.path.realpath(folder) for folder in folders)
        self._open: Callable[..., Any] = io.open
        self._active = True

    def install(self) -> None:
        """Begin; it cannot be undone in this process."""
        sys.addaudithook(self._hook)
        opener: Callable[..., Any] = self._opened
        builtins.open = opener
        io.open = opener  # pathlib, os.fdopen and zipfile look it up here
        send: Callable[..., int] = os.sendfile

        def sent(*arguments: Any) -> int:
            self._point("write (sendfile)", takes_room=True)
            return send(*arguments)

        sender: Callable[..., Any] = sent
        os.sendfile = sender

    def stop(self) -> None:
        """Make no more faults; what this process does from now on is not of the command."""
        self._active = False

    def _hook(self, event: str, arguments: tuple[Any, ...]) -> None:
        takes_room = _EVENTS.get(event)
        if takes_room is None or not self._active:
            return
        if event == "open" and not self._opens_to_write(arguments):
            return
        path = arguments[0]
        if not isinstance(path, int) and self._counts(path):
            self._point(f"{event} {os.fsdecode(path)}", takes_room=takes_room)

    def _opens_to_write(self, arguments: tuple[Any, ...]) -> bool:
        _path, mode, flags = arguments
        return bool(set(mode) & set("wax+")) if isinstance(mode, str) else bool((flags or 0) & _WRITING)

    def _counts(self, path: Any) -> bool:
        return os.path.realpath(os.fsdecode(path)).startswith(self._folders)

    def _opened(self, file: Any, mode: str = "r", *arguments: Any, **named: Any) -> Any:
        opened = self._open(file, mode, *arguments, **named)
        if self._active and set(mode) & set("wax+") and (isinstance(file, int) or self._counts(file)):
            return _Written(opened, self)
        return opened

    def _point(self, what: str, *, takes_room: bool, before: Callable[[], object] = lambda: None) -> None:
        if not self._active:
            return
        self.points.append(what)
        number = len(self.points)
        if self.fault.kind == "full, kill" and number == self.fault.last:
            os.kill(os.getpid(), signal.SIGKILL)
        if self.fault.kind.startswith("full") and takes_room and number >= self.fault.at:
            before()
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), what.rpartition(" ")[2])
        if number == self.fault.at:
            if self.fault.kind == "kill":
                before()
                os.kill(os.getpid(), signal.SIGKILL)
            elif self.fault.kind in ("term", "int"):
                os.kill(os.getpid(), signal.SIGTERM if self.fault.kind == "term" else signal.SIGINT)

    def written(self, file: Any, data: Any) -> int:
        """Write to a file; at a fault, half of it."""

        def half() -> None:
            file.write(data[: len(data) // 2])
            file.flush()

        self._point(f"write {getattr(file, 'name', '')}", takes_room=True, before=half)
        count: int = file.write(data)
        return count


class _Written:
    """A file that is written, with a point at every write."""

    def __init__(self, file: Any, injector: Injector) -> None:
        self._file = file
        self._injector = injector

    def write(self, data: Any) -> int:
        return self._injector.written(self._file, data)

    def writelines(self, lines: Iterable[Any]) -> None:
        for line in lines:
            self.write(line)

    def __enter__(self) -> _Written:
        self._file.__enter__()
        return self

    def __exit__(self, *arguments: Any) -> Any:
        return self._file.__exit__(*arguments)

    def __iter__(self) -> Any:
        return iter(self._file)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)
