"""Reading a corpus: every file under ``corpus/``, as records of the model, with every problem of every file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from pybtex.exceptions import PybtexError

from jiaozhu.language import profile_for
from jiaozhu.locale import _
from jiaozhu.model.corpus import About, Corpus, CorpusInfo, Source
from jiaozhu.model.edition import Edition, Emendation
from jiaozhu.model.entity import FOLDER as ENTITIES
from jiaozhu.model.entity import Entity
from jiaozhu.model.facsimile import FILE as FACSIMILE
from jiaozhu.model.facsimile import Facsimile
from jiaozhu.model.file_account import FILE as ACCOUNT
from jiaozhu.model.kinds import NoteKind, TermKind
from jiaozhu.model.limits import MOST_PROBLEMS
from jiaozhu.model.names import did_you_mean
from jiaozhu.model.note import Note
from jiaozhu.model.problem import Place, Problem, unlisted
from jiaozhu.model.proof import Proofreading
from jiaozhu.model.proposal import Proposal
from jiaozhu.model.quantity import Register
from jiaozhu.model.term import FOLDER as GLOSSARY
from jiaozhu.model.term import Term
from jiaozhu.model.watch import within
from jiaozhu.store.bibliography import join_works, read_keys
from jiaozhu.store.corpus_language import DEFAULT_LANGUAGE, corpus_language
from jiaozhu.store.files import LAYOUT, MADE, OF_A_SOURCE, Files, is_passed_over
from jiaozhu.store.kinds import completed, named_kind
from jiaozhu.store.loading import load
from jiaozhu.store.pictures import stray_pictures, with_pictures
from jiaozhu.store.schemas import SCHEMAS
from jiaozhu.store.shapes import shape_of
from jiaozhu.store.translating import read_translations
from jiaozhu.store.validation import faults, missing_hint, validated
from jiaozhu.store.witnesses import read_witnesses
from jiaozhu.store.yaml_text import Located, parse_yaml

R = TypeVar("R")
K = TypeVar("K", NoteKind, TermKind)
E = TypeVar("E", bound=Term)
assert SCHEMAS  # the rules that hold several keys together are in force


def load_corpus(root: Path, drafts: Mapping[Path, bytes] | None = None) -> tuple[Corpus, list[Problem]]:
    """Read a corpus. What cannot be read is left out and is a problem; the rest is read.

    Args:
        root: Its folder.
        drafts: Files that are not written yet, by path from the corpus: the corpus is read as if they were.

    Returns:
        The corpus, and the problems of its files.
    """
    reader = _Reader(root, drafts)
    info = reader.read_info()
    with corpus_language(info.language):
        sources = tuple(reader.sources())
    terms = tuple(reader.entries(GLOSSARY, Term))
    entities = tuple(reader.entries(ENTITIES, Entity))
    references = reader.references(sources)
    register = reader.register()
    reader.strays()
    return Corpus(info, sources, terms, references, register, entities), reader.problems


def begin_corpus(root: Path) -> tuple[CorpusInfo, Iterator[Source]]:
    """Read what a corpus says of itself, and its sources one by one, as they are asked for.

    What cannot be read is left out; its problems are for ``load_corpus`` to report. A source that is written meanwhile
    is not read.

    Args:
        root: Its folder.
    """
    reader = _Reader(root, None)
    info = reader.read_info()
    folder = root / "sources"
    there = frozenset(path.name for path in folder.iterdir()) if folder.is_dir() else frozenset()
    return info, reader.sources(there) if there else iter(())


def source_of(siglum: str, files: Mapping[str, bytes]) -> Source:
    """Return a source from the files of its folder, in memory; for drafts, which have no notes yet.

    Args:
        siglum: The source's name.
        files: What is in each file, by its name below the folder.

    Raises:
        ValueError: A file is not of its shape.
    """
    known = _parsed(files["about.yaml"], About)
    entries = (
        parse_yaml(files["proposals.yaml"].decode(), "proposals.yaml")[0].items() if "proposals.yaml" in files else []
    )
    return Source(
        siglum=siglum,
        place=Place(known.file),
        data=files[known.file],
        about=known,
        edition=_parsed(files["edition.yaml"], Edition),
        transcript=files[known.transcript.file] if known.transcript else None,
        account=files.get(ACCOUNT),
        proposals=tuple(_loaded(entry, Proposal) for entry in entries),
    )


def _bytes_of(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _parsed(data: bytes, record: type[R]) -> R:
    located, problems = parse_yaml(data.decode(), record.__name__)
    if problems:
        raise ValueError(str(problems[0]))
    return _loaded(located, record)


def _loaded(located: Located, record: type[R]) -> R:
    kind: type = record
    return load(record, shape_of(kind).model_validate(located.data), located)


class _Reader(Files):
    """Reads records and collects their problems."""

    info: CorpusInfo

    def read_info(self) -> CorpusInfo:
        """What the corpus says of itself; the files that are read after it depend on it."""
        path = self.root / "corpus.yaml"
        info = self._file(path, CorpusInfo) or CorpusInfo("", "", (), DEFAULT_LANGUAGE, "", "")
        self.info = replace(info, kinds=completed(info.kinds, info.language))
        return self.info

    def references(self, sources: Iterable[Source]) -> dict[str, Place]:
        """The works of the bibliography's file and those that contributions bring with them."""
        works = [work for source in sources for work in source.works]
        keys, problems = join_works(self._file_of_references(), works)
        self.problems += problems
        return keys

    def _file_of_references(self) -> dict[str, Place]:
        path = self.root / "references.bib"
        return within(self.shown(path), partial(self._keys, path), self.problems) or {}

    def _keys(self, path: Path) -> dict[str, Place]:
        text = self.text(path)
        if text is None:
            return {}
        try:
            keys, problems = read_keys(text, self.shown(path))
        except PybtexError as error:  # a malformed name, say
            hint = _("look for the name it quotes; put a Chinese name in double braces, author = {{NAME}}")
            message = _("not BibTeX: {why}", why=" ".join(str(error).split()))
            self.problem(Place(self.shown(path)), "C401", message, hint)
            return {}
        self.problems += problems
        return keys

    def register(self) -> Register:
        """The figures and their checks; a corpus need not have any."""
        path = self.root / "figures.yaml"
        return (self._file(path, Register) if path.is_file() or path.is_symlink() else None) or Register()

    def entries(self, folder: str, record: type[E]) -> Iterator[E]:
        """The entries of the glossary or of the registers."""
        for path in self.in_folder(self.root / folder, ".md"):
            if (entry := within(self.shown(path), partial(self._entry, path, record), self.problems)) is not None:
                yield entry

    def _entry(self, path: Path, record: type[E]) -> E | None:
        parts = self.front_matter(path)
        if parts is None or not self.is_named(path.stem, path):
            return None
        data, body, line = parts
        entry = self._record(data, record, slug=path.stem, definition=body, body_line=line)
        kinds = self.info.kinds.terms
        if issubclass(record, Entity):  # words that name nothing have no register
            kinds = tuple(kind for kind in kinds if kind.group)
        kind = self._kind(data, kinds)
        if entry is None or kind is None or not self._is_pronounced(entry, data):
            return None
        return replace(entry, kind=kind)

    def sources(self, only: Set[str] | None = None) -> Iterator[Source]:
        """The sources by name; if ``only`` is given, those that it names."""
        folder = self.root / "sources"
        if not folder.is_dir():
            message = _("it has no folder 'sources'")
            hint = _("a corpus has one folder for each source under sources/")
            self.problem(Place(self.shown(self.root)), "S104", message, hint)
            return
        if self.leads_out(folder):
            return
        for path in sorted(folder.iterdir()):
            if (only is not None and path.name not in only) or self.leads_out(path):
                continue
            if not path.is_dir():
                if not is_passed_over(path.name):
                    hint = _("a source is a folder; a note or an emendation belongs in the folder of its source")
                    self.stray(path, hint)
            elif self.is_named(path.name, path):
                source = self._source(path)
                if source is not None:
                    yield source

    def _source(self, folder: Path) -> Source | None:
        for path in sorted(folder.iterdir()):
            known = (*OF_A_SOURCE, *MADE, *self.info.translations)
            if path.name not in known and not path.name.startswith("source."):
                if not is_passed_over(path.name):
                    self.stray(path, did_you_mean(path.name, OF_A_SOURCE) or _("move it out of the corpus"))
            elif self.leads_out(path):
                return None
        about = self._about(folder)
        if not (folder / "edition.yaml").is_file():
            hint = _("write edition.yaml: which lines make up which text; the contributor's guide shows how")
            place = Place(self.shown(folder / "edition.yaml"))
            self.problem(place, "S105", _("source '{siglum}' has no edition", siglum=folder.name), hint)
            edition = None
        else:
            found = self._file(folder / "edition.yaml", Edition)
            edition = self._genres(found) if found else None
        emendations = tuple(self._emendations(folder))
        notes = tuple(self._notes(folder))
        proofreadings = tuple(self._proofreadings(folder))
        proposals = tuple(self._proposals(folder))
        if about is None or edition is None:
            return None
        data = self._bytes(folder / about.file, about.place, "file")
        made = about.transcript
        transcript = self._bytes(folder / made.file, made.place, "transcript") if made else None
        account = self._bytes(folder / ACCOUNT, made.place, "account") if made and made.account else None
        if data is None or (made and (transcript is None or (made.account and account is None))):
            return None
        facsimile = self._facsimile(folder)
        layout = self._bytes(folder / LAYOUT, made.place, "layout") if made and made.layout else None
        return Source(
            siglum=folder.name,
            place=Place(self.shown(folder / (made.file if made else about.file))),
            data=data,
            about=about,
            edition=edition,
            emendations=emendations,
            notes=notes,
            proofreadings=proofreadings,
            transcript=transcript,
            proposals=proposals,
            translations=tuple(read_translations(self, folder, self.info.translations)),
            witnesses=tuple(read_witnesses(self, folder)),
            account=account,
            facsimile=facsimile,
            layout=_bytes_of(folder / LAYOUT) if facsimile and layout is None else layout,
        )

    def _facsimile(self, folder: Path) -> Facsimile | None:
        """What describes the pictures, with the digests of those that are there."""
        path = folder / FACSIMILE
        if not path.is_file():
            stray_pictures(self, folder)
            return None
        found = self._file(path, Facsimile)
        return with_pictures(self, folder, found) if found is not None else None

    def _bytes(self, path: Path, named: Place, key: str) -> bytes | None:
        try:
            return path.read_bytes()
        except OSError as error:
            message = _("the source file '{name}' cannot be read: {why}", name=path.name, why=error.strerror)
            hint = _("about.yaml names it under '{key}'; it must be in the same folder", key=key)
            self.problem(named, "S104", message, hint)
            return None

    def _about(self, folder: Path) -> About | None:
        return self._file(folder / "about.yaml", About)

    def _emendations(self, folder: Path) -> Iterator[Emendation]:
        for path in self.in_folder(folder / "emendations", ".yaml"):
            yield from self._items(path, Emendation, _("begin each emendation with '- id: …'"))

    def _proofreadings(self, folder: Path) -> Iterator[Proofreading]:
        path = folder / "proofreadings.yaml"
        if path.is_file():
            yield from self._items(path, Proofreading, _("begin each reading with '- text: …'"))

    def _proposals(self, folder: Path) -> Iterator[Proposal]:
        path = folder / "proposals.yaml"
        if path.is_file():
            yield from self._items(path, Proposal, _("begin each proposal with '- id: …'"))

    def _items(self, path: Path, record: type[R], hint: str) -> list[R]:
        """The records of a file that is a list of them."""
        return within(self.shown(path), partial(self._read_items, path, record, hint), self.problems) or []

    def _read_items(self, path: Path, record: type[R], hint: str) -> list[R]:
        found: list[R] = []
        before, more, place = len(self.problems), 0, Place("")
        kind: type = record
        shape = shape_of(kind)
        for entry in self._entries(path, hint):
            if len(self.problems) - before < MOST_PROBLEMS:
                item = self._record(entry, record)
                found += [item] if item is not None else []
            elif count := faults(entry, shape):
                place = place if more else entry.place(())
                more += count
        if more:
            self.problems.append(unlisted(place, more))
        return found

    def _entries(self, path: Path, hint: str) -> Iterator[Located]:
        """The items of a file that is a list."""
        text = self.text(path)
        if text is None:
            return
        located, problems = parse_yaml(text, self.shown(path))
        self.problems += problems
        if located.data is None:
            if not problems:
                self.problem(located.place(()), "Y103", _("the file is empty"), _("delete it, or restore its contents"))
        elif not isinstance(located.data, list):
            self.problem(located.place(()), "Y103", _("the file is not a list"), hint)
        else:
            yield from located.items()

    def _notes(self, folder: Path) -> Iterator[Note]:
        for path in self.in_folder(folder / "notes", ".md"):
            if (note := within(self.shown(path), partial(self._note, path), self.problems)) is not None:
                yield note

    def _note(self, path: Path) -> Note | None:
        parts = self.front_matter(path)
        if parts is None or not self.is_named(path.stem, path):
            return None
        data, body, line = parts
        note = self._record(data, Note, id=path.stem, body=body, body_line=line)
        kind = self._kind(data, self.info.kinds.written)
        return replace(note, kind=kind) if note is not None and kind is not None else None

    def _kind(self, data: Located, kinds: tuple[K, ...]) -> K | None:
        """The kind that a file's front matter names; one that is missing or not text is reported with its shape."""
        id = data.data.get("kind") if isinstance(data.data, dict) else None
        if not isinstance(id, str) or not id.strip():
            return None
        found, problems = named_kind(id.strip(), kinds, "kind", data.place(("kind",)))
        self.problems += problems
        return found

    def _genres(self, edition: Edition) -> Edition:
        """An edition whose texts have the genres of the corpus."""
        kinds = self.info.kinds
        texts = []
        for number, text in enumerate(edition.texts):
            if kinds.closed_genres:
                place = edition.places.get(("texts", number, "genre"), text.place)
                self.problems += named_kind(text.genre.id, kinds.genres, "genre", place)[1]
            texts.append(replace(text, genre=kinds.genre(text.genre.id)))
        return replace(edition, texts=tuple(texts))

    def _is_pronounced(self, term: Term, data: Located) -> bool:
        """Whether an entry has what entries in the corpus's language need: its sound, and its sense in English."""
        if not profile_for(self.info.language).pronounced:
            return True
        missing = [key for key, value in (("pinyin", term.pinyin), ("gloss", term.gloss)) if not value]
        for key in missing:
            self.problem(data.place(()), "Y103", _("'{key}' is missing", key=key), missing_hint(key))
        return not missing

    def _file(self, path: Path, record: type[R]) -> R | None:
        """A file that is one record."""
        return within(self.shown(path), partial(self._read_file, path, record), self.problems)

    def _read_file(self, path: Path, record: type[R]) -> R | None:
        text = self.text(path)
        if text is None:
            return None
        located, problems = parse_yaml(text, self.shown(path))
        self.problems += problems
        if located.data is None:
            if not problems:
                self.problem(located.place(()), "Y103", _("the file is empty"), _("restore its contents"))
            return None
        return self._record(located, record)

    def _record(self, data: Located, record: type[R], **beside: object) -> R | None:
        """A record of data; None if they are not of its shape."""
        kind: type = record
        checked, problems = validated(data, shape_of(kind))
        self.problems += problems
        return None if checked is None else load(record, checked, data, **beside)
