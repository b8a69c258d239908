"""A watch over what one file may cost in time and memory: work that exceeds it is stopped, and its file is named.

Who works on a file says so with ``run``; ``watching`` puts a budget into force. Without one, ``run`` just runs.

A timer of the process's own CPU time looks every tenth of a second, so that watching costs nothing; its signal stops
Python code and searches of patterns alike. Where there is no such timer (Windows, threads other than the first) a
thread looks, which can stop Python code only: no pattern of the tools needs stopping, see ``tests/attack/hangs``.
Memory is measured where the system tells how much there is (Linux, macOS); on Linux it is limited between looks, too.
"""

from __future__ import annotations

import ctypes
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from pathlib import Path
from typing import NamedTuple, TypeVar

from jiaozhu.locale import _, ngettext
from jiaozhu.model.limits import MOST_MEMORY, MOST_SECONDS
from jiaozhu.model.problem import Place, Problem

if sys.platform != "win32":
    import resource

__all__ = ["Budget", "Overrun", "part", "run", "watching", "within"]

T = TypeVar("T")

#: CPU seconds between two looks.
_TICK = 0.1
_MEMORY = Path("/proc/self/statm")


class Budget(NamedTuple):
    """What one file may cost; 0 is without a limit."""

    seconds: int = MOST_SECONDS  #: CPU time.
    memory: int = MOST_MEMORY  #: Bytes.


class Overrun(Exception):
    """Work on a file was stopped. The message says why, in the language in use.

    Args:
        message: Why.
        hint: What to do about it.
    """

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


class _Stopped(BaseException):
    """Raised into the work that is stopped: nothing on its way may take it for an error of its own."""


class _Work(NamedTuple):
    path: str
    started: float


def run(path: str, work: Callable[[], T]) -> T:
    """Do some work on a file.

    Args:
        path: The file.
        work: What is done; it may be stopped anywhere.

    Raises:
        Overrun: It cost more than the budget in force allows.
    """
    watch = _WATCH.get()
    return work() if watch is None else watch.run(path, work)


def part(work: Callable[[], T]) -> T:
    """Do a part of the work on a file that has a budget of its own, such as recognising one page of many.

    Args:
        work: What is done; it may be stopped anywhere, and then so is the work of which it is a part.
    """
    watch = _WATCH.get()
    return work() if watch is None else watch.part(work)


def within(path: str, work: Callable[[], T], problems: list[Problem]) -> T | None:
    """Do some work on a file; if it costs too much, that is a problem, and there is no result.

    Args:
        path: The file, as problems name it.
        work: What is done.
        problems: Where the problem is added.
    """
    try:
        return run(path, work)
    except Overrun as overrun:
        problems.append(Problem(Place(path), "S110", str(overrun), overrun.hint))
        return None


@contextmanager
def watching(budget: Budget) -> Iterator[None]:
    """Put a budget into force for every file that is worked on within the block."""
    watch = _Watch(budget)
    token = _WATCH.set(watch)
    try:
        with watch.ticking():
            yield
    finally:
        _WATCH.reset(token)


class _Limit:
    """The limit of memory is the whole process's: the last of several watches puts back what the first has found."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._watches = 0
        self._before = (0, 0)

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Keep the limit that is in force for afterwards, whichever watch ends first."""
        with self._lock:
            if not self._watches:
                self._before = resource.getrlimit(resource.RLIMIT_AS)
            self._watches += 1
        try:
            yield
        finally:
            with self._lock:
                self._watches -= 1
                if not self._watches:
                    resource.setrlimit(resource.RLIMIT_AS, self._before)


