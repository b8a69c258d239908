"""The registers of a book: which pages they have, who is on each, and which places are on the map."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from jiaozhu.edition.book import Book
from jiaozhu.edition.glossary import letter
from jiaozhu.locale import _
from jiaozhu.model.entity import Entity
from jiaozhu.outputs.drawings.drawing import Link
from jiaozhu.outputs.drawings.place_map import Point
from jiaozhu.outputs.myst.entries import GlossaryEntry, anchor, group_id, home

__all__ = ["NameRegister", "drawn_places", "points", "registers"]


class NameRegister(NamedTuple):
    """A register of the entities of a group of kinds."""

    id: str  #: For addresses: ``people``.
    title: str  #: In the language in use.
    docname: str  #: Its page, below the folder of generated pages.
    entries: tuple[GlossaryEntry, ...]  #: In the order of a dictionary.

    @property
    def entities(self) -> tuple[Entity, ...]:
        """Those it lists."""
        return tuple(entry.term for entry in self.entries if isinstance(entry.term, Entity))


def registers(book: Book) -> Iterator[NameRegister]:
    """Yield the registers that have entries, in the order of the corpus's kinds."""
    profile = book.profile
    for group in book.corpus.info.kinds.groups:
        entries = tuple(
            GlossaryEntry(letter(term, profile), term, book.occurrences.get(term.slug, ()))
            for term in book.dictionary
            if isinstance(term, Entity) and term.kind.group == group
        )
        if entries:
            yield NameRegister(group_id(group), _(group), home(entries[0].term), entries)


def drawn_places(register: NameRegister) -> list[Entity]:
    """Return the places of a register that have coordinates, in its order; their numbers on the map count from 1."""
    return [entity for entity in register.entities if entity.coordinates is not None]


def points(book: Book, register: NameRegister) -> list[Point]:
    """Return the places of a register as points of a map, those that the texts name most often first."""
    times = {slug: sum(place.times for place in places) for slug, places in book.occurrences.items()}
    found = [
        Point(
            number,
            entity.headword,
            float(entity.coordinates.latitude),
            float(entity.coordinates.longitude),
            Link(entity.headword, register.docname, anchor(entity.slug)),
        )
        for number, entity in enumerate(drawn_places(register), 1)
        if entity.coordinates is not None
    ]
    slugs = {number: entity.slug for number, entity in enumerate(drawn_places(register), 1)}
    return sorted(found, key=lambda point: (-times.get(slugs[point.number], 0), point.number))
