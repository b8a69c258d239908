"""From what was sent to files that pass the check, and to a branch with them.

Nothing is written before everything has passed: the corpus is read as if the files were there, and checked just as
``jiaozhu check`` does it.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from jiaozhu.edition.pipeline import Book, make_book
from jiaozhu.locale import _, ngettext
from jiaozhu.model.limits import MOST_BYTES, MOST_FILES, MOST_NAME
from jiaozhu.model.names import SLUG, is_reserved
from jiaozhu.model.problem import Place, Problem
from jiaozhu.problems.checks import check
from jiaozhu.store import Commit, Item, commit, load_corpus, make_branch, repository_folder
from jiaozhu.workflows.accepting.answers import AnswersRefused, file_of
from jiaozhu.workflows.accepting.forms import form_of
from jiaozhu.workflows.accepting.sent import Author, Sent, SentFile, author_of
from jiaozhu.workflows.authoring import Contribution
from jiaozhu.workflows.authoring.files import name_of

__all__ = ["Accepted", "accept", "branch_of", "put_into_corpus"]

#: The only places to which a contribution goes, and what it is there.
_PLACES = (
    (re.compile(rf"sources/(?P<siglum>{SLUG})/notes/(?P<name>{SLUG})\.md\Z"), "note"),
    (re.compile(rf"sources/(?P<siglum>{SLUG})/emendations/(?P<name>{SLUG})\.yaml\Z"), "correction"),
    (re.compile(rf"(?:glossary|entities)/(?P<name>{SLUG})\.md\Z"), "term"),
)


@dataclass(frozen=True, slots=True)
class Accepted:
    """What a contribution becomes."""

    files: tuple[Contribution, ...]
    author: Author
    problems: tuple[Problem, ...]  #: Those that the corpus does not have without it.
    book: Book  #: With it.


def accept(root: Path, sent: Sent, shown: str) -> Accepted:
    """Check what was sent. Nothing is written.

    Args:
        root: The corpus.
        sent: The contribution.
        shown: What was sent, as messages name it.
    """
    corpus, found = load_corpus(root)
    book = make_book(corpus)
    before = {replace(problem, hint="") for problem in check(book, found)}
    files, refused = _placed(root, book, sent, shown)
    corpus, found = load_corpus(root, {file.path: file.text.encode("utf-8", "replace") for file in files})
    after = make_book(corpus)
    new = [problem for problem in check(after, found) if replace(problem, hint="") not in before]
    return Accepted(tuple(files), _author(after, files, sent.author), (*refused, *new), after)


def _placed(root: Path, book: Book, sent: Sent, shown: str) -> tuple[list[Contribution], list[Problem]]:
    """The files that go to places where contributions go; a problem for everything else."""
    problems = [Problem(Place(shown, line), "S107", message, hint) for line, message, hint in sent.refused]
    files: list[Contribution] = []
    if sent.answers:
        try:
            files.append(_answered(book, sent))
        except AnswersRefused as error:
            problems.append(Problem(Place(shown, error.line), error.code, str(error), error.hint))
    if len(sent.files) > MOST_FILES:
        message = _("more than {n} files at once", n=MOST_FILES)
        problems.append(Problem(Place(shown), "Y106", message, _("ask for it in several contributions")))
    taken: set[Path] = set()
    for file in sent.files[:MOST_FILES]:
        path = _path(root, file.path)
        why = _hindrance(root, path, file, taken)
        if why is None:
            taken.add(path)
            files.append(Contribution(path, file.text))
        else:
            problems.append(Problem(Place(shown, file.line), *why))
    return files, problems


def _answered(book: Book, sent: Sent) -> Contribution:
    """The file of an issue form's answers."""
    found = form_of(sent.answers)
    if found is None:
        raise AnswersRefused(
            1,
            "S107",
            _("these are not the questions of a form for contributions"),
            _("copy the whole text of the issue, with its headings"),
        )
    return file_of(book, *found)


def _path(root: Path, path: str) -> Path:
    """A path from the corpus folder; it may have been named from the top of the repository."""
    for folder in {repository_folder(root), f"{root.resolve().name}/"} - {""}:
        if path.startswith(folder):
            return Path(path.removeprefix(folder))
    return Path(path)


