"""Witnesses: other carriers of a text, collated with it. They never change it; the apparatus says where they differ."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, NamedTuple

from jiaozhu.model.keys import At, Beside, Flat, Id, Key, Reading, Sha256, Words
from jiaozhu.model.note import Anchor, Target
from jiaozhu.model.problem import Place, Places

__all__ = ["FOLDER", "AnchoredVariant", "Variant", "Witness"]

#: Of a source: the folder of its witnesses.
FOLDER = "witnesses"


@dataclass(frozen=True, slots=True)
class Variant:
    """Where a witness has other words than the edition."""

    target: Annotated[
        Target,
        Flat(
            ("quote", "prefix", "suffix", "block"),
            unlimited=True,
            about=(
                ("quote", "The edition's words, exactly as on the page and only once in the text."),
                ("prefix", "The words right before the quote, if the quote is not unique."),
                ("suffix", "The words right after the quote, if the quote is not unique."),
                ("block", "Only in this block, such as l0043."),
            ),
        ),
    ]
    #: Empty if it lacks them.
    reads: Annotated[Reading, Key(about="The witness's words there; without it, the witness lacks the quote.")] = ""


@dataclass(frozen=True, slots=True)
class Witness:
    """One other carrier of a text."""

    siglum: Annotated[str, Beside]  #: The file's name without ``.yaml``.
    text: Annotated[Id, Key(about="The text that it carries.")]
    name: Annotated[Words, Key(about="What the apparatus calls it.", quoted=True)]
    title: Annotated[Words, Key(about="What it is.", quoted=True)]
    read: Annotated[Words, Key(about="Where and how it was read.", quoted=True)]
    part: Annotated[Words, Key(about="What part of the text it has.", quoted=True)]
    place: Place
    text_place: Annotated[Place, At(("text",))]
    sha256_place: Annotated[Place, At(("sha256",))]
    data: Annotated[bytes | None, Beside] = None  #: Its words, in UTF-8; None where they may not be kept.
    citation: Annotated[Id | None, Key(about="Key of the bibliography.")] = None
    sha256: Annotated[Sha256 | None, Key(about="Digest of its text, the .txt file of the same name.")] = None
    compared: Annotated[int | None, Key(about="Characters of the edition that were compared.", least=0)] = None
    agreeing: Annotated[int | None, Key(about="Of these, those that the witness has too.", least=0)] = None
    variants: tuple[Variant, ...] = ()
    places: Places = field(default_factory=dict, compare=False, repr=False)


class AnchoredVariant(NamedTuple):
    """A variant and where the edition's words are."""

    witness: Witness
    variant: Variant
    anchor: Anchor
    line: int  #: Of the source, from 1: where the edition's words are.
