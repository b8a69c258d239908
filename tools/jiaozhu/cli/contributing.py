"""Commands for contributors: a note, a correction, a term, each in a file of its own."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from jiaozhu.cli.group import main
from jiaozhu.cli.opening import alone, book_of, volume_of
from jiaozhu.cli.parameters import CLEAN, PROBLEMS, OneOf
from jiaozhu.locale import _
from jiaozhu.model.kinds import NoteKind, TermKind
from jiaozhu.model.names import listed
from jiaozhu.model.problem import Problem
from jiaozhu.problems.reports import FORMATS
from jiaozhu.store import Item, commit, try_git
from jiaozhu.workflows.authoring import Contribution, NotPlaced, new_correction, new_corrections, new_note, new_term

#: Places that are listed to choose from; with more of them, more of the surrounding words must be given.
_MOST_CHOICES = 20
_author = click.option("--author", help=_("Who answers for it; by default your name in git."))
_keep = click.option("--keep", is_flag=True, help=_("Write it even if the corpus has problems with it."))
_number = click.option("--number", type=click.IntRange(1), help=_("Which occurrence of the words is meant."))


@main.command(
    help=_(
        "Write a note on QUOTE, words of one paragraph as they are on the page.\n\n"
        "Where the words are not unique, words beside them are taken into the file until they are.\n\n"
        "Exit code: 0 if it is written, 1 if the corpus has problems with it (then it is written only with "
        "--keep), 2 if the words are not found, or found more than once."
    )
)
@click.argument("target", metavar="SIGLUM[/TEXT]")
@click.argument("quote")
@click.option("--kind", help=_("A kind of note of the corpus; by default its first."))
@click.option("--body", default="", help=_("The text of the note; by default, that it is open."))
@_author
@_number
@_keep
@click.pass_obj
def annotate(
    root: Path | None,
    target: str,
    quote: str,
    kind: str | None,
    body: str,
    author: str | None,
    number: int | None,
    keep: bool,
) -> None:
    """Write a note."""
    root = alone(root)
    book, problems = book_of(root)
    siglum, _slash, text = target.partition("/")
    volume = volume_of(book, siglum, root)
    made = _made(
        lambda: new_note(
            volume.edited,
            quote,
            kind=_kind(kind, book.corpus.info.kinds.written),
            author=signed(author),
            date=date.today().isoformat(),
            language=book.corpus.info.language,
            body=body,
            text=text or None,
            number=number,
        )
    )
    _write(root, made, problems, keep=keep)


@main.command(
    help=_(
        "Write an emendation of BEFORE, words of the page or of the source, to AFTER; an empty AFTER leaves "
        "them out.\n\n"
        "Exit code: 0 if it is written, 1 if the corpus has problems with it (then it is written only with "
        "--keep), 2 if the words are not found, or found more than once."
    )
)
@click.argument("target", metavar="SIGLUM[/TEXT]")
@click.argument("before")
@click.argument("after")
@click.option("--reason", required=True, help=_("Why, in a few words."))
@click.option("--basis", required=True, help=_("What it rests on: a passage, a citation, the grammar of the sentence."))
@click.option("--cert", type=OneOf(["high", "medium", "low"]), required=True, help=_("How certain you are."))
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
    """Write an emendation."""
    root = alone(root)
    book, problems = book_of(root)
    siglum, _slash, text = target.partition("/")
    volume = volume_of(book, siglum, root)
    name = signed(author)
    made = _made(
        lambda: new_correction(
            volume.edited,
            before,
            after,
            author=name,
            reason=reason,
            basis=basis,
            certainty=cert,
            text=text or None,
            number=number,
        )
    )
    _write(root, made, problems, keep=keep)


@main.command(
    help=_(
        "Write a glossary entry.\n\n"
        "Exit code: 0 if it is written, 1 if the corpus has problems with it (then it is written only with "
        "--keep), 2 if the entry already exists."
    )
)
@click.argument("headword")
@click.option("--gloss", required=True, help=_("In English, in a few words."))
@click.option("--kind", required=True, help=_("A kind of term of the corpus."))
@click.option("--pinyin", default="", help=_("With tones; by default the usual reading of the characters: check it."))
@click.option("--body", default="", help=_("The definition; by default, that it is open."))
@_keep
@click.pass_obj
def term(root: Path | None, headword: str, gloss: str, kind: str, pinyin: str, body: str, keep: bool) -> None:
    """Write a glossary entry."""
    root = alone(root)
    book, problems = book_of(root)
    kind = _kind(kind, book.corpus.info.kinds.terms)
    made = _made(lambda: new_term(book.corpus, headword, gloss=gloss, kind=kind, pinyin=pinyin, body=body))
    _write(root, made, problems, keep=keep)


@main.command(
    help=_(
        "Make emendations from FILE, a corrected copy of what 'jiaozhu show --plain SIGLUM/TEXT' prints.\n\n"
        "Each change becomes one emendation, of low certainty, that asks you for its basis; an unchanged "
        "copy makes none.\n\n"
        "Exit code: 0 if every change was taken up, 1 if some could not be, 2 if the command line is wrong."
    )
)
@click.argument("target", metavar="SIGLUM/TEXT")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@_author
@click.pass_obj
def diff(root: Path | None, target: str, file: Path, author: str | None) -> None:
    """Make emendations from a corrected copy."""
    root = alone(root)
    book, problems = book_of(root)
    siglum, _slash, text = target.partition("/")
    volume = volume_of(book, siglum, root)
    page = next((page for page in volume.pages if page.text == text), None)
    if page is None:
        hint = listed(_("expected one of"), text, [p.text for p in volume.pages])
        raise click.UsageError(_("text '{text}' does not exist; {hint}", text=target, hint=hint))
    try:
        copy = file.read_text("utf-8")
    except UnicodeDecodeError:
        raise click.UsageError(_("'{file}' is not UTF-8", file=file)) from None
    made, refused = new_corrections(
        volume.edited, page, copy, author=signed(author), language=book.corpus.info.language
    )
    for item in refused:
        message = _("{file}: {where}: not taken up: {why}", file=file, where=item.where, why=item.why)
        click.echo(message, err=True)
    if made is None:
        click.echo(_("no emendation was made") if refused else _("nothing was changed"))
        sys.exit(PROBLEMS if refused else CLEAN)
    _write(root, made, problems, keep=True)
    if refused:
        sys.exit(PROBLEMS)


def _kind(name: str | None, kinds: Sequence[NoteKind] | Sequence[TermKind]) -> str:
    """The id of a kind of the corpus; its first, if none is named."""
    names = [kind.id for kind in kinds]
    if name is None:
        return names[0]
    if name not in names:
        raise click.BadParameter(OneOf(names).get_invalid_choice_message(name, None), param_hint="'--kind'")
    return name


def _made(maker: Callable[[], Contribution]) -> Contribution:
    """A contribution, or a usage error with the places to choose from."""
    try:
        return maker()
    except NotPlaced as error:
        lines = [f"  {number}. {spot.text} {spot.block}  {spot.shown}" for number, spot in enumerate(error.choices, 1)]
        left = len(lines) - _MOST_CHOICES
        rest = [_("  and {n} more: add more of the surrounding words", n=left)] if left > 0 else []
        raise click.UsageError("\n".join([str(error), *lines[:_MOST_CHOICES], *rest])) from None


def _write(root: Path, made: Contribution, before: Collection[Problem], *, keep: bool) -> None:
    """Write the file, unless it exists. If the corpus would have problems with it that it does not have, report them,
    and write it only if it is to be kept."""
    path, data = root / made.path, made.text.encode("utf-8")
    if os.path.lexists(path):
        raise click.UsageError(_("'{path}' already exists", path=os.path.relpath(path)))
    book, after = book_of(root, {made.path: data})
    known = {replace(problem, hint="") for problem in before}
    new = [problem for problem in after if replace(problem, hint="") not in known]
    kept = keep or not new
    if kept:
        commit(root, [Item(made.path.as_posix(), data, new=True)])
        click.echo(os.path.relpath(path))
    if new:
        click.echo(FORMATS["text"](new, book), err=True)
    if not kept:
        click.echo(_("{path} was not written; --keep writes it anyway", path=os.path.relpath(path)), err=True)
    if new:
        sys.exit(PROBLEMS)


def signed(author: str | None) -> str:
    """The author: as given, or as git knows them."""
    if author and author.strip():
        return author.strip()
    found = try_git(Path(), "config", "user.name")
    if not found:
        raise click.UsageError(_("git does not know your name: give it with --author"))
    return found
