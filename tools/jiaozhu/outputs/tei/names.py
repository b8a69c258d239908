"""Entities as TEI: lists of persons, places and organisations with what is known of each."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from jiaozhu.model.entity import Entity, Office
from jiaozhu.model.term import Term
from jiaozhu.outputs.tei.body_notes import add_body
from jiaozhu.outputs.tei.elements import add
from jiaozhu.outputs.tei.flow import name_of

__all__ = ["add_lists"]

#: By the element of a name: the list, and what is in it.
_LISTS = {"persName": ("listPerson", "person"), "placeName": ("listPlace", "place"), "orgName": ("listOrg", "org")}


def add_lists(parent: Element, terms: Iterable[Term], language: str, up: str = "../") -> None:
    """Add the lists that have members.

    Args:
        parent: Where they are.
        terms: Entries of kinds of proper names.
        language: Of the texts, as a tag.
        up: The way from the file to the folder of all files.
    """
    named = list(terms)
    for name, (listed, item) in _LISTS.items():
        members = [term for term in named if name_of(term) == name]
        if members:
            found = add(parent, listed)
            for term in members:
                _entry(add(found, item, id=f"t-{term.slug}"), name, term, language, up)


def _entry(entry: Element, name: str, term: Term, language: str, up: str) -> None:
    add(entry, name, term.headword, lang=language)
    for variant in dict.fromkeys(term.variants):
        add(entry, name, variant, type="variant", lang=language)
    if term.pinyin:
        add(entry, name, term.pinyin, type="sound", lang=f"{language.partition('-')[0]}-Latn-pinyin")
    if term.gloss:
        add(entry, name, term.gloss, type="gloss", lang="en")
    if isinstance(term, Entity):
        _facts(entry, name, term)
    add_body(add(entry, "note"), term.definition, up)
    if isinstance(term, Entity):
        for identifier in term.identifiers:
            add(entry, "idno", identifier.value, type=identifier.authority)


def _facts(entry: Element, name: str, entity: Entity) -> None:
    dates = entity.dates
    if dates is not None and name == "persName":
        if dates.since:
            add(entry, "birth", when=dates.since, source=_pointer(dates.source))
        if dates.until:
            add(entry, "death", when=dates.until, source=_pointer(dates.source))
    elif dates is not None:
        since, until = dates.since or None, dates.until or None
        made = add(entry, "event", from_=since, to=until, source=_pointer(dates.source))
        add(made, "label", "–".join((dates.since, dates.until)))
    for office in entity.offices:
        _office(entry, name, office)
    if entity.coordinates is not None and name == "placeName":
        place = entity.coordinates
        located = add(entry, "location", source=_pointer(place.source))
        add(located, "geo", f"{float(place.latitude):.8g} {float(place.longitude):.8g}")
        add(located, "note", f"± {float(place.precision):g} km", type="precision")


def _office(entry: Element, name: str, office: Office) -> None:
    if name != "persName":
        return
    source = _pointer(office.source)
    if office.since or office.until:
        since, until = office.since or None, office.until or None
        add(entry, "occupation", office.post, source=source, from_=since, to=until)
    if office.on:
        add(entry, "occupation", office.post, source=source, when=office.on)


def _pointer(source: str) -> str:
    """What a statement rests on: a passage in another file, or a work, by a URI of its own."""
    docname, _hash, block = source.partition("#")
    return f"../{docname}.xml#{block}" if block else f"urn:work:{source}"
