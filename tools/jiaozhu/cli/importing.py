"""Commands that begin: a new project, new sources."""

from __future__ import annotations

import os
import re
import sys
from contextlib import suppress
from pathlib import Path

import click

from jiaozhu.cli.group import main
from jiaozhu.cli.opening import alone
from jiaozhu.cli.parameters import CLEAN, PROBLEMS, FormatName
from jiaozhu.locale import _
from jiaozhu.model.host import base_of
from jiaozhu.store.forms import MAIL


@main.command(
    help=_(
        "Make a new project in FOLDER: an empty corpus and the Sphinx project that shows it.\n\n"
        "Exit code: 0, or 2 if a file of it already exists; nothing is overwritten."
    )
)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--title", default="", help=_("The edition's title."))
@click.option("--language", default="", help=_("The language of the corpus and the site; by default the terminal's."))
@click.option("--repository", default="", help=_("Its address on a git host, which gets its issue forms."))
@click.option("--mail", default="", help=_("The address to which contributions are sent by mail."))
def init(folder: Path, title: str, language: str, repository: str, mail: str) -> None:
    """Make a new project."""
    from jiaozhu.workflows.importing.skeleton import create

    if repository and not base_of(repository):
        message = _(
            "'{address}' is not the address of a repository, such as https://codeberg.org/NAME/EDITION",
            address=repository,
        )
        raise click.BadParameter(message, param_hint="--repository")
    if mail and not re.fullmatch(MAIL, mail):
        message = _("'{address}' is not an address for mail, such as editor@example.org", address=mail)
        raise click.BadParameter(message, param_hint="--mail")
    try:
        for path in create(folder, title, language, repository, mail):
            click.echo(os.path.relpath(path))
    except FileExistsError as error:
        raise click.UsageError(_("'{name}' in '{folder}' already exists", name=error, folder=folder)) from None
    except OSError as error:
        message = _("'{path}' cannot be written: {why}", path=folder, why=error.strerror)
        raise click.UsageError(message) from None
    click.echo(_("next: {command}", command=f"cd {folder} && jiaozhu import FILE && jiaozhu build"))


@main.command(
    "import",
    help=_(
        "Make source folders with draft editions of files, or of all files in folders and in archives "
        "(ZIP, tar, tar.gz).\n\n"
        "An address of the web (http or https) is fetched, one file, and nothing that it refers to; what was "
        "fetched and when is written to fetched.json. No other command uses the network.\n\n"
        "The kind of each file is found from its contents: text in any usual encoding, hard-wrapped text, "
        "newspaper recognition, Markdown and HTML posts, web pages, PDF, ALTO, PAGE XML, hOCR, TEI, DOCX, "
        "EPUB; scans and photographs (JPEG, PNG, TIFF, WebP) are recognised. What is certain is drafted; "
        "what is doubtful is written to proposals.yaml and shown on the "
        "page for an editor to judge. Files that the corpus already has are skipped, so a batch that was "
        "interrupted is resumed by running it again.\n\n"
        "Exit code: 0 if every file is in the corpus now, 1 if some could not be imported, 2 if the command "
        "line is wrong."
    ),
)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=str))
@click.option("--siglum", help=_("The new source's name; by default that of the file."))
@click.option("--format", "format_", type=FormatName(), help=_("Their format; by default it is detected."))
@click.option(
    "--column",
    default="",
    metavar="NAME",
    help=_("The column that is the text, of tables (CSV) and data (JSON, JSON lines)."),
)
@click.option("--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help=_("Number of processes."))
@click.option("--dask", metavar="ADDRESS", help=_("A Dask scheduler, such as tcp://host:8786."))
@click.option(
    "--report", type=click.Path(path_type=Path, dir_okay=False), help=_("Write the outcome of each file as JSON.")
)
@click.option(
    "--ocr",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help=_("Recognise pages as pictures: if they have no text, in any case, never."),
)
@click.option("--recognizer", default="", help=_("The engine that recognises them; by default the first installed."))
@click.option(
    "--language-model",
    metavar="FILE",
    help=_("A model of the language, by which misread letters are found: KenLM's, 'wordfreq:zh', or '' for none."),
)
@click.option(
    "--watch", "is_watching", is_flag=True, help=_("Go on: import what is put into the folders, until Ctrl-C.")
)
@click.option("--limit", "limits", multiple=True, metavar="NAME=N", help=_("Change a limit, such as pages=9000."))
@click.pass_obj
def import_(
    root: Path | None,
    paths: tuple[str, ...],
    siglum: str | None,
    format_: str | None,
    column: str,
    jobs: int,
    dask: str | None,
    report: Path | None,
    ocr: str,
    recognizer: str,
    language_model: str | None,
    is_watching: bool,
    limits: tuple[str, ...],
) -> None:
    """Make sources of files."""
    from jiaozhu.workflows.importing.command import ImportCommand, import_paths
    from jiaozhu.workflows.importing.fetching import is_address
    from jiaozhu.workflows.importing.options import Ocr
    from jiaozhu.workflows.importing.watching import watch

    addresses = tuple(path for path in paths if is_address(path))
    files = tuple(Path(path) for path in paths if not is_address(path))
    for file in files:
        if not file.exists():
            raise click.BadParameter(_("there is no '{path}'", path=file), param_hint="PATH")
    if siglum and (len(paths) > 1 or any(file.is_dir() for file in files)):
        raise click.UsageError(_("--siglum names one source: import one file with it"))
    if is_watching and (addresses or not all(file.is_dir() for file in files)):
        raise click.UsageError(_("--watch takes folders"))
    try:
        reading = Ocr(ocr, recognizer)
        command = ImportCommand(
            alone(root), files, addresses, siglum, format_, jobs, dask, report, reading, column, language_model, limits
        )
        if is_watching:
            with suppress(KeyboardInterrupt):  # which is how a watch ends
                watch(command)
            sys.exit(CLEAN)
        failed = import_paths(command)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    sys.exit(PROBLEMS if failed else CLEAN)
