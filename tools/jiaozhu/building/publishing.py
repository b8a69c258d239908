"""Putting what was built into its place: everything is made ready beside the old, then each name changes hands at once.

A reader sees the old site or the new one, never pages of both. What did not change is the same file in both (a hard
link), so making a site ready costs what has changed. Files in a folder that no build wrote stay in it.
"""

from __future__ import annotations

import filecmp
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from jiaozhu.store import Manifest, exchange, old_of, unbroken
from jiaozhu.store.writing import is_there, sync_folder, write_lasting

__all__ = ["Publication"]

_NEXT = ".{}.jiaozhu-next"


class Publication:
    """Products that are ready, until all of them are put into their places."""

    def __init__(self) -> None:
        self._ready: dict[Path, Path] = {}  # what becomes what
        self._manifests: list[tuple[Manifest, set[str], set[str]]] = []  # of each folder: names before, and now

    def folder(self, target: Path, files: Mapping[str, Path], before: set[str] | None = None) -> Path:
        """Make a folder ready that holds some files.

        Args:
            target: Where it goes.
            files: What is to be in it, by name below it.
            before: The files in it that an earlier build wrote; by default those that its manifest names.

        Returns:
            The folder that is ready; ``target`` itself, if nothing has changed.

        Raises:
            OSError: It cannot be written; everything is as it was.
        """
        target = target.resolve()
        settle_target(target)
        manifest = Manifest(target.parent / f".{target.name}-manifest.json")
        names, known = set(files), manifest.names() if before is None else before
        self._manifests.append((manifest, known, names))
        changed = {name for name, source in files.items() if not _is_same(source, target / name)}
        gone = {name for name in known - names if os.path.lexists(target / name)}
        if not changed and not gone and target.is_dir():
            return target
        ready = self._begin(target)
        ready.mkdir(parents=True)
        for name in _kept(target, changed | gone):
            _keep(target / name, ready / name)
        for name in sorted(changed):
            _copy(files[name], ready / name)
        for folder, _folders, _files in os.walk(ready):
            os.chmod(folder, 0o755)  # whatever the user's mask
        sync_folder(ready)
        return ready

    def file(self, target: Path, data: bytes) -> None:
        """Make a file ready.

        Args:
            target: Where it goes.
            data: What it is to hold.
        """
        target = target.resolve()
        settle_target(target)
        if not is_there(target, data):
            target.parent.mkdir(parents=True, exist_ok=True)
            write_lasting(self._begin(target), data)

    def _begin(self, target: Path) -> Path:
        ready = self._ready[target] = target.with_name(_NEXT.format(target.name))
        return ready

    def commit(self) -> None:
        """Put everything into its place.

        Raises:
            OSError: It cannot be done; everything is as it was.
        """
        with unbroken():
            for manifest, before, names in self._manifests:
                manifest.save(before | names)
            self._exchange()
            for manifest, _before, names in self._manifests:
                manifest.save(names)

    def _exchange(self) -> None:
        done: list[tuple[Path, Path]] = []
        try:
            for target, ready in self._ready.items():
                _swap(ready, target)
                done.append((target, ready))
        except BaseException:
            for target, ready in reversed(done):
                _swap_back(ready, target)
            raise
        for folder in {target.parent for target in self._ready}:
            sync_folder(folder)

    def clean(self) -> None:
        """Delete what is not in its place: the old, after ``commit``; what was made ready, without it."""
        for ready in self._ready.values():
            _delete(ready)


def settle_target(target: Path) -> None:
    """Settle what a build left that was killed: the old is put back if its place is empty, all else is deleted."""
    old = old_of(target)
    if os.path.lexists(old) and not os.path.lexists(target):
        old.rename(target)
    _delete(old)
    _delete(target.with_name(_NEXT.format(target.name)))


def settle_all(folder: Path) -> None:
    """Settle what killed builds left in a folder, whatever they were building."""
    for pattern in (old_of(folder / "*").name, _NEXT.format("*")):
        prefix, suffix = pattern.split("*")
        for path in folder.glob(pattern):
            settle_target(folder / path.name.removeprefix(prefix).removesuffix(suffix))


def _swap(ready: Path, target: Path) -> None:
    if os.path.lexists(target):
        exchange(ready, target)
    else:
        ready.rename(target)


def _swap_back(ready: Path, target: Path) -> None:
    with suppress(OSError):
        if os.path.lexists(ready):
            exchange(ready, target)
        else:
            target.rename(ready)


def _is_same(source: Path, target: Path) -> bool:
    """Whether a file is published already. Few files change, so sizes and times are compared before contents."""
    if target.is_symlink() or not target.is_file():
        return False
    mine, theirs = source.stat(), target.stat()
    if mine.st_size != theirs.st_size:
        return False
    if mine.st_mtime_ns == theirs.st_mtime_ns:
        return True
    if not filecmp.cmp(source, target, shallow=False):
        return False
    os.utime(target, ns=(mine.st_atime_ns, mine.st_mtime_ns))
    return True


def _kept(folder: Path, left: set[str]) -> Iterator[str]:
    """The files of a folder but those that are left out, and folders that are empty."""
    for above, folders, files in os.walk(folder):
        inside = Path(above).relative_to(folder)
        links = [name for name in folders if Path(above, name).is_symlink()]
        for name in (*files, *links):
            path = (inside / name).as_posix()
            if path not in left:
                yield path
        if not folders and not files and above != str(folder):
            yield inside.as_posix()


def _keep(path: Path, ready: Path) -> None:
    """Give a file a second name: it takes no room and is not written again."""
    ready.parent.mkdir(parents=True, exist_ok=True)
    if path.is_symlink():
        ready.symlink_to(os.readlink(path))
    elif path.is_dir():
        ready.mkdir(exist_ok=True)
    else:
        try:
            os.link(path, ready)
        except OSError:
            shutil.copy2(path, ready)


def _copy(source: Path, ready: Path) -> None:
    ready.parent.mkdir(parents=True, exist_ok=True)
    write_lasting(ready, source.read_bytes())
    found = source.stat()
    os.utime(ready, ns=(found.st_atime_ns, found.st_mtime_ns))


def _delete(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
