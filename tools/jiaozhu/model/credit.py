"""Who did what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Credit:
    """One contributor, and how much of the work is theirs."""

    name: str
    notes: int
    emendations: int
    readings: int  #: Texts read whole against their source.
    translations: int  #: Texts translated, alone or with others.
    terms: int  #: Glossary entries begun.
    editions: int  #: Sources whose edition they began.
    first: str  #: ISO dates of their first and last work; empty if none is dated.
    last: str

    @property
    def total(self) -> int:
        """Everything that is theirs."""
        return self.notes + self.emendations + self.readings + self.translations + self.terms + self.editions


class PageCredit(NamedTuple):
    """Those whose work one text is, each group in order of how much."""

    edition: tuple[str, ...]
    emendations: tuple[tuple[str, int], ...]
    notes: tuple[tuple[str, int], ...]
    readers: tuple[str, ...]
    last: str  #: ISO date of the last work on it.
