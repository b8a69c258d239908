"""What ``jiaozhu import`` does: names, an executor, progress, a report."""

from __future__ import annotations

import importlib
import json
import re
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, fields, replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Protocol

import click
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from jiaozhu.edition.pipeline import make_draft, read
from jiaozhu.formats import DEFAULT_LIMITS, Limits, UnreadableSource
from jiaozhu.locale import _, ngettext
from jiaozhu.model.corpus import CorpusInfo, Source
from jiaozhu.model.limits import MOST_NAME
from jiaozhu.model.names import SLUG, listed
from jiaozhu.store import begin_corpus, write_report
from jiaozhu.workflows.importing.archives import unpack
from jiaozhu.workflows.importing.batch import (
    FAILED,
    IMPORTED,
    KNOWN,
    LEFT,
    ImportedFile,
    InThisProcess,
    Share,
    collect,
    here,
    keep_batch,
    name_sources,
    run,
)
from jiaozhu.workflows.importing.detecting.language_model import find_model, load_model
from jiaozhu.workflows.importing.detecting.word_list import WORD_LIST
from jiaozhu.workflows.importing.fetching import fetch
from jiaozhu.workflows.importing.importer import with_hint
from jiaozhu.workflows.importing.options import DEFAULT_OCR, CorpusTexts, ImportOptions, Ocr
from jiaozhu.workflows.importing.origins import Original

__all__ = ["ImportCommand", "import_paths"]

#: How long a scheduler may take to answer.
PATIENCE = "10s"
#: Code points of the corpus by whose words a seam is judged.
_OTHER_WORDS = 1_000_000


@dataclass(frozen=True, slots=True)
class ImportCommand:
    """What a command line asks for."""

    root: Path  #: The corpus.
    paths: tuple[Path, ...]  #: Files and folders.
    addresses: tuple[str, ...] = ()  #: On the web, one file each.
    siglum: str | None = None  #: Of the source, if one file is named.
    format: str | None = None  #: Overrides detection.
    jobs: int = 1  #: Processes.
    dask: str | None = None  #: The address of a scheduler.
    report: Path | None = None  #: Where the outcomes are written as JSON.
    ocr: Ocr = DEFAULT_OCR
    column: str = ""  #: That is the text, of tables and data.
    language_model: str | None = None  #: A file; by default one that is found on the disk. Empty for none.
    limits: tuple[str, ...] = ()  #: Limits to change, as ``name=number``.


def import_paths(command: ImportCommand) -> int:
    """Import files; return how many of them could not be imported.

    Raises:
        ValueError: A name is malformed or taken, a limit is unknown, or the scheduler cannot be reached.
    """
    root, siglum = command.root, command.siglum
    if siglum is not None and (not re.fullmatch(SLUG, siglum) or len(siglum) > MOST_NAME):
        message = _("'{name}' cannot be a name here: lowercase letters a-z, digits and single hyphens", name=siglum)
        raise ValueError(message)
    sources = root / "sources"
    taken = {path.name for path in sources.iterdir()} if sources.is_dir() else set()
    if siglum in taken:
        raise ValueError(_("source '{siglum}' already exists; nothing is overwritten", siglum=siglum))
    limits = _limits(command.limits)
    info, known = begin_corpus(root)
    options = ImportOptions(
        info.language, command.format, limits, ocr=command.ocr, column=command.column, kinds=info.kinds
    )
    options = replace(options, language_model=_language_model(command.language_model, options.language))
    originals, outcomes = _gathered(command, options)
    tasks = name_sources(originals, taken, options.profile, siglum)
    sources.mkdir(exist_ok=True)
    with _executor(command.jobs, command.dask, len(tasks)) as (executor, share), _progress(len(tasks)) as step:
        others = CorpusTexts(lambda: _other_words(info, known))  # what the corpus has is evidence
        for outcome in run(tasks, root, executor, replace(options, others=others), share):
            outcomes.append(outcome)
            step()
    if command.report is not None:
        data = [{**outcome._asdict(), "path": str(outcome.path)} for outcome in outcomes]
        write_report(command.report, (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))
    _print(outcomes)
    return sum(outcome.state == FAILED for outcome in outcomes)


def _gathered(command: ImportCommand, options: ImportOptions) -> tuple[list[Original], list[ImportedFile]]:
    """The files to import, those in archives too, and those that cannot be had."""
    originals = [Original(path) for path in collect(command.paths)]
    failed = []
    for address in command.addresses:
        try:
            originals.append(fetch(address, options.limits))
        except UnreadableSource as error:
            failed.append(ImportedFile(address, "", FAILED, "", with_hint(str(error), error.hint)))
    found = []
    for original in originals:
        try:
            unpacked = unpack(original, options)
        except UnreadableSource as error:
            failed.append(ImportedFile(original.path, "", FAILED, "", with_hint(str(error), error.hint)))
            continue
        if unpacked is None:
            found.append(original)
            continue
        found += unpacked.originals
        for name, why, is_failure in unpacked.passed:
            failed.append(ImportedFile(Path(f"{original.path}/{name}"), "", FAILED if is_failure else LEFT, "", why))
    return found, failed


