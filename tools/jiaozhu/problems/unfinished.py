"""What is still as a tool drafted it: no problem of the corpus, but nothing to be published unseen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import NamedTuple

from jiaozhu.locale import _, use_language
from jiaozhu.model.corpus import Corpus
from jiaozhu.model.drafts import RIGHTS_UNKNOWN, TO_BE_ADDED
from jiaozhu.model.problem import Place

__all__ = ["Unfinished", "unfinished"]


class Unfinished(NamedTuple):
    """A value that an editor has to give."""

    path: str
    line: int  #: Of the record, from 1.
    key: str


def unfinished(corpus: Corpus) -> list[Unfinished]:
    """Return every value of a corpus that is still a draft's words, in the order of its files.

    Args:
        corpus: What was read.
    """
    with use_language(corpus.info.language):
        drafted = [_(TO_BE_ADDED), _(RIGHTS_UNKNOWN)]
    found = [
        Unfinished(place.path, place.line, key)
        for place, record in _records(corpus)
        for key, value in _texts(record)
        if any(words in value for words in drafted)
    ]
    return sorted(set(found))


def _records(corpus: Corpus) -> Iterator[tuple[Place, object]]:
    yield Place("corpus.yaml"), corpus.info
    for source in corpus.sources:
        yield source.about.place, source.about
        for emendation in source.emendations:
            yield emendation.place, emendation


def _texts(record: object) -> Iterator[tuple[str, str]]:
    """The keys of a record that hold text, and each text."""
    for item in fields(record):  # type: ignore[arg-type]
        value = getattr(record, item.name)
        for text in value if isinstance(value, tuple) else (value,):
            if isinstance(text, str):
                yield item.name, text
