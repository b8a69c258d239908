"""The index: where terms of the glossary and entries of ``index`` directives stand, in the order of a dictionary.

A document leaves a mark at each place; the template knows the pages. What the entries are called, under which letter
they stand and in which order is settled here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from pypinyin import Style, lazy_pinyin

from .escape import quote_string
from .labels import Target

__all__ = ["BookIndex", "mark_of_entry", "mark_of_term"]

_FIRST = re.compile("[a-z]")
_SEPARATOR = re.compile(r"\s*[;；]\s*")


def mark_of_term(target: Target) -> str:
    """Return the mark of a place where a term of the glossary is named."""
    return f"#index-mark({quote_string(_key(target))})"


def mark_of_entry(words: str) -> str:
    """Return the mark of a place that an ``index`` directive names."""
    return f"#index-mark({quote_string(f'={words}')})"


class _Line(NamedTuple):
    """One line of the index: its words, a word under them, and the marks whose pages it has."""

    words: str
    under: str
    keys: tuple[str, ...]


@dataclass(slots=True)
class BookIndex:
    """What the documents have for the index."""

    #: Of each term of a glossary the one that stands first in its entry.
    terms: dict[Target, str] = field(default_factory=dict)
    entries: set[str] = field(default_factory=set)  #: of ``index`` directives: ``main`` or ``main; under``

    def add_entry(self, kind: str, value: str) -> Iterator[str]:
        """Take up an entry of an ``index`` directive; yield the words of the marks it leaves."""
        parts = _SEPARATOR.split(value.strip())
        if kind in ("see", "seealso"):
            return
        lines = [parts[:2]]
        if kind == "pair" and len(parts) == 2:
            lines.append(parts[::-1])
        for line in lines:
            words = "; ".join(line)
            self.entries.add(words)
            yield words

    def source(self, title: str, groups: Mapping[str, str]) -> str:
        """Return the Typst source of the index, empty if there is nothing to list.

        Args:
            title: Its heading.
            groups: Of some terms the group in which they are listed; all others follow in one of their own.
        """
        lines = [*self._terms(), *self._entries()]
        if not lines:
            return ""
        by_group: dict[str, list[_Line]] = {}
        for line in lines:
            by_group.setdefault(groups.get(line.words, ""), []).append(line)
        order = [name for name in dict.fromkeys([*groups.values(), ""]) if name in by_group]
        parts = [f"#book-index({quote_string(title)}, ("]
        for name in order:
            parts.append(f"  ({quote_string(name)}, (")
            ordered = sorted(by_group[name], key=_order)
            for letter, members in groupby(ordered, key=lambda line: _letter(line.words)):
                parts.append(f"    ({quote_string(letter)}, (")
                parts += [f"      {_written(line)}," for line in members]
                parts.append("    )),")
            parts.append("  )),")
        parts.append("))")
        return "\n".join(parts)

    def _terms(self) -> Iterator[_Line]:
        by_words: dict[str, list[str]] = {}
        for target, words in self.terms.items():
            by_words.setdefault(words, []).append(_key(target))
        return (_Line(words, "", tuple(keys)) for words, keys in by_words.items())

    def _entries(self) -> Iterator[_Line]:
        for entry in self.entries:
            words, _, under = entry.partition("; ")
            yield _Line(words, under, (f"={entry}",))


def _written(line: _Line) -> str:
    keys = "".join(f"{quote_string(key)}, " for key in line.keys)
    return f"({quote_string(line.words)}, {quote_string(line.under)}, ({keys}))"


def _key(target: Target) -> str:
    return f"{target.docname}#{target.id}"


def _order(line: _Line) -> tuple[bool, str, str, str]:
    """Numbers first, then by sound without tones; what sounds the same by its characters."""
    sound = _sound(line.words)
    return (bool(_FIRST.match(sound)), sound, line.words, line.under)


def _letter(words: str) -> str:
    first = _sound(words)[:1]
    return first.upper() if _FIRST.match(first) else "0–9"


def _sound(words: str) -> str:
    parts = lazy_pinyin(words, style=Style.NORMAL, errors=lambda other: other.lower())
    return "".join(char for char in "".join(parts) if char.isalnum())
