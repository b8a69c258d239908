"""What holds to the words of a source: a page must know it so that no correction takes the words from under it.

Notes, proposals, quantities and events hold to quotes; see ``edition.anchoring``. So does an entry of a register to the
only place that mentions it: without that the entry would be about what is not in the edition. Positions are in UTF-16
units, as the page's script counts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from jiaozhu.edition.book import Book, Volume
from jiaozhu.edition.numbers import PREFIX as REGISTER_PREFIX
from jiaozhu.model.note import Anchor, Target
from jiaozhu.problems.checks.registers import referred_names

__all__ = ["holding", "lone_names"]

#: Characters that are looked through, over all quotes of a source; beyond them a quote counts as one that is lost.
_MOST_LOOKED_THROUGH = 400_000_000


class _Held(NamedTuple):
    """Something that holds to words."""

    what: str  #: ``note``, ``proposal``, ``figure``, ``event`` or ``entity``.
    name: str  #: By which its author finds it.
    target: Target
    anchor: Anchor


def lone_names(book: Book) -> frozenset[str]:
    """Return the entities that a single place of the texts mentions and nothing else refers to, by their slugs."""
    named = {slug for slug, places in book.occurrences.items() if sum(place.times for place in places) == 1}
    return frozenset({entity.slug for entity in book.corpus.entities} & named - referred_names(book))


def holding(book: Book, volume: Volume, lone: Collection[str]) -> list[list[str | int]]:
    """Return what holds to the words of a source, as the page's script reads it.

    Args:
        book: The book.
        volume: The source.
        lone: Entities that are mentioned just once, by their slugs; see ``lone_names``.

    Returns:
        For each ``[what, name, text, block, start, length, prefix, quote, suffix, scope, alone]``: what and which it
        is, the place that it holds to, the words that it names, whether it names them in the whole source (0), in the
        text (1) or in the block (2), and whether the source itself has these words just once, and there, so
        that they are found even when they are read otherwise.
    """
    source = volume.edited.document.text
    readings = {(page.text, block.id): block.reading for page in volume.pages for block in page.blocks}
    rows: list[list[str | int]] = []
    for number, (what, name, target, anchor) in enumerate(_held(book, volume, lone), 1):
        reading = readings.get((anchor.text, anchor.block), "")
        start, length = _units(reading[: anchor.start]), _units(reading[anchor.start : anchor.end])
        scope = 2 if target.block else 1 if target.text else 0
        within = number * len(source) <= _MOST_LOOKED_THROUGH
        alone = int(within and _is_alone(source, target, anchor))
        place: list[str | int] = [anchor.text, anchor.block, start, length]
        rows.append([what, name, *place, target.prefix, target.quote, target.suffix, scope, alone])
    return rows


def _held(book: Book, volume: Volume, lone: Collection[str]) -> Iterator[_Held]:
    siglum = volume.source.siglum
    for page in volume.pages:
        for item in page.notes:
            note = item.note
            if not note.id.startswith(REGISTER_PREFIX):  # it is where its quantity is
                what = "proposal" if note.kind.tool else "note"
                place = Anchor(item.origin, item.text, item.block, item.start, item.end)
                yield _Held(what, note.id, note.target, place)
        for block in page.blocks:
            for match in block.terms:
                if match.slug in lone:
                    target = Target(block.reading[match.start : match.end], text=page.text, block=block.id)
                    place = Anchor((), page.text, block.id, match.start, match.end)
                    yield _Held("entity", book.terms[match.slug].headword, target, place)
    for quantity, anchor in book.quantities:
        if quantity.source == siglum:
            yield _Held("figure", quantity.id, quantity.target, anchor)
    for event in book.events:
        if event.source == siglum:
            yield _Held("event", event.event.date, event.event.target, event.anchor)


def _is_alone(source: str, target: Target, anchor: Anchor) -> bool:
    """Whether the source has a target's words once, where it is anchored."""
    words = target.prefix + target.quote + target.suffix
    first = source.find(words)
    if first < 0 or source.find(words, first + 1) >= 0:
        return False
    start = first + len(target.prefix)
    return [(span.start, span.end) for span in anchor.origin] == [(start, start + len(target.quote))]


def _units(text: str) -> int:
    return len(text) + sum(char > "\uffff" for char in text)
