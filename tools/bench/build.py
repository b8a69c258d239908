"""One Sphinx build in a process of its own: ``python -m bench.build SOURCE OUTPUT BUILDER`` prints its figures as JSON.

A fresh process, because that is what a reader of the figures would start: imports and all.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, NamedTuple


class Built(NamedTuple):
    """What a build did."""

    seconds: float  #: Start-up of Sphinx included, start-up of Python not.
    read: int  #: Documents read.
    written: int  #: Documents written.
    warnings: str


def build(source: Path, output: Path, builder: str = "html") -> Built:
    """Build ``source`` into ``output`` as ``sphinx-build -b BUILDER -j 1`` would.

    Raises:
        RuntimeError: the build failed.
    """
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    command = [sys.executable, "-m", "bench.build", str(source), str(output), builder]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"the {builder} build failed:\n{done.stderr[-4000:]}")
    return Built(**json.loads(done.stdout.splitlines()[-1]))


def main(source: str, output: str, builder: str) -> None:
    """The build itself."""
    start = time.perf_counter()
    from sphinx.application import Sphinx  # counted: a user waits for it too

    read: list[str] = []
    written: list[str] = []
    warnings = io.StringIO()
    app = Sphinx(source, source, output, f"{output}/.doctrees", builder, status=None, warning=warnings)

    def note_read(app: Sphinx, env: Any, docnames: list[str]) -> None:
        read.extend(docnames)

    app.connect("env-before-read-docs", note_read)
    app.connect("doctree-resolved", lambda app, doctree, docname: written.append(docname))
    app.build()
    if app.statuscode:
        raise SystemExit(warnings.getvalue() or "the build failed")
    built = Built(time.perf_counter() - start, len(set(read)), len(set(written)), warnings.getvalue())
    print(json.dumps(built._asdict()))


if __name__ == "__main__":
    main(*sys.argv[1:])
