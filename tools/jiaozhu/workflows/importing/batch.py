"""Many files: whoever does the work and in whatever order it is done, the corpus comes out the same.

Workers get a path and give back the files of a folder; only this process writes. Names are given before anything
starts, from the sorted list; a file whose bytes the corpus has already is passed over, so a batch that was cut off is
resumed by starting it again.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any, NamedTuple

from jiaozhu.formats import DEFAULT_LIMITS, Limits
from jiaozhu.locale import SOURCE_LANGUAGE
from jiaozhu.store import write_if_changed
from jiaozhu.workflows.importing.importer import Imported, import_bytes

_SHA256 = re.compile(r"^sha256:\s*([0-9a-f]{64})\s*$", re.M)
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_LONGEST_SLUG = 40


class Task(NamedTuple):
    """A file to import, and the source it will be."""

    path: Path
    siglum: str


class Outcome(NamedTuple):
    """What became of a file."""

    path: Path
    siglum: str
    state: str  #: ``imported``, ``there`` (already) or ``failed``.
    format: str
    what: str  #: A summary, or why not.


class InThisProcess(Executor):
    """Does at once what it is given."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """A future that is done."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


def collect(paths: Iterable[Path]) -> list[Path]:
    """The files named, and those in the folders named, sorted; hidden ones are not of the corpus."""
    found: set[Path] = set()
    for path in paths:
        if path.is_dir():
            for folder, folders, names in os.walk(path):
                folders[:] = [name for name in folders if not name.startswith(".")]
                found |= {Path(folder) / name for name in names if not name.startswith(".")}
        else:
            found.add(path)
    return sorted(found)


def name_sources(paths: Sequence[Path], taken: Iterable[str], siglum: str | None = None) -> list[Task]:
    """A siglum for each file: its name in Latin letters, numbered where two are alike."""
    used = set(taken)
    tasks = []
    for path in paths:
        base = siglum or slug(path.stem)
        name, number = base, 1
        while name in used:
            number += 1
            name = f"{base}-{number}"
        used.add(name)
        tasks.append(Task(path, name))
    return tasks


def slug(name: str) -> str:
    """A name that can stand in an address; Chinese by its pinyin."""
    from pypinyin import lazy_pinyin

    words = _NOT_SLUG.sub("-", "-".join(lazy_pinyin(name)).lower()).strip("-")
    return words[:_LONGEST_SLUG].strip("-") or "source"


def known_digests(root: Path) -> dict[str, str]:
    """Siglum by digest of every source the corpus has."""
    found = {}
    for path in sorted((root / "sources").glob("*/about.yaml")):
        match = _SHA256.search(path.read_text("utf-8", "replace"))
        if match:
            found[match.group(1)] = path.parent.name
    return found


def import_file(
    path: Path,
    siglum: str,
    format: str | None,
    others: Sequence[str],
    limits: Limits,
    known: dict[str, str],
    language: str,
) -> Imported:
    """One file, read and drafted; what a worker does."""
    try:
        if path.stat().st_size > limits.bytes:
            return Imported(path.name, siglum, {}, error=f"larger than {limits.bytes:,} bytes (hint: split the file)")
        data = path.read_bytes()
    except OSError as error:
        return Imported(path.name, siglum, {}, error=f"cannot be read: {error.strerror}")
    there = known.get(hashlib.sha256(data).hexdigest())
    if there is not None:
        return Imported(path.name, there, {}, summary="there")
    try:
        return import_bytes(data, path.name, siglum, format=format, others=others, limits=limits, language=language)
    except Exception as error:  # a reader's bug must not stop the other files, and is told as what it is
        what = f"{type(error).__name__}: {error}"
        return Imported(path.name, siglum, {}, error=f"the importer failed ({what}); please report it with the file")


def run(
    tasks: Sequence[Task],
    root: Path,
    executor: Executor,
    *,
    format: str | None = None,
    others: Sequence[str] = (),
    limits: Limits = DEFAULT_LIMITS,
    language: str = SOURCE_LANGUAGE,
) -> Iterator[Outcome]:
    """Imports ``tasks`` into the corpus ``root``; outcomes in the order of the tasks."""
    known = known_digests(root)
    arguments = (format, tuple(others), limits, known, language)
    futures = [executor.submit(import_file, task.path, task.siglum, *arguments) for task in tasks]
    entries: list[str] = []
    written: dict[str, str] = {}
    try:
        for task, future in zip(tasks, futures, strict=True):
            imported = _result(task, future, arguments)
            outcome = _written(task, imported, root, written)
            if outcome.state == "imported":
                entries.append(_reference(imported))
            yield outcome
    finally:
        if entries:  # what was imported is cited, though the batch be cut off here
            _append(root / "references.bib", entries)


def _result(task: Task, future: Future[Imported], arguments: tuple[Any, ...]) -> Imported:
    """A worker that died takes its neighbours' work along; each is then done by a worker of its own."""
    try:
        return future.result()
    except BrokenProcessPool:
        pass
    except Exception as error:  # the executor's own failure
        return Imported(task.path.name, task.siglum, {}, error=f"no worker did it: {error}")
    with ProcessPoolExecutor(1) as alone:
        try:
            return alone.submit(import_file, task.path, task.siglum, *arguments).result()
        except BrokenProcessPool:
            return Imported(task.path.name, task.siglum, {}, error="its reader crashed (hint: the file is damaged)")


def _written(task: Task, imported: Imported, root: Path, written: dict[str, str]) -> Outcome:
    if imported.error:
        return Outcome(task.path, task.siglum, "failed", imported.format, imported.error)
    if not imported.files:
        return Outcome(task.path, imported.siglum, "there", "", f"the corpus has it as {imported.siglum}")
    digest = hashlib.sha256(
        next(data for name, data in imported.files.items() if name.startswith("source."))
    ).hexdigest()
    if digest in written:
        return Outcome(task.path, written[digest], "there", "", f"the same bytes as {written[digest]}")
    target = root / "sources" / imported.siglum
    if target.exists():
        return Outcome(task.path, imported.siglum, "failed", "", f"there is a source '{imported.siglum}' already")
    stage = root / "sources" / f".{imported.siglum}.importing"
    shutil.rmtree(stage, ignore_errors=True)
    for name, data in imported.files.items():
        path = stage / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    os.rename(stage, target)  # whole, or not at all
    written[digest] = imported.siglum
    return Outcome(task.path, imported.siglum, "imported", imported.format, imported.summary)


def _reference(imported: Imported) -> str:
    about = imported.files["about.yaml"].decode()
    title = about.split("\n", 1)[0].removeprefix("title: ").strip('"')
    words = re.sub(r"[{}\\%$#&~^_@\"]", "", title)
    return f"@misc{{{imported.siglum},\n  title = {{{{{words}}}}},\n  langid = {{chinese}},\n  note = {{待考}},\n}}\n"


def _append(path: Path, entries: Sequence[str]) -> None:
    before = path.read_text("utf-8") if path.exists() else ""
    gap = "\n" if before and not before.endswith("\n\n") else ""
    write_if_changed(path, (before + gap + "\n".join(entries)).encode("utf-8"))
