"""Files of witnesses: what each is and where it differs, and beside it its text, where that may be kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from jiaozhu.locale import _
from jiaozhu.model.problem import Place
from jiaozhu.model.witness import FOLDER, Witness
from jiaozhu.store.files import Files, is_passed_over
from jiaozhu.store.loading import load
from jiaozhu.store.shapes import shape_of
from jiaozhu.store.validation import validated
from jiaozhu.store.yaml_text import parse_yaml

__all__ = ["read_witnesses"]

#: Ending of the file with the words of a witness.
_WORDS = ".txt"


def read_witnesses(files: Files, folder: Path) -> Iterator[Witness]:
    """Yield the witnesses of a source's texts by name.

    Args:
        files: Reads the files and collects their problems.
        folder: Of the source.
    """
    place = folder / FOLDER
    if files.leads_out(place) or not place.is_dir():
        return
    names = set()
    for path in sorted(place.glob("*.yaml")):
        names.add(path.stem)
        found = None if files.leads_out(path) else _witness(files, path)
        if found is not None:
            yield found
    for path in sorted(place.iterdir()):
        of_a_witness = path.suffix in (".yaml", _WORDS) and path.stem in names
        if not of_a_witness and not is_passed_over(path.name):
            files.stray(path, _("the text of a witness is called as the file that describes it, with .txt"))


def _witness(files: Files, path: Path) -> Witness | None:
    text = files.text(path)
    if text is None or not files.is_named(path.stem, path):
        return None
    data, problems = parse_yaml(text, files.shown(path))
    files.problems += problems
    if data.data is None:
        return None
    checked, problems = validated(data, shape_of(Witness))
    files.problems += problems
    if checked is None:
        return None
    witness = load(Witness, checked, data, siglum=path.stem)
    return replace(witness, data=_words_of(files, path.with_suffix(_WORDS), recorded=witness.sha256 is not None))


def _words_of(files: Files, path: Path, *, recorded: bool) -> bytes | None:
    """What a witness says; None, and a problem if its digest is recorded, if that cannot be read."""
    if files.leads_out(path) or not (recorded or path.exists()):
        return None
    try:
        return path.read_bytes()
    except OSError as error:
        message = _("the text of the witness cannot be read: {why}", why=error.strerror)
        hint = _("put it there, or take 'sha256' out of {file}", file=path.with_suffix(".yaml").name)
        files.problem(Place(files.shown(path)), "S104", message, hint)
        return None
