"""What an engine is asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Protocol

from jiaozhu.service.records import Records

__all__ = ["Engine", "EngineFailed", "EngineKind", "Narrowed"]


class EngineFailed(Exception):
    """An engine is down, slow, of another version, or answers nonsense; the message says which."""


class Narrowed(NamedTuple):
    """Which records are asked for; an empty text is any."""

    source: str = ""
    year: str = ""


class Engine(Protocol):
    """An engine that has the folded texts of records."""

    def containing(self, word: str, narrowed: Narrowed, most: int) -> Sequence[int]:
        """Return the records that can contain a word.

        Args:
            word: A folded word.
            narrowed: Of which source and year.
            most: How many are wanted at most.

        Returns:
            Their numbers, ascending: all that contain the word, as far as ``most`` allows, and perhaps others.

        Raises:
            EngineFailed: It cannot say.
        """
        ...

    def close(self) -> None:
        """Let it go."""
        ...


@dataclass(frozen=True, slots=True)
class EngineKind:
    """A kind of engine."""

    name: str  #: As ``--search`` has it: the whole value, or the scheme of an address.
    summary: str  #: One line, in English; translated where it is shown.
    #: Opens it for records, from the value of ``--search`` and a folder of its own; raises ``EngineFailed``.
    open: Callable[[Records, str, Path], Engine]
