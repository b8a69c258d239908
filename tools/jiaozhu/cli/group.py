"""The command line's root, and what its commands share. What a command does is a function elsewhere."""

from __future__ import annotations

import errno
import gettext
import os
import signal
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

import jiaozhu
from jiaozhu.edition.pipeline import Book, Volume, make_book
from jiaozhu.formats import FORMATS
from jiaozhu.locale import N_, _
from jiaozhu.model.corpus import Corpus
from jiaozhu.model.doors import BrokenPlugin
from jiaozhu.model.names import did_you_mean, listed
from jiaozhu.model.problem import Problem
from jiaozhu.problems.checks import check as run_checks
from jiaozhu.problems.reports import visible
from jiaozhu.problems.unfinished import unfinished
from jiaozhu.store import guarded, load_corpus, settle

#: Exit codes: everything fine; problems found; the command line was wrong.
CLEAN, PROBLEMS, USAGE = 0, 1, 2
FOLDER = click.Path(path_type=Path, file_okay=False)


#: click's own words, which it translates by gettext; ``speak`` lets it find them.
_OF_CLICK = (
    N_("Usage:"),
    N_("Options"),
    N_("Commands"),
    N_("Show this message and exit."),
    N_("Show the version and exit."),
    N_("Error: {message}"),
    N_("Try '{command} {option}' for help."),
    N_("default: {default}"),
    N_("Missing argument"),
    N_("Missing option"),
    N_("Missing command."),
    N_("Invalid value for {param_hint}: {message}"),
    N_("Invalid value: {message}"),
    N_("No such option {name!r}."),
    N_("{name} {filename!r} does not exist."),
    N_("{name} {filename!r} is a directory."),
    N_("{name} {filename!r} is a file."),
    N_("{value} is not in the range {range}."),
    N_("{value!r} is not a valid {number_type}."),
    N_("directory"),
    N_("file"),
    N_("path"),
)


def speak() -> None:
    """Let click find its words in the catalogue of this command line."""
    folder = Path(jiaozhu.__file__).parent / "locale"
    gettext.bindtextdomain("cli", folder)
    gettext.textdomain("cli")


speak()


def why_not(error: OSError) -> str:
    """Return what a system's error means, with its place."""
    why = error.strerror or str(error)
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        why = _("the disk is full")
    if error.filename is None:
        return why
    return _("{path}: {why}", path=os.path.relpath(os.fsdecode(error.filename)), why=why)


@contextmanager
def _ended_in_order() -> Iterator[None]:
    """Let a command that gets a signal to end clean up, as one does that is interrupted at the keyboard."""

    def end(number: int, _frame: object) -> None:
        raise SystemExit(128 + number)

    before = {}
    if threading.current_thread() is threading.main_thread():
        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is signal.SIG_DFL:
                before[number] = signal.signal(number, end)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class OneOf(click.Choice[str]):
    """A value that is one of a few; an error message suggests the one that was meant."""

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        question = did_you_mean(str(value), self.choices)
        message = super().get_invalid_choice_message(value, ctx)
        return f"{message.removesuffix('.')}; {question}" if question else message


class FormatName(click.ParamType):  # type: ignore[type-arg]  # generic only in later versions of click
    """The name of a format. Formats of plug-ins are looked for when a command needs them, not when it is defined."""

    name = "format"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return str(OneOf(sorted(FORMATS)).convert(value, param, ctx))

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        return f"[{'|'.join(sorted(FORMATS))}]"


