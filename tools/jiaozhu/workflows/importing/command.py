"""What ``jiaozhu import`` does: names, an executor, progress, a report."""

from __future__ import annotations

import importlib
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import fields, replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from jiaozhu.edition.pipeline import make_book
from jiaozhu.formats import DEFAULT_LIMITS, Limits
from jiaozhu.model.limits import MOST_NAME
from jiaozhu.model.names import listed
from jiaozhu.store import load_corpus, write_if_changed
from jiaozhu.workflows.importing.batch import InThisProcess, Outcome, collect, name_sources, run

_SIGLUM = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")


def import_paths(
    root: Path,
    paths: Sequence[Path],
    siglum: str | None,
    format: str | None,
    jobs: int,
    dask: str | None,
    report: Path | None,
    raised: Sequence[str] = (),
) -> int:
    """Imports everything; how many files could not be.

    Raises:
        ValueError: a name that cannot be one, a limit nobody knows, or a scheduler that cannot be reached.
    """
    if siglum is not None and (not _SIGLUM.match(siglum) or len(siglum) > MOST_NAME):
        raise ValueError(f"'{siglum}' cannot be a name here: lowercase letters a-z, digits and single hyphens")
    sources = root / "sources"
    taken = {path.name for path in sources.iterdir()} if sources.is_dir() else set()
    if siglum in taken:
        raise ValueError(f"there is a source '{siglum}' already; nothing is overwritten")
    tasks = name_sources(collect(paths), taken, siglum)
    sources.mkdir(exist_ok=True)
    limits = _limits(raised)
    corpus, _ = load_corpus(root)  # what it has is evidence: its words and spellings
    outcomes: list[Outcome] = []
    with _executor(jobs, dask, len(tasks)) as executor, _progress(len(tasks)) as step:
        others = [block.reading for page in make_book(corpus).pages for block in page.blocks]
        for outcome in run(
            tasks, root, executor, format=format, others=others, limits=limits, language=corpus.info.language
        ):
            outcomes.append(outcome)
            step()
    if report is not None:
        data = [{**outcome._asdict(), "path": outcome.path.as_posix()} for outcome in outcomes]
        write_if_changed(report, (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))
    _print(outcomes)
    return sum(outcome.state == "failed" for outcome in outcomes)


def _limits(raised: Sequence[str]) -> Limits:
    """The limits, with those that the user gave as ``name=number``."""
    known = {field.name for field in fields(Limits)}
    given = {}
    for item in raised:
        name, _, number = item.partition("=")
        if name not in known or not number.isdigit():
            raise ValueError(f"--limit {item}: write NAME=N; {listed('the names are', name, sorted(known))}")
        given[name] = int(number)
    return replace(DEFAULT_LIMITS, **given)


@contextmanager
def _executor(jobs: int, dask: str | None, tasks: int) -> Iterator[Executor]:
    if dask is not None:
        try:
            connect: Any = importlib.import_module("distributed").Client
        except ImportError:
            raise ValueError("--dask needs 'distributed': pip install 'jiaozhu[dask]'") from None
        try:
            with connect(dask, timeout="10s") as client:
                yield client.get_executor()
        except OSError as error:
            raise ValueError(f"no scheduler answers at '{dask}': {error}") from None
    elif jobs > 1 and tasks > 1:
        # Fresh processes: a fork would take along whatever threads and locks there are.
        with ProcessPoolExecutor(min(jobs, tasks), mp_context=get_context("spawn")) as pool:
            yield pool
    else:
        yield InThisProcess()


@contextmanager
def _progress(total: int) -> Iterator[Callable[[], None]]:
    """A bar on a terminal, nothing elsewhere."""
    if total < 2 or not sys.stderr.isatty():
        yield lambda: None
        return
    with Progress(console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task("import", total=total)
        yield lambda: progress.advance(bar)


def _print(outcomes: Sequence[Outcome]) -> None:
    """A table on a terminal, lines elsewhere; at the end a sum."""
    if sys.stdout.isatty():
        table = Table("file", "source", "state", "format", "what")
        for outcome in outcomes:
            table.add_row(outcome.path.name, outcome.siglum, outcome.state, outcome.format, outcome.what)
        Console().print(table)
    else:
        for outcome in outcomes:
            click.echo(
                f"{outcome.path.name}: {outcome.state} {outcome.siglum} {outcome.format} {outcome.what}".rstrip()
            )
    states = Counter(outcome.state for outcome in outcomes)
    words = {"imported": "imported", "there": "there already", "failed": "failed"}
    click.echo(", ".join(f"{states[state]} {shown}" for state, shown in words.items() if states[state]) or "no files")
