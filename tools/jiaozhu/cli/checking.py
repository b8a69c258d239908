"""The command that reports every problem of a corpus, and fixes some."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import click

from jiaozhu.cli.group import main
from jiaozhu.cli.opening import book_of, corpus_above, root_of, say, tell_unfinished
from jiaozhu.cli.parameters import CLEAN, PROBLEMS, OneOf
from jiaozhu.edition.pipeline import Book
from jiaozhu.locale import _
from jiaozhu.model.names import did_you_mean, listed
from jiaozhu.model.problem import Problem
from jiaozhu.model.watch import Budget, watching
from jiaozhu.problems.fixing import fix_corpus
from jiaozhu.problems.reports import FORMATS, below, visible
from jiaozhu.store import guarded
from jiaozhu.workflows.reviewing.changes import NoSuchRevision, affected, changed_since


@main.command(
    help=_(
        "Report every problem of the corpus in one run.\n\n"
        "With PATHs, only problems in those files and folders are reported (the whole corpus is still read, "
        "because files refer to each other). Each problem is 'path:line:col: CODE message' with a hint "
        "below it.\n\n"
        "With --fix, files are changed: misspelt keys, dates in another form, blanks around quotes, "
        "invisible characters, line ends and the like are fixed, one line is printed for each, and what is "
        "left is reported. With --unsafe, names and values that are near to a known one are replaced by it, "
        "too: read what was done. Sources never change.\n\n"
        "Exit code: 0 if there is no problem, 1 if there are some, 2 if the command line is wrong."
    )
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "style", type=OneOf(sorted(FORMATS)), default="text", help=_("How problems are printed."))
@click.option("--changed-since", "revision", metavar="REV", help=_("Only what changes since a git revision affect."))
@click.option("--fix", is_flag=True, help=_("First fix what needs no judgement, and report what was done."))
@click.option("--unsafe", is_flag=True, help=_("With --fix: make the fixes that can change what is meant, too."))
@click.option(
    "--limit",
    "limits",
    multiple=True,
    metavar="NAME=N",
    help=_("Change what one file may take: seconds of CPU time, or bytes of memory, such as seconds=600."),
)
@click.pass_obj
def check(
    root: Path | None,
    paths: tuple[Path, ...],
    style: str,
    revision: str | None,
    fix: bool,
    unsafe: bool,
    limits: tuple[str, ...],
) -> None:
    """Report every problem, and fix some."""
    if unsafe and not fix:
        raise click.UsageError(_("--unsafe goes with --fix"))
    root = _root_of_paths(root, paths)
    changed: list[Path] | None = None
    if revision is not None:
        try:
            changed = changed_since(root, revision)
        except NoSuchRevision as error:
            raise click.BadParameter(str(error), param_hint="--changed-since") from None
    budget = _budget(limits)
    refused = _fix(root, paths, changed, budget, quiet=style != "text", unsafe=unsafe) if fix else False
    book, problems = _watched(root, budget)
    if paths:
        problems = [problem for problem in problems if below(problem, paths)]
    if changed is not None:
        problems = affected(problems, root, changed)
    output = FORMATS[style](problems, book)
    if output:
        click.echo(output)
    if style == "text":
        tell_unfinished(root, book.corpus)
    sys.exit(PROBLEMS if problems or refused else CLEAN)


def _budget(limits: tuple[str, ...]) -> Budget:
    """What one file may cost, as the user says.

    Raises:
        click.BadParameter: There is no such limit.
    """
    budget = Budget()
    for limit in limits:
        name, _equals, number = limit.partition("=")
        if name not in Budget._fields or not (number.isascii() and number.isdigit()):
            hint = listed(_("the limits are"), name, Budget._fields)
            raise click.BadParameter(_("write NAME=N; {names}", names=hint), param_hint="--limit")
        budget = budget._replace(**{name: int(number)})
    return budget


def _root_of_paths(root: Path | None, paths: tuple[Path, ...]) -> Path:
    """The corpus in which all paths are.

    Raises:
        click.UsageError: A path does not exist or is in no corpus.
    """
    for path in paths:
        if not path.exists():
            question = did_you_mean(str(path), map(str, path.parent.iterdir())) if path.parent.is_dir() else ""
            message = _("there is no '{path}'", path=path)
            raise click.BadParameter(f"{message}; {question}" if question else message, param_hint="PATH")
    root = root_of(root or (corpus_above(paths[0]) if paths else None))
    for path in paths:
        if not path.resolve().is_relative_to(root.resolve()):
            message = _("'{path}' is not in the corpus '{corpus}'", path=path, corpus=root)
            raise click.BadParameter(message, param_hint="PATH")
    return root


def _watched(root: Path, budget: Budget, drafts: Mapping[Path, bytes] | None = None) -> tuple[Book, list[Problem]]:
    """A corpus carried through the pipeline, and its problems, at the cost that each file may have."""
    with watching(budget):
        return book_of(root, drafts)


def _fix(
    root: Path, paths: tuple[Path, ...], changed: list[Path] | None, budget: Budget, *, quiet: bool, unsafe: bool
) -> bool:
    """Fix the files in ``paths`` that have ``changed``, all if neither is given; whether some could not be written.

    What was done is printed where it does not disturb a program that reads the report.
    """
    within = [path.resolve() for path in paths]
    new = None if changed is None else {path.resolve() for path in changed}

    def wanted(path: Path) -> bool:
        place = path.resolve()
        return (not within or any(place.is_relative_to(folder) for folder in within)) and (new is None or place in new)

    with guarded(root, say):
        fixed = fix_corpus(root, lambda drafts: _watched(root, budget, drafts)[1], wanted, unsafe=unsafe)
    for made in fixed.made:
        click.echo(visible(str(made)), err=quiet)
    for name, why in fixed.refused.items():
        click.echo(visible(_("{path}: not fixed: {why}", path=name, why=why)), err=True)
    return bool(fixed.refused)
