"""Kinds of notes, terms and genres: read from ``corpus.yaml``, and checked wherever a file names one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, TypeVar

from pydantic import Field, StringConstraints

from jiaozhu.language import profile_for
from jiaozhu.model.kinds import Genre, Kinds, NoteKind, TermKind, find_kind
from jiaozhu.model.names import did_you_mean
from jiaozhu.model.problem import Place, Problem
from jiaozhu.store.forms import Line, Record

__all__ = ["KindsRecord", "kinds_of", "named_kind"]

_Style = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
_LABEL = "What readers see: a text, or one for each language of a site, such as {zh: 注, en: note}."


class _KindRecord(Record):
    """What every kind has."""

    id: Line = Field(description="As written in files.")
    label: Line | dict[str, Line] | None = Field(None, description=_LABEL)
    style: _Style | None = Field(None, description="The end of its CSS class.")


class NoteKindRecord(_KindRecord):
    """A kind of note."""

    claims: bool = Field(True, description="Whether such a note states a fact, so that it must name its grounds.")
    doubt: bool = Field(False, description="Whether such a note puts its text in doubt.")
    comment: bool = Field(False, description="Whether results of arithmetical checks are shown as this kind.")
    tool: bool = Field(False, description="Whether suspicions of detectors are shown as this kind; nobody writes it.")


class TermKindRecord(_KindRecord):
    """A kind of glossary entry."""

    claims: bool = Field(True, description="Whether such a definition states a fact, so that it must name its grounds.")
    group: Line | None = Field(None, description="Its group in an index of proper names; none for ordinary words.")


class GenreRecord(_KindRecord):
    """A kind of text."""


class KindsRecord(Record):
    """``kinds`` of ``corpus.yaml``. A list that is given replaces that of the corpus's language."""

    notes: list[NoteKindRecord] | None = Field(None, min_length=1)
    terms: list[TermKindRecord] | None = Field(None, min_length=1)
    genres: list[GenreRecord] | None = Field(None, min_length=1)


def kinds_of(record: KindsRecord | None, language: str) -> Kinds:
    """Return the kinds of a corpus: those it lists, and those of its language for what it does not list."""
    usual = profile_for(language).kinds
    if record is None:
        return usual
    notes = tuple(_note_kind(item) for item in record.notes) if record.notes else usual.notes
    if not any(kind.tool for kind in notes):
        notes = (*notes, usual.proposal)
    terms = tuple(_term_kind(item) for item in record.terms) if record.terms else usual.terms
    genres = tuple(_genre(item) for item in record.genres) if record.genres else usual.genres
    return Kinds(notes, terms, genres, closed_genres=bool(record.genres))


def _note_kind(record: NoteKindRecord) -> NoteKind:
    label, labels = _labels(record)
    style = record.style or ("proposal" if record.tool else "query" if record.doubt else "note")
    return NoteKind(record.id, label, style, record.claims, record.doubt, record.comment, record.tool, labels)


def _term_kind(record: TermKindRecord) -> TermKind:
    label, labels = _labels(record)
    return TermKind(record.id, label, record.style or "", record.claims, record.group or "", labels)


def _genre(record: GenreRecord) -> Genre:
    label, labels = _labels(record)
    return Genre(record.id, label, record.style or "", labels)


def _labels(record: _KindRecord) -> tuple[str, Mapping[str, str]]:
    if isinstance(record.label, dict):
        return record.id, record.label
    return record.label or record.id, {}


K = TypeVar("K", NoteKind, TermKind, Genre)


def named_kind(id: str, kinds: Iterable[K], key: str, place: Place) -> tuple[K | None, list[Problem]]:
    """Return the kind that a file names, or a problem if the corpus has no such kind.

    Args:
        id: What the file says.
        kinds: The kinds that it may name.
        key: The key under which it says so.
        place: Where it says so.
    """
    known = tuple(kinds)
    found = find_kind(known, id)
    if found is not None:
        return found, []
    names = [kind.id for kind in known]
    hint = f"{did_you_mean(id, names)} known are: {', '.join(names)}".strip()
    return None, [Problem(place, "Y103", f"'{key}' is '{id}', which is none of the known ones", hint)]
