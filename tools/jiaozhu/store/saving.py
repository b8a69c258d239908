"""Writing a corpus: where each record's file is, what is in it, and the one way in which it gets there.

``…_text`` gives the text of a file, ``write_…`` writes it. What a contributor makes is a new file and never takes
another's place; what a tool makes for a source that it drafts is written as a whole, with its entry in the
bibliography.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from jiaozhu.model.corpus import About
from jiaozhu.model.edition import Edition, Emendation
from jiaozhu.model.entity import FOLDER as ENTITIES
from jiaozhu.model.entity import Entity
from jiaozhu.model.facsimile import Facsimile
from jiaozhu.model.note import Note
from jiaozhu.model.proof import Proofreading
from jiaozhu.model.proposal import Proposal
from jiaozhu.model.quantity import Register
from jiaozhu.model.term import FOLDER as GLOSSARY
from jiaozhu.model.term import Term
from jiaozhu.model.work import Work
from jiaozhu.store.bibliography import as_bibtex, keys_in
from jiaozhu.store.dumping import data_of
from jiaozhu.store.front_matter import join_front_matter
from jiaozhu.store.transaction import Item, commit, guarded
from jiaozhu.store.yaml_text import parse_yaml
from jiaozhu.store.yaml_writing import Commented, to_yaml

#: The file of the bibliography, below the corpus.
REFERENCES = "references.bib"
_SOURCES = "sources"


def note_path(siglum: str, id: str) -> Path:
    """Return the file of a note, from the corpus folder."""
    return Path(_SOURCES, siglum, "notes", f"{id}.md")


def emendations_path(siglum: str, name: str) -> Path:
    """Return a file of emendations, from the corpus folder."""
    return Path(_SOURCES, siglum, "emendations", f"{name}.yaml")


def term_path(term: Term) -> Path:
    """Return the file of an entry of the glossary or of the registers, from the corpus folder."""
    return Path(ENTITIES if isinstance(term, Entity) else GLOSSARY, f"{term.slug}.md")


def note_text(note: Note) -> str:
    """Return the file of a note."""
    return join_front_matter(to_yaml(data_of(note)), note.body)


def term_text(term: Term) -> str:
    """Return the file of an entry of the glossary or of the registers."""
    return join_front_matter(to_yaml(data_of(term)), term.definition)


def emendations_text(emendations: Sequence[Emendation]) -> str:
    """Return a file of emendations."""
    return _list_text(emendations)


def proofreadings_text(proofreadings: Sequence[Proofreading]) -> str:
    """Return the file of a source's proofreadings."""
    return _list_text(proofreadings)


def proposals_text(proposals: Sequence[Proposal], labels: Mapping[str, str] | None = None) -> str:
    """Return the file of a source's proposals.

    Args:
        proposals: The proposals, in order.
        labels: What the reader sees for each kind; it is written behind the kind, as a comment.
    """
    entries = []
    for proposal in proposals:
        data = data_of(proposal)
        if labels and (label := labels.get(proposal.kind)):
            data["kind"] = Commented(proposal.kind, label)
        entries.append(data)
    return to_yaml(entries)


def edition_text(edition: Edition) -> str:
    """Return the file of a source's edition."""
    return to_yaml(data_of(edition))


def facsimile_text(facsimile: Facsimile) -> str:
    """Return the file that describes the pictures of a source."""
    return to_yaml(data_of(facsimile))


def about_text(about: About) -> str:
    """Return the file of what is known about a source."""
    return to_yaml(data_of(about))


def register_text(register: Register) -> str:
    """Return the file of the register of numbers."""
    return to_yaml(data_of(register))


def write_note(root: Path, siglum: str, note: Note) -> Path:
    """Write a note, which must be new.

    Args:
        root: The corpus.
        siglum: The source it is on.
        note: The note.

    Returns:
        The file.

    Raises:
        FileExistsError: There is a note of this id.
    """
    return _write_new(root, note_path(siglum, note.id), note_text(note))


