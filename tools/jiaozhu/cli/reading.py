"""Commands that read a corpus: check, show, ledger, schema."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path

import click

from jiaozhu.cli.group import (
    CLEAN,
    FOLDER,
    PROBLEMS,
    OneOf,
    book_of,
    corpus_above,
    main,
    root_of,
    say,
    tell_unfinished,
    volume_of,
)
from jiaozhu.edition.file_account import account_of
from jiaozhu.edition.pipeline import Book
from jiaozhu.locale import _, use_language
from jiaozhu.model.file_account import kind_label
from jiaozhu.model.names import did_you_mean, listed
from jiaozhu.model.problem import Problem
from jiaozhu.model.watch import Budget, watching
from jiaozhu.outputs.site import page_text, volume_text
from jiaozhu.problems.checks import all_codes
from jiaozhu.problems.explaining import codes_page, explain, list_codes
from jiaozhu.problems.fixing import fix_corpus
from jiaozhu.problems.reports import FORMATS, accounted, below, file_lines, ledger_json, visible
from jiaozhu.store import SCHEMAS, guarded, json_schema, write_if_changed
from jiaozhu.workflows.authoring import plain_copy
from jiaozhu.workflows.reviewing.changes import NoSuchRevision, affected, changed_since


@main.command(
    help=_(
        "Report every problem of the corpus in one run.\n\n"
        "With PATHs, only problems in those files and folders are reported (the whole corpus is still read, "
        "because files refer to each other). Each problem is 'path:line:col: CODE message' with a hint "
        "below it.\n\n"
        "With --fix, files are changed: misspelt keys, dates in another form, blanks around quotes, "
        "invisible characters, line ends and the like are fixed, one line is printed for each, and what is "
        "left is reported. With --unsafe, names and values that are near to a known one are replaced by it, "
        "too: read what was done. Sources never change.\n\n"
        "Exit code: 0 if there is no problem, 1 if there are some, 2 if the command line is wrong."
    )
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "style", type=OneOf(sorted(FORMATS)), default="text", help=_("How problems are printed."))
@click.option("--changed-since", "revision", metavar="REV", help=_("Only what changes since a git revision affect."))
@click.option("--fix", is_flag=True, help=_("First fix what needs no judgement, and report what was done."))
@click.option("--unsafe", is_flag=True, help=_("With --fix: make the fixes that can change what is meant, too."))
@click.option(
    "--limit",
    "limits",
    multiple=True,
    metavar="NAME=N",
    help=_("Change what one file may take: seconds of CPU time, or bytes of memory, such as seconds=600."),
)
@click.pass_obj
def check(
    root: Path | None,
    paths: tuple[Path, ...],
    style: str,
    revision: str | None,
    fix: bool,
    unsafe: bool,
    limits: tuple[str, ...],
) -> None:
    """Report every problem, and fix some."""
    if unsafe and not fix:
        raise click.UsageError(_("--unsafe goes with --fix"))
    root = _root_of_paths(root, paths)
    changed: list[Path] | None = None
    if revision is not None:
        try:
            changed = changed_since(root, revision)
        except NoSuchRevision as error:
            raise click.BadParameter(str(error), param_hint="--changed-since") from None
    budget = _budget(limits)
    refused = _fix(root, paths, changed, budget, quiet=style != "text", unsafe=unsafe) if fix else False
    book, problems = _watched(root, budget)
    if paths:
        problems = [problem for problem in problems if below(problem, paths)]
    if changed is not None:
        problems = affected(problems, root, changed)
    output = FORMATS[style](problems, book)
    if output:
        click.echo(output)
    if style == "text":
        tell_unfinished(root, book.corpus)
    sys.exit(PROBLEMS if problems or refused else CLEAN)


def _budget(limits: tuple[str, ...]) -> Budget:
    """What one file may cost, as the user says.

    Raises:
        click.BadParameter: There is no such limit.
    """
    budget = Budget()
    for limit in limits:
        name, _equals, number = limit.partition("=")
        if name not in Budget._fields or not (number.isascii() and number.isdigit()):
            hint = listed(_("the limits are"), name, Budget._fields)
            raise click.BadParameter(_("write NAME=N; {names}", names=hint), param_hint="--limit")
        budget = budget._replace(**{name: int(number)})
    return budget


def _root_of_paths(root: Path | None, paths: tuple[Path, ...]) -> Path:
    """The corpus in which all paths are.

    Raises:
        click.UsageError: A path does not exist or is in no corpus.
    """
    for path in paths:
        if not path.exists():
            question = did_you_mean(str(path), map(str, path.parent.iterdir())) if path.parent.is_dir() else ""
            message = _("there is no '{path}'", path=path)
            raise click.BadParameter(f"{message}; {question}" if question else message, param_hint="PATH")
    root = root_of(root or (corpus_above(paths[0]) if paths else None))
    for path in paths:
        if not path.resolve().is_relative_to(root.resolve()):
            message = _("'{path}' is not in the corpus '{corpus}'", path=path, corpus=root)
            raise click.BadParameter(message, param_hint="PATH")
    return root


def _watched(root: Path, budget: Budget, drafts: Mapping[Path, bytes] | None = None) -> tuple[Book, list[Problem]]:
    """A corpus carried through the pipeline, and its problems, at the cost that each file may have."""
    with watching(budget):
        return book_of(root, drafts)


def _fix(
    root: Path, paths: tuple[Path, ...], changed: list[Path] | None, budget: Budget, *, quiet: bool, unsafe: bool
) -> bool:
    """Fix the files in ``paths`` that have ``changed``, all if neither is given; whether some could not be written.

    What was done is printed where it does not disturb a program that reads the report.
    """
    within = [path.resolve() for path in paths]
    new = None if changed is None else {path.resolve() for path in changed}

    def wanted(path: Path) -> bool:
        place = path.resolve()
        return (not within or any(place.is_relative_to(folder) for folder in within)) and (new is None or place in new)

    with guarded(root, say):
        fixed = fix_corpus(root, lambda drafts: _watched(root, budget, drafts)[1], wanted, unsafe=unsafe)
    for made in fixed.made:
        click.echo(visible(str(made)), err=quiet)
    for name, why in fixed.refused.items():
        click.echo(visible(_("{path}: not fixed: {why}", path=name, why=why)), err=True)
    return bool(fixed.refused)


@main.command(
    "explain",
    help=_(
        "Explain what a problem's CODE means, why it is a problem, and how to fix it; without CODE, list "
        "all codes.\n\n"
        "Exit code: 0, or 2 if there is no such code."
    ),
)
@click.argument("code", required=False)
@click.option("--page", is_flag=True, help=_("Print a page of documentation in MyST that explains every code."))
def explain_(code: str | None, page: bool) -> None:
    """Explain a code, or list all."""
    codes = all_codes()
    if page:
        click.echo(codes_page(codes), nl=False)
    elif code is None:
        click.echo(list_codes(codes))
    elif code.upper() in codes:
        click.echo(explain(codes[code.upper()]))
    else:
        hint = listed(_("expected one of"), code.upper(), list(codes))
        raise click.UsageError(_("there is no '{code}'; {hint}", code=code, hint=hint))


@main.command(
    help=_(
        "Print a page as MyST, exactly as the site is built from it.\n\n"
        "SIGLUM/TEXT is one text; SIGLUM alone is the page about the source, which lists its texts."
    )
)
@click.argument("page", metavar="SIGLUM[/TEXT]")
@click.option(
    "--plain", is_flag=True, help=_("Only the reading text, to be corrected in an editor; see 'jiaozhu diff'.")
)
@click.pass_obj
def show(root: Path | None, page: str, plain: bool) -> None:
    """Print a page."""
    root = root_of(root)
    book, _problems = book_of(root)
    siglum, _slash, text = page.partition("/")
    volume = volume_of(book, siglum, root)
    if plain and not text:
        raise click.UsageError(_("--plain prints one text: SIGLUM/TEXT"))
    if not text:
        click.echo(volume_text(book, volume), nl=False)
        return
    for candidate in volume.pages:
        if candidate.text == text:
            click.echo(plain_copy(candidate) if plain else page_text(book, candidate), nl=False)
            return
    texts = [candidate.text for candidate in volume.pages]
    hint = listed(_("expected one of"), text, texts)
    raise click.UsageError(_("source '{siglum}' has no text '{text}'; {hint}", siglum=siglum, text=text, hint=hint))


@main.command(
    help=_(
        "Account for every character of a source.\n\n"
        "The sums say how many characters were kept, regularised, corrected, moved, left out or omitted; "
        "'--json' gives every span: positions are code points of the decoded source, zero-based, end "
        "excluded. Of a file that is not text itself, they are those of its transcript, and a second account says "
        "what of the file is not in it; '--items' lists that."
    )
)
@click.argument("siglum")
@click.option("--json", "as_json", is_flag=True, help=_("Print the whole ledger as JSON instead of its sums."))
@click.option("--items", is_flag=True, help=_("List what of the file was left out of the transcript."))
@click.pass_obj
def ledger(root: Path | None, siglum: str, as_json: bool, items: bool) -> None:
    """Print the account of a source."""
    root = root_of(root)
    book, _problems = book_of(root)
    volume = volume_of(book, siglum, root)
    account, of_file = volume.edited.ledger, account_of(volume.edited.source)
    if as_json:
        with use_language(book.corpus.info.language):
            text = ledger_json(account, of_file)
        click.echo(text)
        return
    click.echo(accounted(siglum, account))
    for kind, count in sorted(account.characters().items(), key=lambda item: -item[1]):
        click.echo(f"  {kind:<12} {count:>9,}")
    if of_file is not None:
        for line in file_lines(volume.edited.source.about.file, of_file):
            click.echo(line)
        for item in of_file.items if items else ():
            click.echo(f"    {kind_label(item.kind)}{f' ({item.at})' if item.at else ''}: {visible(item.text)}")


@main.command(
    help=_(
        "Print the JSON Schema of one kind of file, or list the kinds.\n\n"
        "An editor that knows JSON Schema completes keys and marks mistakes as you type. Of notes and terms "
        "it describes the front matter."
    )
)
@click.argument("name", required=False, type=OneOf(sorted(SCHEMAS)))
@click.option("--folder", type=FOLDER, help=_("Write the schemas of all kinds there, for your editor's settings."))
def schema(name: str | None, folder: Path | None) -> None:
    """Print a JSON Schema."""
    if folder is not None:
        for kind_name in SCHEMAS:
            path = folder / f"{kind_name}.json"
            write_if_changed(path, (json.dumps(json_schema(kind_name), ensure_ascii=False, indent=2) + "\n").encode())
            click.echo(path)
    elif name is None:
        for known, kind in SCHEMAS.items():
            click.echo(f"{known:<14} {kind.where}")
    else:
        click.echo(json.dumps(json_schema(name), ensure_ascii=False, indent=2))
