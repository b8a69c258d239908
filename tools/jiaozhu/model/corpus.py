"""A corpus as it was read: sources, editions, emendations, notes, glossary, bibliography keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated

from jiaozhu.model.edition import Edition, Emendation
from jiaozhu.model.entity import Entity
from jiaozhu.model.facsimile import Facsimile
from jiaozhu.model.keys import (
    Address,
    At,
    Date,
    FileName,
    HostName,
    Id,
    Key,
    Mail,
    NewFile,
    NewIssue,
    Repository,
    Sha256,
    Special,
    Words,
)
from jiaozhu.model.kinds import Kinds
from jiaozhu.model.note import Note
from jiaozhu.model.problem import Place
from jiaozhu.model.proof import Proofreading
from jiaozhu.model.proposal import Proposal
from jiaozhu.model.quantity import Register
from jiaozhu.model.term import Term
from jiaozhu.model.translation import Translation
from jiaozhu.model.witness import Witness
from jiaozhu.model.work import Work


@dataclass(frozen=True, slots=True)
class TranscriptInfo:
    """What the text of a source that is not text itself was made with."""

    file: Annotated[str, Key(choices=("transcript.txt",))]
    sha256: Sha256
    #: Name and version: ``pdf 1``.
    reader: Annotated[Words, Key(about="Name and version of the reader, such as 'pdf 1'.")]
    place: Annotated[Place, At(("sha256",))]
    account: Annotated[
        Sha256 | None, Key(about="Digest of account.json, which says what of the file is not in the transcript.")
    ] = None
    layout: Annotated[
        Sha256 | None,
        Key(about="Digest of layout.json, if pages show what it says of links and readings of characters."),
    ] = None
    #: What a person has looked for in the file and accepts as missing from its account.
    unaccounted: Annotated[
        int | None,
        Key(about="How many characters of the file the account misses, once somebody has looked; see S112."),
    ] = None


#: Encodings that a source may name, as the WHATWG names them where it does; ``formats`` decodes them.
ENCODINGS = (
    "utf-8", "utf-16-le", "utf-16-be", "gb18030", "big5", "big5-hkscs", "euc-jp", "shift_jis", "euc-kr",
    "ibm866", "iso-8859-2", "iso-8859-3", "iso-8859-4", "iso-8859-5", "iso-8859-6", "iso-8859-7", "iso-8859-8",
    "iso-8859-10", "iso-8859-13", "iso-8859-14", "iso-8859-15", "iso-8859-16", "koi8-r", "koi8-u", "macintosh",
    "windows-874", "windows-1250", "windows-1251", "windows-1252", "windows-1253", "windows-1254", "windows-1255",
    "windows-1256", "windows-1257", "windows-1258", "x-mac-cyrillic",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class About:
    """What a source is, and what is not known about it."""

    title: Annotated[Words, Key(quoted=True)]
    kind: Words
    author: Words = field(default="", kw_only=True)  #: Of all of its texts, if it has one.
    publisher: Words | None
    date: Date | None
    date_note: Words = field(default="", kw_only=True)
    page: Words | None = field(default=None, kw_only=True)
    format: Words  #: The name of a format.
    file: FileName
    sha256: Sha256
    encoding: Annotated[str, Key(choices=ENCODINGS)] = field(default="utf-8", kw_only=True)
    #: Of a file that is text itself: bytes that are not valid in its encoding, which are gaps of the text.
    undecodable: Annotated[
        int, Key(about="Bytes that are not valid in the encoding; each is a gap of the text.", least=0)
    ] = field(default=0, kw_only=True)
    transcript: TranscriptInfo | None = field(default=None, kw_only=True)  #: None if the file is text itself.
    citation: Id
    provenance: Annotated[Words, Key(quoted=True)]
    rights: Annotated[Words, Key(quoted=True)]
    condition: Annotated[Words, Key(quoted=True)]
    place: Place
    sha256_place: Annotated[Place, At(("sha256",))]
    citation_place: Annotated[Place, At(("citation",))]
    format_place: Annotated[Place, At(("format",))]
    #: What it contains, for the reader who chooses.
    summary: Annotated[
        Words, Key(about="What it tells, in a sentence or two, for the reader who chooses.", quoted=True)
    ] = ""
    unknown: Annotated[tuple[Words, ...], Key(quoted=True)] = ()


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
    facsimile: Facsimile | None = None  #: None if there are no pictures.
    layout: bytes | None = None  #: Where lines of the transcript are, and what is said of words; None if unused.
    translations: tuple[Translation, ...] = ()
    witnesses: tuple[Witness, ...] = ()
    account: bytes | None = None  #: Of the file, as stored; None if its reader gave none.

    @property
    def waiting(self) -> Iterator[Proposal]:
        """Proposals that no editor has judged."""
        return (proposal for proposal in self.proposals if proposal.judged is None)

    @property
    def works(self) -> Iterator[Work]:
        """Works that emendations and notes bring with them."""
        brought = [*(emendation.works for emendation in self.emendations), *(note.works for note in self.notes)]
        return (work for works in brought for work in works)


@dataclass(frozen=True, slots=True)
class Contribute:
    """Where contributions go, beside what follows from the repository's address."""

    editor: Annotated[Words | None, Key(about="Who takes contributions by mail.")] = None
    mail: Annotated[Mail | None, Key(about="The address to which contributions are sent by mail.")] = None
    host: Annotated[
        HostName | None,
        Key(about="The kind of host, where the repository's address does not show it: github, gitlab, forgejo, gitea."),
    ] = None
    new_issue: Annotated[
        NewIssue | None,
        Key(about="The host's page for a new issue, with @title@ and @body@; by default that of the host."),
    ] = None
    watch: Annotated[
        Address | None, Key(about="The page on which contributors follow what becomes of what they have sent.")
    ] = None


