"""The index: terms of glossaries and entries of ``index`` directives, in alphabetical order.

A document leaves a mark at each place; the template finds the pages. Which words are listed, under which letter and in
which order, is decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from .collation import Collation
from .escape import quote_string
from .labels import Target, label_value

__all__ = [
    "INDEX",
    "DocumentIndex",
    "Headword",
    "IndexEntry",
    "IndexSettings",
    "index_source",
    "mark_of_term",
    "read_entry",
]

#: What links to the index name.
INDEX = Target("genindex")
_SEPARATOR = re.compile("[;；]")
#: Kinds of entries that only refer to another entry.
_REFERRING = frozenset({"see", "seealso"})
_NO_LETTER = "0–9"


class Headword(NamedTuple):
    """The words under which a term of a glossary is listed."""

    words: str
    sort_key: str = ""  #: Empty: the collation of the project's language decides.


class IndexEntry(NamedTuple):
    """An entry of an ``index`` directive."""

    words: str
    under: str = ""  #: The subentry.
    sort_key: str = ""

    @property
    def mark(self) -> str:
        """The mark of the place that the entry names, as markup."""
        return f"#index-mark({quote_string(self.key)})"

    @property
    def key(self) -> str:
        """What the marks of this entry have in common."""
        return f"={self.words}; {self.under}" if self.under else f"={self.words}"


@dataclass(frozen=True, slots=True)
class DocumentIndex:
    """What a document contributes to the index."""

    #: Of each term of a glossary the first one of its item, under which it is listed.
    terms: Mapping[Target, Headword] = field(default_factory=dict)
    entries: tuple[IndexEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class IndexSettings:
    """How the index is arranged, and its words."""

    title: str
    other_terms: str  #: The heading of the words that are in no group.
    subentry: str  #: How an entry and its subentry are joined; has ``{entry}`` and ``{subentry}``.
    collation: Collation
    groups: Mapping[str, str] = field(default_factory=dict)  #: Headword → heading of the group that it is listed in.


class _Line(NamedTuple):
    """One line of the index: its words, a word under them, the marks that have its pages, and its sort key."""

    words: str
    under: str
    keys: tuple[str, ...]
    sort_key: str


def mark_of_term(target: Target) -> str:
    """Return the mark of a place that refers to a term of the glossary, as markup."""
    return f"#index-mark({quote_string(_key(target))})"


def read_entry(kind: str, value: str, sort_key: str = "") -> Iterator[IndexEntry]:
    """Yield the lines of the index for an entry of an ``index`` directive.

    Args:
        kind: ``single``, ``pair``, ``see`` …
        value: Its words, subentries after semicolons.
        sort_key: The key of the first word; the turned-round line of a pair has none.
    """
    if kind in _REFERRING:
        return
    parts = [part.strip() for part in _SEPARATOR.split(value)]
    yield IndexEntry(parts[0], parts[1] if len(parts) > 1 else "", sort_key)
    if kind == "pair" and len(parts) == 2:
        yield IndexEntry(parts[1], parts[0])


def index_source(documents: Iterable[DocumentIndex], settings: IndexSettings) -> str:
    """Return the Typst source of the index, empty if there is nothing to list.

    Args:
        documents: The contributions of the book's documents, in order.
        settings: Arrangement and words; groups are printed in their order, other words after them.
    """
    found = list(documents)
    by_group: dict[str, list[_Line]] = {}
    for line in [*_term_lines(found), *_entry_lines(found)]:
        by_group.setdefault(settings.groups.get(line.words, ""), []).append(line)
    if not by_group:
        return ""
    parts = [f"#book-index({quote_string(settings.title)}, {label_value(INDEX)}, ("]
    for name in [name for name in dict.fromkeys([*settings.groups.values(), ""]) if name in by_group]:
        heading = name or (settings.other_terms if len(by_group) > 1 else "")
        parts.append(f"  ({quote_string(heading)}, (")
        parts += _group_source(by_group[name], settings)
        parts.append("  )),")
    parts.append("))")
    return "\n".join(parts)


def _group_source(lines: Iterable[_Line], settings: IndexSettings) -> Iterator[str]:
    ordered = sorted((_order(line, settings.collation), line) for line in lines)
    for letter, members in groupby(ordered, key=lambda member: _letter(member[0][1])):
        yield f"    ({quote_string(letter)}, ("
        for _, line in members:
            yield f"      {_line_source(line, settings)},"
        yield "    )),"


def _line_source(line: _Line, settings: IndexSettings) -> str:
    keys = "".join(f"{quote_string(key)}, " for key in line.keys)
    words = settings.subentry.format(entry=line.words, subentry=line.under) if line.under else line.words
    return f"({quote_string(words)}, ({keys}))"


def _term_lines(documents: Iterable[DocumentIndex]) -> Iterator[_Line]:
    keys: dict[str, list[str]] = {}
    sort_keys: dict[str, str] = {}
    for document in documents:
        for target, headword in document.terms.items():
            keys.setdefault(headword.words, []).append(_key(target))
            sort_keys[headword.words] = sort_keys.get(headword.words) or headword.sort_key
    return (_Line(words, "", tuple(keys[words]), sort_keys[words]) for words in keys)


def _entry_lines(documents: Iterable[DocumentIndex]) -> Iterator[_Line]:
    sort_keys: dict[tuple[str, str], str] = {}
    for document in documents:
        for entry in document.entries:
            words = (entry.words, entry.under)
            sort_keys[words] = sort_keys.get(words) or entry.sort_key
    return (_Line(*words, (IndexEntry(*words).key,), sort_key) for words, sort_key in sort_keys.items())


def _key(target: Target) -> str:
    return f"{target.docname}#{target.id}"


def _order(line: _Line, collation: Collation) -> tuple[bool, str, str, str]:
    """Return what a line is sorted by: what does not begin with a letter first, then by key; equal keys by words."""
    key = line.sort_key.casefold() or collation(line.words)
    return (key[:1].isalpha(), key, line.words, line.under)


def _letter(key: str) -> str:
    return key[:1].upper() if key[:1].isalpha() else _NO_LETTER
