"""Changes of several files of a corpus: all of them happen, or none does, whenever the process is stopped.

Everything new is first written in our own folder in the corpus, which nothing reads. Then a plan says what goes where,
and each is moved into its place, which takes no room on the disk. Then the plan is deleted. If this fails on the way,
it is undone. If the process is killed on the way, the next command finds the plan: before the first move it drops it,
after it it makes the other moves. A plan names its files by their numbers on this disk, so that a plan that was copied
or committed is never carried out.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath

from jiaozhu.locale import _
from jiaozhu.store.locking import WORK, Busy, locked
from jiaozhu.store.signals import unbroken
from jiaozhu.store.writing import is_there, sync_folder, write_lasting

__all__ = ["Item", "NotOurs", "commit", "guarded", "settle"]

_PLAN, _UNDO = "plan.json", "undo.json"
_NEW, _OLD = "new", "old"
#: A file system that has no hard links says one of these.
_NO_LINKS = {errno.EPERM, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK, errno.EINVAL}


class NotOurs(OSError):
    """There is a plan that was not made on this disk."""


@dataclass(frozen=True, slots=True)
class Item:
    """A file or a folder that is to be in a corpus."""

    name: str  #: Below the corpus, with forward slashes.
    data: bytes | Mapping[str, bytes]  #: What a file holds; of a folder, what each file in it holds.
    new: bool = False  #: Whether it must not exist; a folder never may.


@dataclass(frozen=True, slots=True)
class _Step:
    """One move of a plan."""

    number: int  #: The names of what is moved, and of what it replaces, in our folder.
    name: str
    inode: int  #: Of what is moved.
    before: str | None  #: Digest of what it replaces; None if there is nothing.
    folders: tuple[str, ...]  #: That have to be made for it.


@contextmanager
def guarded(root: Path, tell: Callable[[str], None] | None = None) -> Iterator[None]:
    """Keep other processes from writing a corpus, and settle first what an earlier one left.

    Args:
        root: The corpus.
        tell: Reports which process is waited for.

    Raises:
        NotOurs: There is a plan from elsewhere.
        OSError: The corpus cannot be written.
    """
    with locked(root, tell):
        with unbroken():
            _recover(root)
        yield


def settle(root: Path) -> None:
    """Settle what an earlier process left, before reading: if no other process is writing, and the corpus can be
    written."""
    work = root / WORK
    if work.is_dir() and not work.is_symlink():
        with suppress(OSError), locked(root, patience=0), unbroken():
            _recover(root)


def commit(root: Path, items: Iterable[Item]) -> None:
    """Make a corpus hold some files and folders: all, or none.

    Args:
        root: The corpus.
        items: The files and folders, in an order in which the corpus is sound after each.

    Raises:
        FileExistsError: Something that must be new exists.
        OSError: It cannot be written; the corpus is as it was.
    """
    with guarded(root):
        wanted = [item for item in items if item.new or not isinstance(item.data, bytes) or not _holds(root, item)]
        if not wanted:
            return
        work = root / WORK
        try:
            steps = [_staged(root, number, item) for number, item in enumerate(wanted)]
            _save(work, steps)
        except BaseException:
            with unbroken():
                (work / _PLAN).unlink(missing_ok=True)
                _sweep(work)
            raise
        with unbroken():
            try:
                _make(root, steps)
            except BaseException:
                _roll_back(root, steps)
                raise
            _sweep(work)


def _make(root: Path, steps: Sequence[_Step]) -> None:
    for step in steps:
        _move(root, step)
    for folder in {(root / step.name).parent for step in steps}:
        sync_folder(folder)
    (root / WORK / _PLAN).unlink()


def _holds(root: Path, item: Item) -> bool:
    return isinstance(item.data, bytes) and is_there(root / item.name, item.data)


def _staged(root: Path, number: int, item: Item) -> _Step:
    """Write what is new, and keep what it replaces."""
    work, target = root / WORK, _target(root, item.name)
    exists = os.path.lexists(target)
    if exists and (item.new or not isinstance(item.data, bytes)):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
    new = work / _NEW / str(number)
    new.parent.mkdir(exist_ok=True)
    before, mode = None, 0o644
    if exists:
        mode = target.stat().st_mode & 0o777
        before = _digest(target)
        (work / _OLD).mkdir(exist_ok=True)
        _copy(target, work / _OLD / str(number))
    if isinstance(item.data, bytes):
        write_lasting(new, item.data, mode)
    else:
        new.mkdir()
        for name, data in item.data.items():
            _target(new, name).parent.mkdir(parents=True, exist_ok=True)
            write_lasting(new / name, data)
        for folder, _folders, _files in os.walk(new):
            os.chmod(folder, 0o755)
            sync_folder(Path(folder))
    sync_folder(new.parent)
    missing = [folder for folder in target.parents if not folder.exists()]
    folders = tuple(folder.relative_to(root).as_posix() for folder in reversed(missing))
    return _Step(number, item.name, new.stat().st_ino, before, folders)


def _target(root: Path, name: str) -> Path:
    """A place below a folder, and not through a link that leads out of it.

    Raises:
        ValueError: The name leads elsewhere.
    """
    parts = PurePosixPath(name).parts
    if not parts or PurePosixPath(name).is_absolute() or ".." in parts or parts[0] == WORK:
        raise ValueError(f"{name!r} is not in the folder")
    target = root.joinpath(*parts)
    near = next(folder for folder in target.parents if folder.exists())
    if not near.resolve().is_relative_to(root.resolve()):
        raise OSError(errno.EXDEV, _("a link leads out of the corpus"), str(near))
    return target


def _copy(source: Path, target: Path) -> None:
    """Keep a file under another name: the file itself, so that putting it back takes no room."""
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        shutil.copy2(source, target)


def _save(work: Path, steps: Sequence[_Step]) -> None:
    """Write the plan; from then on it counts."""
    temporary = work / "plan.tmp"
    with temporary.open("wb") as file:
        plan = {"inode": os.fstat(file.fileno()).st_ino, "steps": [asdict(step) for step in steps]}
        file.write(json.dumps(plan, ensure_ascii=False, indent=1).encode("utf-8"))
        file.flush()
        os.fsync(file.fileno())
    temporary.rename(work / _PLAN)
    sync_folder(work)


def _read(path: Path) -> list[_Step]:
    """The steps of a plan.

    Raises:
        NotOurs: It was not made on this disk, or is damaged.
    """
    root = path.parent.parent
    try:
        plan = json.loads(path.read_text("utf-8"))
        steps = [_Step(**{**step, "folders": tuple(step["folders"])}) for step in plan["steps"]]
        for step in steps:
            _target(root, step.name)
            new = path.parent / _NEW / str(int(step.number))
            if os.path.lexists(new) and new.lstat().st_ino != step.inode:
                raise ValueError(step.name)
        if plan["inode"] != path.lstat().st_ino:
            raise ValueError(path.name)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        why = _("it was not left by a command on this machine; delete it if no other machine is writing")
        raise NotOurs(errno.EPERM, why, str(path.parent)) from None
    return steps


def _move(root: Path, step: _Step) -> None:
    new, target = root / WORK / _NEW / str(step.number), root / step.name
    for folder in step.folders:
        (root / folder).mkdir(exist_ok=True)
    if step.before is not None:
        os.replace(new, target)
    elif new.is_dir():
        if os.path.lexists(target):  # a rename would take an empty folder's place
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
        new.rename(target)
    else:
        _place(new, target)


def _place(new: Path, target: Path) -> None:
    """Give a new file its name; unlike a rename, a link never takes another's place."""
    try:
        os.link(new, target)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from None
        new.rename(target)
        return
    new.unlink()


