"""Finding a query: the engine names records, each is verified, and they are ranked as the scripts of a page do it.

``static/search/jiaozhu-search-engine.js`` has the same rules for what is searched in a browser: a page has a hit where
all words of the query are on it, and an entry of the glossary is a page of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from jiaozhu.language.folding import fold
from jiaozhu.service.engines import Engine, Narrowed
from jiaozhu.service.records import Record, Records

__all__ = ["FACETS", "MOST_QUERY", "MOST_RECORDS", "Asked", "Found", "Hit", "find", "query_words", "units"]

#: Characters of a query that are looked at.
MOST_QUERY = 500
#: Records of one word that are verified; with more of them, counts are lower bounds.
MOST_RECORDS = 3_000
#: Words of a query that are looked for.
MOST_WORDS = 16
FACETS = ("kind", "source", "year")
#: Of two hits alike in all else, which comes first.
_ORDER = ("text", "apparatus", "note", "figure", "term", "page")


class Asked(NamedTuple):
    """A query, and to what it is narrowed; an empty text is any."""

    query: str
    kind: str = ""
    source: str = ""
    year: str = ""


class Hit(NamedTuple):
    """A record that has words of the query."""

    record: Record
    anchor: str
    times: int
    spots: tuple[tuple[int, int], ...]  #: The first place of each word: code points of the folded text.


class Found(NamedTuple):
    """What was found."""

    words: tuple[str, ...]  #: Folded.
    term: str | None  #: The anchor of the entry that the whole query names.
    hits: list[Hit]  #: In the order of rank.
    tallies: dict[str, dict[str, int]]  #: Places by value of each facet, among the hits that the other facets leave.
    exact: bool  #: Whether counts are exact; lower bounds otherwise.


def query_words(query: str, forms: Mapping[str, str]) -> tuple[str, ...]:
    """Return the folded words of a query, each once. White space parts them; nothing else means anything."""
    folded = (fold(word, forms) for word in query[:MOST_QUERY].split())
    return tuple(dict.fromkeys(filter(None, folded)))[:MOST_WORDS]


def find(records: Records, engine: Engine, asked: Asked, most: int = MOST_RECORDS) -> Found:
    """Find a query.

    Args:
        records: What is searched.
        engine: What names the records that can contain a word.
        asked: The query.
        most: Records of one word that are verified.

    Raises:
        EngineFailed: The engine cannot say.
    """
    about = records.about
    words = query_words(asked.query, about.forms)
    term = about.terms.get(fold(asked.query, about.forms))
    if not words:
        return Found((), None, [], {facet: {} for facet in FACETS}, exact=True)
    hits, exact = _verified(records, engine, words, Narrowed(asked.source, asked.year), most)
    wide = hits
    if asked.source or asked.year:  # the facets that narrow offer their other values, too
        wide, exact_wide = _verified(records, engine, words, Narrowed(), most)
        exact = exact and exact_wide
    tallies = {facet: _tally(facet, wide, asked) for facet in FACETS}
    kept = [hit for hit in hits if _fits(hit.record, asked)]
    kept.sort(key=lambda hit: _rank(hit, words, term))
    return Found(words, term, kept, tallies, exact)


def _verified(
    records: Records, engine: Engine, words: Sequence[str], narrowed: Narrowed, most: int
) -> tuple[list[Hit], bool]:
    """The hits of all words, in the order of the records, and whether these are all."""
    exact = True
    by_word: list[dict[int, Hit]] = []
    for word in words:
        numbers = engine.containing(word, narrowed, most)
        exact = exact and len(numbers) < most
        known = (records[number] for number in numbers if 0 < number <= len(records))
        hits = (hit for record in known if (hit := _hit(record, word)) is not None)
        by_word.append({hit.record.id: hit for hit in hits})
    units = [{_unit(hit.record) for hit in found.values()} for found in by_word]
    common = set.intersection(*units)
    merged: dict[int, Hit] = {}
    for found in by_word:
        for number, hit in found.items():
            if _unit(hit.record) in common:
                before = merged.get(number)
                merged[number] = hit if before is None else _both(before, hit)
    return [hit for _number, hit in sorted(merged.items())], exact


def _unit(record: Record) -> str:
    """What must have all words: the page, or an entry of the glossary."""
    return f"#{record.anchor}" if record.kind == "term" else record.page.address


def _both(one: Hit, other: Hit) -> Hit:
    return one._replace(times=one.times + other.times, spots=one.spots + other.spots)


def _hit(record: Record, word: str) -> Hit | None:
    """The hit of a word in a record; None if the record does not have it where it counts."""
    places = list(_places(record, word))
    if not places:
        return None
    at, act = places[0]
    return Hit(record, f"c-{act}" if act else record.anchor, len(places), ((at, at + len(word)),))


def _places(record: Record, word: str) -> Iterator[tuple[int, str]]:
    """Where a word is, and the act that changed it: in a source reading only what is changed counts."""
    folded = record.folded
    at = folded.find(word)
    while at >= 0:
        act = _act(record, at, at + len(word)) if record.changed else ""
        if act is not None:
            yield at, act
        at = folded.find(word, at + (1 if act is None else len(word)))


def _act(record: Record, start: int, end: int) -> str | None:
    low, high = (units(record.folded, at) for at in (start, end))
    return next((act for first, last, act in record.changed if low < last and high > first), None)


def units(text: str, offset: int) -> int:
    """Return an offset of a text, in code points, as scripts count it, in UTF-16 units."""
    return offset + sum(char > "\uffff" for char in text[:offset])


def _rank(hit: Hit, words: Sequence[str], term: str | None) -> tuple[int, int, int, int]:
    """What hits are ordered by; those alike stay in the order of the records."""
    record, several = hit.record, len(words) > 1
    is_entry = record.kind == "term" and record.anchor == term
    opens = not several and record.kind == "term" and any(start == 0 for start, _end in hit.spots)
    grade = 0 if is_entry else 1 if opens else 2
    kind = _ORDER.index(record.kind) if record.kind in _ORDER else len(_ORDER)
    if not several:
        return grade, 0, 0, kind
    low, high = min(start for start, _end in hit.spots), max(end for _start, end in hit.spots)
    return grade, -len(hit.spots), high - low, kind


def _value(record: Record, facet: str) -> str:
    return record.kind if facet == "kind" else str(getattr(record.page, facet))


def _fits(record: Record, asked: Asked, but: str = "") -> bool:
    chosen = ((facet, getattr(asked, facet)) for facet in FACETS if facet != but)
    return all(not value or _value(record, facet) == value for facet, value in chosen)


def _tally(facet: str, hits: Sequence[Hit], asked: Asked) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for hit in hits:
        value = _value(hit.record, facet)
        if value and _fits(hit.record, asked, facet):
            counts[value] += hit.times
    return dict(counts)
