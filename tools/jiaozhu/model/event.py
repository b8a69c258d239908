"""Events: what happened when, as the texts tell it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from jiaozhu.model.note import Anchor, Target


@dataclass(frozen=True, slots=True)
class Event:
    """A dated event that a text tells of, as written down."""

    target: Target  #: The words that tell of it; ``target.text`` is always set.
    date: str  #: Of the event, not of the report; as exact as it is known.
    what: str  #: One plain line.
    until: str = ""
    about: str = ""  #: Where the date comes from, if not from the words.


class AnchoredEvent(NamedTuple):
    """An event and where it is told."""

    event: Event
    source: str  #: Siglum.
    anchor: Anchor

    @property
    def docname(self) -> str:
        """The page on which it is told."""
        return f"{self.source}/{self.anchor.text}"
