"""The command line's root, and what its commands share. What a command does is a function elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

import jiaozhu
from jiaozhu.edition.pipeline import Book, Volume, make_book
from jiaozhu.model.names import did_you_mean, listed
from jiaozhu.model.problem import Problem
from jiaozhu.problems.checks import check as run_checks
from jiaozhu.store import load_corpus

#: Exit codes: everything fine; problems found; the command line was wrong.
CLEAN, PROBLEMS, USAGE = 0, 1, 2
FOLDER = click.Path(path_type=Path, file_okay=False)


class OneOf(click.Choice[str]):
    """A value that is one of a few; a slip is told what it may be meant for."""

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        question = did_you_mean(str(value), self.choices)
        message = super().get_invalid_choice_message(value, ctx)
        return f"{message.removesuffix('.')}; {question}" if question else message


class Commands(click.Group):
    """The commands by name; a slip is told which it may be meant for."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            hint = listed("the commands are", args[0], self.commands, len(self.commands))
            raise click.UsageError(f"No such command '{args[0]}'; {hint}", ctx)
        return super().resolve_command(ctx, args)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(jiaozhu.__version__, prog_name="jiaozhu")
@click.option(
    "--corpus",
    "root",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    help="The corpus folder (the one with corpus.yaml). Default: 'corpus' here or in a folder above.",
)
@click.pass_context
def main(context: click.Context, root: Path | None) -> None:
    """jiaozhu 校注: annotated digital editions as documentation.

    A corpus is a folder of plain files: sources that never change, editions that say how they are read, emendations,
    notes, a glossary and a bibliography. These commands check it and show what becomes of it; 'jiaozhu build' makes
    the site and the book.

    \b
    Examples:
      jiaozhu check                          every problem of the corpus, with its place
      jiaozhu check corpus/sources/NAME      only those of one source
      jiaozhu show NAME/TEXT                 a page as it will be built
      jiaozhu ledger NAME --json             what became of every character
      jiaozhu import FILE                    a new source with a draft edition
      jiaozhu rebase NAME FILE               a better witness of a source, with all that was written about it
      jiaozhu schema figures                 what figures.yaml may say, for your editor
    """
    context.obj = root


def book_of(root: Path) -> tuple[Book, list[Problem]]:
    corpus, found = load_corpus(root)
    book = make_book(corpus)
    return book, run_checks(book, found)


def root_of(root: Path | None) -> Path:
    if root is not None and not (root / "corpus.yaml").is_file():
        raise click.UsageError(f"'{root}' is no corpus: there is no corpus.yaml in it")
    found = root or corpus_above(Path.cwd())
    if found is None:
        raise click.UsageError("there is no corpus here; name its folder with --corpus")
    return found


def corpus_above(path: Path) -> Path | None:
    """The corpus that holds ``path``: the nearest folder above with a corpus.yaml, or with a corpus/ that has one."""
    for folder in (path, *path.absolute().parents):
        for candidate in (folder, folder / "corpus"):
            if (candidate / "corpus.yaml").is_file():
                return candidate
    return None


def volume_of(book: Book, siglum: str, root: Path) -> Volume:
    for volume in book.volumes:
        if volume.source.siglum == siglum:
            return volume
    sigla = [volume.source.siglum for volume in book.volumes]
    if "/" not in siglum and siglum not in ("", ".", "..") and (root / "sources" / siglum).is_dir():
        raise click.UsageError(f"source '{siglum}' cannot be read: 'jiaozhu check' says why")
    raise click.UsageError(f"there is no source '{siglum}'; {listed('the sources are', siglum, sigla)}")
