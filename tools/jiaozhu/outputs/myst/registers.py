"""The registers as MyST: people, places and institutions with what is known of each, and a map of the places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from jiaozhu.language import typography
from jiaozhu.locale import _, ngettext, pgettext
from jiaozhu.markup.escape import escape_line
from jiaozhu.model.authority import AUTHORITIES
from jiaozhu.model.entity import Coordinates, Entity, Identifier, Lifetime, Office
from jiaozhu.model.page import Page
from jiaozhu.model.term import Term
from jiaozhu.outputs.myst.entries import GlossaryEntry, write_entries
from jiaozhu.outputs.myst.inline import term_link
from jiaozhu.outputs.myst.passages import passage
from jiaozhu.outputs.myst.setting import gap, table

__all__ = ["Known", "describe_map", "write_register"]


class Known(NamedTuple):
    """What a register may refer to."""

    terms: Mapping[str, Term]  #: All entries by slug.
    pages: Mapping[str, Page]  #: All texts by docname.


def write_register(
    title: str,
    entries: Sequence[GlossaryEntry],
    known: Known,
    drawn: Sequence[Entity] = (),
    drawing: str = "",
) -> str:
    """Return the page of a register.

    Args:
        title: The group of its kinds: people, places, institutions.
        entries: In order.
        known: What it may refer to.
        drawn: The places on the map, in the order of their numbers.
        drawing: The address of the map; empty without one.
    """
    count = ngettext("{n} entry", "{n} entries", len(entries), n=len(entries))
    lead = _(
        "{entries}: everyone and everything of this kind that the texts name. What is said of each is only what the "
        "texts say or what was read where it is cited.",
        entries=count,
    )
    facts = {entry.term.slug: _facts(entry.term, known) for entry in entries if isinstance(entry.term, Entity)}
    # Projects that were begun before this page do not list it.
    parts = ["---\norphan: true\n---", f"# {title}", f"{{.jz-meta}}\n{lead}"]
    if drawing:
        parts += _map(drawn, drawing, known)
    parts += write_entries(entries, known.terms, facts)
    return "\n\n".join(parts) + "\n"


def describe_map(drawn: Sequence[Entity]) -> str:
    """Return what a map shows, for those who cannot see it."""
    return _("Map of {n} places by their coordinates; the table below says the same.", n=len(drawn))


def _map(drawn: Sequence[Entity], drawing: str, known: Known) -> Iterator[str]:
    yield f"## {_('Map')}"
    yield f"![{escape_line(describe_map(drawn))}]({drawing})"
    yield "{.jz-meta}\n" + _(
        "Places whose coordinates were read in a source, on a graticule of WGS 84, without coasts and borders. A frame "
        "with a letter is drawn larger in the part of that letter. Where numbers stand for names, they are those of "
        "this table."
    )
    head = [_("No."), _("Place"), _("Latitude"), _("Longitude"), _("Within (km)"), _("Source")]
    rows = [
        [str(number), term_link(place.headword, place.headword), *_measured(place.coordinates, known)]
        for number, place in enumerate(drawn, 1)
        if place.coordinates is not None
    ]
    yield table(head, rows, "| ---: | --- | ---: | ---: | ---: | --- |")


def _measured(coordinates: Coordinates, known: Known) -> list[str]:
    return [
        _latitude(coordinates),
        _longitude(coordinates),
        _decimal(coordinates.precision),
        _evidence(coordinates.source, known),
    ]


def _facts(entity: Entity, known: Known) -> str:
    """What the register has of an entity beside its definition, as a list."""
    lines = [*_belongs(entity, known), *_lived(entity.dates, known)]
    lines += [_held(office, known) for office in entity.offices]
    if entity.coordinates is not None:
        lines.append(_is_at(entity.coordinates, known))
    if entity.identifiers:
        lines.append(_identified(entity.identifiers, known))
    return "{.jz-facts}\n" + "\n".join(f"- {line}" for line in lines) if lines else ""


def _belongs(entity: Entity, known: Known) -> Iterator[str]:
    whole = known.terms.get(entity.within or "")
    if whole is not None:
        yield _("Part of: {whole}", whole=term_link(whole.headword, whole.headword))


def _lived(dates: Lifetime | None, known: Known) -> Iterator[str]:
    if dates is not None:
        period = _period(dates.since, "", dates.until)
        yield _("Dates: {period} {source}", period=period, source=_evidence(dates.source, known))


def _held(office: Office, known: Known) -> str:
    whole = known.terms.get(office.at or "")
    at = typography().aside(term_link(whole.headword, whole.headword)) if whole is not None else ""
    return _(
        "Office: {post}{at}, {period} {source}",
        post=escape_line(office.post),
        at=at,
        period=_period(office.since, office.on, office.until),
        source=_evidence(office.source, known),
    )


def _period(since: str, on: str, until: str) -> str:
    """When something began, was, and ended, as far as it is known."""
    date = typography().date
    said = []
    if since:
        said.append(pgettext("period", "from {date}").format(date=date(since)))
    if on:
        said.append(pgettext("period", "in {date}").format(date=date(on)))
    if until:
        said.append(pgettext("period", "until {date}").format(date=date(until)))
    return typography().comma.join(said)


def _is_at(coordinates: Coordinates, known: Known) -> str:
    return _(
        "Coordinates: {latitude}, {longitude}, within {n} km {source}",
        latitude=_latitude(coordinates),
        longitude=_longitude(coordinates),
        n=_decimal(coordinates.precision),
        source=_evidence(coordinates.source, known),
    )


def _identified(identifiers: Sequence[Identifier], known: Known) -> str:
    shown = []
    for identifier in identifiers:
        authority = AUTHORITIES.get(identifier.authority)
        name = _(authority.label) if authority is not None else identifier.authority
        page = authority.page(identifier.value) if authority is not None else ""
        value = f"[{escape_line(identifier.value)}]({page})" if page else escape_line(identifier.value)
        shown.append(f"{gap(escape_line(name))} {value} {_evidence(identifier.source, known)}")
    return _("Identifiers: {identifiers}", identifiers=typography().clause.join(shown))


def _evidence(source: str, known: Known) -> str:
    """A work, or a passage, as a reference to it."""
    docname, _hash, block = source.partition("#")
    if not block:
        return f"{{cite}}`{source}`"
    page = known.pages.get(docname)
    return typography().aside(passage(page, block)) if page is not None else ""


def _latitude(coordinates: Coordinates) -> str:
    value = coordinates.latitude
    degrees = _decimal(abs(value))
    return _("{degrees}° N", degrees=degrees) if value >= 0 else _("{degrees}° S", degrees=degrees)


def _longitude(coordinates: Coordinates) -> str:
    value = coordinates.longitude
    degrees = _decimal(abs(value))
    return _("{degrees}° E", degrees=degrees) if value >= 0 else _("{degrees}° W", degrees=degrees)


def _decimal(value: Fraction) -> str:
    return f"{float(value):.5f}".rstrip("0").rstrip(".")