@dataclass(frozen=True, slots=True)
class CorpusInfo:
    """What ``corpus.yaml`` says."""

    title: Words
    subtitle: Words
    editors: Annotated[tuple[Words, ...], Key(least=1)]
    language: Words
    rights: Words
    description: Words
    repository: Repository | None = None
    #: Tags of languages; each is the name of a folder of a source.
    translations: Annotated[
        tuple[Words, ...], Key(about="Languages into which texts are translated, as tags: [en].")
    ] = ()
    #: The git host's page for a new file, with ``@path@`` and ``@content@``.
    new_file: Annotated[
        NewFile | None,
        Key(about="The git host's page for a new file, with @path@ and @content@; by default that of the git remote."),
    ] = None
    contribute: Contribute | None = None  #: Where contributions go, beside the host.
    #: Of this state of the edition, as its editors count them.
    version: Annotated[Words | None, Key(about="The version of the edition, such as '1.2'.", quoted=True)] = None
    date: Annotated[Date | None, Key(about="The date of this version; by default that of its last change.")] = None
    licence: Annotated[
        Words | None, Key(about="The licence of what the edition adds, as SPDX names it, such as CC-BY-4.0.")
    ] = None
    changelog: Annotated[
        Address | None, Key(about="A page that tells what has changed; by default the edition's own.")
    ] = None
    search: Annotated[
        Address | None,
        Key(about="The address of a search service that the site asks, such as https://example.org/search."),
    ] = None
    #: As read, only those that the corpus lists; ``store`` adds those of its language.
    kinds: Annotated[
        Kinds, Special.KINDS, Key(about="Kinds of notes, terms and genres; by default those of the language.")
    ] = field(default_factory=Kinds)


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything under ``corpus/`` that could be read."""

    info: CorpusInfo
    sources: tuple[Source, ...]
    terms: tuple[Term, ...]
    references: dict[str, Place] = field(default_factory=dict)  #: Every work's key and its place.
    register: Register = field(default_factory=Register)
    entities: tuple[Entity, ...] = ()

    @property
    def entries(self) -> tuple[Term, ...]:
        """Everything that texts are linked to: the glossary's terms, then the entities."""
        return (*self.terms, *self.entities)

    @property
    def works(self) -> Iterator[Work]:
        """Works that contributions bring with them, beside those of the bibliography's file."""
        return (work for source in self.sources for work in source.works)
