"""What a work costs in a process of its own: CPU time and memory, both limited, so that what hangs is stopped."""

from __future__ import annotations

import os
import sys
import traceback
import warnings
from collections.abc import Callable
from typing import NamedTuple

if sys.platform != "win32":
    import resource

#: What one work may take before it is stopped: seconds of CPU time, bytes of memory.
MOST_SECONDS, MOST_BYTES = 60, 3_000_000_000
_FAILED = 70


class Cost(NamedTuple):
    """What a work took, and how it ended."""

    seconds: float
    bytes: int  #: At its peak, what the process had before it included.
    failure: str = ""  #: Why it did not end as it should; empty if it did.


def cost_of(work: Callable[[], object], seconds: int = MOST_SECONDS) -> Cost:
    """Do a work in a copy of this process, and return what it cost.

    Args:
        work: What is done; an exception is a failure.
        seconds: CPU time after which it is stopped.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of forks beside threads: this one only computes
        child = os.fork()
    if child == 0:
        try:
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
            resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
            work()
            os._exit(0)
        except BaseException:
            traceback.print_exc()
            os._exit(_FAILED)
    _pid, status, used = os.wait4(child, 0)
    spent = used.ru_utime + used.ru_stime
    peak = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    if os.WIFSIGNALED(status):
        return Cost(spent, peak, f"stopped by signal {os.WTERMSIG(status)} after {spent:.1f} s of CPU")
    return Cost(spent, peak, "it raised an error, see its output" if os.WEXITSTATUS(status) == _FAILED else "")
