"""Commands in processes of their own, forked from one that has everything imported: quick enough to be killed often.

As a program, this module is that process: it reads a job a line and answers in lines. As a module it is its client.
"""

from __future__ import annotations

import gc
import importlib
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout, suppress
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from faults import Fault, Injector
from paths import ROOTS

_NO_FAULT = Fault("none")


class Ended(NamedTuple):
    """How a command ended."""

    status: int  #: Its exit code; of a signal, the number below zero.
    output: str
    points: tuple[str, ...]  #: What it did to the disk; empty if it was killed.


class Nursery:
    """Starts commands in forked processes, and waits for them."""

    def __init__(self) -> None:
        command = [sys.executable, __file__]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._ask({"do": "ready"})

    def start(self, folder: Path, *arguments: str, fault: Fault = _NO_FAULT, watched: Sequence[Path] = ()) -> int:
        """Start a command of jiaozhu.

        Args:
            folder: Where it runs.
            arguments: Of the command line.
            fault: What goes wrong.
            watched: Where it does; by default in the folder.

        Returns:
            Its process, to wait for.
        """
        places = [str(path) for path in watched or [folder]]
        job = {"do": "start", "folder": str(folder), "arguments": arguments, "fault": fault, "watched": places}
        return int(self._ask(job)["pid"])

    def wait(self, pid: int) -> Ended:
        """Return how a command ended."""
        found = self._ask({"do": "wait", "pid": pid})
        return Ended(found["status"], found["output"], tuple(found["points"]))

    def run(self, folder: Path, *arguments: str, fault: Fault = _NO_FAULT, watched: Sequence[Path] = ()) -> Ended:
        """Start a command and wait for it."""
        return self.wait(self.start(folder, *arguments, fault=fault, watched=watched))

    def close(self) -> None:
        """End the process that forks."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()

    def _ask(self, job: dict[str, Any]) -> dict[str, Any]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(job) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer


def _serve() -> None:
    _warm()
    logs = Path(tempfile.mkdtemp(prefix="jiaozhu-kills-"))
    running: dict[int, Path] = {}
    numbers = count()
    for line in sys.stdin:
        job = json.loads(line)
        answer: dict[str, Any] = {}
        if job["do"] == "start":
            log = logs / str(next(numbers))
            pid = os.fork()
            if pid == 0:
                _child(job, log)
            running[pid] = log
            answer = {"pid": pid}
        elif job["do"] == "wait":
            answer = _ended(job["pid"], running.pop(job["pid"]))
        print(json.dumps(answer), flush=True)
    shutil.rmtree(logs)


def _ended(pid: int, log: Path) -> dict[str, Any]:
    _pid, status = os.waitpid(pid, 0)
    points = log.with_suffix(".points")
    return {
        "status": os.waitstatus_to_exitcode(status),
        "output": log.read_text("utf-8", "replace"),
        "points": json.loads(points.read_text("utf-8")) if points.exists() else [],
    }


def _warm() -> None:
    """Do once what commands do, so that everything they import and look up is in memory; no thread is left."""
    for name in (
        "jiaozhu.building",
        "jiaozhu.sphinx_ext",
        "myst_parser.parsers.sphinx_",
        "sphinx.builders.html",
        "sphinx_typst",
        "sphinxcontrib.bibtex",
    ):
        importlib.import_module(name)
    from jiaozhu.cli import main

    with tempfile.TemporaryDirectory() as folder, redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        corpus = shutil.copytree(ROOTS / "test-edition" / "corpus", Path(folder, "corpus"))
        new = Path(folder, "new.txt")
        new.write_text((corpus / "sources" / "zao-2019" / "source.txt").read_text("utf-8") + "\n", "utf-8")
        here = ("--corpus", str(corpus))
        main([*here, "annotate", "zao-2019/yi", "两地", "--author", "甲"], standalone_mode=False)
        for arguments in (["check", "--fix"], ["rebase", "zao-2019", str(new)]):
            with suppress(SystemExit):
                main([*here, *arguments], standalone_mode=False)
        new.write_text("# 题目\n\n" + "文本一段，待考。\n\n" * 40, "utf-8")
        with suppress(SystemExit):
            main([*here, "import", str(new)], standalone_mode=False)
    gc.freeze()  # what is there stays shared with the processes that are forked


def _child(job: dict[str, Any], log: Path) -> None:
    """Run a command, and end."""
    os.chdir(job["folder"])
    output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(output, 1)
    os.dup2(output, 2)
    sys.stdin.close()
    from jiaozhu.cli import main

    injector = Injector(Fault(*job["fault"]), map(Path, job["watched"]))
    injector.install()
    try:
        main(args=job["arguments"], prog_name="jiaozhu")
        status = 0
    except SystemExit as error:
        status = error.code if isinstance(error.code, int) else 1
    except BaseException:
        traceback.print_exc()
        status = 70
    injector.stop()
    sys.stdout.flush()
    sys.stderr.flush()
    log.with_suffix(".points").write_text(json.dumps(injector.points), "utf-8")
    os._exit(status)


if __name__ == "__main__":
    _serve()
