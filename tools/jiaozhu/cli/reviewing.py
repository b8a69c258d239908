"""Commands for those who judge contributions: review, merge-check."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from jiaozhu.cli.group import main
from jiaozhu.cli.opening import root_of
from jiaozhu.cli.parameters import CLEAN, PROBLEMS
from jiaozhu.locale import _, use_language
from jiaozhu.problems.reports import visible
from jiaozhu.store import write_if_changed
from jiaozhu.workflows.reviewing.changes import NoSuchRevision, restored
from jiaozhu.workflows.reviewing.comparison import compare
from jiaozhu.workflows.reviewing.merging import NotMerged, merge_check
from jiaozhu.workflows.reviewing.page import review_page
from jiaozhu.workflows.reviewing.report import report
from jiaozhu.workflows.reviewing.state import read_state


@main.command(
    help=_(
        "Report what has changed in the edition since a git revision, as Markdown for its reviewers.\n\n"
        "Every note, emendation, term, work, number and setting by all it says, the paragraphs that read differently, "
        "and what follows for the search and the glossary. With --page, also as an HTML page that marks every change "
        "in its text.\n\n"
        "Exit code: 0, or 2 if there is no such revision."
    )
)
@click.argument("revision", metavar="REV")
@click.option("--page", type=click.Path(path_type=Path, dir_okay=False), help=_("Write the page to this file as well."))
@click.option(
    "--pages", default="", metavar="ADDRESS", help=_("Link the page to the built texts in this folder, seen from it.")
)
@click.pass_obj
def review(root: Path | None, revision: str, page: Path | None, pages: str) -> None:
    """Report what has changed since a revision."""
    root = root_of(root)
    with TemporaryDirectory() as folder:
        try:
            found = restored(root, revision, Path(folder))
        except NoSuchRevision as error:
            raise click.BadParameter(str(error), param_hint="REV") from None
        before = read_state(Path(folder)) if found else None
    after = read_state(root)
    info = after.book.corpus.info
    with use_language(after.book.language):
        compared = compare(before, after)
    if page is not None:
        page.parent.mkdir(parents=True, exist_ok=True)
        html = review_page(compared, info.language, title=info.title, pages=pages)
        write_if_changed(page, html.encode("utf-8"))
    click.echo(report(compared, info.language), nl=False)


@main.command(
    "merge-check",
    help=_(
        "Report where contributions touch each other, before they are merged.\n\n"
        "REVs are branches or commits; one alone is compared with HEAD. Reported are things that both change, words "
        "that both are about, files that git cannot merge, and problems that the corpus has only with both. What is "
        "not committed is not seen, and nothing is changed.\n\n"
        "Exit code: 0 if they do not touch, 1 if they do, 2 if git cannot tell."
    ),
)
@click.argument("revisions", metavar="REV...", nargs=-1, required=True)
@click.pass_obj
def merge_check_(root: Path | None, revisions: tuple[str, ...]) -> None:
    """Report where contributions touch each other."""
    root = root_of(root)
    pair = revisions if len(revisions) > 1 else ("HEAD", *revisions)
    try:
        clashes = merge_check(root, pair)
    except (NoSuchRevision, NotMerged) as error:
        raise click.BadParameter(str(error), param_hint="REV") from None
    for clash in clashes:
        click.echo(visible(f"{clash.first} {clash.second} {clash.where}: {clash.what}"))
    if not clashes:
        click.echo(_("they do not touch each other"))
    sys.exit(PROBLEMS if clashes else CLEAN)
