"""Branches: new files as a commit of their own, without touching what is checked out."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from jiaozhu.locale import _
from jiaozhu.store.git import GitError, ask_git, run_git, try_git
from jiaozhu.store.locking import WORK

__all__ = ["BranchRefused", "Commit", "make_branch", "repository_folder"]


class BranchRefused(GitError):
    """No branch can be made; the message says why and what to do."""


class Person(Protocol):
    """Someone, as git names people."""

    @property
    def name(self) -> str: ...

    @property
    def mail(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Commit:
    """What is committed."""

    message: str
    files: Mapping[Path, bytes]  #: New files, from the corpus folder.
    author: Person | None  #: None if the one who commits is the author.


def repository_folder(corpus: Path) -> str:
    """Return the corpus folder from the top of its repository, with a slash at its end; outside one, its name.

    Args:
        corpus: The folder.
    """
    if not try_git(corpus, "rev-parse", "--is-inside-work-tree"):
        return f"{corpus.resolve().name}/"
    return try_git(corpus, "rev-parse", "--show-prefix")


def make_branch(corpus: Path, commit: Commit, name: str, otherwise: str) -> str:
    """Make a branch with one commit on top of what is checked out. Neither files nor index are touched.

    Args:
        corpus: The corpus.
        commit: What is committed.
        name: The branch; empty to find a new name.
        otherwise: The name then; a number is added if there is such a branch.

    Returns:
        The branch.

    Raises:
        GitError: Git is not installed, there is no repository, or it refuses.
        BranchRefused: There is no commit yet, the corpus has changes that are not committed, there is such a branch, or
            its name is not valid.
    """
    ask_git(corpus, "rev-parse", "--is-inside-work-tree")
    head = try_git(corpus, "rev-parse", "--verify", "-q", "HEAD^{commit}")
    if not head:
        raise BranchRefused(_("the repository has no commit yet: commit the corpus first"))
    if changed := run_git(
        corpus, "status", "--porcelain", "-z", "--untracked-files=all", "--", ".", f":(exclude){WORK}"
    ):
        first = changed.split(b"\0")[0][3:].decode("utf-8", "replace")
        message = _("the corpus has changes that are not committed, such as {file}: commit them first", file=first)
        raise BranchRefused(message)
    branch = _free_name(corpus, name, otherwise)
    if not try_git(corpus, "var", "GIT_COMMITTER_IDENT"):
        raise BranchRefused(_("git does not know who you are: set user.name and user.email with 'git config'"))
    made = _commit(corpus, commit, head)
    run_git(corpus, "update-ref", "-m", "jiaozhu accept", f"refs/heads/{branch}", made, "0" * len(made))
    return branch


def _free_name(corpus: Path, name: str, otherwise: str) -> str:
    wanted = name or otherwise
    if not try_git(corpus, "check-ref-format", "--branch", wanted):
        raise BranchRefused(_("'{name}' cannot be a branch's name", name=wanted))
    taken = set(ask_git(corpus, "for-each-ref", "--format=%(refname:short)", "refs/heads").split("\n"))
    if name and name in taken:
        raise BranchRefused(_("the branch '{name}' already exists: name another with --branch", name=name))
    numbers = iter(range(2, len(taken) + 4))
    found = wanted
    while found in taken:
        found = f"{wanted}-{next(numbers)}"
    return found


def _commit(corpus: Path, commit: Commit, head: str) -> str:
    """The commit: a tree is made in an index of its own."""
    prefix = ask_git(corpus, "rev-parse", "--show-prefix")
    with tempfile.TemporaryDirectory(prefix="jiaozhu-") as folder:
        index = {"GIT_INDEX_FILE": str(Path(folder, "index"))}
        run_git(corpus, "read-tree", head, env=index)
        for path, data in commit.files.items():
            blob = run_git(corpus, "hash-object", "-w", "--stdin", stdin=data).decode().strip()
            entry = f"100644,{blob},{prefix}{path.as_posix()}"
            run_git(corpus, "update-index", "--add", "--cacheinfo", entry, env=index)
        tree = run_git(corpus, "write-tree", env=index).decode().strip()
    people = {}
    if commit.author is not None:
        people = {"GIT_AUTHOR_NAME": commit.author.name, "GIT_AUTHOR_EMAIL": commit.author.mail}
    message = commit.message.encode("utf-8")
    return run_git(corpus, "commit-tree", tree, "-p", head, env=people, stdin=message).decode().strip()
