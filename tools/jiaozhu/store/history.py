"""What version control remembers of a corpus: who changed which file, and when."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from jiaozhu.locale import _
from jiaozhu.model.characters import INVISIBLE
from jiaozhu.store.git import try_git

#: Before each commit's line. Names of files cannot begin with it.
_MARK = "\x01"


class Commit(NamedTuple):
    """One change of a file."""

    author: str  #: As ``.mailmap`` has it, without invisible characters: nothing checks names in commits.
    date: str  #: ISO.


#: A file's changes, oldest first, by its path from the corpus folder.
History = Mapping[str, tuple[Commit, ...]]


def read_history(root: Path) -> History:
    """Return the history of every file below a folder.

    It is empty without version control. It is empty for a shallow clone too: there the last commit seems to have made
    everything, and its author would get the credit for all of it.

    Args:
        root: The corpus.
    """
    if try_git(root, "rev-parse", "--is-shallow-repository") != "false":
        return {}
    form = f"--format={_MARK}%aN{_MARK}%as"
    log = try_git(
        root, "-c", "core.quotePath=false", "log", "--reverse", "--no-renames", "--relative", "--name-only", form
    )
    found: dict[str, list[Commit]] = {}
    commit = Commit("", "")
    for line in log.split("\n"):
        if line.startswith(_MARK):
            author, _mark, date = line.removeprefix(_MARK).rpartition(_MARK)
            commit = Commit(INVISIBLE.sub("", author).strip() or _("anonymous"), date)
        elif line:
            found.setdefault(line, []).append(commit)
    return {path: tuple(commits) for path, commits in found.items()}
