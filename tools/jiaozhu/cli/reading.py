"""Commands that read a corpus: explain, show, ledger, schema."""

from __future__ import annotations

import json
from pathlib import Path

import click

from jiaozhu.cli.group import main
from jiaozhu.cli.opening import book_of, root_of, volume_of
from jiaozhu.cli.parameters import FOLDER, OneOf
from jiaozhu.edition.file_account import account_of
from jiaozhu.locale import _, use_language
from jiaozhu.model.file_account import kind_label
from jiaozhu.model.names import listed
from jiaozhu.outputs.site import page_text, volume_text
from jiaozhu.problems.checks import all_codes
from jiaozhu.problems.explaining import codes_page, explain, list_codes
from jiaozhu.problems.reports import accounted, file_lines, ledger_json, visible
from jiaozhu.store import SCHEMAS, json_schema, write_if_changed
from jiaozhu.workflows.authoring import plain_copy


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
