"""What a pull request can affect: the files that changed, and those whose words refer to them."""

from __future__ import annotations

import io
import subprocess
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from jiaozhu.model.problem import Problem


class NoSuchRevision(ValueError):
    """Version control does not know it, or there is none; its words are the message."""


def changed_since(root: Path, revision: str) -> list[Path]:
    """Files below ``root`` that differ from ``revision``, those that nobody has committed among them.

    Raises:
        NoSuchRevision: git cannot tell.
    """
    asked = ["git", "-C", str(root), "diff", "--name-only", "-z", "--relative", "--end-of-options", revision, "--", "."]
    new = ["git", "-C", str(root), "ls-files", "--others", "--exclude-standard", "-z"]
    names = {*_names(asked), *_names(new)}
    return [root / name for name in sorted(names)]


def restored(root: Path, revision: str, folder: Path) -> bool:
    """Put the corpus of a revision into ``folder``; False if there was none then.

    Raises:
        NoSuchRevision: git cannot tell.
    """
    _names(["git", "-C", str(root), "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"])
    try:
        asked = ["git", "-C", str(root), "archive", "--format=zip", "-0", revision, "."]
        packed = subprocess.run(asked, capture_output=True, check=True).stdout
    except subprocess.CalledProcessError:
        return False
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        archive.extractall(folder)
    return True


def affected(problems: Iterable[Problem], root: Path, changed: Iterable[Path]) -> list[Problem]:
    """The problems that the changed files can have made.

    A source's files hold to each other, so a change of one may break any. The glossary, the bibliography, the register
    and the corpus's own file are referred to from everywhere: a change of one of them is a change of all.
    """
    folders = set(_scopes(root.resolve(), [path.resolve() for path in changed]))
    return [
        problem
        for problem in problems
        if any(Path(problem.place.path).resolve().is_relative_to(folder) for folder in folders)
    ]


def _scopes(root: Path, changed: Iterable[Path]) -> Iterator[Path]:
    for path in changed:
        parts = path.relative_to(root).parts
        yield root / "sources" / parts[1] if parts[0] == "sources" and len(parts) > 2 else root


def _names(command: list[str]) -> list[str]:
    try:
        done = subprocess.run(command, capture_output=True, check=True)
    except FileNotFoundError:
        raise NoSuchRevision("there is no git") from None
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip().split("\n")[0]
        raise NoSuchRevision(said.removeprefix("fatal: ") or f"there is no revision '{command[-1]}'") from None
    return [name for name in done.stdout.decode("utf-8", "surrogateescape").split("\0") if name]
