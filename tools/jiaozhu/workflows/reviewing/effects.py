"""What a change does beyond the things it changes: what the search finds, and where terms are linked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from jiaozhu.edition.book import Book
from jiaozhu.outputs.search.records import SearchPage, entry_pages, text_pages

__all__ = ["Effects", "Linked", "Searched", "effects"]


class Searched(NamedTuple):
    """How many records of a kind the search gains and loses; a changed record is one of each."""

    kind: str
    gained: int
    lost: int


class Linked(NamedTuple):
    """A term whose places differ."""

    headword: str
    slug: str
    before: int  #: How often it is linked.
    after: int
    gained: tuple[str, ...]  #: ``<docname>#<block>`` of each paragraph in which it is linked now, and was not.
    lost: tuple[str, ...]


class Effects(NamedTuple):
    """What follows from a change elsewhere in the edition."""

    searched: tuple[Searched, ...]
    linked: tuple[Linked, ...]


def effects(before: Book | None, after: Book) -> Effects:
    """Return what the search and the glossary gain and lose."""
    return Effects(tuple(_searched(before, after)), tuple(_linked(before, after)))


def _searched(before: Book | None, after: Book) -> Iterator[Searched]:
    old, new = _records(before), _records(after)
    gained, lost = new - old, old - new
    kinds = dict.fromkeys(kind for kind, *_ in [*new, *old])
    for kind in kinds:
        more = sum(count for record, count in gained.items() if record[0] == kind)
        fewer = sum(count for record, count in lost.items() if record[0] == kind)
        if more or fewer:
            yield Searched(kind, more, fewer)


def _records(book: Book | None) -> Counter[tuple[str, str, str, str]]:
    if book is None:
        return Counter()
    pages: list[SearchPage] = [*text_pages(book, str), *(page for _docname, page in entry_pages(book, str))]
    return Counter(
        (record.kind.value, page.address, record.anchor, record.text) for page in pages for record in page.records
    )


def _linked(before: Book | None, after: Book) -> Iterator[Linked]:
    old, new = _places(before), _places(after)
    names = {term.slug: term.headword for book in (before, after) if book for term in book.corpus.entries}
    for slug in dict.fromkeys([*new, *old]):
        was, now = old.get(slug, {}), new.get(slug, {})
        if was != now:
            counts = sum(was.values()), sum(now.values())
            gained = tuple(place for place in now if place not in was)
            lost = tuple(place for place in was if place not in now)
            yield Linked(names.get(slug, slug), slug, *counts, gained, lost)


def _places(book: Book | None) -> dict[str, dict[str, int]]:
    return {
        slug: {f"{place.docname}#{place.block}": place.times for place in places}
        for slug, places in (book.occurrences.items() if book else ())
    }
