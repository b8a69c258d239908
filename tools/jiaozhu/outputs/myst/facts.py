"""What a register knows of an entity beside its definition: as MyST for its page, as plain words for the search."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from jiaozhu.language import typography
from jiaozhu.locale import _, pgettext
from jiaozhu.markup.escape import escape_line
from jiaozhu.model.authority import AUTHORITIES
from jiaozhu.model.entity import Coordinates, Entity, Identifier, Lifetime, Office
from jiaozhu.model.page import Page
from jiaozhu.model.term import Term
from jiaozhu.outputs.myst.inline import term_link
from jiaozhu.outputs.myst.passages import line, passage, shortened

__all__ = ["Known", "Manner", "facts_of", "in_myst", "in_words", "latitude", "longitude", "plain_number"]


class Known(NamedTuple):
    """What a register may refer to."""

    terms: Mapping[str, Term]  #: All entries by slug.
    pages: Mapping[str, Page]  #: All texts by docname.


class Manner(NamedTuple):
    """How facts are written."""

    words: Callable[[str], str]  #: Words that somebody wrote.
    term: Callable[[Term], str]  #: A reference to another entry.
    source: Callable[[str], str]  #: What a fact rests on: a work or a passage.
    linked: Callable[[str, str], str]  #: Words and an address.


def in_myst(known: Known) -> Manner:
    """Return how facts are written on a page."""

    def source(name: str) -> str:
        docname, _hash, block = name.partition("#")
        if not block:
            return f"{{cite}}`{name}`"
        page = known.pages.get(docname)
        return typography().aside(passage(page, block)) if page is not None else ""

    return Manner(
        words=escape_line,
        term=lambda term: term_link(term.headword, term.headword),
        source=source,
        linked=lambda words, address: f"[{escape_line(words)}]({address})" if address else escape_line(words),
    )


def in_words(known: Known) -> Manner:
    """Return how facts are written as plain words, without works."""

    def source(name: str) -> str:
        docname, _hash, block = name.partition("#")
        page = known.pages.get(docname) if block else None
        if page is None:
            return ""
        titled = typography().titled(shortened(page.title))
        return typography().aside(_("{title}, line {line}", title=titled, line=line(block)))

    return Manner(str, lambda term: term.headword, source, lambda words, _address: words)


def facts_of(entity: Entity, known: Known, write: Manner) -> list[str]:
    """Return what is known of an entity, fact by fact.

    Args:
        entity: The entity.
        known: What the facts may refer to.
        write: How they are written.
    """
    facts = [*_belongs(entity, known, write), *_lived(entity.dates, write)]
    facts += [_held(office, known, write) for office in entity.offices]
    if entity.coordinates is not None:
        facts.append(_is_at(entity.coordinates, write))
    if entity.identifiers:
        facts.append(_identified(entity.identifiers, write))
    return [fact.strip() for fact in facts]


def _belongs(entity: Entity, known: Known, write: Manner) -> Iterator[str]:
    whole = known.terms.get(entity.within or "")
    if whole is not None:
        yield _("Part of: {whole}", whole=write.term(whole))


def _lived(dates: Lifetime | None, write: Manner) -> Iterator[str]:
    if dates is not None:
        period = _period(dates.since, "", dates.until)
        yield _("Dates: {period} {source}", period=period, source=write.source(dates.source))


def _held(office: Office, known: Known, write: Manner) -> str:
    whole = known.terms.get(office.at or "")
    at = typography().aside(write.term(whole)) if whole is not None else ""
    return _(
        "Office: {post}{at}, {period} {source}",
        post=write.words(office.post),
        at=at,
        period=_period(office.since, office.on, office.until),
        source=write.source(office.source),
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


def _is_at(coordinates: Coordinates, write: Manner) -> str:
    return _(
        "Coordinates: {latitude}, {longitude}, within {n} km {source}",
        latitude=latitude(coordinates),
        longitude=longitude(coordinates),
        n=plain_number(coordinates.precision),
        source=write.source(coordinates.source),
    )


def _identified(identifiers: Sequence[Identifier], write: Manner) -> str:
    shown = []
    for identifier in identifiers:
        authority = AUTHORITIES.get(identifier.authority)
        name = _(authority.label) if authority is not None else identifier.authority
        page = authority.page(identifier.value) if authority is not None else ""
        value = write.linked(identifier.value, page)
        shown.append(" ".join(filter(None, (write.words(name), value, write.source(identifier.source)))))
    return _("Identifiers: {identifiers}", identifiers=typography().clause.join(shown))


def latitude(coordinates: Coordinates) -> str:
    """Return a latitude in words."""
    value = coordinates.latitude
    degrees = plain_number(abs(value))
    return _("{degrees}° N", degrees=degrees) if value >= 0 else _("{degrees}° S", degrees=degrees)


def longitude(coordinates: Coordinates) -> str:
    """Return a longitude in words."""
    value = coordinates.longitude
    degrees = plain_number(abs(value))
    return _("{degrees}° E", degrees=degrees) if value >= 0 else _("{degrees}° W", degrees=degrees)


def plain_number(value: Fraction) -> str:
    """Return a number with at most five decimals."""
    return f"{float(value):.5f}".rstrip("0").rstrip(".")
