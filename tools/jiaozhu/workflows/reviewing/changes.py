"""What a pull request can affect: the files that changed, and those whose words refer to them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from jiaozhu.locale import _
from jiaozhu.model.problem import Problem
from jiaozhu.problems.checks import all_codes
from jiaozhu.store import GitError, GitFailed, run_git, try_git


class NoSuchRevision(ValueError):
    """Git does not know the revision, or gives no answer; the message says why."""


def changed_since(root: Path, revision: str) -> list[Path]:
    """Return the files below a folder that differ from a revision, with those that are not committed.

    Raises:
        NoSuchRevision: git cannot tell.
    """
    changed = ("diff", "--name-only", "-z", "--relative", "--end-of-options", revision, "--", ".")
    new = ("ls-files", "--others", "--exclude-standard", "-z")
    names = {*_names(root, revision, *changed), *_names(root, revision, *new)}
    return [root / name for name in sorted(names)]


def restored(root: Path, revision: str, folder: Path) -> bool:
    """Put the corpus of a revision into a folder; return False if there was no corpus then.

    Raises:
        NoSuchRevision: Git does not have the revision.
    """
    _names(root, revision, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    return unpacked(root, revision, folder)


def unpacked(root: Path, tree: str, folder: Path) -> bool:
    """Put the corpus of a tree that git has into a folder; return False if the tree has no corpus.

    Args:
        root: Of the corpus.
        tree: A revision, or the name of a tree object.
        folder: Where to.
    """
    try:
        packed = run_git(root, "archive", "--format=zip", "-0", tree, ".")
    except GitFailed:
        return False
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        archive.extractall(folder)
    return True


def affected(problems: Iterable[Problem], root: Path, changed: Iterable[Path]) -> list[Problem]:
    """Return the problems that the changed files can have caused.

    A source's files depend on each other, so a change of one may break any, and what refers to it from elsewhere: the
    register of numbers, the glossary, a passage named in another source. The glossary, the bibliography, the register
    and the corpus's own file are referred to from everywhere: a change of one of them is a change of all.
    """
    root = root.resolve()
    folders = set(_scopes(root, [path.resolve() for path in changed]))
    if not folders:
        return []

    across = {name for name, code in all_codes().items() if code.scope.corpus}

    def touched(problem: Problem) -> bool:
        place = Path(problem.place.path).resolve()
        common = not place.is_relative_to(root / "sources")
        return common or problem.code in across or any(place.is_relative_to(folder) for folder in folders)

    return [problem for problem in problems if touched(problem)]


def _scopes(root: Path, changed: Iterable[Path]) -> Iterator[Path]:
    for path in changed:
        parts = path.relative_to(root).parts
        yield root / "sources" / parts[1] if parts[0] == "sources" and len(parts) > 2 else root


def _names(root: Path, revision: str, *command: str) -> list[str]:
    """The names that a git command prints, each ended by NUL."""
    try:
        printed = run_git(root, *command)
    except GitFailed as error:
        raise NoSuchRevision(_why(root, revision, str(error) if error.stderr else "")) from None
    except GitError as error:
        raise NoSuchRevision(str(error)) from None
    return [name for name in printed.decode("utf-8", "surrogateescape").split("\0") if name]


def _why(root: Path, revision: str, why: str) -> str:
    """What a failed command means to the person who named a revision."""
    if not why or "bad revision" in why or "ambiguous argument" in why:
        why = _("no revision '{revision}'", revision=revision)
    shallow = try_git(root, "rev-parse", "--is-shallow-repository") == "true"
    if not shallow:
        return why
    return _("{why}: this clone lacks a part of the history; run 'git fetch --unshallow'", why=why)
