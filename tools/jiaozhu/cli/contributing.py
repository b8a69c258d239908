"""Commands of the desk: a note, a correction, a term, each in a file of its own."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from jiaozhu.cli.group import CLEAN, PROBLEMS, OneOf, book_of, main, root_of, volume_of
from jiaozhu.model.names import listed
from jiaozhu.model.note import NoteKind
from jiaozhu.model.problem import Problem
from jiaozhu.model.term import TERM_KINDS
from jiaozhu.problems.reports import FORMATS
from jiaozhu.store import try_git, write_new
from jiaozhu.workflows.authoring import Contribution, NotPlaced, new_correction, new_corrections, new_note, new_term

_KINDS = [kind.value for kind in NoteKind if kind is not NoteKind.PROPOSAL]
#: Places that are listed to choose from; who has more of them than that shall say more of what stands around.
_MOST_CHOICES = 20
_author = click.option("--author", help="Who answers for it; by default your name in git.")
_keep = click.option("--keep", is_flag=True, help="Write it even if the corpus has problems with it.")
_number = click.option("--number", type=click.IntRange(1), help="Which occurrence of the words is meant.")


@main.command()
@click.argument("target", metavar="SIGLUM[/TEXT]")
@click.argument("quote")
@click.option("--kind", type=OneOf(_KINDS), default="注", show_default=True, help="What it does.")
@click.option("--body", default="", help="What it says; 待考 if nothing.")
@_author
@_number
@_keep
@click.pass_obj
def annotate(
    root: Path | None, target: str, quote: str, kind: str, body: str, author: str | None, number: int | None, keep: bool
) -> None:
    """Write a note on QUOTE, words of one paragraph as they stand on the page.

    Where the words are not unique, what stands beside them is taken into the file until they are.

    Exit code: 0 if it is written, 1 if the corpus has problems with it (then it is written only with --keep), 2 if the
    words are not there or not only once.
    """
    root = root_of(root)
    book, problems = book_of(root)
    siglum, _, text = target.partition("/")
    volume = volume_of(book, siglum, root)
    made = _made(
        lambda: new_note(
            volume.edited,
            quote,
            kind=kind,
            author=_signed(author),
            date=date.today().isoformat(),
            body=body,
            text=text or None,
            number=number,
        )
    )
    _write(root, made, problems, keep=keep)


@main.command()
@click.argument("target", metavar="SIGLUM[/TEXT]")
@click.argument("before")
@click.argument("after")
@click.option("--reason", required=True, help="Why, in a few words: 形近误字.")
@click.option("--basis", required=True, help="What it rests on: a passage, a citation, the grammar of the sentence.")
@click.option("--cert", type=OneOf(["high", "medium", "low"]), required=True, help="How certain you are.")
@_author
@_number
@_keep
@click.pass_obj
def correct(
    root: Path | None,
    target: str,
    before: str,
    after: str,
    reason: str,
    basis: str,
    cert: str,
    author: str | None,
    number: int | None,
    keep: bool,
) -> None:
    """Write an emendation of BEFORE, words of the page or of the source, to AFTER; an empty AFTER leaves them out.

    Exit code: 0 if it is written, 1 if the corpus has problems with it (then it is written only with --keep), 2 if the
    words are not there or not only once.
    """
    root = root_of(root)
    book, problems = book_of(root)
    siglum, _, text = target.partition("/")
    volume = volume_of(book, siglum, root)
    signed = _signed(author)
    made = _made(
        lambda: new_correction(
            volume.edited,
            before,
            after,
            author=signed,
            reason=reason,
            basis=basis,
            certainty=cert,
            text=text or None,
            number=number,
        )
    )
    _write(root, made, problems, keep=keep)


@main.command()
@click.argument("headword")
@click.option("--gloss", required=True, help="In English, in a few words.")
@click.option("--kind", type=OneOf(sorted(TERM_KINDS)), required=True, help="What it is.")
@click.option("--pinyin", default="", help="With tones; by default what the characters are usually read as: check it.")
@click.option("--body", default="", help="The definition; 待考 if nothing.")
@_keep
@click.pass_obj
def term(root: Path | None, headword: str, gloss: str, kind: str, pinyin: str, body: str, keep: bool) -> None:
    """Write a glossary entry.

    Exit code: 0 if it is written, 1 if the corpus has problems with it (then it is written only with --keep), 2 if
    there is one already.
    """
    root = root_of(root)
    book, problems = book_of(root)
    made = _made(lambda: new_term(book.corpus, headword, gloss=gloss, kind=kind, pinyin=pinyin, body=body))
    _write(root, made, problems, keep=keep)


@main.command()
@click.argument("target", metavar="SIGLUM/TEXT")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@_author
@click.pass_obj
def diff(root: Path | None, target: str, file: Path, author: str | None) -> None:
    """Make emendations of FILE, a corrected copy of what 'jiaozhu show --plain SIGLUM/TEXT' prints.

    Each change becomes one emendation, of low certainty, that asks you for its basis; an unchanged copy makes none.

    Exit code: 0 if everything was taken up, 1 if something could not be, 2 if the command line is wrong.
    """
    root = root_of(root)
    book, problems = book_of(root)
    siglum, _, text = target.partition("/")
    volume = volume_of(book, siglum, root)
    page = next((page for page in volume.pages if page.text == text), None)
    if page is None:
        raise click.UsageError(
            f"there is no text '{target}'; {listed('its texts are', text, [p.text for p in volume.pages])}"
        )
    try:
        copy = file.read_text("utf-8")
    except UnicodeDecodeError:
        raise click.UsageError(f"'{file}' is not UTF-8") from None
    made, refused = new_corrections(volume.edited, page, copy, author=_signed(author))
    for item in refused:
        click.echo(f"{file}: {item.where}: not taken up: {item.why}", err=True)
    if made is None:
        click.echo("nothing was changed" if not refused else "no emendation was made")
        sys.exit(PROBLEMS if refused else CLEAN)
    _write(root, made, problems, keep=True)
    if refused:
        sys.exit(PROBLEMS)


def _made(maker: Callable[[], Contribution]) -> Contribution:
    """A contribution, or the command line's error with the places between which to choose."""
    try:
        return maker()
    except NotPlaced as error:
        lines = [f"  {number}. {spot.text} {spot.block}  {spot.shown}" for number, spot in enumerate(error.choices, 1)]
        left = len(lines) - _MOST_CHOICES
        rest = [f"  and {left} more: take more of what stands around the words"] if left > 0 else []
        raise click.UsageError("\n".join([str(error), *lines[:_MOST_CHOICES], *rest])) from None


def _write(root: Path, made: Contribution, before: Collection[Problem], *, keep: bool) -> None:
    """Write the file, unless there is one. If the corpus has problems with it that it did not have, tell them, and take
    it away again if it is not to be kept."""
    path = root / made.path
    try:
        write_new(path, made.text.encode("utf-8"))
    except FileExistsError:
        raise click.UsageError(f"there is '{os.path.relpath(path)}' already") from None
    kept = keep
    try:
        book, after = book_of(root)
        told = {replace(problem, hint="") for problem in before}
        new = [problem for problem in after if replace(problem, hint="") not in told]
        kept = keep or not new
    finally:
        if not kept:
            path.unlink()
    if kept:
        click.echo(os.path.relpath(path))
    if new:
        click.echo(FORMATS["text"](new, book), err=True)
    if not kept:
        click.echo(f"{os.path.relpath(path)} was not written; --keep writes it all the same", err=True)
    if new:
        sys.exit(PROBLEMS)


def _signed(author: str | None) -> str:
    """The author: as said, or as git knows them."""
    if author and author.strip():
        return author.strip()
    found = try_git(Path(), "config", "user.name")
    if not found:
        raise click.UsageError("git does not know your name: say it with --author")
    return found
