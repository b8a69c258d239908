"""Commands that build: the site, the book, books of parts."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from jiaozhu.cli.group import FOLDER, PROBLEMS, OneOf, book_of, main, root_of
from jiaozhu.locale import _
from jiaozhu.model.names import listed
from jiaozhu.problems.reports import FORMATS, accounts


@main.command(
    help=_(
        "Build the site (html), the book (pdf), both, or the book for e-readers (epub).\n\n"
        "The corpus is checked first. If there is any problem, all are printed and nothing is built: "
        "earlier output stays as it was. At the end, one line a source says whether every character is "
        "accounted for.\n\n"
        "Exit code: 0 if everything was built, 1 if the corpus has problems or the build failed."
    )
)
@click.argument("parts", nargs=-1, type=OneOf(["html", "pdf", "epub"]))
@click.option(
    "--docs",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=Path("docs"),
    show_default=True,
    help=_("The Sphinx project."),
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("build"),
    show_default=True,
    help=_("Where to build."),
)
@click.pass_obj
def build(root: Path | None, parts: tuple[str, ...], docs: Path, out: Path) -> None:
    """Build the site, the book, or both."""
    root = root_of(root)
    book, problems = book_of(root)
    if problems:
        click.echo(FORMATS["text"](problems, book), err=True)
        sys.exit(PROBLEMS)
    from jiaozhu.building import BuildFailed, Places, build_epub, build_html, build_pdf  # Sphinx takes a second

    places = Places(docs.resolve(), out.resolve(), root.resolve())
    makers = {"pdf": build_pdf, "html": build_html, "epub": build_epub}  # the site links to the PDFs of its texts
    wanted = parts or ("html", "pdf")
    made = []
    try:
        for part, maker in makers.items():
            if part in wanted:
                made.append(maker(places))
    except BuildFailed as error:
        click.echo(_failed(error), err=True)
        sys.exit(PROBLEMS)
    for line in accounts(book):
        click.echo(line)
    for path in sorted(made, reverse=True):
        click.echo(os.path.relpath(path))


@main.command(
    help=_(
        "Build books of single sources (SIGLUM) or texts (SIGLUM/TEXT), with the works they cite.\n\n"
        "Without TARGETS: the whole book on another paper, or its archive copy.\n\n"
        "Exit code: 0 if everything was built, 1 if the corpus has problems or the build failed, 2 for an "
        "unknown target."
    )
)
@click.argument("targets", nargs=-1)
@click.option("--paper", type=OneOf(["a5", "a4", "screen"]), default="a5", show_default=True, help=_("The paper size."))
@click.option("--archive", is_flag=True, help=_("PDF/A-3a that carries the files of the corpus."))
@click.option("--docs", type=FOLDER, default=Path("docs"), show_default=True, help=_("The Sphinx project."))
@click.option("--out", type=FOLDER, default=Path("build"), show_default=True, help=_("Where to build."))
@click.pass_obj
def pdf(root: Path | None, targets: tuple[str, ...], paper: str, archive: bool, docs: Path, out: Path) -> None:
    """Build books of parts, or the book on another paper."""
    if archive and targets:
        raise click.UsageError(_("--archive is for the whole book"))
    root = root_of(root)
    book, problems = book_of(root)
    names = [*(page.docname for page in book.pages), *(volume.source.siglum for volume in book.volumes)]
    for target in targets:
        if target not in names:
            hint = listed(_("expected one of"), target, names)
            raise click.UsageError(_("there is no '{target}'; {hint}", target=target, hint=hint))
    if problems:
        click.echo(FORMATS["text"](problems, book), err=True)
        sys.exit(PROBLEMS)
    from jiaozhu.building import BuildFailed, Places, build_book, build_part

    places = Places(docs.resolve(), out.resolve(), root.resolve())
    try:
        made = build_part(places, targets, paper) if targets else [build_book(places, paper, archive=archive)]
    except BuildFailed as error:
        click.echo(_failed(error), err=True)
        sys.exit(PROBLEMS)
    for path in made:
        click.echo(os.path.relpath(path))


def _failed(error: Exception) -> str:
    """What is printed when a builder fails, by its name."""
    return _("The {builder} build failed; earlier output is unchanged.", builder=error)
