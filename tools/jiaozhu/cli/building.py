"""Commands that build: the site, the book, books of parts."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import click

from jiaozhu.cli.group import main
from jiaozhu.cli.opening import book_of, root_of, say, tell_unfinished
from jiaozhu.cli.parameters import FOLDER, PROBLEMS, OneOf
from jiaozhu.locale import _
from jiaozhu.model.names import listed
from jiaozhu.problems.reports import FORMATS, accounts

_docs = click.option("--docs", type=FOLDER, help=_("The Sphinx project; by default docs, here or beside the corpus."))
_out = click.option("--out", type=FOLDER, help=_("Where to build; by default build, beside the Sphinx project."))


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
@_docs
@_out
@click.pass_obj
def build(root: Path | None, parts: tuple[str, ...], docs: Path | None, out: Path | None) -> None:
    """Build the site, the book, or both."""
    root = root_of(root)
    places = _places(root, docs, out)
    book, problems = book_of(root)
    if problems:
        click.echo(FORMATS["text"](problems, book), err=True)
        sys.exit(PROBLEMS)
    building = _building()
    made = _built(lambda: building.build(building.Places(*places), parts or ("html", "pdf"), say))
    for line in accounts(book):
        click.echo(line)
    tell_unfinished(root, book.corpus)
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
@_docs
@_out
@click.pass_obj
def pdf(
    root: Path | None, targets: tuple[str, ...], paper: str, archive: bool, docs: Path | None, out: Path | None
) -> None:
    """Build books of parts, or the book on another paper."""
    if archive and targets:
        raise click.UsageError(_("--archive is for the whole book"))
    root = root_of(root)
    places = _places(root, docs, out)
    book, problems = book_of(root)
    names = [*(page.docname for page in book.pages), *(volume.source.siglum for volume in book.volumes)]
    for target in targets:
        if target not in names:
            hint = listed(_("expected one of"), target, names)
            raise click.UsageError(_("there is no '{target}'; {hint}", target=target, hint=hint))
    if problems:
        click.echo(FORMATS["text"](problems, book), err=True)
        sys.exit(PROBLEMS)
    building = _building()
    if targets:
        made = _built(lambda: building.build_part(building.Places(*places), targets, paper, say))
    else:
        made = _built(lambda: [building.build_book(building.Places(*places), paper, archive=archive, tell=say)])
    for path in made:
        click.echo(os.path.relpath(path))


def _building() -> ModuleType:
    """The package that builds; Sphinx takes a second, and need not be there for anything else.

    Raises:
        click.ClickException: It is not installed.
    """
    try:
        from jiaozhu import building
    except ImportError as error:
        package = (error.name or "").partition(".")[0]
        message = _("building needs '{package}': pip install 'jiaozhu[site,pdf]'", package=package)
        raise click.ClickException(message) from None
    return building


def _places(root: Path, docs: Path | None, out: Path | None) -> tuple[Path, Path, Path]:
    """The Sphinx project, the folder of what is built, and the corpus: as the user names them, else here, else beside
    the corpus.

    Raises:
        click.UsageError: There is no Sphinx project.
    """
    here = Path("docs")
    project = docs or (here if (here / "conf.py").is_file() else root.resolve().parent / "docs")
    if not (project / "conf.py").is_file():
        message = _("there is no Sphinx project in '{path}': it has no conf.py", path=os.path.relpath(project))
        raise click.UsageError(message)
    build = out or (Path("build") if docs or project == here else project.parent / "build")
    return project.resolve(), build.resolve(), root.resolve()


def _built(make: Callable[[], list[Path]]) -> list[Path]:
    """What was built; a build that fails ends the command."""
    from jiaozhu.building import BuildFailed

    try:
        return make()
    except BuildFailed as error:
        click.echo(_("The {builder} build failed; earlier output is unchanged.", builder=error), err=True)
        sys.exit(PROBLEMS)
