"""What has changed in an edition and when: by day, by text, by what it was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import PurePosixPath
from typing import NamedTuple

from jiaozhu.edition.book import Book
from jiaozhu.edition.credits import History
from jiaozhu.model.entity import FOLDER as ENTITIES
from jiaozhu.model.term import FOLDER as GLOSSARY
from jiaozhu.model.witness import FOLDER as WITNESSES

__all__ = ["Count", "Revision", "What", "changes"]


class What(StrEnum):
    """What has changed; a file of the corpus is one of these."""

    SOURCE = "source"
    EDITION = "edition"
    EMENDATION = "emendation"
    NOTE = "note"
    PROOFREADING = "proofreading"
    TRANSLATION = "translation"
    WITNESS = "witness"
    TERM = "term"
    ENTITY = "entity"
    WORK = "work"
    OTHER = "other"


class Count(NamedTuple):
    """How many there are that are new, and how many that were there before."""

    new: int
    revised: int


class Revision(NamedTuple):
    """What has changed on one day in one text, one source, or the edition as a whole."""

    date: str  #: ISO.
    docname: str  #: Of the text or the source, below the folder of generated pages; empty for the edition.
    title: str  #: Of that; empty for the edition.
    counts: Mapping[What, Count]  #: In the order of ``What``.
    people: tuple[str, ...]  #: Who has done it, in the order of their first change of the day.


class _One(NamedTuple):
    """One change of one file."""

    date: str
    docname: str
    what: What
    new: bool
    names: tuple[str, ...]


#: By a file's name, or that of its folder, in the folder of a source.
_OF_A_SOURCE = {
    "edition.yaml": What.EDITION,
    "emendations": What.EMENDATION,
    "notes": What.NOTE,
    "proofreadings.yaml": What.PROOFREADING,
    WITNESSES: What.WITNESS,
}
_OF_A_CORPUS = {GLOSSARY: What.TERM, ENTITIES: What.ENTITY, "references.bib": What.WORK}


def changes(book: Book, history: History) -> Iterator[Revision]:
    """Yield what has changed, the newest first; on one day, in the order of the book.

    Args:
        book: The edition.
        history: Who changed which file of the corpus, and when. Without it, notes and proofreadings say when they were
            made, and nothing else is known.
    """
    titles = {"": ""}
    for volume in book.volumes:
        titles[f"{volume.source.siglum}/index"] = volume.source.about.title
        titles |= {page.docname: page.title for page in volume.pages}
    found: dict[tuple[str, str], list[_One]] = defaultdict(list)
    for one in _by_history(book, history) if history else _by_dates(book):
        if one.date and one.docname in titles:
            found[one.date, one.docname].append(one)
    places = {docname: place for place, docname in enumerate(titles)}
    in_book = sorted(found, key=lambda key: places[key[1]])
    for date, docname in sorted(in_book, key=lambda key: key[0], reverse=True):
        ones = found[date, docname]
        people = tuple(dict.fromkeys(name for one in ones for name in one.names if name))
        yield Revision(date, docname, titles[docname], _counted(ones), people)


def _counted(ones: list[_One]) -> dict[What, Count]:
    counts = {}
    for what in What:
        new = sum(one.new for one in ones if one.what is what)
        revised = sum(not one.new for one in ones if one.what is what)
        if new or revised:
            counts[what] = Count(new, revised)
    return counts


def _by_history(book: Book, history: History) -> Iterator[_One]:
    notes = {(page.siglum, note.note.id): page.docname for page in book.pages for note in page.notes}
    languages = frozenset(book.corpus.info.translations)
    for path, commits in history.items():
        docname, what = _named(PurePosixPath(path), notes, languages)
        seen: set[str] = set()
        for number, (name, date) in enumerate(commits):
            if date not in seen:  # twice on a day is once
                seen.add(date)
                yield _One(date, docname, what, number == 0, (name,))


def _named(path: PurePosixPath, notes: Mapping[tuple[str, str], str], languages: frozenset[str]) -> tuple[str, What]:
    """Which page a file belongs to, and what it is."""
    parts = path.parts
    if parts[0] != "sources" or len(parts) < 3:
        return "", _OF_A_CORPUS.get(parts[0], What.OTHER)
    siglum, inside = parts[1], parts[2]
    if inside in languages:
        return f"{siglum}/{path.stem}", What.TRANSLATION
    what = _OF_A_SOURCE.get(inside, What.SOURCE)
    docname = notes.get((siglum, path.stem)) if what is What.NOTE else None
    return docname or f"{siglum}/index", what


def _by_dates(book: Book) -> Iterator[_One]:
    for page in book.pages:
        for note in page.notes:
            yield _One(note.note.date, page.docname, What.NOTE, new=True, names=(note.note.author,))
    for source in book.corpus.sources:
        for reading in source.proofreadings:
            docname = f"{source.siglum}/{reading.text}"
            yield _One(reading.date, docname, What.PROOFREADING, new=True, names=(reading.by,))
        for item in source.translations:
            yield _One(item.date, f"{source.siglum}/{item.text}", What.TRANSLATION, new=True, names=item.by)
