"""The command that writes an output of the corpus: export."""

from __future__ import annotations

import os
from pathlib import Path

import click

from jiaozhu.cli.group import FOLDER, book_of, main, root_of
from jiaozhu.locale import _, ngettext
from jiaozhu.model.names import listed
from jiaozhu.outputs.registry import Output, export, outputs
from jiaozhu.problems.reports import visible
from jiaozhu.store import read_history, write_if_changed


@main.command("export", help=_("Write an output of the corpus; without NAME, list the outputs there are."))
@click.argument("name", required=False)
@click.option("--to", "folder", type=FOLDER, help=_("The folder to write to; by default build/NAME."))
@click.option("--language", default=None, help=_("The language to write in; by default that of the corpus."))
@click.pass_obj
def export_command(root: Path | None, name: str | None, folder: Path | None, language: str | None) -> None:
    known = outputs()
    if name is None:
        width = max(map(len, known))
        for item in known.values():
            click.echo(f"{item.name:<{width}}  {_(item.summary)}")
        return
    if name not in known:
        hint = listed(_("the outputs are"), name, known)
        raise click.UsageError(_("no output '{name}'; {hint}", name=name, hint=hint))
    _write(root_of(root), known[name], folder or Path("build", name), language)


def _write(root: Path, output: Output, folder: Path, language: str | None) -> None:
    book, problems = book_of(root)
    if problems:
        count = ngettext("the corpus has {n} problem", "the corpus has {n} problems", len(problems), n=len(problems))
        raise click.ClickException(_("{problems}; 'jiaozhu check' lists them", problems=count))
    files = written = 0
    for file in export(output, book, read_history(root), language):
        path = folder / file.name
        if not path.resolve().is_relative_to(folder.resolve()):
            raise click.ClickException(_("'{name}' is not in the folder", name=visible(file.name)))
        written += write_if_changed(path, file.text.encode("utf-8"))
        files += 1
    shown = ngettext("{n} file", "{n} files", files, n=files)
    place = os.path.relpath(folder)
    click.echo(_("{files} in {folder}, {written} written anew", files=shown, folder=place, written=written))
