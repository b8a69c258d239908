"""Many files: the corpus comes out the same on any number of workers and in any order.

Workers get a path and return the files of a folder; only this process writes. Names are given before anything starts,
from the sorted list. A file whose bytes are already in the corpus is skipped, so a batch that was cut off is resumed by
starting it again.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, ParamSpec, TypeVar

from jiaozhu.language import LanguageProfile
from jiaozhu.locale import _, use_language
from jiaozhu.model.limits import MOST_WORDS
from jiaozhu.model.names import is_reserved
from jiaozhu.model.work import Work
from jiaozhu.store import known_digests, write_source_folder
from jiaozhu.workflows.importing.importer import Imported, import_bytes, with_hint
from jiaozhu.workflows.importing.options import ImportOptions
from jiaozhu.workflows.importing.origins import ON_DISK, Origin, Original

__all__ = [
    "FAILED",
    "IMPORTED",
    "KNOWN",
    "LEFT",
    "Batch",
    "ImportedFile",
    "InThisProcess",
    "Share",
    "Task",
    "collect",
    "here",
    "keep_batch",
    "name_sources",
    "run",
    "slug",
]

#: States of an outcome.
IMPORTED, KNOWN, FAILED, LEFT = "imported", "there", "failed", "left"
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_LONGEST_SLUG = 40
#: Files that are given to workers before the first of them is written: their results wait in memory.
_AHEAD = 64

P = ParamSpec("P")
T = TypeVar("T")


class Task(NamedTuple):
    """A file to import, and the source it will be."""

    path: Path
    siglum: str
    data: bytes | None = None  #: If it is not read from the disk.
    origin: Origin = ON_DISK


class ImportedFile(NamedTuple):
    """What became of a file."""

    path: Path | str  #: A string for an address of the web.
    siglum: str
    state: str  #: ``imported``, ``there`` (already in the corpus), ``failed``, or ``left`` (in an archive).
    format: str
    what: str  #: A summary, or the reason.

    @property
    def name(self) -> str:
        """What it is called on the terminal."""
        return self.path if isinstance(self.path, str) else self.path.name


class Batch(NamedTuple):
    """What all files of a batch share."""

    options: ImportOptions
    known: Mapping[str, str]  #: The sources of the corpus by the SHA-256 of their files.


#: Brings a batch to where the work is done; returns what is given to each task in its place.
Share = Callable[[Batch], object]


def here(batch: Batch) -> object:
    """Give each task the batch itself: the work is done in this process."""
    return batch


def keep_batch(folder: Path, batch: Batch) -> object:
    """Give each task the path of a file that has the batch, which a worker reads once.

    Args:
        folder: Of this process's own, which its workers may read.
        batch: What is kept.
    """
    path = folder / "batch"
    path.write_bytes(pickle.dumps(batch))
    return path


@lru_cache(maxsize=1)
def _kept(path: Path) -> Batch:
    """The batch of a file that the parent of this process has written."""
    batch: Batch = pickle.loads(path.read_bytes())
    return batch


class InThisProcess(Executor):
    """Does its work at once."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Return a future that is done."""
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


def collect(paths: Iterable[Path]) -> list[Path]:
    """Return the files named, and those in the folders named, sorted; hidden files are left out."""
    found: set[Path] = set()
    for path in paths:
        if path.is_dir():
            for folder, folders, names in os.walk(path):
                folders[:] = [name for name in folders if not name.startswith(".")]
                found |= {Path(folder) / name for name in names if not name.startswith(".")}
        else:
            found.add(path)
    return sorted(found)


def name_sources(
    paths: Sequence[Path | Original], taken: Iterable[str], profile: LanguageProfile, siglum: str | None = None
) -> list[Task]:
    """Give each file a siglum: its name in Latin letters, numbered where two are alike.

    Args:
        paths: The files, or their paths.
        taken: The sigla that the corpus has.
        profile: Of the corpus's language.
        siglum: What the user wants; by default the name of the file.
    """
    used = set(taken)
    tasks = []
    for path, data, origin in (item if isinstance(item, Original) else Original(item) for item in paths):
        base = siglum or slug(path.stem, profile)
        name, number = base, 1
        while name in used:
            number += 1
            name = f"{base}-{number}"
        used.add(name)
        tasks.append(Task(path, name, data, origin))
    return tasks


def slug(name: str, profile: LanguageProfile) -> str:
    """Return a name for addresses, in Latin letters as the language writes its words in them."""
    words = _NOT_SLUG.sub("-", profile.romanized(name).lower()).strip("-")[:_LONGEST_SLUG].strip("-")
    return f"source-{words}" if is_reserved(words) else words or "source"