def write_term(root: Path, term: Term) -> Path:
    """Write an entry of the glossary or of the registers, which must be new; return the file.

    Raises:
        FileExistsError: There is an entry of this slug.
    """
    return _write_new(root, term_path(term), term_text(term))


def write_emendations(root: Path, siglum: str, name: str, emendations: Sequence[Emendation]) -> Path:
    """Write a file of emendations, which must be new; return the file.

    Raises:
        FileExistsError: There is a file of this name.
    """
    return _write_new(root, emendations_path(siglum, name), emendations_text(emendations))


def write_edition(root: Path, siglum: str, edition: Edition) -> Path:
    """Write a source's edition over the one there is, if any; return the file."""
    return _write(root, Path(_SOURCES, siglum, "edition.yaml"), edition_text(edition))


def write_about(root: Path, siglum: str, about: About) -> Path:
    """Write what is known about a source over what there is, if anything; return the file."""
    return _write(root, Path(_SOURCES, siglum, "about.yaml"), about_text(about))


def write_proposals(
    root: Path, siglum: str, proposals: Sequence[Proposal], labels: Mapping[str, str] | None = None
) -> Path:
    """Write a source's proposals over those there are; return the file. ``labels`` are as for ``proposals_text``."""
    return _write(root, Path(_SOURCES, siglum, "proposals.yaml"), proposals_text(proposals, labels))


def write_source_folder(root: Path, siglum: str, files: Mapping[str, bytes], works: Iterable[Work] = ()) -> Path:
    """Write the folder of a new source, and the works it brings: whole, or not at all.

    Args:
        root: The corpus.
        siglum: The source's name.
        files: What is in each file, by its name below the folder, with forward slashes.
        works: What is written at the end of the bibliography, except works whose key it has.

    Returns:
        The folder.

    Raises:
        FileExistsError: There is a source of this name.
    """
    folder = f"{_SOURCES}/{siglum}"
    with guarded(root):
        commit(root, [*_appended(root, works), Item(folder, files, new=True)])
    return root / folder


def write_works(root: Path, works: Iterable[Work]) -> Path:
    """Write works at the end of the bibliography, except those whose key it has; return the file."""
    with guarded(root):
        commit(root, _appended(root, works))
    return root / REFERENCES


def append_to_references(root: Path, entries: str) -> Path:
    """Write BibTeX entries at the end of the bibliography; return the file."""
    with guarded(root):
        commit(root, _with_entries(root, entries))
    return root / REFERENCES


def _appended(root: Path, works: Iterable[Work]) -> list[Item]:
    works = list(works)
    known = keys_in(_references(root).decode("utf-8", "replace")) if works else frozenset()
    return _with_entries(root, as_bibtex(work for work in works if work.key not in known))


def _with_entries(root: Path, entries: str) -> list[Item]:
    """The bibliography with entries at its end; what it holds already stays as it is, to the byte."""
    if not entries:
        return []
    before = _references(root)
    gap = b"\n" if before and not before.endswith(b"\n\n") else b""
    return [Item(REFERENCES, before + gap + entries.encode("utf-8"))]


def _references(root: Path) -> bytes:
    path = root / REFERENCES
    return path.read_bytes() if path.exists() else b""


def known_digests(root: Path) -> dict[str, str]:
    """Return the source that has each digest: siglum by SHA-256, of every source that says one."""
    found: dict[str, str] = {}
    for path in sorted((root / _SOURCES).glob("[!.]*/about.yaml")):
        try:
            data = parse_yaml(path.read_bytes().decode("utf-8-sig"), path.name)[0].data
        except (OSError, UnicodeDecodeError):
            continue
        if isinstance(data, dict) and isinstance(data.get("sha256"), str):
            found[data["sha256"]] = path.parent.name
    return found


def _list_text(records: Iterable[object]) -> str:
    return to_yaml([data_of(record) for record in records])


def _write_new(root: Path, name: Path, text: str) -> Path:
    commit(root, [Item(name.as_posix(), text.encode("utf-8"), new=True)])
    return root / name


def _write(root: Path, name: Path, text: str) -> Path:
    commit(root, [Item(name.as_posix(), text.encode("utf-8"))])
    return root / name
