"""Checks of the registers: entities name what there is, are where they can be, and are somewhere in the edition."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from jiaozhu.edition.pipeline import Book
from jiaozhu.locale import _
from jiaozhu.markup.reading import read, references
from jiaozhu.model.authority import AUTHORITIES
from jiaozhu.model.entity import Coordinates, Entity, Identifier
from jiaozhu.model.names import did_you_mean, suggested
from jiaozhu.model.problem import Cause, Defect, Problem, place_of
from jiaozhu.problems.checks.bodies import Known, bodies

__all__ = ["check_registers", "referred_names"]


def check_registers(book: Book) -> Iterator[Problem]:
    """Report what is wrong with the entities of a corpus."""
    entities = book.corpus.entities
    if not entities:
        return
    known = Known(book)
    slugs = dict.fromkeys(entity.slug for entity in entities)
    for entity in entities:
        yield from _names(entity, slugs)
        for source, path in entity.evidence:
            if (problem := known.evidence(source, place_of(entity, *path))) is not None:
                yield problem
        if entity.coordinates is not None:
            yield from _off_the_earth(entity, entity.coordinates)
        for number, identifier in enumerate(entity.identifiers):
            yield from _of_wrong_form(entity, number, identifier)
    yield from _same_file(book)
    yield from _same_identifier(entities)
    yield from _unmentioned(book)


def _names(entity: Entity, slugs: Collection[str]) -> Iterator[Problem]:
    """Entities that are named as the whole of another, or as that to which an office belongs."""
    for slug, path in entity.entities:
        if slug not in slugs or slug == entity.slug:
            message = _("entity '{slug}' does not exist", slug=slug)
            if slug == entity.slug:
                message = _("'{slug}' is this entity itself", slug=slug)
            hint = did_you_mean(slug, slugs) or _("write the file name of an entity, without '.md'")
            cause = Cause(Defect.UNKNOWN_NAME, slug)
            yield Problem(place_of(entity, *path), "R901", message, hint, suggested(slug, slugs), cause)


def _off_the_earth(entity: Entity, coordinates: Coordinates) -> Iterator[Problem]:
    for name, value, most in (("latitude", coordinates.latitude, 90), ("longitude", coordinates.longitude, 180)):
        if abs(value) > most:
            message = _("the {name} is not from -{most} to {most}", name=name, most=most)
            hint = _("write degrees with decimals; latitude and longitude may be the wrong way round")
            yield Problem(place_of(entity, "coordinates", name), "R902", message, hint)
    if coordinates.precision <= 0:
        message = _("the precision is not greater than 0")
        hint = _("write within how many kilometres of the coordinates the place is")
        yield Problem(place_of(entity, "coordinates", "precision"), "R902", message, hint)


def _of_wrong_form(entity: Entity, number: int, identifier: Identifier) -> Iterator[Problem]:
    authority = AUTHORITIES.get(identifier.authority)
    if authority is None:
        message = _("no authority file '{name}'", name=identifier.authority)
        hint = did_you_mean(identifier.authority, AUTHORITIES) or _(
            "expected one of: {names}", names=", ".join(AUTHORITIES)
        )
        cause = Cause(Defect.UNKNOWN_NAME, identifier.authority)
        place = place_of(entity, "identifiers", number, "authority")
        yield Problem(place, "R903", message, hint, suggested(identifier.authority, AUTHORITIES), cause)
    elif not authority.fits(identifier.value):
        message = _("'{id}' is not an identifier of {authority}", id=identifier.value, authority=_(authority.label))
        hint = _("copy it from there; one is '{example}'", example=authority.example)
        yield Problem(place_of(entity, "identifiers", number, "id"), "R903", message, hint)


def _same_identifier(entities: Iterable[Entity]) -> Iterator[Problem]:
    """Two entities with one identifier are one, or one of them has another's."""
    owners: dict[tuple[str, str], Entity] = {}
    for entity in entities:
        for number, identifier in enumerate(entity.identifiers):
            owner = owners.setdefault((identifier.authority, identifier.value), entity)
            if owner is not entity:
                message = _("the identifier '{id}' is that of {path} too", id=identifier.value, path=owner.place.path)
                hint = _("merge the two, with the one name as a variant of the other, or correct the identifier")
                yield Problem(place_of(entity, "identifiers", number, "id"), "R904", message, hint)


def _same_file(book: Book) -> Iterator[Problem]:
    """An entity and a term of one file name would have one address."""
    terms = {term.slug: term for term in book.corpus.terms}
    for entity in book.corpus.entities:
        if (term := terms.get(entity.slug)) is not None:
            message = _("the name '{slug}' is that of {path} too", slug=entity.slug, path=term.place.path)
            hint = _("names are in addresses: rename the file that is newer, or merge the two")
            yield Problem(entity.place, "R906", message, hint)


def referred_names(book: Book) -> set[str]:
    """Return the entries that something beside the texts refers to, by their slugs."""
    corpus = book.corpus
    owners = {string: entry.slug for entry in corpus.entries for string in entry.strings}
    used = {slug for entry in corpus.entries for slug in entry.related}
    used |= {slug for entity in corpus.entities for slug, _path in entity.entities}
    for body in bodies(book):
        if "{term}" in body.text:
            found = references(read(body.text).tree)
            used |= {owners.get(item.target, "") for item in found if item.role == "term"}
    return used


def _unmentioned(book: Book) -> Iterator[Problem]:
    """Entities that no text mentions and nothing refers to."""
    used = referred_names(book) | set(book.occurrences)
    for entity in book.corpus.entities:
        if entity.slug not in used:
            message = _("no text mentions '{name}', and nothing refers to it", name=entity.headword)
            hint = _(
                "add the form that the texts use to 'variants', set 'short' for two characters, or delete the file"
            )
            yield Problem(entity.place, "R905", message, hint)
