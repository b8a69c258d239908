"""Translations in the new folder: each block's words go with the block, which has another line for its name now."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from jiaozhu.model.translation import NOTE, Translation
from jiaozhu.store.translating import MARKER, marker
from jiaozhu.workflows.rebasing.placing import Placer

__all__ = ["file_of", "put_translations"]


def file_of(translation: Translation) -> str:
    """Return the name of a translation's file, below the source folder."""
    return f"{translation.language}/{translation.text}.md"


def put_translations(
    made: dict[str, bytes], files: Mapping[str, bytes], translations: Iterable[Translation], placer: Placer
) -> None:
    """Add the files of translations, their blocks named as in the new source.

    What translates a block that is not there any more keeps its name: a check reports it, and no word is lost.

    Args:
        made: The new files, by name.
        files: The old ones.
        translations: Of the old source.
        placer: Knows which blocks of the two sources have the same words.
    """
    names = _renamed(placer)
    for translation in translations:
        name = file_of(translation)
        known = {id: there for (text, id), there in names.items() if text == translation.text}
        lines = files[name].decode("utf-8").split("\n")
        made[name] = "\n".join(_line(line, known) for line in lines).encode()


def _renamed(placer: Placer) -> dict[tuple[str, str], str]:
    """For each block of the old source, by text and id, the block of the same text that has most of its characters."""
    votes: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    alignment = placer.alignment
    for at, there in enumerate(alignment.forward):
        if there >= 0:
            text, id, _spans = placer.old.blocks[placer.old.block_at(alignment.old.places[at])]
            other, new, _spans = placer.new.blocks[placer.new.block_at(alignment.new.places[there])]
            if text == other:
                votes[text, id][new] += 1
    return {block: count.most_common(1)[0][0] for block, count in votes.items()}


def _line(line: str, names: Mapping[str, str]) -> str:
    """A line of a file; the marker of a block with its new name. Gaps are named after a block beside them."""
    match = MARKER.match(line)
    if match is None or match["id"].startswith(NOTE):
        return line
    id = match["id"]
    base, _, rest = id.partition("-")
    new = names.get(id) or (f"{names[base]}-{rest}" if rest and base in names else id)
    return marker(new)
