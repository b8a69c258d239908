"""Translations: a text in another language, block by block, with who wrote it and what was not understood."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, NamedTuple

from jiaozhu.model.keys import At, Beside, Date, Key, Words
from jiaozhu.model.problem import Place, Places

__all__ = ["NOTE", "Rendering", "TranslatedBlock", "Translation"]

#: Before the id of a note, where a translation has that note.
NOTE = "n-"


class TranslatedBlock(NamedTuple):
    """What stands for one block, or one note, of a text."""

    id: str  #: Of the block, or ``n-`` and the id of the note.
    body: str  #: MyST of the safe subset.
    line: int  #: Of the file, from 1: where its marker is.


@dataclass(frozen=True, slots=True)
class Translation:
    """One text in another language."""

    text: Annotated[str, Beside]  #: Id of the text.
    language: Annotated[str, Beside]  #: A tag, the name of the file's folder.
    blocks: Annotated[tuple[TranslatedBlock, ...], Beside]
    title: Annotated[Words, Key(about="The text's title in that language.")]
    by: Annotated[tuple[Words, ...], Key(about="Who translated it.", least=1)]
    date: Annotated[Date, Key(about="When it was last read against the text.")]
    place: Annotated[Place, At(("title",))]
    unknown: Annotated[
        tuple[Words, ...], Key(about="What the translators did not understand, or had to decide.", quoted=True)
    ] = ()
    #: What the source tells, as ``summary`` of its ``about.yaml``; of one of its texts is enough.
    summary: Annotated[Words, Key(about="The summary of the source, in that language.")] = ""
    places: Places = field(default_factory=dict, compare=False, repr=False)

    @property
    def bodies(self) -> dict[str, str]:
        """The blocks' bodies by id; of one that is there twice the first."""
        found: dict[str, str] = {}
        for block in self.blocks:
            found.setdefault(block.id, block.body)
        return found


@dataclass(frozen=True, slots=True)
class Rendering:
    """How translations into a language write a term."""

    language: Annotated[Words, Key(about="The tag of the language.")]
    words: Annotated[tuple[Words, ...], Key(about="Any of these renders it.", least=1)]