def _hindrance(root: Path, path: Path, file: SentFile, taken: set[Path]) -> tuple[str, str, str] | None:
    """The code, message and hint of why a file cannot be taken; None if it can."""
    place = next((found for pattern, _what in _PLACES if (found := pattern.match(path.as_posix()))), None)
    if place is None:
        hint = _("notes, corrections and terms only: sources/NAME/notes, sources/NAME/emendations, glossary")
        return "S107", _("no contribution goes to '{path}'", path=file.path), hint
    name, siglum = place["name"], place.groupdict().get("siglum")
    if len(name) > MOST_NAME or is_reserved(name):
        return "S106", _("'{name}' cannot be a file's name", name=name), _("rename it in what was sent")
    if siglum and not (root / "sources" / siglum).is_dir():
        return (
            "S107",
            _("source '{siglum}' does not exist", siglum=siglum),
            _("it is from another edition, or an older one"),
        )
    if path in taken or os.path.lexists(root / path):
        hint = _("a contribution only adds files: rename it in what was sent, if it is another one")
        return "S106", _("'{path}' already exists", path=path.as_posix()), hint
    if len(file.text.encode("utf-8", "replace")) > (most := MOST_BYTES[path.suffix]):
        return "Y106", _("the file is larger than {n} bytes", n=f"{most:,}"), _("ask for it in several files")
    return None


def _author(book: Book, files: Sequence[Contribution], sent: Author) -> Author:
    """Who made it: as the envelope says, else as the files are signed."""
    if sent.name:
        return sent
    ours = {file.path.stem for file in files}
    names: Counter[str] = Counter()
    for source in book.corpus.sources:
        names.update(note.author for note in source.notes if note.id in ours)
        names.update(item.resp for item in source.emendations if item.resp and Path(item.place.path).stem in ours)
    return author_of(names.most_common(1)[0][0] if names else "")


def put_into_corpus(root: Path, files: Sequence[Contribution]) -> list[Path]:
    """Write the files of a contribution into the corpus: all of them, or none.

    Args:
        root: The corpus.
        files: The files.

    Returns:
        The files that were written.

    Raises:
        FileExistsError: One of them exists by now.
        OSError: They cannot be written.
    """
    commit(root, [Item(file.path.as_posix(), file.text.encode("utf-8", "replace"), new=True) for file in files])
    return [root / file.path for file in files]


def branch_of(root: Path, accepted: Accepted, name: str = "") -> str:
    """Make a branch with a contribution, without touching what is checked out.

    Args:
        root: The corpus.
        accepted: The contribution.
        name: The branch; by default a new one that is named after the contributor and the day.

    Returns:
        The branch.

    Raises:
        GitError: There is no git, no repository or no commit yet, the corpus has changes that are not committed, or
            there is such a branch.
    """
    who = name_of(accepted.author.name) if accepted.author.name else "anonymous"
    made = Commit(
        message=_message(accepted),
        files={file.path: file.text.encode("utf-8", "replace") for file in accepted.files},
        author=accepted.author if accepted.author.name else None,
    )
    return make_branch(root, made, name, f"contribution/{who}-{date.today():%Y%m%d}")


def _message(accepted: Accepted) -> str:
    """The message of the commit."""
    kinds = Counter(what for file in accepted.files for pattern, what in _PLACES if pattern.match(file.path.as_posix()))
    counts = {
        "note": ngettext("{n} note", "{n} notes", kinds["note"], n=kinds["note"]),
        "correction": ngettext("{n} correction", "{n} corrections", kinds["correction"], n=kinds["correction"]),
        "term": ngettext("{n} term", "{n} terms", kinds["term"], n=kinds["term"]),
    }
    added = ", ".join(text for what, text in counts.items() if kinds[what])
    subject = _("corpus: add {added}", added=added)
    if accepted.author.name:
        subject = _("corpus: add {added} by {name}", added=added, name=accepted.author.name)
    return "\n".join([subject, "", *(f"* {file.path.as_posix()}" for file in accepted.files), ""])
