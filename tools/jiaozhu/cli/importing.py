"""Commands that begin: a new project, new sources."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from jiaozhu.cli.group import CLEAN, PROBLEMS, OneOf, main, root_of
from jiaozhu.formats import FORMATS as FORMAT_NAMES


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--title", default="新编", show_default=True, help="The edition's title.")
def init(folder: Path, title: str) -> None:
    """Make a new project in FOLDER: an empty corpus and the Sphinx project that shows it.

    Exit code: 0, or 2 if there is one already; nothing is overwritten.
    """
    from jiaozhu.workflows.importing.skeleton import create

    try:
        for path in create(folder, title):
            click.echo(os.path.relpath(path))
    except FileExistsError as error:
        raise click.UsageError(f"there is '{error}' in '{folder}' already") from None
    except OSError as error:
        raise click.UsageError(f"'{folder}' cannot be written: {error.strerror}") from None
    click.echo(f"next: cd {folder} && jiaozhu import FILE && jiaozhu build")


@main.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--siglum", help="The new source's name; by default that of the file.")
@click.option("--format", "format_", type=OneOf(sorted(FORMAT_NAMES)), help="The files' kind; by default found out.")
@click.option("--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes to work with.")
@click.option("--dask", metavar="ADDRESS", help="A Dask scheduler to work with, such as tcp://host:8786.")
@click.option(
    "--report", type=click.Path(path_type=Path, dir_okay=False), help="Write the outcome of each file as JSON."
)
@click.option("--limit", "limits", multiple=True, metavar="NAME=N", help="Raise or lower a limit, such as pages=9000.")
@click.pass_obj
def import_(
    root: Path | None,
    paths: tuple[Path, ...],
    siglum: str | None,
    format_: str | None,
    jobs: int,
    dask: str | None,
    report: Path | None,
    limits: tuple[str, ...],
) -> None:
    """Make source folders with draft editions of files, or of all files in folders.

    The kind of each file is found from what is in it: text in any usual encoding, hard-wrapped text, newspaper
    recognition, Markdown and HTML posts, web pages, PDF, ALTO, PAGE XML, hOCR, TEI, DOCX, EPUB. What is certain is
    drafted; what is doubtful is written to proposals.yaml and shown on the page for an editor to judge. Files that the
    corpus has already are passed over, so a batch that was cut off is resumed by running it again.

    Exit code: 0 if every file is in the corpus now, 1 if some could not be imported, 2 if the command line is wrong.
    """
    from jiaozhu.workflows.importing.command import import_paths

    for path in paths:
        if not path.exists():
            raise click.BadParameter(f"there is no '{path}'", param_hint="PATH")
    if siglum and (len(paths) > 1 or paths[0].is_dir()):
        raise click.UsageError("--siglum names one source: import one file with it")
    try:
        failed = import_paths(root_of(root), paths, siglum, format_, jobs, dask, report, limits)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    sys.exit(PROBLEMS if failed else CLEAN)
