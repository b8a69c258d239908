"""Kinds of notes, of terms and of texts: what a corpus may call them, and what follows from each.

A corpus lists its kinds in ``corpus.yaml`` under ``kinds``; what it does not list comes from the profile of its
language. What the code has to know of a kind is an attribute of its record: no code compares ids.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

__all__ = ["Genre", "Kinds", "Labelled", "NoteKind", "TermKind", "find_kind"]


class Labelled(Protocol):
    """A record with a name for readers; ``jiaozhu.language.labels`` chooses the words."""

    @property
    def id(self) -> str: ...

    @property
    def label(self) -> str: ...

    @property
    def labels(self) -> Mapping[str, str]: ...


@dataclass(frozen=True, slots=True)
class NoteKind:
    """A kind of note."""

    id: str  #: As written in files.
    label: str  #: For readers: an English text that is translated, or the corpus's own word.
    style: str  #: The end of its CSS class, ``jz-kind-<style>``; letters, digits and hyphens.
    claims: bool = True  #: A note of this kind states a fact, so it must name what it rests on.
    doubt: bool = False  #: A note of this kind puts its text in doubt until the note is resolved.
    comment: bool = False  #: The editor's own comment; results of arithmetical checks are shown as this kind.
    tool: bool = False  #: Made by a tool and never written by hand: the suspicions of detectors.
    labels: Mapping[str, str] = field(default_factory=dict, hash=False)  #: By language tag, before ``label``.


@dataclass(frozen=True, slots=True)
class TermKind:
    """A kind of glossary entry."""

    id: str  #: As written in files.
    label: str  #: As for notes.
    style: str = ""
    claims: bool = True  #: A definition states a fact, so it must name what it rests on.
    group: str = ""  #: The group of proper names that it belongs to in an index; empty for ordinary words.
    labels: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Genre:
    """A kind of text."""

    id: str  #: As written in files.
    label: str  #: As for notes.
    style: str = ""
    labels: Mapping[str, str] = field(default_factory=dict, hash=False)
    undecided: bool = False  #: What importing writes, until an editor decides.


K = TypeVar("K", NoteKind, TermKind, Genre)


def find_kind(kinds: Iterable[K], id: str) -> K | None:
    """Return the kind with an id, or None."""
    return next((kind for kind in kinds if kind.id == id), None)


@dataclass(frozen=True, slots=True)
class Kinds:
    """The kinds that a corpus has, in the order in which readers see them.

    Those of a corpus have at least one kind of note written by hand and one made by tools.
    """

    notes: tuple[NoteKind, ...] = ()
    terms: tuple[TermKind, ...] = ()
    genres: tuple[Genre, ...] = ()
    closed_genres: bool = False  #: Only the genres listed may be used; otherwise any words name one.

    @property
    def written(self) -> tuple[NoteKind, ...]:
        """The kinds of note that people write."""
        return tuple(kind for kind in self.notes if not kind.tool)

    @property
    def comment(self) -> NoteKind:
        """The kind of note in which the edition itself speaks."""
        return next((kind for kind in self.written if kind.comment), self.written[0])

    @property
    def proposal(self) -> NoteKind:
        """The kind of note that shows what a detector suspects."""
        return next(kind for kind in self.notes if kind.tool)

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups of an index of proper names, in order."""
        return tuple(dict.fromkeys(kind.group for kind in self.terms if kind.group))

    @property
    def undecided(self) -> Genre:
        """The genre of a text about which no editor has decided."""
        return next((genre for genre in self.genres if genre.undecided), self.genres[-1])

    def genre(self, id: str) -> Genre:
        """Return the genre with an id; one that is not listed is labelled by its id."""
        return find_kind(self.genres, id) or Genre(id, id)
