"""From copied words to a place that is unique: context is added until there is only one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from jiaozhu.edition.anchoring import BORDER, ReadingIndex
from jiaozhu.edition.editing.apply import EditedSource
from jiaozhu.model.note import Target

#: Code points of context that are tried, on one side and then on both; whole words of Chinese are two to four.
CONTEXTS = (2, 4, 8, 12, 20, 40, 80, 200)


class Spot(NamedTuple):
    """One occurrence of a quote in a source's reading."""

    text: str
    block: str
    position: int  #: In the reading of the whole source.
    shown: str  #: The quote with the words next to it.


def spots(index: ReadingIndex, quote: str, text: str | None = None) -> list[Spot]:
    """Return every occurrence of ``quote`` in the reading text, overlaps included."""
    return [spot for spot in _spots(index, quote) if text in (None, spot.text)]


def unique_target(index: ReadingIndex, spot: Spot, quote: str, *, by_block: bool = False) -> Target | None:
    """Return a target that fits a spot and no other place.

    It has the least context that is needed, and the text's name if another text has the same paragraph.

    Args:
        index: The reading of the source.
        spot: The place.
        quote: The words there.
        by_block: Whether to name the block if its own text has the whole paragraph twice, as it may have the few words
            of a heading; otherwise there is no target then.
    """
    reading = index.reading
    if reading.count(quote) == 1:
        return Target(quote)
    number = index.block_at(spot.position)
    first = index.starts[number]
    last = index.starts[number + 1] - 1 if number + 1 < len(index.starts) else len(reading)
    end = spot.position + len(quote)
    for size in CONTEXTS:
        before, after = reading[max(first, spot.position - size) : spot.position], reading[end : min(last, end + size)]
        for prefix, suffix in (("", after), (before, ""), (before, after)):
            if _count(reading, f"{prefix}{quote}{suffix}") == 1:
                return Target(quote, prefix, suffix)
    before, after = reading[first : spot.position], reading[end:last]
    there = [other for other in spots(index, f"{before}{quote}{after}") if other.text == spot.text]
    if len(there) == 1:
        return Target(quote, before, after, spot.text)
    return Target(quote, before, after, spot.text, spot.block) if by_block else None


def index_of(edited: EditedSource) -> ReadingIndex:
    """Return the reading of a source, to be searched."""
    return ReadingIndex(edited.ledger)


def _spots(index: ReadingIndex, quote: str) -> Iterator[Spot]:
    reading = index.reading
    at = reading.find(quote)
    while at >= 0:
        text, block, _ = index.blocks[index.block_at(at)]
        around = reading[max(0, at - 10) : at + len(quote) + 10].replace(BORDER, "¶")
        yield Spot(text, block, at, around)
        at = reading.find(quote, at + 1)


def _count(reading: str, words: str) -> int:
    """Occurrences, overlaps included, as far as the second."""
    first = reading.find(words)
    return 0 if first < 0 else 1 + (reading.find(words, first + 1) >= 0)