def import_file(task: Task, shared: object) -> Imported:
    """Read and draft one file; this is what a worker does.

    Args:
        task: The file, and the siglum of the source to be.
        shared: The batch, or the path of the file that has it.
    """
    options, known = shared if isinstance(shared, Batch) else _kept(Path(str(shared)))
    most, path, siglum = options.limits.bytes, task.path, task.siglum
    try:
        if (path.stat().st_size if task.data is None else len(task.data)) > most:
            return _failed(path, siglum, with_hint(_("larger than {n} bytes", n=f"{most:,}"), _("split the file")))
        data = path.read_bytes() if task.data is None else task.data
    except OSError as error:
        return _failed(path, siglum, _("cannot be read: {why}", why=error.strerror))
    there = known.get(hashlib.sha256(data).hexdigest())
    if there is not None:
        return Imported(path.name, there, {}, summary=KNOWN)
    try:
        return import_bytes(data, path.name, siglum, options, task.origin)
    except Exception as error:  # an error of a reader must not stop the other files
        what = f"{type(error).__name__}: {error}"
        return _failed(path, siglum, _("the importer failed ({what}); please report it with the file", what=what))


def _failed(path: Path, siglum: str, why: str) -> Imported:
    return Imported(path.name, siglum, {}, error=why)


def run(
    tasks: Sequence[Task], root: Path, executor: Executor, options: ImportOptions, share: Share = here
) -> Iterator[ImportedFile]:
    """Import files into a corpus: each source is written as soon as its turn has come and it is read.

    Args:
        tasks: The files and their sigla.
        root: The corpus.
        executor: Where the work is done.
        options: Of the import.
        share: Brings what all files share there.

    Yields:
        The outcomes, in the order of the tasks.
    """
    batch = Batch(options, known_digests(root))
    shared = share(batch)
    # In this process each file is written before the next is read: a batch that is cut off has done a part of its work.
    ahead = 1 if isinstance(executor, InThisProcess) else _AHEAD
    waiting: deque[tuple[Task, Future[Imported]]] = deque()
    written: dict[str, str] = {}
    for task in tasks:
        # Workers may be in another folder than this process.
        placed = task if task.data is not None else task._replace(path=task.path.absolute())
        waiting.append((task, _submitted(executor, placed, shared)))
        if len(waiting) >= ahead:
            yield _next(waiting, batch, root, written)
    while waiting:
        yield _next(waiting, batch, root, written)


def _submitted(executor: Executor, task: Task, shared: object) -> Future[Imported]:
    """The result to come of a task; of a pool that is broken, that it is."""
    try:
        return executor.submit(import_file, task, shared)
    except BrokenProcessPool as error:
        broken: Future[Imported] = Future()
        broken.set_exception(error)
        return broken


def _next(
    waiting: deque[tuple[Task, Future[Imported]]], batch: Batch, root: Path, written: dict[str, str]
) -> ImportedFile:
    """The outcome of the file whose turn it is."""
    task, future = waiting.popleft()
    return _written(task, _result(task, future, batch), root, written, batch.options.language)


def _result(task: Task, future: Future[Imported], batch: Batch) -> Imported:
    """The result of a worker. A worker that dies breaks its neighbours; each of them then gets a worker of its own."""
    try:
        return future.result()
    except BrokenProcessPool:
        pass
    except Exception as error:  # the executor's own failure
        return _failed(task.path, task.siglum, _("no worker did it: {why}", why=error))
    with ProcessPoolExecutor(1) as alone:
        try:
            return alone.submit(import_file, task, batch).result()
        except BrokenProcessPool:
            why = with_hint(_("its reader crashed"), _("the file is damaged; get it again"))
            return _failed(task.path, task.siglum, why)


def _written(task: Task, imported: Imported, root: Path, written: dict[str, str], language: str) -> ImportedFile:
    """Write the folder of a source with its entry in the bibliography, unless the corpus has its file or its name."""
    siglum = imported.siglum
    if imported.error:
        return ImportedFile(task.path, task.siglum, FAILED, imported.format, imported.error)
    if not imported.files:
        return ImportedFile(task.path, siglum, KNOWN, "", _("the corpus has it as {siglum}", siglum=siglum))
    source = next(data for name, data in imported.files.items() if name.startswith("source."))
    digest = hashlib.sha256(source).hexdigest()
    if digest in written:
        there = written[digest]
        return ImportedFile(task.path, there, KNOWN, "", _("the same bytes as {siglum}", siglum=there))
    with use_language(language):
        work = _work(imported)
    try:
        write_source_folder(root, siglum, imported.files, [work])
    except FileExistsError:
        return ImportedFile(task.path, siglum, FAILED, "", _("source '{siglum}' already exists", siglum=siglum))
    except OSError as error:
        return ImportedFile(task.path, siglum, FAILED, "", _("cannot be written: {why}", why=error.strerror))
    written[digest] = siglum
    return ImportedFile(task.path, siglum, IMPORTED, imported.format, imported.summary)


def _work(imported: Imported) -> Work:
    """What the bibliography says of a new source until an editor knows more."""
    title = " ".join("".join(char if char.isprintable() else " " for char in imported.title).split())
    return Work(
        key=imported.siglum, kind="misc", title=title[:MOST_WORDS] or imported.siglum, note=_("to be established")
    )
