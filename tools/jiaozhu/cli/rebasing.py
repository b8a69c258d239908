"""The command for a source that is replaced by a better witness."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from jiaozhu.cli.group import main
from jiaozhu.cli.opening import alone, book_of, root_of, volume_of
from jiaozhu.cli.parameters import CLEAN, PROBLEMS, FormatName
from jiaozhu.locale import _
from jiaozhu.problems.reports import FORMATS, below
from jiaozhu.store import write_report


@main.command(
    help=_(
        "Make a new source of NEWFILE, a better witness of SIGLUM, with the edition and the notes carried "
        "over.\n\n"
        "The old source stays as it is. What matches exactly, at the place to which the comparison of the "
        "two leads, is carried over. What is only similar is proposed with its scores, and taken over when "
        "you accept it; the rest is listed. All of it is recorded in the new folder's rebase.yaml. Look "
        "first, with --dry-run; then run it with --accept for each proposal that you have judged.\n\n"
        "Exit code: 0 if everything was carried over and the new source is clean, 1 if not, 2 if the "
        "command line is wrong."
    )
)
@click.argument("siglum")
@click.argument("newfile", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--as", "name", metavar="NEWSIGLUM", help=_("The new source's name; by default SIGLUM-2."))
@click.option(
    "--format",
    "format_",
    type=FormatName(),
    help=_("Its format; by default it is detected."),
)
@click.option("--column", default="", help=_("The column that is the text, of a CSV or JSON file."))
@click.option("--accept", "accepted", multiple=True, metavar="ID", help=_("Accept this proposal (may be repeated)."))
@click.option("--accept-proposals", "all_", is_flag=True, help=_("Accept all proposals."))
@click.option("--dry-run", is_flag=True, help=_("Only report what would be done."))
@click.option("--report", type=click.Path(path_type=Path, dir_okay=False), help=_("Write the record there, too."))
@click.pass_obj
def rebase(
    root: Path | None,
    siglum: str,
    newfile: Path,
    name: str | None,
    format_: str | None,
    column: str,
    accepted: tuple[str, ...],
    all_: bool,
    dry_run: bool,
    report: Path | None,
) -> None:
    """Replace a source by a better witness."""
    from jiaozhu.workflows.rebasing import NotAWitness, RebaseCommand, rebase, record_of, write

    root = root_of(root) if dry_run else alone(root)
    book, problems = book_of(root)
    volume = volume_of(book, siglum, root)
    try:
        command = RebaseCommand(newfile, name, format_, None if all_ else accepted, column)
        carried = rebase(root, book, volume, command, problems)
        folder = root / "sources" / carried.record.new if dry_run else write(root, carried)
        if report is not None:
            write_report(report, record_of(carried))
    except NotAWitness as error:
        raise click.UsageError(str(error)) from None
    shown = os.path.relpath(folder)
    click.echo(_("{path} (not written)", path=shown) if dry_run else shown)
    for line in carried.record.lines():
        click.echo(line)
    mine = []
    if not dry_run:
        book, problems = book_of(root)
        mine = [problem for problem in problems if below(problem, [folder])]
    if mine:
        click.echo(FORMATS["text"](mine, book), err=True)
    sys.exit(CLEAN if carried.record.complete and not mine else PROBLEMS)
