"""A corpus at one moment, with everything in which two moments can differ."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from jiaozhu.edition.pipeline import Book, make_book
from jiaozhu.model.problem import Problem
from jiaozhu.problems.checks import check
from jiaozhu.store import load_corpus, read_fields

__all__ = ["State", "read_state"]

_BIBLIOGRAPHY = "references.bib"


class State(NamedTuple):
    """A corpus as it was or is."""

    book: Book
    works: Mapping[str, Mapping[str, str]]  #: The fields of each entry of the bibliography's file, by key.
    files: Mapping[str, str]  #: The digest of each file, by its path in the corpus.
    problems: tuple[Problem, ...]  #: What ``check`` reports, with paths from the corpus on.


def read_state(root: Path) -> State:
    """Read the corpus in a folder; what cannot be read is a problem."""
    corpus, found = load_corpus(root)
    book = make_book(corpus)
    bibliography = root / _BIBLIOGRAPHY
    text = bibliography.read_text("utf-8", "replace") if bibliography.is_file() else ""
    problems = tuple(_in_corpus(problem, root) for problem in check(book, found))
    return State(book, read_fields(text, _BIBLIOGRAPHY), _digests(root), problems)


def _in_corpus(problem: Problem, root: Path) -> Problem:
    """A problem whose path begins at the corpus, so that two states of it can be compared."""
    path = Path(problem.place.path)
    inside = path.relative_to(root).as_posix() if path.is_relative_to(root) else problem.place.path
    return replace(problem, place=problem.place._replace(path=inside))


def _digests(root: Path) -> dict[str, str]:
    files = (path for path in sorted(root.rglob("*")) if path.is_file() and not path.is_symlink())
    names = {path.relative_to(root).as_posix(): path for path in files}
    return {
        name: hashlib.sha256(path.read_bytes()).hexdigest()
        for name, path in names.items()
        if not name.startswith(".") and "/." not in name
    }
