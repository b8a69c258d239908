"""Reading a corpus: every file under ``corpus/``, as records of the model, with every problem of every file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from pybtex.exceptions import PybtexError
from pydantic import BaseModel

from jiaozhu.language import profile_for
from jiaozhu.model.corpus import About, Corpus, CorpusInfo, Source
from jiaozhu.model.edition import Emendation
from jiaozhu.model.figure import Register
from jiaozhu.model.kinds import Kinds, NoteKind, TermKind
from jiaozhu.model.names import did_you_mean
from jiaozhu.model.note import Note
from jiaozhu.model.problem import Place, Problem
from jiaozhu.model.proof import Proofreading
from jiaozhu.model.proposal import Proposal
from jiaozhu.model.term import Term
from jiaozhu.store import records
from jiaozhu.store.bibliography import join_works, read_keys
from jiaozhu.store.files import MADE, OF_A_SOURCE, Files, is_passed_over
from jiaozhu.store.kinds import kinds_of, named_kind
from jiaozhu.store.schemas import (
    AboutRecord,
    CorpusRecord,
    EditionRecord,
    EmendationRecord,
    NoteRecord,
    ProofreadingRecord,
    ProposalRecord,
    RegisterRecord,
    TermRecord,
)
from jiaozhu.store.validation import validated
from jiaozhu.store.yaml_text import Located, parse_yaml

R = TypeVar("R", bound=BaseModel)
K = TypeVar("K", NoteKind, TermKind)


def load_corpus(root: Path) -> tuple[Corpus, list[Problem]]:
    """Everything under ``root``. What cannot be read is left out and is a problem; the rest is read all the same."""
    reader = _Reader(root)
    info = reader.info()
    reader.kinds = info.kinds
    sources = tuple(reader.sources())
    terms = tuple(reader.terms())
    references = reader.references(sources)
    register = reader.register()
    reader.strays()
    return Corpus(info, sources, terms, references, register), reader.problems


def source_of(siglum: str, files: Mapping[str, bytes], kinds: Kinds | None = None) -> Source:
    """A source from the files of its folder, in memory; for drafts, which have no notes yet.

    Raises:
        ValueError: a file is not of its shape.
    """
    about, located = _parsed(files["about.yaml"], AboutRecord)
    known = records.about(about, located)
    entries = (
        parse_yaml(files["proposals.yaml"].decode(), "proposals.yaml")[0].items() if "proposals.yaml" in files else []
    )
    return Source(
        siglum=siglum,
        place=Place(known.file),
        data=files[known.file],
        about=known,
        edition=records.edition(*_parsed(files["edition.yaml"], EditionRecord), kinds or profile_for().kinds),
        transcript=files[known.transcript.file] if known.transcript else None,
        proposals=tuple(records.proposal(ProposalRecord.model_validate(entry.data), entry) for entry in entries),
    )


def _parsed(data: bytes, record: type[R]) -> tuple[R, Located]:
    located, problems = parse_yaml(data.decode(), record.__name__)
    if problems:
        raise ValueError(str(problems[0]))
    return record.model_validate(located.data), located


class _Reader(Files):
    """Reads records and collects their problems."""

    kinds: Kinds

    def info(self) -> CorpusInfo:
        path = self.root / "corpus.yaml"
        record = self._record(path, CorpusRecord)
        if record is None:
            return CorpusInfo("", "", (), "zh-CN", "", "", kinds_of(None, "zh-CN"))
        return records.info(record)

    def references(self, sources: Iterable[Source]) -> dict[str, Place]:
        """The works of the bibliography's file and those that contributions bring with them."""
        works = [work for source in sources for work in source.works]
        keys, problems = join_works(self._file_of_references(), works)
        self.problems += problems
        return keys

    def _file_of_references(self) -> dict[str, Place]:
        path = self.root / "references.bib"
        text = self.text(path)
        if text is None:
            return {}
        try:
            keys, problems = read_keys(text, self.shown(path))
        except PybtexError as error:  # a name that is no name, say
            hint = "look for the name it quotes; a Chinese name stands in double braces, author = {{裴金红}}"
            self.problem(Place(self.shown(path)), "C401", f"not BibTeX: {' '.join(str(error).split())}", hint)
            return {}
        self.problems += problems
        return keys

    def register(self) -> Register:
        """The figures and their checks; a corpus need not have any."""
        path = self.root / "figures.yaml"
        found = self._located(path, RegisterRecord) if path.is_file() else None
        return records.register(*found) if found else Register()

    def terms(self) -> Iterator[Term]:
        for path in self.in_folder(self.root / "glossary", ".md"):
            parts = self.front_matter(path)
            if parts is None or not self.is_named(path.stem, path):
                continue
            data, body, line = parts
            record = self._validated(data, TermRecord)
            kind = self._kind(data, self.kinds.terms)
            if record is not None and kind is not None:
                yield records.term(record, kind, path.stem, body, line, data)

    def sources(self) -> Iterator[Source]:
        folder = self.root / "sources"
        if not folder.is_dir():
            message = "there is no folder 'sources' in it"
            hint = "a corpus has one folder for each source under sources/"
            self.problem(Place(self.shown(self.root)), "S104", message, hint)
            return
        if self.leads_out(folder):
            return
        for path in sorted(folder.iterdir()):
            if self.leads_out(path):
                continue
            if not path.is_dir():
                if not is_passed_over(path.name):
                    self.stray(path, "a source is a folder; a note or an emendation lies in its source's")
            elif self.is_named(path.name, path):
                source = self._source(path)
                if source is not None:
                    yield source

    def _source(self, folder: Path) -> Source | None:
        for path in sorted(folder.iterdir()):
            if path.name not in (*OF_A_SOURCE, *MADE) and not path.name.startswith("source."):
                if not is_passed_over(path.name):
                    self.stray(path, did_you_mean(path.name, OF_A_SOURCE) or "move it out of the corpus")
            elif self.leads_out(path):
                return None
        about = self._about(folder)
        if not (folder / "edition.yaml").is_file():
            hint = "write edition.yaml: which lines make which text; the contributor's guide shows how"
            place = Place(self.shown(folder / "edition.yaml"))
            self.problem(place, "S105", f"source '{folder.name}' has no edition", hint)
            edition = None
        else:
            edition = self._located(folder / "edition.yaml", EditionRecord)
            if edition is not None and self.kinds.closed_genres:
                self._check_genres(*edition)
        emendations = tuple(self._emendations(folder))
        notes = tuple(self._notes(folder))
        proofreadings = tuple(self._proofreadings(folder))
        proposals = tuple(self._proposals(folder))
        if about is None or edition is None:
            return None
        data = self._bytes(folder / about.file, about.place, "about.yaml names it under 'file'")
        made = about.transcript
        transcript = (
            self._bytes(folder / made.file, made.place, "about.yaml names it under 'transcript'") if made else None
        )
        if data is None or (made and transcript is None):
            return None
        record, located = edition
        return Source(
            siglum=folder.name,
            place=Place(self.shown(folder / (made.file if made else about.file))),
            data=data,
            about=about,
            edition=records.edition(record, located, self.kinds),
            emendations=emendations,
            notes=notes,
            proofreadings=proofreadings,
            transcript=transcript,
            proposals=proposals,
        )

    def _bytes(self, path: Path, named: Place, who: str) -> bytes | None:
        try:
            return path.read_bytes()
        except OSError as error:
            message = f"the source file '{path.name}' cannot be read: {error.strerror}"
            self.problem(named, "S104", message, f"{who}; it lies in the same folder")
            return None

    def _about(self, folder: Path) -> About | None:
        found = self._located(folder / "about.yaml", AboutRecord)
        return records.about(*found) if found else None

    def _emendations(self, folder: Path) -> Iterator[Emendation]:
        for path in self.in_folder(folder / "emendations", ".yaml"):
            for entry in self._entries(path, "begin each emendation with '- id: …'"):
                record = self._validated(entry, EmendationRecord)
                if record is not None:
                    yield records.emendation(record, entry)

    def _proofreadings(self, folder: Path) -> Iterator[Proofreading]:
        path = folder / "proofreadings.yaml"
        if path.is_file():
            for entry in self._entries(path, "begin each reading with '- text: …'"):
                record = self._validated(entry, ProofreadingRecord)
                if record is not None:
                    yield records.proofreading(record, entry)

    def _proposals(self, folder: Path) -> Iterator[Proposal]:
        path = folder / "proposals.yaml"
        if path.is_file():
            for entry in self._entries(path, "begin each proposal with '- id: …'"):
                record = self._validated(entry, ProposalRecord)
                if record is not None:
                    yield records.proposal(record, entry)

    def _entries(self, path: Path, hint: str) -> Iterator[Located]:
        """The items of a file that is a list."""
        text = self.text(path)
        if text is None:
            return
        located, problems = parse_yaml(text, self.shown(path))
        self.problems += problems
        if located.data is None:
            if not problems:
                self.problem(located.place(()), "Y103", "the file is empty", "delete it, or restore what it said")
        elif not isinstance(located.data, list):
            self.problem(located.place(()), "Y103", "the file is not a list", hint)
        else:
            yield from located.items()

    def _notes(self, folder: Path) -> Iterator[Note]:
        for path in self.in_folder(folder / "notes", ".md"):
            parts = self.front_matter(path)
            if parts is None or not self.is_named(path.stem, path):
                continue
            data, body, line = parts
            record = self._validated(data, NoteRecord)
            kind = self._kind(data, self.kinds.written)
            if record is not None and kind is not None:
                yield records.note(record, kind, path.stem, body, line, data)

    def _check_genres(self, record: EditionRecord, located: Located) -> None:
        for number, text in enumerate(record.texts):
            place = located.place(("texts", number, "genre"))
            self.problems += named_kind(text.genre, self.kinds.genres, "genre", place)[1]

    def _kind(self, data: Located, kinds: tuple[K, ...]) -> K | None:
        """The kind that a file's front matter names; one that is missing or not text is reported with its shape."""
        id = data.data.get("kind") if isinstance(data.data, dict) else None
        if not isinstance(id, str) or not id.strip():
            return None
        found, problems = named_kind(id.strip(), kinds, "kind", data.place(("kind",)))
        self.problems += problems
        return found

    def _located(self, path: Path, record: type[R]) -> tuple[R, Located] | None:
        text = self.text(path)
        if text is None:
            return None
        located, problems = parse_yaml(text, self.shown(path))
        self.problems += problems
        if located.data is None:
            if not problems:
                self.problem(located.place(()), "Y103", "the file is empty", "restore what it said")
            return None
        value = self._validated(located, record)
        return None if value is None else (value, located)

    def _record(self, path: Path, record: type[R]) -> R | None:
        found = self._located(path, record)
        return found[0] if found else None

    def _validated(self, data: Located, record: type[R]) -> R | None:
        value, problems = validated(data, record)
        self.problems += problems
        return value
