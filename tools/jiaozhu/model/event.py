"""Events: what happened when, as the texts tell it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, NamedTuple

from jiaozhu.model.keys import Date, Flat, Key, Words
from jiaozhu.model.note import Anchor, Target


@dataclass(frozen=True, slots=True)
class Event:
    """A dated event that a text tells of, as written down."""

    #: Of the event, not of the report; as exact as it is known.
    date: Annotated[Date, Key(about="When it happened, as exactly as the text allows; not when it was reported.")]
    until: Annotated[Date, Key(about="When it ended, if it lasted.")] = field(default="", kw_only=True)
    #: The words that report it; ``target.text`` is always set.
    target: Annotated[
        Target,
        Flat(
            ("quote", "prefix", "suffix"),
            unlimited=True,
            about=(
                ("quote", "The words that tell of it, exactly as on the page and only once in the text."),
                ("prefix", "The words right before the quote, if the quote is not unique."),
                ("suffix", "The words right after the quote, if the quote is not unique."),
            ),
        ),
    ]
    #: One plain line.
    what: Annotated[Words, Key(about="What happened, in one plain line: what the text says, no more.")]
    #: Where the date comes from, if not from the words.
    about: Annotated[Words, Key(about="Where the date comes from if not from the quote.")] = ""


class AnchoredEvent(NamedTuple):
    """An event and where a text reports it."""

    event: Event
    source: str  #: Siglum.
    anchor: Anchor

    @property
    def docname(self) -> str:
        """The page that reports it."""
        return f"{self.source}/{self.anchor.text}"
