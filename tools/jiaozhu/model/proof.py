"""Proofreading: who read which text against which bytes, and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from jiaozhu.model.keys import Date, Id, Sha256, Words
from jiaozhu.model.problem import Place, Places


class ProofLevel(StrEnum):
    """How far a text has been proofread (the levels of Wikisource); computed, never claimed."""

    UNREAD = "未校"  #: Nobody has recorded a reading.
    ONCE = "一校"  #: One person has read it whole.
    TWICE = "二校"  #: Two different people have.


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
    date: str  #: Of the last reading; empty if there is none.
    doubts: int  #: Open queries (〔疑〕) and emendations of low certainty: while there are any, the text is 存疑.

    @property
    def label(self) -> str:
        """As the reader sees it: 「一校，存疑 3 处」."""
        return f"{self.level}，存疑 {self.doubts} 处" if self.doubts else str(self.level)


#: What a text is that nobody has recorded a reading of.
UNREAD = Proof(ProofLevel.UNREAD, (), "", 0)
