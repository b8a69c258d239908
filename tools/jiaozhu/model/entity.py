"""Entries of the registers: people, places and institutions, with what is known of each and where that was read.

An entity is an entry of the glossary with more to say: it is linked, found and listed as one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated

from jiaozhu.model.keys import Date, Evidence, Id, Key, Special, Words
from jiaozhu.model.term import Term

__all__ = ["FOLDER", "Coordinates", "Entity", "Identifier", "Lifetime", "Office"]

#: Of a corpus: the folder of its entities.
FOLDER = "entities"
_SOURCE = "Where it was read: a key of the bibliography, or a passage such as paper-2019/report#l0043."


@dataclass(frozen=True, slots=True)
class Lifetime:
    """When a person was born and died, or an institution was founded and closed."""

    source: Annotated[Evidence, Key(about=_SOURCE)]
    since: Annotated[Date, Key(about="When it began: the date of birth or foundation.")] = ""
    until: Annotated[Date, Key(about="When it ended: the date of death or closing.")] = ""


@dataclass(frozen=True, slots=True)
class Office:
    """An office that a person held at a time."""

    post: Annotated[Words, Key(about="What the person was, with its place: Mayor of Liaoyuan.")]
    source: Annotated[Evidence, Key(about=_SOURCE)]
    since: Annotated[Date, Key(about="When the person took it.")] = ""
    on: Annotated[Date, Key(about="A time at which the person is known to have held it.")] = ""
    until: Annotated[Date, Key(about="When the person left it.")] = ""
    at: Annotated[Id | None, Key(about="The entity to which it belongs: the name of its file, without .md.")] = None


@dataclass(frozen=True, slots=True)
class Identifier:
    """What an authority file calls an entity."""

    authority: Annotated[Id, Key(about="The authority file: wikidata, viaf, geonames, isni, cbdb, division.")]
    value: Annotated[Words, Key("id", about="The identifier there.", quoted=True)]
    source: Annotated[Evidence, Key(about=_SOURCE)]


@dataclass(frozen=True, slots=True)
class Coordinates:
    """Where a place is, in degrees of WGS 84, and how exactly that is known."""

    latitude: Annotated[Fraction, Special.NUMBER, Key(about="Degrees north of the equator, from -90 to 90.")]
    longitude: Annotated[Fraction, Special.NUMBER, Key(about="Degrees east of Greenwich, from -180 to 180.")]
    precision: Annotated[Fraction, Special.NUMBER, Key(about="The place is within so many kilometres of them.")]
    source: Annotated[Evidence, Key(about=_SOURCE)]


@dataclass(frozen=True, slots=True)
class Entity(Term):
    """One person, place or institution."""

    within: Annotated[Id | None, Key(about="The entity of which it is a part: the name of its file, without .md.")] = (
        None
    )
    dates: Annotated[Lifetime | None, Key(about="When it began and ended.")] = None
    offices: Annotated[tuple[Office, ...], Key(about="Offices that the person held.")] = ()
    identifiers: Annotated[tuple[Identifier, ...], Key(about="What authority files call it.")] = ()
    coordinates: Annotated[Coordinates | None, Key(about="Where the place is.")] = None

    @property
    def evidence(self) -> Iterator[tuple[str, tuple[str | int, ...]]]:
        """Everything that is named as a source, and the way to it from the record."""
        if self.dates is not None:
            yield self.dates.source, ("dates", "source")
        for number, office in enumerate(self.offices):
            yield office.source, ("offices", number, "source")
        for number, identifier in enumerate(self.identifiers):
            yield identifier.source, ("identifiers", number, "source")
        if self.coordinates is not None:
            yield self.coordinates.source, ("coordinates", "source")

    @property
    def entities(self) -> Iterator[tuple[str, tuple[str | int, ...]]]:
        """Every other entity that it names as its whole or its office's, and the way to the name from the record."""
        if self.within is not None:
            yield self.within, ("within",)
        for number, office in enumerate(self.offices):
            if office.at is not None:
                yield office.at, ("offices", number, "at")
