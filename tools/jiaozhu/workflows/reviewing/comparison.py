"""What differs between two states of a corpus, in the order of the book, as data: reports only show it.

Everything that an editor can write down is compared by all its fields, so no change is without an item; the files that
differ are listed beside, for what readers do not see.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from jiaozhu.edition.book import Book
from jiaozhu.locale import pgettext
from jiaozhu.model.page import Page
from jiaozhu.workflows.reviewing.effects import Effects, effects
from jiaozhu.workflows.reviewing.state import State
from jiaozhu.workflows.reviewing.things import (
    Thing,
    of_bibliography,
    of_chronology,
    of_glossary,
    of_page,
    of_register,
    of_settings,
    of_source,
    origins,
)

__all__ = ["Alteration", "Reading", "Review", "Section", "Verb", "compare"]


class Verb(StrEnum):
    """What happened to a thing."""

    NEW = "new"
    CHANGED = "changed"
    MOVED = "moved"  #: It says the same about the same words, which are in another paragraph now.
    DELETED = "deleted"
    RENAMED = "renamed"  #: Of a file.


class Alteration(NamedTuple):
    """A thing before and after; one of the two may be missing."""

    before: Thing | None
    after: Thing | None

    @property
    def verb(self) -> Verb:
        """What happened to it."""
        if self.before is None:
            return Verb.NEW
        if self.after is None:
            return Verb.DELETED
        return Verb.MOVED if self.before.content == self.after.content else Verb.CHANGED

    @property
    def shown(self) -> Thing:
        """The thing as it is now, or as it was."""
        thing = self.after or self.before
        assert thing is not None
        return thing

    @property
    def fields(self) -> Iterator[tuple[str, str, str]]:
        """The name of each field that differs, its value before, and its value after."""
        old = self.before.facets if self.before else {}
        new = self.after.facets if self.after else {}
        for name in dict.fromkeys([*new, *old]):
            if old.get(name, "") != new.get(name, ""):
                yield name, old.get(name, ""), new.get(name, "")


class Reading(NamedTuple):
    """A paragraph that reads differently."""

    block: str
    before: str | None  #: None for a new paragraph.
    after: str | None  #: None for one that is gone.


class Section(NamedTuple):
    """What differs in a text, or in something else."""

    title: str
    alterations: tuple[Alteration, ...]
    before: Page | None = None
    after: Page | None = None
    former: str = ""  #: The name that a renamed text had.
    readings: tuple[Reading, ...] = ()

    @property
    def page(self) -> Page | None:
        """The text as it is now, or as it was."""
        return self.after or self.before

    @property
    def differs(self) -> bool:
        """Whether there is anything to report."""
        whole = (self.before is None) != (self.after is None)
        return bool(self.alterations or self.readings or self.former or whole or self.proof_differs)

    @property
    def proof_differs(self) -> bool:
        """Whether other people have read the text."""
        return bool(self.before and self.after and self.before.proof.readers != self.after.proof.readers)


class Review(NamedTuple):
    """Everything that differs between two states."""

    sections: tuple[Section, ...]
    effects: Effects
    files: tuple[tuple[Verb, str], ...]  #: What happened to which file of the corpus.


def compare(before: State | None, after: State) -> Review:
    """Return what differs.

    Args:
        before: The corpus as it was; None if there was none.
        after: The corpus as it is.
    """
    old = before.book if before else None
    former = _renamed(_pages(old), _pages(after.book))
    sections = [*_texts(old, after.book, former), *_sources(old, after.book, former), *_rest(before, after, former)]
    return Review(
        tuple(section for section in sections if section.differs),
        effects(old, after.book),
        tuple(_files(before.files if before else {}, after.files)),
    )


def _texts(before: Book | None, after: Book, former: Mapping[str, str]) -> Iterator[Section]:
    old, new = _pages(before), _pages(after)
    earlier_places, later_places = origins(before), origins(after)
    for name in dict.fromkeys([*new, *old]):
        if name not in former.values():
            earlier, later = old.get(former.get(name, name)), new.get(name)
            page = later or earlier
            assert page is not None
            was, now = of_page(before, earlier, earlier_places), of_page(after, later, later_places)
            alterations = _altered(was, now, renamed=name in former)
            readings = _readings(earlier, later) if earlier and later else ()
            yield Section(page.title, tuple(alterations), earlier, later, former.get(name, ""), tuple(readings))


def _sources(before: Book | None, after: Book, former: Mapping[str, str]) -> Iterator[Section]:
    old, new = _by_siglum(before), _by_siglum(after)
    was = {now.partition("/")[0]: earlier.partition("/")[0] for now, earlier in former.items()}
    for siglum in dict.fromkeys([*new, *old]):
        if siglum in new or siglum not in was.values():
            title = pgettext("review", "Source {siglum}", siglum=siglum)
            things = of_source(before, was.get(siglum, siglum)), of_source(after, siglum)
            yield Section(title, tuple(_altered(*things)))


def _rest(before: State | None, after: State, former: Mapping[str, str]) -> Iterator[Section]:
    old = before.book if before else None
    works = before.works if before else {}
    now = {earlier: name for name, earlier in former.items()}
    yield Section(pgettext("review", "Glossary"), tuple(_altered(of_glossary(old), of_glossary(after.book))))
    yield Section(pgettext("review", "Numbers"), tuple(_altered(of_register(old), of_register(after.book))))
    events = of_chronology(old, now), of_chronology(after.book, {})
    yield Section(pgettext("review", "Chronology"), tuple(_altered(*events)))
    bibliographies = of_bibliography(old, works), of_bibliography(after.book, after.works)
    yield Section(pgettext("review", "Bibliography"), tuple(_altered(*bibliographies)))
    yield Section(pgettext("review", "Settings"), tuple(_altered(of_settings(old), of_settings(after.book))))


def _altered(before: Iterable[Thing], after: Iterable[Thing], *, renamed: bool = False) -> Iterator[Alteration]:
    """What is new, changed or moved, in order, and then what is gone."""
    old, new = {thing.key: thing for thing in before}, {thing.key: thing for thing in after}
    for key, thing in sorted(new.items(), key=lambda pair: pair[1].at):
        earlier = old.get(key)
        if earlier is None or earlier.content != thing.content or (earlier.block != thing.block and not renamed):
            yield Alteration(earlier, thing)
    for key, thing in old.items():
        if key not in new:
            yield Alteration(thing, None)


def _readings(before: Page, after: Page) -> Iterator[Reading]:
    """Paragraphs that read differently, whatever changed them, in the order of the page."""
    old = {block.id: block.reading for block in before.blocks}
    new = {block.id: block.reading for block in after.blocks}
    for id, reading in new.items():
        if old.get(id) != reading:
            yield Reading(id, old.get(id), reading)
    for id, reading in old.items():
        if id not in new:
            yield Reading(id, reading, None)


def _pages(book: Book | None) -> dict[str, Page]:
    return {page.docname: page for page in book.pages} if book else {}


def _by_siglum(book: Book | None) -> list[str]:
    return [source.siglum for source in book.corpus.sources] if book else []


def _renamed(old: Mapping[str, Page], new: Mapping[str, Page]) -> dict[str, str]:
    """The former name of each page that has only another name now: with every word as it was."""
    gone = {_reading_of(page): name for name, page in old.items() if name not in new}
    return {
        name: gone.pop(reading)
        for name, page in new.items()
        if name not in old and (reading := _reading_of(page)) in gone
    }


def _reading_of(page: Page) -> str:
    return "\n".join(block.reading for block in page.blocks)


def _files(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[tuple[Verb, str]]:
    """What happened to which file; a file of another name with the same bytes is renamed."""
    gone = {old[name]: name for name in sorted(old.keys() - new.keys())}
    for name in sorted(old.keys() | new.keys()):
        if name not in old and new[name] in gone:
            yield Verb.RENAMED, f"{gone.pop(new[name])} → {name}"
        elif name not in old:
            yield Verb.NEW, name
        elif name in new and old[name] != new[name]:
            yield Verb.CHANGED, name
    for name in sorted(gone.values()):
        yield Verb.DELETED, name
