"""Who did what: from the names in contributions, and from version control for the rest."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from jiaozhu.model.corpus import Corpus, Source
from jiaozhu.model.credit import Credit, PageCredit
from jiaozhu.model.entity import FOLDER as ENTITIES
from jiaozhu.model.page import Page
from jiaozhu.model.term import FOLDER as GLOSSARY

#: Changes (name, date) by file from the corpus folder, oldest first.
History = Mapping[str, Sequence[tuple[str, str]]]


def contributors(corpus: Corpus, history: History) -> list[Credit]:
    """Return everyone who is named in the corpus or in its history, those with the most work first.

    Args:
        corpus: Notes name their author, emendations the person responsible, proofreadings their reader, translations
            those who wrote them.
        history: Entries of the glossary and of the registers, and editions, have no name in them, so they are
            credited to their first author. Empty if there is no history.
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    dates: dict[str, list[str]] = defaultdict(list)
    for source in corpus.sources:
        for name, kind, date in _named(source):
            counts[name][kind] += 1
            if date:
                dates[name].append(date)
        for name in _first(history, f"sources/{source.siglum}/edition.yaml"):
            counts[name]["editions"] += 1
    for folder, entries in ((GLOSSARY, corpus.terms), (ENTITIES, corpus.entities)):
        for entry in entries:
            for name in _first(history, f"{folder}/{entry.slug}.md"):
                counts[name]["terms"] += 1
    for changes in history.values():
        for name, date in changes:
            dates[name].append(date)
    found = [_credit(name, counts[name], dates[name]) for name in counts.keys() | dates.keys()]
    return sorted(found, key=lambda credit: (-credit.total, credit.name))


def _credit(name: str, count: Counter[str], dates: Sequence[str]) -> Credit:
    first, last = min(dates, default=""), max(dates, default="")
    kinds = {kind: count[kind] for kind in ("notes", "emendations", "readings", "translations", "terms", "editions")}
    return Credit(name, **kinds, first=first, last=last)


def page_credit(page: Page, history: History) -> PageCredit:
    """Return who made the edition of a text, and who has corrected, annotated and read it."""
    folder = f"sources/{page.siglum}"
    edition = history.get(f"{folder}/edition.yaml", ())
    dates = [page.proof.date, *(note.note.date for note in page.notes), *(date for _, date in edition)]
    return PageCredit(
        edition=tuple(dict.fromkeys(name for name, _ in edition)),
        emendations=_ranked(change.act.resp for change in page.changes if change.act.resp),
        notes=_ranked(note.note.author for note in page.notes),
        readers=page.proof.readers,
        last=max(dates, default=""),
    )


def _named(source: Source) -> Iterator[tuple[str, str, str]]:
    yield from ((note.author, "notes", note.date) for note in source.notes)
    yield from ((emendation.resp, "emendations", "") for emendation in source.emendations)
    yield from ((reading.by, "readings", reading.date) for reading in source.proofreadings)
    yield from ((name, "translations", item.date) for item in source.translations for name in item.by)


def _first(history: History, path: str) -> list[str]:
    changes = history.get(path, ())
    return [changes[0][0]] if changes else []


def _ranked(names: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(Counter(names).most_common())
