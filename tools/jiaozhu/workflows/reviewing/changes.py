"""What a pull request can affect: the files that changed, and those whose words refer to them."""

from __future__ import annotations

import io
import subprocess
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from jiaozhu.model.problem import Problem

#: Of references, which lead from one source to another: what breaks them is a change elsewhere.
_ACROSS = frozenset({"N204", "C402", "C403", "C404"})


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

    A source's files hold to each other, so a change of one may break any; and what refers to it from elsewhere: the
    register of figures, the glossary, a passage named in another source. The glossary, the bibliography, the register
    and the corpus's own file are referred to from everywhere: a change of one of them is a change of all.
    """
    root = root.resolve()
    folders = set(_scopes(root, [path.resolve() for path in changed]))
    if not folders:
        return []

    def touched(problem: Problem) -> bool:
        place = Path(problem.place.path).resolve()
        common = not place.is_relative_to(root / "sources")
        return common or problem.code in _ACROSS or any(place.is_relative_to(folder) for folder in folders)

    return [problem for problem in problems if touched(problem)]


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
        raise NoSuchRevision(_why(command, error.stderr.decode("utf-8", "replace").strip())) from None
    return [name for name in done.stdout.decode("utf-8", "surrogateescape").split("\0") if name]


def _why(command: list[str], said: str) -> str:
    """What a failed command means to whoever named a revision."""
    if "not a git repository" in said.lower():
        return "there is no git repository here"
    revision = command[command.index("--end-of-options") + 1].removesuffix("^{commit}")
    why = said.split("\n")[0].removeprefix("fatal: ")
    if not why or "bad revision" in why or "ambiguous argument" in why:
        why = f"there is no revision '{revision}'"
    asked = ["git", *command[1:3], "rev-parse", "--is-shallow-repository"]
    shallow = subprocess.run(asked, capture_output=True, check=False).stdout.strip() == b"true"
    return f"{why}: this clone has not the whole history; run 'git fetch --unshallow'" if shallow else why
