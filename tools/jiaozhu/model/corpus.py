"""A corpus as it was read: sources, editions, emendations, notes, glossary, bibliography keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from jiaozhu.model.edition import Edition, Emendation
from jiaozhu.model.figure import Register
from jiaozhu.model.kinds import Kinds
from jiaozhu.model.note import Note
from jiaozhu.model.problem import Place
from jiaozhu.model.proof import Proofreading
from jiaozhu.model.proposal import Proposal
from jiaozhu.model.term import Term
from jiaozhu.model.work import Work


@dataclass(frozen=True, slots=True)
class TranscriptInfo:
    """What the text of a source that is not text itself was made with."""

    file: str
    sha256: str
    reader: str  #: Name and version: ``pdf 1``.
    place: Place


@dataclass(frozen=True, slots=True)
class About:
    """What a source is, and what is not known about it."""

    title: str
    kind: str
    publisher: str | None
    date: str | None
    format: str  #: A key of ``readers.FORMATS``.
    file: str
    sha256: str
    citation: str
    provenance: str
    rights: str
    condition: str
    place: Place
    sha256_place: Place
    citation_place: Place
    format_place: Place
    date_note: str = ""
    summary: str = ""  #: What it tells, for the reader who chooses.
    page: str | None = None
    encoding: str = "utf-8"
    transcript: TranscriptInfo | None = None  #: None if the file is text itself.
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """One carrier of texts, with everything written about it."""

    siglum: str
    place: Place  #: Of the source file.
    data: bytes
    about: About
    edition: Edition
    emendations: tuple[Emendation, ...] = ()
    notes: tuple[Note, ...] = ()
    proofreadings: tuple[Proofreading, ...] = ()
    transcript: bytes | None = None  #: Of a source that is not text itself.
    proposals: tuple[Proposal, ...] = ()

    @property
    def works(self) -> Iterator[Work]:
        """Works that emendations and notes bring with them."""
        brought = [*(emendation.works for emendation in self.emendations), *(note.works for note in self.notes)]
        return (work for works in brought for work in works)


@dataclass(frozen=True, slots=True)
class CorpusInfo:
    """What ``corpus.yaml`` says."""

    title: str
    subtitle: str
    editors: tuple[str, ...]
    language: str
    rights: str
    description: str
    kinds: Kinds
    repository: str | None = None
    new_file: str | None = None  #: The git host's page for a new file, with ``@path@`` and ``@content@``.


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything under ``corpus/`` that could be read."""

    info: CorpusInfo
    sources: tuple[Source, ...]
    terms: tuple[Term, ...]
    references: dict[str, Place] = field(default_factory=dict)  #: Every work's key and where it stands.
    register: Register = field(default_factory=Register)

    @property
    def works(self) -> Iterator[Work]:
        """Works that contributions bring with them, beside those of the bibliography's file."""
        return (work for source in self.sources for work in source.works)
