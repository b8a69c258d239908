"""Git, asked in one place: what it answers, and why it gives no answer."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from jiaozhu.locale import _

__all__ = ["GitError", "GitFailed", "NoGit", "NoRepository", "ask_git", "run_git", "try_git"]


class GitError(Exception):
    """Git gives no answer; the message says why."""


class NoGit(GitError):
    """Git is not installed."""


class NoRepository(GitError):
    """The folder is in no repository."""


class GitFailed(GitError):
    """Git refuses the command.

    Attributes:
        stderr: What it writes about it.
        stdout: What it writes even so, such as a tree with conflicts.
    """

    def __init__(self, stderr: str, stdout: bytes = b"") -> None:
        super().__init__(stderr.split("\n")[0].removeprefix("fatal: ") or _("git failed without a message"))
        self.stderr = stderr
        self.stdout = stdout


def run_git(folder: Path, *arguments: str, stdin: bytes = b"", env: Mapping[str, str] | None = None) -> bytes:
    """Run a git command in a folder.

    Args:
        folder: Where; it need not be the top of the repository.
        arguments: The command and its arguments.
        stdin: What it reads from its standard input.
        env: Variables of its environment beside those of this process.

    Returns:
        What it writes to its standard output.

    Raises:
        NoGit: Git is not installed.
        NoRepository: The folder is in no repository.
        GitFailed: Git refuses the command.
    """
    command = ["git", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(command, input=stdin, capture_output=True, check=False, env={**os.environ, **(env or {})})
    except FileNotFoundError:
        raise NoGit(_("git is not installed")) from None
    except OSError as error:
        raise GitFailed(str(error.strerror)) from None
    if done.returncode == 0:
        return done.stdout
    said = done.stderr.decode("utf-8", "replace").strip()
    if "not a git repository" in said.lower():
        raise NoRepository(_("there is no git repository here"))
    raise GitFailed(said, done.stdout)


def ask_git(folder: Path, *arguments: str) -> str:
    """Run a git command in a folder; its answer as text, without blanks around it.

    Raises:
        GitError: As ``run_git`` does.
    """
    return run_git(folder, *arguments).decode("utf-8", "replace").strip()


def try_git(folder: Path, *arguments: str) -> str:
    """Ask git for something that need not be known: its answer, or an empty text where it gives none."""
    try:
        return ask_git(folder, *arguments)
    except GitError:
        return ""
