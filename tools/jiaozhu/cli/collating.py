"""The command that compares another witness with the text that it carries."""

from __future__ import annotations

import hashlib
from pathlib import Path

import click

from jiaozhu.cli.group import main
from jiaozhu.cli.opening import alone, book_of, root_of, volume_of
from jiaozhu.edition.book import Volume
from jiaozhu.locale import _
from jiaozhu.model.names import listed
from jiaozhu.model.witness import FOLDER, Witness
from jiaozhu.problems.reports import visible


@main.command(
    help=_(
        "Compare WITNESS with the text of SIGLUM that it carries, and print where it has other words.\n\n"
        "A witness is a file of the source's folder 'witnesses', with its text beside it: 'jiaozhu schema witness' "
        "describes it. The edition itself never changes. With --write, the variants, and how many characters "
        "agree, are recorded in the witness's file and appear in the apparatus of the text.\n\n"
        "Exit code: 0 if it was compared, 2 if the command line is wrong."
    )
)
@click.argument("siglum")
@click.argument("witness")
@click.option("--write", is_flag=True, help=_("Record what was found."))
@click.pass_obj
def collate(root: Path | None, siglum: str, witness: str, write: bool) -> None:
    """Compare a witness."""
    from jiaozhu.store import write_if_changed
    from jiaozhu.workflows.collating import collate, recorded

    root = alone(root) if write else root_of(root)
    book, _problems = book_of(root)
    volume = volume_of(book, siglum, root)
    found = _witness(volume, witness)
    if found.data is None:
        message = _(
            "witness '{witness}' has no text: put it into {file}", witness=witness, file=f"{FOLDER}/{witness}.txt"
        )
        raise click.UsageError(message)
    try:
        text = found.data.decode()
    except UnicodeDecodeError as error:
        message = _("the text of witness '{witness}' is not UTF-8: {why}", witness=witness, why=error.reason)
        raise click.UsageError(message) from None
    collation = collate(volume.edited.ledger, found, text, book.profile)
    for variant in collation.variants:
        click.echo(visible(f"{variant.target.quote} ] {variant.reads or '-'}"))
    for passage in collation.only_ours:
        click.echo(visible(_("only in the edition: {words}", words=passage)))
    for passage in collation.only_theirs:
        click.echo(visible(_("only in the witness: {words}", words=passage)))
    said = _("{agreeing} of {compared} characters agree", agreeing=collation.agreeing, compared=collation.compared)
    click.echo(said, err=True)
    if hashlib.sha256(found.data).hexdigest() != found.sha256:
        click.echo(_("its text is not the one that sha256 records"), err=True)
    if write:
        path = root / "sources" / siglum / FOLDER / f"{witness}.yaml"
        write_if_changed(path, recorded(path.read_text(encoding="utf-8"), collation).encode())


def _witness(volume: Volume, name: str) -> Witness:
    """Return the witness of a source by its name.

    Raises:
        click.UsageError: The source has no such witness.
    """
    witnesses = {witness.siglum: witness for witness in volume.source.witnesses}
    if name not in witnesses:
        hint = listed(_("expected one of"), name, witnesses) if witnesses else _("it has none")
        raise click.UsageError(
            _("source '{siglum}' has no witness '{name}'; {hint}", siglum=volume.source.siglum, name=name, hint=hint)
        )
    return witnesses[name]
