"""The command that writes an output of the corpus: export."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import click

from jiaozhu.cli.group import main
from jiaozhu.cli.opening import book_of, root_of, say
from jiaozhu.cli.parameters import FOLDER
from jiaozhu.locale import _, ngettext
from jiaozhu.model.names import listed
from jiaozhu.outputs.generated import Generated
from jiaozhu.outputs.registry import Output, export, outputs
from jiaozhu.problems.reports import visible
from jiaozhu.store import Manifest, locked, read_history, sweep, write_if_changed

#: Lists what an earlier run wrote into a folder: nothing else there is ever deleted.
_MANIFEST = ".jiaozhu-export.json"


@main.command("export", help=_("Write an output of the corpus; without NAME, list the outputs there are."))
@click.argument("name", required=False)
@click.option("--to", "folder", type=FOLDER, help=_("The folder to write to; by default build/NAME."))
@click.option("--language", default=None, help=_("The language to write in; by default that of the corpus."))
@click.pass_obj
def export_command(root: Path | None, name: str | None, folder: Path | None, language: str | None) -> None:
    """Write an output."""
    known = outputs()
    if name is None:
        width = max(map(len, known))
        for item in known.values():
            click.echo(f"{item.name:<{width}}  {_(item.summary)}")
        return
    if name not in known:
        hint = listed(_("the outputs are"), name, known)
        raise click.UsageError(_("no output '{name}'; {hint}", name=name, hint=hint))
    _export(root_of(root), known[name], folder or Path("build", name), language)


def _export(root: Path, output: Output, folder: Path, language: str | None) -> None:
    book, problems = book_of(root)
    if problems:
        count = ngettext("the corpus has {n} problem", "the corpus has {n} problems", len(problems), n=len(problems))
        raise click.ClickException(_("{problems}; 'jiaozhu check' lists them", problems=count))
    folder.mkdir(parents=True, exist_ok=True)
    with locked(folder, say):
        names, written = _write_all(folder, export(output, book, read_history(root), language))
    shown = ngettext("{n} file", "{n} files", len(names), n=len(names))
    click.echo(_("{files} in {folder}, {n} changed", files=shown, folder=os.path.relpath(folder), n=written))


def _write_all(folder: Path, files: Iterable[Generated]) -> tuple[set[str], int]:
    """Write files, and delete those that only an earlier run wrote; their names, and how many have changed."""
    for path in (folder, *folder.rglob("*")):
        sweep(path)
    manifest = Manifest(folder / _MANIFEST)
    before = manifest.names()
    names: set[str] = set()
    written = 0
    for file in files:
        if file.name not in before:
            manifest.note(file.name)
        written += _write(folder, file)
        names.add(file.name)
    for name in before - names:
        path = folder / name
        if path.resolve().is_relative_to(folder.resolve()):
            path.unlink(missing_ok=True)
    manifest.save(names)
    return names, written


def _write(folder: Path, file: Generated) -> bool:
    path = folder / file.name
    if not path.resolve().is_relative_to(folder.resolve()):
        raise click.ClickException(_("'{name}' is not in the folder", name=visible(file.name)))
    return write_if_changed(path, file.text.encode("utf-8"))