def _is_moved(root: Path, step: _Step) -> bool:
    new, target = root / WORK / _NEW / str(step.number), root / step.name
    return not os.path.lexists(new) or (target.is_file() and os.path.samefile(new, target))


def _recover(root: Path) -> None:
    """Settle what a process left that was killed; the lock is ours, so it is not alive.

    Raises:
        NotOurs: There is a plan from elsewhere.
    """
    work = root / WORK
    if work.is_symlink() or not work.is_dir():
        return
    if (work / _UNDO).exists():
        _roll_back(root, _read(work / _UNDO))
        return
    if (work / _PLAN).exists():
        steps = _read(work / _PLAN)
        if any(_is_moved(root, step) for step in steps):
            for step in steps:
                _finish(root, step)
        else:
            _drop_folders(root, steps)
        (work / _PLAN).unlink()
    _sweep(work)


def _finish(root: Path, step: _Step) -> None:
    """Make a move that is still to be made, unless somebody has changed what it would replace."""
    target = root / step.name
    if _is_moved(root, step):
        return
    if step.before is None or (target.is_file() and _digest(target) == step.before):
        with suppress(FileExistsError):
            _move(root, step)


def _roll_back(root: Path, steps: Sequence[_Step]) -> None:
    """Undo the moves that were made; killed on the way, the next command goes on with it."""
    work = root / WORK
    if (work / _PLAN).exists():
        with suppress(OSError):
            (work / _PLAN).rename(work / _UNDO)
    for step in reversed(steps):
        target, new, old = root / step.name, work / _NEW / str(step.number), work / _OLD / str(step.number)
        if not (_is_moved(root, step) and os.path.lexists(target) and target.lstat().st_ino == step.inode):
            continue
        if step.before is None:  # nothing is made for it, for that may be what has failed
            target.unlink() if new.exists() else target.rename(new)
        elif old.exists():
            os.replace(old, target)
    _drop_folders(root, steps)
    for name in (_PLAN, _UNDO):
        (work / name).unlink(missing_ok=True)
    _sweep(work)


def _drop_folders(root: Path, steps: Sequence[_Step]) -> None:
    """Remove the folders that were made for what is not there."""
    for step in reversed(steps):
        for folder in reversed(step.folders):
            with suppress(OSError):
                (root / folder).rmdir()


def _sweep(work: Path) -> None:
    """Delete what is left in our folder; what does not belong there stays."""
    for name in (_NEW, _OLD):
        shutil.rmtree(work / name, ignore_errors=True)
    (work / "plan.tmp").unlink(missing_ok=True)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


assert issubclass(Busy, OSError)  # ``settle`` passes over it
