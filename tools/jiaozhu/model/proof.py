"""Proofreading: who read which text against which bytes, and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from jiaozhu.model.keys import Date, Id, Sha256, Words
from jiaozhu.model.problem import Place, Places


class ProofLevel(StrEnum):
    """How far a text has been proofread (the levels of Wikisource); computed, never claimed."""

    UNREAD = "unread"  #: No reading is recorded.
    ONCE = "once"  #: One person has read it whole.
    TWICE = "twice"  #: Two different people have.


@dataclass(frozen=True, slots=True)
class Proofreading:
    """One reading of a whole text against its source, as written down."""

    text: Id
    by: Words
    date: Date
    sha256: Sha256  #: Of the source that was read; a reading of other bytes proves nothing.
    place: Place
    note: Words = ""
    places: Places = field(default_factory=dict, compare=False, repr=False)


class Proof(NamedTuple):
    """What a text's proofreadings amount to."""

    level: ProofLevel
    readers: tuple[str, ...]  #: Different people, in the order of their first reading.
    date: str  #: Of the last reading; empty without a reading.
    doubts: int  #: Open queries and emendations of low certainty: while there are any, the text is in doubt.
    readings: int = 0  #: How many are recorded, those of one person too.


#: Of a text without a recorded reading.
UNREAD = Proof(ProofLevel.UNREAD, (), "", 0)
