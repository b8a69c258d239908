"""The command line's root. A command's module is imported when the command is used, so that help costs little."""

from __future__ import annotations

import errno
import gettext
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import click

import jiaozhu
from jiaozhu.cli.commands import COMMANDS
from jiaozhu.locale import N_, _
from jiaozhu.model.doors import BrokenPlugin
from jiaozhu.model.names import listed

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


class Commands(click.Group):
    """The commands by name; an error message suggests the one that was meant."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in COMMANDS and cmd_name not in self.commands:
            import_module(COMMANDS[cmd_name].module)  # it registers its commands
        return super().get_command(ctx, cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(gettext.gettext("Commands")):
            formatter.write_dl([(name, _(COMMANDS[name].summary)) for name in self.list_commands(ctx)])

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
        if not args[0].startswith("-") and args[0] not in COMMANDS:
            hint = listed(_("expected one of"), args[0], self.list_commands(ctx), len(COMMANDS))
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