def _other_words(info: CorpusInfo, sources: Iterable[Source]) -> Iterator[str]:
    """Texts that the corpus has, up to a number of characters: more would hardly know more of a language's words. So no
    more of its sources are read, however many it has."""
    left = _OTHER_WORDS
    for source in sources:
        document, _problems = read(source)
        if document is None:
            continue
        draft, _problems = make_draft(source, document, info=info)
        for text in draft.edited.texts:
            for block in text.blocks:
                yield block.text.reading
                left -= len(block.text.reading)
                if left <= 0:
                    return


def _limits(changed: Sequence[str]) -> Limits:
    """The limits, with those that the user gave as ``name=number``."""
    known = {field.name for field in fields(Limits)}
    given = {}
    for item in changed:
        name, _equals, number = item.partition("=")
        if name not in known or not number.isdigit():
            names = listed(_("the limits are"), name, sorted(known))
            raise ValueError(_("--limit {item}: write NAME=N; {names}", item=item, names=names))
        given[name] = int(number)
    return replace(DEFAULT_LIMITS, **given)


def _language_model(given: str | None, language: str) -> str:
    """The path of the model that is used; empty if none was given and none is found or can be read.

    Raises:
        ValueError: The model that was given cannot be read.
    """
    path = find_model(language) if given is None else given
    if given is None and path.startswith(f"{WORD_LIST}:"):
        return path  # it is there, and is loaded by what asks for it
    try:
        if path:
            load_model(path)
    except ImportError:
        if given is None:
            return ""
        raise ValueError(_("--language-model needs 'ufal-kenlm': pip install 'jiaozhu[lm]'")) from None
    except LookupError:
        raise ValueError(_("there is no list of words of the language: {name}", name=path)) from None
    except ValueError:
        if given is None:
            return ""
        raise
    return path


class _Cluster(Protocol):
    """What is used of a client of Dask's."""

    def get_executor(self) -> Executor: ...

    def scatter(self, data: object, *, broadcast: bool, hash: bool) -> object: ...


@contextmanager
def _executor(jobs: int, dask: str | None, tasks: int) -> Iterator[tuple[Executor, Share]]:
    """Where the work is done, and how what all files share gets there: once, not with each of them."""
    if dask is not None:
        try:
            connect: Callable[..., AbstractContextManager[_Cluster]] = importlib.import_module("distributed").Client
        except ImportError:
            raise ValueError(_("--dask needs 'distributed': pip install 'jiaozhu[dask]'")) from None
        try:
            with connect(dask, timeout=PATIENCE) as client:
                yield client.get_executor(), partial(client.scatter, broadcast=True, hash=False)
        except OSError as error:
            message = _("no scheduler answers at '{address}': {why}", address=dask, why=error)
            raise ValueError(message) from None
    elif jobs > 1 and tasks > 1:
        # Fresh processes: a fork would copy the threads and locks of this one.
        # Ctrl-C reaches all of them; this one ends the others.
        deaf = signal.SIGINT, signal.SIG_IGN
        with ProcessPoolExecutor(min(jobs, tasks), get_context("spawn"), signal.signal, deaf) as pool:
            try:
                with tempfile.TemporaryDirectory(prefix="jiaozhu-import-") as folder:
                    yield pool, partial(keep_batch, Path(folder))
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise
    else:
        yield InThisProcess(), here


@contextmanager
def _progress(total: int) -> Iterator[Callable[[], None]]:
    """A bar on a terminal, nothing elsewhere."""
    if total < 2 or not sys.stderr.isatty():
        yield lambda: None
        return
    with Progress(console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task("import", total=total)
        yield lambda: progress.advance(bar)


def _print(outcomes: Sequence[ImportedFile]) -> None:
    """A table on a terminal, lines elsewhere; at the end a sum."""
    shown = {IMPORTED: _("imported"), KNOWN: _("already present"), FAILED: _("failed"), LEFT: _("left out")}
    if sys.stdout.isatty():
        table = Table(_("file"), _("source"), _("state"), _("format"), _("result"))
        for outcome in outcomes:
            state = shown[outcome.state]
            table.add_row(outcome.name, outcome.siglum, state, outcome.format, outcome.what)
        Console().print(table)
    else:
        for outcome in outcomes:
            parts = (shown[outcome.state], outcome.siglum, outcome.format, outcome.what)
            click.echo(f"{outcome.name}: {' '.join(part for part in parts if part)}")
    states = Counter(outcome.state for outcome in outcomes)
    counted = (
        (IMPORTED, ngettext("{n} imported", "{n} imported", states[IMPORTED], n=states[IMPORTED])),
        (KNOWN, ngettext("{n} already present", "{n} already present", states[KNOWN], n=states[KNOWN])),
        (FAILED, ngettext("{n} failed", "{n} failed", states[FAILED], n=states[FAILED])),
        (LEFT, ngettext("{n} left out", "{n} left out", states[LEFT], n=states[LEFT])),
    )
    click.echo(", ".join(text for state, text in counted if states[state]) or _("no files"))