class _Watch:
    """Knows what is worked on, and stops it."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self._stack: list[_Work] = []
        self._spent: dict[str, float] = {}
        self._seen: _Work | None = None  # at the last look
        self._memory = 0  # of the process when that work was seen first
        self._lock = threading.Lock()
        self._why = ""
        self._clock: Callable[[], float] = time.process_time

    def run(self, path: str, work: Callable[[], T]) -> T:
        depth = len(self._stack)
        self._why = ""
        try:
            try:
                self._stack.append(_Work(path, self._clock()))
                return work()
            finally:
                self._leave(depth)
        except (_Stopped, MemoryError) as error:  # it may come as late as on the way out
            self._leave(depth)
            why = self._why if isinstance(error, _Stopped) else self._too_large()
            raise Overrun(why, _("make it simpler or smaller, or allow more with '--limit'")) from None

    def part(self, work: Callable[[], T]) -> T:
        """Do a part of the work under way, with the whole budget; what it takes is not counted as that work's."""
        if not self._stack:
            return work()
        begun, before = self._clock(), self._stack[-1]
        self._stack[-1] = before._replace(started=begun)
        done = work()
        taken = self._clock() - begun
        with self._lock:
            self._stack[-1] = before
            self._stack[:] = [item._replace(started=item.started + taken) for item in self._stack]
        return done

    def _leave(self, depth: int) -> None:
        """Note what the work above a depth has taken."""
        with self._lock:
            while len(self._stack) > depth:
                done = self._stack.pop()
                self._spent[done.path] = self._spent.get(done.path, 0) + self._clock() - done.started

    @contextmanager
    def ticking(self) -> Iterator[None]:
        """Look at what is done, now and then, within the block."""
        first = threading.current_thread() is threading.main_thread()
        by_signal = first and hasattr(signal, "setitimer") and signal.getsignal(signal.SIGPROF) is signal.SIG_DFL
        with self._limited_memory(), self._signalled() if by_signal else self._threaded(first):
            yield

    @contextmanager
    def _signalled(self) -> Iterator[None]:
        signal.signal(signal.SIGPROF, self._on_signal)
        signal.setitimer(signal.ITIMER_PROF, _TICK, _TICK)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.signal(signal.SIGPROF, signal.SIG_DFL)

    def _on_signal(self, *_frame: object) -> None:
        if self._look():
            raise _Stopped

    @contextmanager
    def _threaded(self, first: bool) -> Iterator[None]:
        ident = threading.get_ident()
        if not first and hasattr(time, "pthread_getcpuclockid"):
            clock = time.pthread_getcpuclockid(ident)
            self._clock = lambda: time.clock_gettime(clock)
        over = threading.Event()

        def look() -> None:
            while not over.wait(_TICK):
                with self._lock:
                    if self._look():
                        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(ident), ctypes.py_object(_Stopped))

        thread = threading.Thread(target=look, name="jiaozhu-watch", daemon=True)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()

    @contextmanager
    def _limited_memory(self) -> Iterator[None]:
        """Let the system refuse what would exceed the budget between two looks."""
        with _LIMIT.kept() if sys.platform == "linux" and self.budget.memory else nullcontext():
            self._rebase()
            yield

    def _look(self) -> bool:
        """Whether the work under way has cost more than it may; it is stopped once."""
        work = self._stack[-1] if self._stack else None
        if work is not self._seen:
            self._seen = work
            self._rebase()
        if work is None or self._why:
            return False
        used = self._spent.get(work.path, 0) + self._clock() - work.started
        if self.budget.seconds and used > self.budget.seconds:
            n = self.budget.seconds
            self._why = ngettext("it takes more than {n} second", "it takes more than {n} seconds", n, n=n)
        elif self.budget.memory and _memory() - self._memory > self.budget.memory:
            self._why = self._too_large()
        return bool(self._why)

    def _rebase(self) -> None:
        """Count memory from here on: what other files have taken is not this one's."""
        self._memory = _memory()
        if sys.platform == "linux" and self.budget.memory and (pages := _pages()):
            _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
            most = pages[0] * resource.getpagesize() + self.budget.memory
            resource.setrlimit(resource.RLIMIT_AS, (most if hard < 0 else min(most, hard), hard))

    def _too_large(self) -> str:
        return _("it takes more than {n} bytes of memory", n=f"{self.budget.memory:,}")


def _memory() -> int:
    """Bytes of memory that the process has; the most it has had, where that alone is known; 0 where nothing is."""
    if sys.platform == "linux" and (pages := _pages()):
        return pages[1] * resource.getpagesize()
    if sys.platform == "darwin":
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return 0


def _pages() -> list[int]:
    """How many pages of memory the process may use and uses; nothing where Linux does not tell."""
    try:
        return [int(word) for word in _MEMORY.read_text("ascii").split()[:2]]
    except OSError:
        return []


_LIMIT = _Limit()
_WATCH: ContextVar[_Watch | None] = ContextVar("watch", default=None)
