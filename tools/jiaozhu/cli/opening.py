"""Opening the corpus that a command is about, and reporting what is wrong with the way to it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import click

from jiaozhu.edition.pipeline import Book, Volume, make_book
from jiaozhu.locale import _
from jiaozhu.model.corpus import Corpus
from jiaozhu.model.names import listed
from jiaozhu.model.problem import Problem
from jiaozhu.problems.checks import check as run_checks
from jiaozhu.problems.reports import visible
from jiaozhu.problems.unfinished import unfinished
from jiaozhu.store import guarded, load_corpus, settle


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
