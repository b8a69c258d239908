"""What version control remembers of a corpus: who changed which file, and when."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from jiaozhu.model.characters import INVISIBLE

#: Before each commit's line. Names of files cannot begin with it.
_MARK = "\x01"
#: Who has no name that can be seen.
NAMELESS = "佚名"


class Commit(NamedTuple):
    """One change of a file."""

    author: str  #: As ``.mailmap`` has it, without what nobody sees: names in commits are checked by no one.
    date: str  #: ISO.


#: A file's changes, oldest first, by its path from the corpus folder.
History = Mapping[str, tuple[Commit, ...]]


def read_history(root: Path) -> History:
    """The history of every file below ``root``.

    Empty without version control, and of a shallow clone too: there the last commit seems to have made everything, and
    its author would get everybody's credit.
    """
    if git(root, "rev-parse", "--is-shallow-repository") != "false":
        return {}
    form = f"--format={_MARK}%aN{_MARK}%as"
    log = git(root, "-c", "core.quotePath=false", "log", "--reverse", "--no-renames", "--relative", "--name-only", form)
    found: dict[str, list[Commit]] = {}
    commit = Commit("", "")
    for line in log.split("\n"):
        if line.startswith(_MARK):
            author, _, date = line.removeprefix(_MARK).rpartition(_MARK)
            commit = Commit(INVISIBLE.sub("", author).strip() or NAMELESS, date)
        elif line:
            found.setdefault(line, []).append(commit)
    return {path: tuple(commits) for path, commits in found.items()}


def git(folder: Path, *arguments: str) -> str:
    """What git says in ``folder``; nothing where there is no git, no repository or no answer."""
    command = ["git", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.decode("utf-8", "replace").strip()
