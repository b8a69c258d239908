"""Commands that read a corpus: check, show, ledger, schema."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from jiaozhu.cli.group import CLEAN, FOLDER, PROBLEMS, OneOf, book_of, corpus_above, main, root_of, volume_of
from jiaozhu.edition.pipeline import make_book
from jiaozhu.model.names import did_you_mean, listed
from jiaozhu.outputs.site import page_text, volume_text
from jiaozhu.problems.checks import CODES, explain
from jiaozhu.problems.fixing import mend
from jiaozhu.problems.reports import FORMATS, below, ledger_json, visible
from jiaozhu.store import SCHEMAS, json_schema, load_corpus, write_if_changed
from jiaozhu.workflows.authoring import plain_copy
from jiaozhu.workflows.reviewing.changes import NoSuchRevision, affected, changed_since, restored
from jiaozhu.workflows.reviewing.report import review as account


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "style", type=OneOf(sorted(FORMATS)), default="text", help="How problems are printed.")
@click.option("--changed-since", "revision", metavar="REV", help="Only what the changes since a git revision affect.")
@click.option("--fix", is_flag=True, help="First mend what needs no judgement, and say what was done.")
@click.pass_obj
def check(root: Path | None, paths: tuple[Path, ...], style: str, revision: str | None, fix: bool) -> None:
    """Report every problem of the corpus in one run.

    With PATHs, only problems in those files and folders are reported (the whole corpus is still read, because
    files refer to each other). Each problem is 'path:line:col: CODE message' with a hint below it.

    With --fix, files are changed: keys misspelt, dates in another form, blanks around quotes, invisible characters,
    line ends and the like are mended, one line is printed for each, and what is left is reported. Sources never change.

    Exit code: 0 if there is none, 1 if there are some, 2 if the command line is wrong.
    """
    for path in paths:
        if not path.exists():
            question = did_you_mean(str(path), map(str, path.parent.iterdir())) if path.parent.is_dir() else ""
            raise click.BadParameter(f"there is no '{path}'{question and f'; {question}'}", param_hint="PATH")
    root = root_of(root or (corpus_above(paths[0]) if paths else None))
    for path in paths:
        if not path.resolve().is_relative_to(root.resolve()):
            raise click.BadParameter(f"'{path}' is not in the corpus '{root}'", param_hint="PATH")
    changed: list[Path] | None = None
    if revision is not None:
        try:
            changed = changed_since(root, revision)
        except NoSuchRevision as error:
            raise click.BadParameter(str(error), param_hint="--changed-since") from None
    refused = _mend(root, paths, changed, quiet=style != "text") if fix else False
    book, problems = book_of(root)
    if paths:
        problems = [problem for problem in problems if below(problem, paths)]
    if changed is not None:
        problems = affected(problems, root, changed)
    output = FORMATS[style](problems, book)
    if output:
        click.echo(output)
    sys.exit(PROBLEMS if problems or refused else CLEAN)


def _mend(root: Path, paths: tuple[Path, ...], changed: list[Path] | None, *, quiet: bool) -> bool:
    """Mend the files in ``paths`` that have ``changed``, all if neither is said; whether some could not be written.

    What was done goes where it does not disturb a program that reads the report.
    """
    within = [path.resolve() for path in paths]
    new = None if changed is None else {path.resolve() for path in changed}

    def wanted(path: Path) -> bool:
        place = path.resolve()
        return (not within or any(place.is_relative_to(folder) for folder in within)) and (new is None or place in new)

    mended = mend(root, lambda: book_of(root)[1], wanted)
    for repair in mended.repairs:
        click.echo(visible(str(repair)), err=quiet)
    for name, why in mended.refused.items():
        click.echo(visible(f"{name}: not mended: {why}"), err=True)
    return bool(mended.refused)


@main.command()
@click.argument("revision", metavar="REV")
@click.pass_obj
def review(root: Path | None, revision: str) -> None:
    """Tell what has changed in the edition since a git revision, as Markdown for those who review it.

    Every note with the words it holds to, every correction with its ground, every term with the number of its places.

    Exit code: 0, or 2 if there is no such revision.
    """
    root = root_of(root)
    with TemporaryDirectory() as folder:
        try:
            found = restored(root, revision, Path(folder))
        except NoSuchRevision as error:
            raise click.BadParameter(str(error), param_hint="REV") from None
        before = make_book(load_corpus(Path(folder))[0]) if found else None
        click.echo(account(before, make_book(load_corpus(root)[0])), nl=False)


@main.command("explain")
@click.argument("code")
def explain_(code: str) -> None:
    """Tell what a problem's CODE means, why it is one, and how it is mended.

    Exit code: 0, or 2 if there is no such code.
    """
    try:
        click.echo(explain(code.upper()))
    except KeyError:
        raise click.UsageError(f"there is no '{code}'; {listed('the codes are', code.upper(), list(CODES))}") from None


@main.command()
@click.argument("page", metavar="SIGLUM[/TEXT]")
@click.option("--plain", is_flag=True, help="Only the reading text, to be corrected in any editor; see 'jiaozhu diff'.")
@click.pass_obj
def show(root: Path | None, page: str, plain: bool) -> None:
    """Print a page as MyST, exactly as the site is built from it.

    SIGLUM/TEXT is one text; SIGLUM alone is the page about the source, which lists its texts.
    """
    root = root_of(root)
    book, _ = book_of(root)
    siglum, _, text = page.partition("/")
    volume = volume_of(book, siglum, root)
    if plain and not text:
        raise click.UsageError("--plain is of one text: SIGLUM/TEXT")
    if not text:
        click.echo(volume_text(book, volume), nl=False)
        return
    for candidate in volume.pages:
        if candidate.text == text:
            click.echo(plain_copy(candidate) if plain else page_text(book, candidate), nl=False)
            return
    texts = [candidate.text for candidate in volume.pages]
    raise click.UsageError(f"source '{siglum}' has no text '{text}'; {listed('its texts are', text, texts)}")


@main.command()
@click.argument("siglum")
@click.option("--json", "as_json", is_flag=True, help="Print the whole ledger as JSON instead of its sums.")
@click.pass_obj
def ledger(root: Path | None, siglum: str, as_json: bool) -> None:
    """Account for every character of a source.

    The sums say how many characters were kept, regularised, corrected, moved, left out or omitted; '--json' gives
    every span: positions are code points of the decoded source, zero-based, end excluded.
    """
    root = root_of(root)
    book, _ = book_of(root)
    volume = volume_of(book, siglum, root)
    account = volume.edited.ledger
    if as_json:
        click.echo(ledger_json(account))
        return
    click.echo(f"{siglum}: {account.accounted:,} of {account.length:,} characters accounted for")
    for kind, count in sorted(account.characters().items(), key=lambda item: -item[1]):
        click.echo(f"  {kind:<12} {count:>9,}")


@main.command()
@click.argument("name", required=False, type=OneOf(sorted(SCHEMAS)))
@click.option("--folder", type=FOLDER, help="Write the schemas of all kinds there, for your editor's settings.")
def schema(name: str | None, folder: Path | None) -> None:
    """Print the JSON Schema of one kind of file, or list the kinds.

    An editor that knows JSON Schema completes keys and marks mistakes as you type. Of notes and terms it describes the
    front matter.
    """
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
