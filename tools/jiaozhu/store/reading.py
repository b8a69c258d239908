"""Reading a corpus: every file under ``corpus/``, as records of the model, with every problem of every file."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from pybtex.exceptions import PybtexError
from pydantic import BaseModel

from jiaozhu.bibliography import read_keys
from jiaozhu.model.corpus import About, Corpus, CorpusInfo, Source
from jiaozhu.model.edition import Emendation
from jiaozhu.model.figure import Register
from jiaozhu.model.note import Note
from jiaozhu.model.problem import Place, Problem
from jiaozhu.model.proof import Proofreading
from jiaozhu.model.proposal import Proposal
from jiaozhu.model.term import Term
from jiaozhu.store import records
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

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_FENCE = "---"
#: A file larger than this (by its ending) is not what it says it is, and would only keep its reader busy.
MOST_BYTES = {".bib": 2_000_000, ".yaml": 1_000_000, ".md": 100_000}
_LINE_END = re.compile("\r\n?")


def load_corpus(root: Path) -> tuple[Corpus, list[Problem]]:
    """Everything under ``root``. What cannot be read is left out and is a problem; the rest is read all the same."""
    reader = _Reader(root)
    info = reader.info()
    sources = tuple(reader.sources())
    terms = tuple(reader.terms())
    references = reader.references()
    register = reader.register()
    return Corpus(info, sources, terms, references, register), reader.problems


def source_of(siglum: str, files: Mapping[str, bytes]) -> Source:
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
        edition=records.edition(*_parsed(files["edition.yaml"], EditionRecord)),
        transcript=files[known.transcript.file] if known.transcript else None,
        proposals=tuple(records.proposal(ProposalRecord.model_validate(entry.data), entry) for entry in entries),
    )


def _parsed(data: bytes, record: type[R]) -> tuple[R, Located]:
    located, problems = parse_yaml(data.decode(), record.__name__)
    if problems:
        raise ValueError(str(problems[0]))
    return record.model_validate(located.data), located


class _Reader:
    """Reads files and collects their problems."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []

    def shown(self, path: Path) -> str:
        """``path`` as the user would write it: relative to where they stand, if it lies below."""
        relative = Path(os.path.relpath(path))
        return (relative if ".." not in relative.parts else path).as_posix()

    def info(self) -> CorpusInfo:
        path = self.root / "corpus.yaml"
        record = self._record(path, CorpusRecord)
        if record is None:
            return CorpusInfo("", "", (), "zh-CN", "", "")
        return records.info(record)

    def references(self) -> dict[str, Place]:
        path = self.root / "references.bib"
        text = self._text(path)
        if text is None:
            return {}
        try:
            keys, problems = read_keys(text, self.shown(path))
        except PybtexError as error:  # a name that is no name, say
            hint = "look for the name it quotes; a Chinese name stands in double braces, author = {{裴金红}}"
            self._problem(Place(self.shown(path)), "C401", f"not BibTeX: {' '.join(str(error).split())}", hint)
            return {}
        self.problems += problems
        return keys

    def register(self) -> Register:
        """The figures and their checks; a corpus need not have any."""
        path = self.root / "figures.yaml"
        found = self._located(path, RegisterRecord) if path.is_file() else None
        return records.register(*found) if found else Register()

    def terms(self) -> Iterator[Term]:
        for path in self._files(self.root / "glossary", ".md"):
            parts = self._front_matter(path)
            if parts is None or not self._named(path.stem, path):
                continue
            data, body, line = parts
            record = self._validated(data, TermRecord)
            if record is not None:
                yield records.term(record, path.stem, body, line, data)

    def sources(self) -> Iterator[Source]:
        folder = self.root / "sources"
        if not folder.is_dir():
            message = "there is no folder 'sources' in it"
            hint = "a corpus has one folder for each source under sources/"
            self._problem(Place(self.shown(self.root)), "S104", message, hint)
            return
        for path in sorted(folder.iterdir()):
            if path.is_dir() and self._named(path.name, path):
                source = self._source(path)
                if source is not None:
                    yield source

    def _source(self, folder: Path) -> Source | None:
        about = self._about(folder)
        if not (folder / "edition.yaml").is_file():
            hint = "write edition.yaml: which lines make which text; the contributor's guide shows how"
            place = Place(self.shown(folder / "edition.yaml"))
            self._problem(place, "S105", f"source '{folder.name}' has no edition", hint)
            edition = None
        else:
            edition = self._located(folder / "edition.yaml", EditionRecord)
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
            edition=records.edition(record, located),
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
            self._problem(named, "S104", message, f"{who}; it lies in the same folder")
            return None

    def _about(self, folder: Path) -> About | None:
        found = self._located(folder / "about.yaml", AboutRecord)
        return records.about(*found) if found else None

    def _emendations(self, folder: Path) -> Iterator[Emendation]:
        for path in self._files(folder / "emendations", ".yaml"):
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
        text = self._text(path)
        if text is None:
            return
        located, problems = parse_yaml(text, self.shown(path))
        self.problems += problems
        if located.data is None:
            if not problems:
                self._problem(located.place(()), "Y103", "the file is empty", "delete it, or restore what it said")
        elif not isinstance(located.data, list):
            self._problem(located.place(()), "Y103", "the file is not a list", hint)
        else:
            yield from located.items()

    def _notes(self, folder: Path) -> Iterator[Note]:
        for path in self._files(folder / "notes", ".md"):
            parts = self._front_matter(path)
            if parts is None or not self._named(path.stem, path):
                continue
            data, body, line = parts
            record = self._validated(data, NoteRecord)
            if record is not None:
                yield records.note(record, path.stem, body, line, data)

    def _front_matter(self, path: Path) -> tuple[Located, str, int] | None:
        """The YAML between the two fences, the body after them, and the body's first line."""
        text = self._text(path)
        if text is None:
            return None
        lines = text.split("\n")
        if lines[0].rstrip() != _FENCE or _FENCE not in (line.rstrip() for line in lines[1:]):
            hint = "the file begins with a line '---', then come its keys, a second line '---', and the text"
            self._problem(Place(self.shown(path)), "Y105", "no front matter", hint)
            return None
        end = next(number for number, line in enumerate(lines[1:], 1) if line.rstrip() == _FENCE)
        located, problems = parse_yaml("\n".join(lines[1:end]) + "\n", self.shown(path), 2)
        self.problems += problems
        if located.data is None:
            if not problems:
                hint = "the contributor's guide shows the keys that stand between the two lines '---'"
                self._problem(located.place(()), "Y103", "the front matter is empty", hint)
            return None
        body = "\n".join(lines[end + 1 :])
        blank = body[: len(body) - len(body.lstrip())].count("\n")
        return located, body.strip(), min(end + 2 + blank, len(lines))

    def _located(self, path: Path, record: type[R]) -> tuple[R, Located] | None:
        text = self._text(path)
        if text is None:
            return None
        located, problems = parse_yaml(text, self.shown(path))
        self.problems += problems
        if located.data is None:
            if not problems:
                self._problem(located.place(()), "Y103", "the file is empty", "restore what it said")
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

    def _files(self, folder: Path, ending: str) -> Iterator[Path]:
        """The files of ``folder`` by name; one with another ending would be overlooked for ever, so it is a problem."""
        if not folder.is_dir():
            return
        for path in sorted(folder.iterdir()):
            if path.suffix == ending:
                yield path
            elif not path.name.startswith(".") and not path.name.endswith("~"):
                message = f"nothing reads '{path.name}'"
                hint = f"files in {folder.name}/ end in '{ending}'; rename it, or move it out of the corpus"
                self._problem(Place(self.shown(path)), "S107", message, hint)

    def _text(self, path: Path) -> str | None:
        """A data file's text, its line ends made line feeds, without the mark some editors put before it."""
        place = Place(self.shown(path))
        most = MOST_BYTES[path.suffix]
        try:
            if path.stat().st_size > most:
                self._problem(place, "Y106", f"the file is larger than {most:,} bytes", "split it into several files")
                return None
            return _LINE_END.sub("\n", path.read_bytes().decode("utf-8-sig"))
        except FileNotFoundError:
            self._problem(place, "S104", "the file is not there", "write it, as the contributor's guide shows")
        except OSError as error:
            self._problem(place, "S104", f"cannot be read: {error.strerror}", "it must be a file that you may read")
        except UnicodeDecodeError as error:
            before = _LINE_END.sub("\n", error.object[: error.start].decode("utf-8", "replace"))
            place = place._replace(line=before.count("\n") + 1, column=len(before) - before.rfind("\n"))
            message = f"not UTF-8: byte 0x{error.object[error.start]:02X}"
            self._problem(place, "Y106", message, "save the file as UTF-8 in your editor")
        return None

    def _named(self, name: str, path: Path) -> bool:
        if _ID.match(name) and len(name) <= 80:
            return True
        hint = "rename it: names stand in addresses, so only lowercase letters a-z, digits and single hyphens"
        self._problem(Place(self.shown(path)), "S106", f"'{name}' cannot be a name here", hint)
        return False

    def _problem(self, place: Place, code: str, message: str, hint: str) -> None:
        self.problems.append(Problem(place, code, message, hint))
