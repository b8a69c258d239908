"""Files of translations: front matter, then the text, each block after a marker with its id."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from jiaozhu.locale import _
from jiaozhu.model.limits import MOST_BYTES, MOST_TRANSLATED
from jiaozhu.model.names import SLUG
from jiaozhu.model.problem import Place
from jiaozhu.model.translation import NOTE, TranslatedBlock, Translation
from jiaozhu.store.files import Files
from jiaozhu.store.loading import load
from jiaozhu.store.shapes import shape_of
from jiaozhu.store.validation import validated

__all__ = ["MARKER", "marker", "read_translations"]

#: A target of MyST on a line of its own: ``(l0012)=``, ``(n-dayi)=``.
MARKER = re.compile(rf"\((?P<id>l[0-9]{{4,}}(?:-[0-9a-z]+)*|{NOTE}{SLUG})\)=[ \t]*\Z")


def marker(id: str) -> str:
    """Return the line before what translates a block."""
    return f"({id})="


def read_translations(files: Files, folder: Path, languages: tuple[str, ...]) -> Iterator[Translation]:
    """Yield the translations of a source's texts, in the order of the languages.

    Args:
        files: Reads the files and collects their problems.
        folder: Of the source.
        languages: Tags, which are the names of the folders.
    """
    for language in languages:
        for path in files.in_folder(folder / language, ".md"):
            found = _translation(files, path, language)
            if found is not None:
                yield found


def _translation(files: Files, path: Path, language: str) -> Translation | None:
    parts = files.front_matter(path, MOST_BYTES[path.suffix])
    if parts is None:
        return None
    data, body, line = parts
    checked, problems = validated(data, shape_of(Translation))
    files.problems += problems
    blocks = tuple(_blocks(files, path, body, line))
    for block in blocks:
        if len(block.body) > MOST_TRANSLATED:
            message = _("the text is longer than {n} characters", n=f"{MOST_TRANSLATED:,}")
            files.problem(Place(files.shown(path), block.line), "Y106", message, _("translate one block here"))
    if checked is None:
        return None
    return load(Translation, checked, data, text=path.stem, language=language, blocks=blocks)


def _blocks(files: Files, path: Path, body: str, line: int) -> Iterator[TranslatedBlock]:
    """The blocks of a file; ``line`` is that of its first line that is not blank."""
    lines = body.lstrip("\n").split("\n")
    opening: str | None = None
    begun, held = line, list[str]()
    for number, words in enumerate(lines, line):
        match = MARKER.match(words)
        if match is None:
            held.append(words)
            continue
        if opening is not None:
            yield TranslatedBlock(opening, "\n".join(held).strip(), begun)
        elif any(map(str.strip, held)):
            _outside(files, path, line)
        opening, begun, held = match["id"], number, []
    if opening is not None:
        yield TranslatedBlock(opening, "\n".join(held).strip(), begun)
    elif any(map(str.strip, held)):
        _outside(files, path, line)


def _outside(files: Files, path: Path, line: int) -> None:
    hint = _("put the marker of a block above it, such as {marker}", marker=marker("l0012"))
    files.problem(Place(files.shown(path), line), "T703", _("these words translate no block"), hint)