class Commands(click.Group):
    """The commands by name; an error message suggests the one that was meant."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; a plug-in that cannot be used and a disk that cannot be written are reported as what they
        are."""
        try:
            with _ended_in_order():
                return super().invoke(ctx)
        except BrokenPlugin as error:
            raise click.UsageError(_("a plug-in cannot be used: {error}", error=error)) from None
        except OSError as error:
            if error.errno == errno.EPIPE:  # the reader of our output has gone; click knows what to do
                raise
            raise click.ClickException(why_not(error)) from None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            hint = listed(_("expected one of"), args[0], self.commands, len(self.commands))
            raise click.UsageError(_("No such command '{name}'; {hint}", name=args[0], hint=hint), ctx)
        return super().resolve_command(ctx, args)


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help=_(
        "jiaozhu: annotated digital editions as documentation.\n\n"
        "A corpus is a folder of plain files: sources that never change, editions that define how they are "
        "read, emendations, notes, a glossary and a bibliography. These commands check it and show what "
        "becomes of it; 'jiaozhu build' makes the site and the book.\n\n"
        "\b\n"
        "Examples:\n"
        "  jiaozhu check                          every problem of the corpus, with its place\n"
        "  jiaozhu check corpus/sources/NAME      only those of one source\n"
        "  jiaozhu show NAME/TEXT                 a page as it will be built\n"
        "  jiaozhu ledger NAME --json             what became of every character\n"
        "  jiaozhu import FILE                    a new source with a draft edition\n"
        "  jiaozhu rebase NAME FILE               a better witness of a source, with everything written about it\n"
        "  jiaozhu schema figures                 what figures.yaml may contain, for your editor"
    ),
)
@click.version_option(jiaozhu.__version__, prog_name="jiaozhu")
@click.option(
    "--corpus",
    "root",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    help=_("The corpus folder (the one with corpus.yaml). Default: 'corpus' here or in a folder above."),
)
@click.pass_context
def main(context: click.Context, root: Path | None) -> None:
    """Run a command."""
    context.obj = root


def book_of(root: Path, drafts: Mapping[Path, bytes] | None = None) -> tuple[Book, list[Problem]]:
    """Return a corpus carried through the pipeline, and its problems.

    Args:
        root: The corpus.
        drafts: Files that are not written yet, by path from the corpus: it is read as if they were.
    """
    corpus, found = load_corpus(root, drafts)
    book = make_book(corpus)
    return book, run_checks(book, found)


def root_of(root: Path | None) -> Path:
    """Return the corpus folder: the one that was named, or that of the working directory.

    What a command that was killed has left in it is settled first.

    Raises:
        click.UsageError: It does not exist.
    """
    if root is not None and not (root / "corpus.yaml").is_file():
        raise click.UsageError(_("'{path}' is not a corpus: it has no corpus.yaml", path=root))
    found = root or corpus_above(Path.cwd())
    if found is None:
        raise click.UsageError(_("there is no corpus here; give its folder with --corpus"))
    for folder in (found, found.resolve().parent):  # 'init' writes in the folder above
        settle(folder)
    return found


def alone(root: Path | None) -> Path:
    """Return the corpus folder; until the command ends, no other process writes in it.

    Raises:
        click.UsageError: It does not exist.
    """
    found = root_of(root)
    click.get_current_context().with_resource(guarded(found, say))
    return found


def say(message: str) -> None:
    """Print something that is not the command's result."""
    click.echo(message, err=True)


def corpus_above(path: Path) -> Path | None:
    """Return the corpus of a path: the nearest folder above with a corpus.yaml, or with a corpus/ that has one."""
    for folder in (path, *path.absolute().parents):
        for candidate in (folder, folder / "corpus"):
            if (candidate / "corpus.yaml").is_file():
                return candidate
    return None


def volume_of(book: Book, siglum: str, root: Path) -> Volume:
    """Return a source carried through the pipeline.

    Raises:
        click.UsageError: There is no such source, or it cannot be read.
    """
    for volume in book.volumes:
        if volume.source.siglum == siglum:
            return volume
    sigla = [volume.source.siglum for volume in book.volumes]
    if "/" not in siglum and siglum not in ("", ".", "..") and (root / "sources" / siglum).is_dir():
        message = _("source '{siglum}' cannot be read: 'jiaozhu check' reports why", siglum=siglum)
        raise click.UsageError(message)
    hint = listed(_("expected one of"), siglum, sigla)
    raise click.UsageError(_("there is no source '{siglum}'; {hint}", siglum=siglum, hint=hint))


def tell_unfinished(root: Path, corpus: Corpus) -> None:
    """Print what editors still have to fill in, a line for each file; nothing if nothing is left."""
    left: dict[str, list[str]] = {}
    for item in unfinished(corpus):
        path = item.path if Path(item.path).exists() else os.path.relpath(root / item.path)
        left.setdefault(f"{path}:{item.line}", []).append(item.key)
    for place, keys in left.items():
        click.echo(visible(_("{place}: still to be filled in: {keys}", place=place, keys=", ".join(keys))), err=True)
