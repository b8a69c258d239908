"""A language: French, as English but for its kinds of notes and its quotation marks."""

from __future__ import annotations

from dataclasses import replace

from jiaozhu.language.en import ENGLISH
from jiaozhu.model.kinds import NoteKind

FRENCH = replace(
    ENGLISH,
    name="fr",
    typography=replace(ENGLISH.typography, quotes=("« ", " »")),
    kinds=replace(
        ENGLISH.kinds,
        notes=(
            NoteKind("remarque", "remarque", "note"),
            NoteKind("doute", "doute", "query", doubt=True),
            NoteKind("proposition", "proposition", "proposal", claims=False, tool=True),
        ),
    ),
)
