"""One Sphinx build in a process of its own: ``python -m bench.build SOURCE OUTPUT BUILDER`` prints its figures as JSON.

A fresh process, because that is what a reader of the figures would start: imports and all.
"""

from __future__ import annotations

import io
import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple


class Built(NamedTuple):
    """What a build did."""

    seconds: float  #: Start-up of Sphinx included, start-up of Python not.
    read: int  #: Documents read.
    written: int  #: Documents written.
    warnings: str
    cpu: float  #: Seconds of the processor, start-up of Python included.
    memory: float  #: At its most, in megabytes.


def build(source: Path, output: Path, builder: str = "html", *settings: str) -> Built:
    """Build ``source`` into ``output`` as ``sphinx-build -b BUILDER -j 1`` would, with settings as ``name=value``.

    Raises:
        RuntimeError: the build failed.
    """
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    command = [sys.executable, "-m", "bench.build", str(source), str(output), builder, *settings]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"the {builder} build failed:\n{done.stderr[-4000:]}")
    return Built(**json.loads(done.stdout.splitlines()[-1]))


def main(source: str, output: str, builder: str, *settings: str) -> None:
    """The build itself."""
    start = time.perf_counter()
    from sphinx.application import Sphinx  # counted: a user waits for it too

    written: list[str] = []
    warnings = io.StringIO()
    changed = dict(setting.split("=", 1) for setting in settings)
    app = Sphinx(source, source, output, f"{output}/.doctrees", builder, changed, status=None, warning=warnings)

    before = dict(app.env.all_docs)
    app.connect("doctree-resolved", lambda app, doctree, docname: written.append(docname))
    app.connect("html-page-context", lambda app, docname, *rest: written.append(docname))
    app.build()
    read = [name for name, when in app.env.all_docs.items() if before.get(name) != when]
    written = [name for name in written if name in app.env.all_docs]  # not what is made beside the documents
    if app.statuscode:
        raise SystemExit(warnings.getvalue() or "the build failed")
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = time.perf_counter() - start
    cpu, memory = used.ru_utime + used.ru_stime, used.ru_maxrss / 1000
    built = Built(seconds, len(read), len(set(written)), warnings.getvalue(), cpu, memory)
    print(json.dumps(built._asdict()))


if __name__ == "__main__":
    main(*sys.argv[1:])
