"""A check: notes are short."""

from __future__ import annotations

from collections.abc import Iterator

from jiaozhu.edition.book import Book
from jiaozhu.model.problem import Problem
from jiaozhu.problems.checks import Check
from jiaozhu.problems.code import Code, Scope

MOST = 60

TOO_LONG = Code(
    code="X901",
    summary="A note is too long.",
    why="Notes that are longer than the text they explain are not read.",
    remedy=f"Shorten it to {MOST} characters.",
    bad_example="A note that goes on and on, and on.",
    good_example="A note.",
    scope=Scope(("note",)),
)


def find_long_notes(book: Book) -> Iterator[Problem]:
    """Yield a problem for each note that is longer than ``MOST`` characters."""
    for source in book.corpus.sources:
        for note in source.notes:
            if len(note.body) > MOST:
                yield Problem(note.place, TOO_LONG.code, f"the note has {len(note.body)} characters", "shorten it")


LENGTH = Check("length", (TOO_LONG,), find_long_notes)
