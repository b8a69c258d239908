"""What ``jiaozhu rebase`` does: names, the old folder, the new one."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from jiaozhu.edition.pipeline import Book, Volume
from jiaozhu.locale import _
from jiaozhu.model.limits import MOST_NAME
from jiaozhu.model.names import SLUG
from jiaozhu.model.problem import Problem
from jiaozhu.store import write_source_folder
from jiaozhu.workflows.rebasing.carrying import RECORD, Carried, carry
from jiaozhu.workflows.rebasing.placing import State
from jiaozhu.workflows.rebasing.witness import NotAWitness, read_witness

_NUMBERED = re.compile(r"(.*)-([2-9]|[1-9][0-9])\Z")
#: Problems that make it unclear what an edition's lines and emendations are.
_UNSOUND = ("S1", "E", "Y")


@dataclass(frozen=True, slots=True)
class RebaseCommand:
    """What a command line asks for."""

    file: Path  #: The better witness.
    siglum: str | None = None  #: Of the new source; by default the old one's, numbered.
    format: str | None = None  #: Overrides detection.
    accepted: Collection[str] | None = ()  #: Ids of proposals to accept; None for all.
    column: str = ""  #: That is the text, of a table.


def rebase(
    root: Path, book: Book, volume: Volume, command: RebaseCommand, problems: Collection[Problem] = ()
) -> Carried:
    """Return what would be written for a better witness of a source; write nothing.

    Args:
        root: The corpus.
        book: What is in it.
        volume: The old source.
        command: The better witness, and how it is treated.
        problems: Of the corpus as it is.

    Raises:
        NotAWitness: The command cannot be carried out; the message says why.
    """
    file, accepted = command.file, command.accepted
    source = volume.source
    folder = root / "sources" / source.siglum
    unsound = [problem for problem in problems if problem.code.startswith(_UNSOUND) and _below(problem, folder)]
    if unsound:
        first = f"{unsound[0].code} {unsound[0].message}"
        message = _("source '{siglum}' has problems; fix them first: {first}", siglum=source.siglum, first=first)
        raise NotAWitness(message)
    name = _named(root, source.siglum, command.siglum)
    try:
        data = file.read_bytes()
    except OSError as error:
        raise NotAWitness(_("'{path}' cannot be read: {why}", path=file, why=error.strerror)) from None
    _refuse_known(root, book, hashlib.sha256(data).hexdigest())
    witness = read_witness(data, file.name, source.about.format, command.format, command.column)
    quantities = [item for item in book.corpus.register.quantities if item.source == source.siglum]
    carried = carry(
        volume.edited,
        dict(_files(folder)),
        witness,
        name,
        language=book.corpus.info.language,
        quantities=quantities,
        accepted=accepted,
    )
    _refuse_unknown(carried, accepted or ())
    return carried


def _refuse_known(root: Path, book: Book, digest: str) -> None:
    """Refuse a file that a source of the corpus has."""
    for other in book.corpus.sources:
        if other.about.sha256 == digest:
            if (root / "sources" / other.siglum / RECORD).exists():
                hint = _("source '{siglum}' has this file: delete its folder to make it again", siglum=other.siglum)
                raise NotAWitness(hint)
            raise NotAWitness(_("source '{siglum}' has this file", siglum=other.siglum))


def _refuse_unknown(carried: Carried, accepted: Collection[str]) -> None:
    """Refuse to accept what is not proposed."""
    held = [*carried.record.of("note"), *carried.record.of("event")]
    proposed = {item.id for item in held if item.placement.state is State.PROPOSED}
    for id in accepted:
        if id not in proposed:
            if not proposed:
                raise NotAWitness(_("no proposal '{id}': nothing is proposed", id=id))
            names = ", ".join(sorted(proposed))
            raise NotAWitness(_("no proposal '{id}'; expected one of: {names}", id=id, names=names))


def write(root: Path, carried: Carried) -> Path:
    """Make the new source folder.

    Raises:
        NotAWitness: It exists by now.
    """
    try:
        return write_source_folder(root, carried.record.new, carried.files)
    except FileExistsError:
        message = _("source '{siglum}' already exists; nothing is overwritten", siglum=carried.record.new)
        raise NotAWitness(message) from None


def record_of(carried: Carried) -> bytes:
    """Return the record as it is in the new folder."""
    return carried.files[RECORD]


def _named(root: Path, old: str, siglum: str | None) -> str:
    sources = root / "sources"
    taken = {path.name for path in sources.iterdir()}
    if siglum is None:
        match = _NUMBERED.match(old)
        base, first = (match.group(1), int(match.group(2)) + 1) if match else (old, 2)
        return next(
            name for number in range(first, first + len(taken) + 1) if (name := f"{base}-{number}") not in taken
        )
    if not re.fullmatch(SLUG, siglum) or len(siglum) > MOST_NAME:
        message = _("'{name}' cannot be a name here: lowercase letters a-z, digits and single hyphens", name=siglum)
        raise NotAWitness(message)
    if siglum in taken:
        raise NotAWitness(_("source '{siglum}' already exists; nothing is overwritten", siglum=siglum))
    return siglum


def _below(problem: Problem, folder: Path) -> bool:
    return Path(problem.place.path).resolve().is_relative_to(folder.resolve())


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not name.endswith("~") and not any(part.startswith(".") for part in name.split("/")):
            yield name, path.read_bytes()
