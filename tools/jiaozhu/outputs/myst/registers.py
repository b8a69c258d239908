"""The registers as MyST: people, places and institutions with what is known of each, and a map of the places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jiaozhu.locale import _, ngettext
from jiaozhu.markup.escape import escape_line
from jiaozhu.model.entity import Coordinates, Entity
from jiaozhu.outputs.myst.entries import GlossaryEntry, write_entries
from jiaozhu.outputs.myst.facts import Known, facts_of, in_myst, latitude, longitude, plain_number
from jiaozhu.outputs.myst.inline import term_link
from jiaozhu.outputs.myst.setting import table

__all__ = ["describe_map", "write_register"]


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
    write = in_myst(known)
    found = [entry.term for entry in entries if isinstance(entry.term, Entity)]
    facts = {entity.slug: _listed(facts_of(entity, known, write)) for entity in found}
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
        latitude(coordinates),
        longitude(coordinates),
        plain_number(coordinates.precision),
        in_myst(known).source(coordinates.source),
    ]


def _listed(facts: Sequence[str]) -> str:
    return "{.jz-facts}\n" + "\n".join(f"- {fact}" for fact in facts) if facts else ""
