"""What ``jiaozhu rebase`` does: names, the old folder, the new one."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator
from pathlib import Path

from jiaozhu.edition.pipeline import Book, Volume
from jiaozhu.model.problem import Problem
from jiaozhu.store import write_folder
from jiaozhu.workflows.rebasing.carrying import RECORD, Carried, carry
from jiaozhu.workflows.rebasing.placing import State
from jiaozhu.workflows.rebasing.witness import NotAWitness, read_witness

_SIGLUM = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_LONGEST = 80
_NUMBERED = re.compile(r"(.*)-([2-9]|[1-9][0-9])\Z")
#: Problems of an edition whose lines and emendations are not what they seem: what would be carried?
_UNSOUND = ("S1", "E", "Y")


def rebase(
    root: Path,
    book: Book,
    volume: Volume,
    file: Path,
    siglum: str | None,
    format: str | None,
    accepted: Collection[str] | None,
    problems: Collection[Problem] = (),
) -> Carried:
    """What would be written for ``file`` in the place of a source; writes nothing.

    Args:
        root: The corpus.
        book: What is in it.
        volume: The old source.
        file: The better witness.
        siglum: Of the new source; by default the old one's, numbered.
        format: Overrides detection.
        accepted: Ids of proposals to take over; None for all.
        problems: Of the corpus as it is.

    Raises:
        NotAWitness: the command line cannot be carried out; the message says why.
    """
    source = volume.source
    folder = root / "sources" / source.siglum
    unsound = [problem for problem in problems if problem.code.startswith(_UNSOUND) and _below(problem, folder)]
    if unsound:
        raise NotAWitness(
            f"source '{source.siglum}' has problems; mend them first: {unsound[0].code} {unsound[0].message}"
        )
    name = _named(root, source.siglum, siglum)
    try:
        data = file.read_bytes()
    except OSError as error:
        raise NotAWitness(f"'{file}' cannot be read: {error.strerror}") from None
    digest = hashlib.sha256(data).hexdigest()
    for other in book.corpus.sources:
        if other.about.sha256 == digest:
            made = (root / "sources" / other.siglum / RECORD).exists()
            again = ": delete its folder to make it again" if made else ""
            raise NotAWitness(f"the corpus has this very file already: it is the source '{other.siglum}'{again}")
    witness = read_witness(data, file.name, source.about.format, format)
    figures = [figure for figure in book.corpus.register.quantities if figure.source == source.siglum]
    carried = carry(volume.edited, dict(_files(folder)), witness, name, figures=figures, accepted=accepted)
    if accepted:
        held = [*carried.record.of("note"), *carried.record.of("event")]
        proposed = {item.id for item in held if item.placement.state is State.PROPOSED}
        for id in accepted:
            if id not in proposed:
                raise NotAWitness(f"there is no proposal '{id}'; there are: {', '.join(sorted(proposed)) or 'none'}")
    return carried


def write(root: Path, carried: Carried) -> Path:
    """Make the new source folder.

    Raises:
        NotAWitness: there is one by now.
    """
    folder = root / "sources" / carried.record.new
    try:
        write_folder(folder, carried.files)
    except FileExistsError:
        raise NotAWitness(f"there is a source '{carried.record.new}' already; nothing is overwritten") from None
    return folder


def record_of(carried: Carried) -> bytes:
    """The record as it stands in the new folder."""
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
    if not _SIGLUM.match(siglum) or len(siglum) > _LONGEST:
        raise NotAWitness(f"'{siglum}' cannot be a name here: lowercase letters a-z, digits and single hyphens")
    if siglum in taken:
        raise NotAWitness(f"there is a source '{siglum}' already; nothing is overwritten")
    return siglum


def _below(problem: Problem, folder: Path) -> bool:
    return Path(problem.place.path).resolve().is_relative_to(folder.resolve())


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not name.endswith("~") and not any(part.startswith(".") for part in name.split("/")):
            yield name, path.read_bytes()
