"""The command that takes in what contributors send."""

from __future__ import annotations

import os
import sys
from email.utils import parseaddr
from pathlib import Path

import click

from jiaozhu.cli.group import main
from jiaozhu.cli.opening import alone, root_of
from jiaozhu.cli.parameters import CLEAN, PROBLEMS
from jiaozhu.locale import _
from jiaozhu.model.limits import MOST_SENT
from jiaozhu.problems.reports import FORMATS
from jiaozhu.store import GitError
from jiaozhu.workflows.accepting import (
    Accepted,
    Author,
    Unreadable,
    accept,
    branch_of,
    open_envelope,
    put_into_corpus,
)
from jiaozhu.workflows.accepting.sent import author_of


@main.command(
    "accept",
    help=_(
        "Make a branch of FILE, a contribution as it was sent: the text of an issue, a mail, a patch, or a file that "
        "the form on the site has saved; '-' reads it from the standard input.\n\n"
        "Its files are checked as 'jiaozhu check' does it, and only if nothing is wrong they are committed to a new "
        "branch, with the contributor as author. What is checked out is not touched. A contribution only adds notes, "
        "corrections and glossary entries; nothing else in it is taken.\n\n"
        "Exit code: 0 if all of it was taken, 1 if the corpus has problems with it (then it is taken only with "
        "--keep), 2 if it is in no form that is known, or git refuses."
    ),
)
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False, allow_dash=True))
@click.option(
    "--branch", default="", help=_("The new branch; by default it is named after the contributor and the day.")
)
@click.option("--no-branch", is_flag=True, help=_("Only write the files into the corpus."))
@click.option(
    "--author", default="", metavar=_("NAME <MAIL>"), help=_("Who made it; by default as it was sent or signed.")
)
@click.option("--keep", is_flag=True, help=_("Take what can be taken even if there are problems."))
@click.pass_obj
def accept_(root: Path | None, file: Path, branch: str, no_branch: bool, author: str, keep: bool) -> None:
    """Take in a contribution."""
    if branch and no_branch:
        raise click.UsageError(_("--branch and --no-branch cannot be used together"))
    root = alone(root) if no_branch else root_of(root)
    shown = _("(standard input)") if str(file) == "-" else file.as_posix()
    try:
        sent = open_envelope(_data(file))
    except Unreadable as error:
        raise click.UsageError(_("'{file}' is not a contribution: {why}", file=shown, why=error)) from None
    accepted = accept(root, sent, shown)
    if author:
        accepted = _signed(accepted, author)
    if accepted.problems:
        click.echo(FORMATS["text"](accepted.problems, accepted.book), err=True)
    if not accepted.files or (accepted.problems and not keep):
        click.echo(_("nothing was taken; --keep takes what can be taken") if accepted.files else _("nothing was taken"))
        sys.exit(PROBLEMS)
    _take(root, accepted, branch, no_branch=no_branch)
    sys.exit(PROBLEMS if accepted.problems else CLEAN)


def _data(file: Path) -> bytes:
    """What was sent, and one byte more than may be."""
    if str(file) == "-":
        return sys.stdin.buffer.read(MOST_SENT + 1)
    try:
        with file.open("rb") as opened:
            return opened.read(MOST_SENT + 1)
    except OSError as error:
        raise click.UsageError(_("'{file}' cannot be read: {why}", file=file, why=error.strerror)) from None


def _signed(accepted: Accepted, author: str) -> Accepted:
    name, mail = parseaddr(author)
    found = author_of(name or author.partition("<")[0], mail)
    if not found.name:
        raise click.UsageError(_("--author has no name: write it as 'NAME <MAIL>'"))
    return Accepted(accepted.files, Author(*found), accepted.problems, accepted.book)


def _take(root: Path, accepted: Accepted, branch: str, *, no_branch: bool) -> None:
    """Write the files, or make the branch with them."""
    try:
        if no_branch:
            for path in put_into_corpus(root, accepted.files):
                click.echo(os.path.relpath(path))
            return
        made = branch_of(root, accepted, branch)
    except FileExistsError as error:
        raise click.UsageError(_("'{path}' already exists", path=error.filename)) from None
    except GitError as error:
        message = _("no branch was made: {why}; --no-branch only writes the files", why=error)
        raise click.UsageError(message) from None
    for file in accepted.files:
        click.echo(file.path.as_posix())
    click.echo(_("branch '{branch}'; look at it with: git switch {branch}", branch=made))
