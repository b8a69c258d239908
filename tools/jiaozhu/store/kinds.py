"""Kinds of notes, terms and genres: read from ``corpus.yaml``, and looked up wherever a file names one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, TypeVar

from pydantic import Field, StringConstraints

from jiaozhu.language import profile_for
from jiaozhu.model.keys import Form, Special
from jiaozhu.model.kinds import Genre, Kinds, NoteKind, TermKind, find_kind
from jiaozhu.model.problem import Place, Problem
from jiaozhu.store.forms import FORM_TYPES, Words
from jiaozhu.store.shapes import CODECS, Codec, Shape
from jiaozhu.store.validation import unknown_choice
from jiaozhu.store.yaml_text import Located, Path

__all__ = ["KINDS", "completed", "named_kind"]

_Line = FORM_TYPES[Form.LINE]
_Style = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
_LABEL = "What readers see: a text, or one for each language of a site, such as {de: Anmerkung, en: note}."
_CLAIMS = "Whether it states a fact, so that it must name what it rests on."


class KindRecord(Shape):
    """A kind of text."""

    id: _Line = Field(description="As written in files.")  # type: ignore[valid-type]
    label: _Line | dict[str, _Line] | None = Field(None, description=_LABEL)  # type: ignore[valid-type]
    style: _Style | None = Field(None, description="The end of its CSS class.")


class NoteKindRecord(KindRecord):
    """A kind of note."""

    claims: bool = Field(True, description=_CLAIMS)
    doubt: bool = Field(False, description="Whether it puts its text in doubt.")
    comment: bool = Field(False, description="Whether results of arithmetical checks are shown as this kind.")
    tool: bool = Field(
        False, description="Whether suspicions of detectors are shown as this kind; never written by hand."
    )


class TermKindRecord(KindRecord):
    """A kind of glossary entry."""

    claims: bool = Field(True, description=_CLAIMS)
    group: _Line | None = Field(None, description="Its group in an index of proper names; none for ordinary words.")  # type: ignore[valid-type]


class KindsRecord(Shape):
    """Lists of kinds. Each that is given replaces the list of the corpus's language."""

    notes: list[NoteKindRecord] | None = Field(None, min_length=1)
    terms: list[TermKindRecord] | None = Field(None, min_length=1)
    genres: list[KindRecord] | None = Field(None, min_length=1)


def completed(kinds: Kinds, language: str) -> Kinds:
    """Return the kinds of a corpus: those it lists, and those of its language for what it does not list."""
    usual = profile_for(language).kinds
    notes = kinds.notes or usual.notes
    if not any(kind.tool for kind in notes):
        notes = (*notes, usual.proposal)
    return Kinds(notes, kinds.terms or usual.terms, kinds.genres or usual.genres, bool(kinds.genres))


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
    return None, [unknown_choice(key, id, [kind.id for kind in known], place)]


def _load(record: KindsRecord, _located: Located, _path: Path) -> Kinds:
    return Kinds(
        tuple(_note_kind(item) for item in record.notes or ()),
        tuple(_term_kind(item) for item in record.terms or ()),
        tuple(Genre(item.id, *_labels(item)) for item in record.genres or ()),
        bool(record.genres),
    )


def _note_kind(record: NoteKindRecord) -> NoteKind:
    label, _, labels = _labels(record)
    style = record.style or ("proposal" if record.tool else "query" if record.doubt else "note")
    return NoteKind(record.id, label, style, record.claims, record.doubt, record.comment, record.tool, labels)


def _term_kind(record: TermKindRecord) -> TermKind:
    label, style, labels = _labels(record)
    return TermKind(record.id, label, style, record.claims, record.group or "", labels)


def _labels(record: KindRecord) -> tuple[str, str, Mapping[str, str]]:
    """A kind's label, its style, and its labels by language."""
    if isinstance(record.label, dict):
        return record.id, record.style or "", record.label
    return record.label or record.id, record.style or "", {}


def _dump(kinds: Kinds) -> dict[str, Any]:
    data: dict[str, Any] = {}
    if kinds.notes:
        flags = ("claims", "doubt", "comment", "tool")
        data["notes"] = [_plain(kind) | {flag: getattr(kind, flag) for flag in flags} for kind in kinds.notes]
    if kinds.terms:
        data["terms"] = [
            _plain(kind) | {"claims": kind.claims} | ({"group": kind.group} if kind.group else {})
            for kind in kinds.terms
        ]
    if kinds.genres:
        data["genres"] = [_plain(kind) for kind in kinds.genres]
    return data


def _plain(kind: NoteKind | TermKind | Genre) -> dict[str, Any]:
    return {"id": kind.id, "label": dict(kind.labels) or kind.label} | ({"style": kind.style} if kind.style else {})


#: How each is checked, read and written. A file has the id of a kind only; ``store.reading`` looks the kind up.
KINDS: dict[Special, Codec] = {
    Special.NOTE_KIND: Codec(lambda: Words, lambda id, located, path: NoteKind(id, id, ""), lambda kind: kind.id),
    Special.TERM_KIND: Codec(lambda: Words, lambda id, located, path: TermKind(id, id), lambda kind: kind.id),
    Special.GENRE: Codec(lambda: Words, lambda id, located, path: Genre(id, id), lambda kind: kind.id),
    Special.KINDS: Codec(lambda: KindsRecord, _load, _dump),
}
CODECS.update(KINDS)
