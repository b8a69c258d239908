"""How cost grows: a work measured at rising sizes, in CPU time, so that other programs do not disturb it."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

#: Four times the size may take this many times the CPU: linear is four; what is above is memory and chance.
MOST_GROWTH = 6.0
#: CPU seconds below which nothing is compared: a clock is not that exact, and no work that short can hang.
LEAST = 0.02
#: CPU seconds by which some clocks count.
_TICK = 0.004
#: CPU seconds of one measurement: what takes longer hangs.
MOST = 4.0
_AGAIN = 3


class Hangs(AssertionError):
    """A measurement took longer than ``MOST``."""


class Growth(NamedTuple):
    """What a work cost at each size."""

    sizes: tuple[int, ...]
    seconds: tuple[float, ...]

    @property
    def ratio(self) -> float:
        """The last cost against the one before it."""
        return self.seconds[-1] / max(self.seconds[-2], 1e-9) if len(self.seconds) > 1 else 0.0


@contextmanager
def _stopped(seconds: float) -> Iterator[None]:
    """Stop what takes longer, patterns too: a pattern's search looks for signals."""

    def stop(*_: object) -> None:
        raise Hangs(f"more than {seconds} s of CPU")

    if not hasattr(signal, "setitimer"):  # Windows: what hangs there hangs here too
        yield
        return
    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def cpu(work: Callable[[], object], most: float = MOST) -> float:
    """Return the CPU seconds of a work.

    Raises:
        Hangs: It takes longer than ``most``.
    """
    with _stopped(most):
        start = time.process_time()
        work()
        return time.process_time() - start


def is_linear(work: Callable[[int], Callable[[], object]], sizes: Sequence[int]) -> str:
    """Return why a work is not linear; empty if it is.

    Args:
        work: Makes the work of a size; making it is not measured.
        sizes: Rising, each four times the one before it.
    """
    before = 0.0
    for size in sizes:
        make = work(size)
        try:
            now = cpu(make)
            if now > LEAST and before and now / before > MOST_GROWTH:
                small = work(sizes[sizes.index(size) - 1])
                before = max(before, *(cpu(small) for _ in range(_AGAIN)))
                now = min(now, *(cpu(make) for _ in range(_AGAIN)))
                if now > LEAST and now / before > MOST_GROWTH:
                    return f"{now / before:.1f} times the time at {size}: {before:.5f} s, then {now:.5f} s"
        except Hangs as error:
            return f"{error} at {size}"
        before = max(now, _TICK)
    return ""
