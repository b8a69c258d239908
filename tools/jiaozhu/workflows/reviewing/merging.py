"""Contributions that touch each other: each is sound alone, and git may merge them without a conflict.

Two contributions clash if they change the same words or the same thing in different ways, or if the corpus that git
makes of both has a problem that neither has: a note on words that the other corrects, say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from jiaozhu.locale import _
from jiaozhu.model.problem import Problem
from jiaozhu.model.span import Span
from jiaozhu.store import GitError, GitFailed, run_git
from jiaozhu.workflows.reviewing.changes import NoSuchRevision, restored, unpacked
from jiaozhu.workflows.reviewing.comparison import Alteration, compare
from jiaozhu.workflows.reviewing.state import State, read_state

__all__ = ["Clash", "NotMerged", "merge_check"]


class NotMerged(ValueError):
    """Git cannot merge here; the message says why."""


class Clash(NamedTuple):
    """Two contributions that touch each other."""

    first: str  #: A revision.
    second: str
    where: str  #: A page and a paragraph, a file with a line, or an id.
    what: str


class _Altered(NamedTuple):
    """What a contribution alters, and where."""

    page: str  #: Docname; empty for what is on no page.
    alteration: Alteration

    @property
    def where(self) -> str:
        """For people."""
        thing = self.alteration.shown
        return f"{self.page}#{thing.block}" if self.page and thing.block else thing.id or thing.title

    @property
    def key(self) -> tuple[str, str, str]:
        """What the alteration of the same thing by another contribution has in common with it."""
        siglum = self.page.partition("/")[0]
        return siglum, *self.alteration.shown.key


class _Contribution(NamedTuple):
    """A revision, and what it changes."""

    revision: str
    state: State
    altered: tuple[_Altered, ...]


def merge_check(root: Path, revisions: Sequence[str]) -> list[Clash]:
    """Return every clash between contributions, pair by pair.

    Args:
        root: Of the corpus.
        revisions: Branches or commits, two at least.

    Raises:
        NoSuchRevision: Git does not have one of them, or there was no corpus then.
        NotMerged: They have no common history, or git is older than 2.38, the first to merge without a work tree.
    """
    return [Clash(*pair, *found) for pair in combinations(revisions, 2) for found in _clashes(root, *pair)]


def _clashes(root: Path, first: str, second: str) -> Iterator[tuple[str, str]]:
    """Where two contributions clash, and how."""
    states = [_state_of(root, revision) for revision in (first, second)]
    base = _base(root, first, second)
    one, two = (_contribution(revision, base, state) for revision, state in zip((first, second), states, strict=True))
    yield from _same_things(one, two)
    yield from _same_words(one, two)
    yield from _together(root, one, two)


def _state_of(root: Path, revision: str) -> State:
    with TemporaryDirectory() as folder:
        if not restored(root, revision, Path(folder)):
            raise NoSuchRevision(_("'{revision}' has no corpus in this folder", revision=revision))
        return read_state(Path(folder))


def _base(root: Path, first: str, second: str) -> State | None:
    """What both contributions began with; None if there was no corpus then."""
    try:
        base = run_git(root, "merge-base", "--end-of-options", first, second).decode().strip()
    except GitFailed:
        raise NotMerged(_("'{first}' and '{second}' have no common history", first=first, second=second)) from None
    with TemporaryDirectory() as folder:
        return read_state(Path(folder)) if unpacked(root, base, Path(folder)) else None


def _contribution(revision: str, base: State | None, state: State) -> _Contribution:
    found = [
        _Altered(section.page.docname if section.page else "", alteration)
        for section in compare(base, state).sections
        for alteration in section.alterations
    ]
    return _Contribution(revision, state, tuple(found))


def _same_things(one: _Contribution, two: _Contribution) -> Iterator[tuple[str, str]]:
    """Things that both alter, and not in the same way."""
    others = {altered.key: altered for altered in two.altered}
    for altered in one.altered:
        other = others.get(altered.key)
        if other is None:
            continue
        after, also = altered.alteration.after, other.alteration.after
        if (after and after.content) != (also and also.content):
            thing = altered.alteration.shown
            yield altered.where, _("both change {label} '{id}'", label=thing.label, id=thing.id or thing.title)


def _same_words(one: _Contribution, two: _Contribution) -> Iterator[tuple[str, str]]:
    """Words of a source that both are about."""
    for altered in one.altered:
        for other in two.altered:
            same_source = altered.page and altered.page.partition("/")[0] == other.page.partition("/")[0]
            if same_source and altered.key != other.key and _meet(altered, other):
                a, b = altered.alteration.shown, other.alteration.shown
                names = {"a": a.label, "a_id": a.id, "b": b.label, "b_id": b.id}
                yield altered.where, _("{a} '{a_id}' and {b} '{b_id}' are about the same words", **names)


def _meet(altered: _Altered, other: _Altered) -> bool:
    return any(_touch(span, also) for span in altered.alteration.shown.origin for also in other.alteration.shown.origin)


def _touch(span: Span, other: Span) -> bool:
    """Whether two spans share a character, or one is a place inside or at the border of the other."""
    if span.length and other.length:
        return span.meets(other)
    return span.holds(other) or other.holds(span)


def _together(root: Path, one: _Contribution, two: _Contribution) -> Iterator[tuple[str, str]]:
    """What git cannot merge, or the problems of what it makes of both that neither has alone."""
    tree, conflicts = _merged(root, one.revision, two.revision)
    for name in conflicts:
        yield name, _("both change this file in the same lines, or both add it")
    if conflicts:
        return
    with TemporaryDirectory() as folder:
        if not unpacked(root, tree, Path(folder)):
            return
        merged = read_state(Path(folder))
    known = {_identity(problem) for state in (one.state, two.state) for problem in state.problems}
    for problem in merged.problems:
        if _identity(problem) not in known:
            place = problem.place
            where = f"{place.path}:{place.line}"
            yield where, _("only together: {code} {message}", code=problem.code, message=problem.message)


def _identity(problem: Problem) -> tuple[str, str, str]:
    """A problem without the line and the folder, which differ between the two."""
    return problem.place.path, problem.code, problem.message


def _merged(root: Path, first: str, second: str) -> tuple[str, list[str]]:
    """The tree that git makes of two revisions, and the files that it cannot merge."""
    command = ("merge-tree", "--write-tree", "--name-only", "-z", "--no-messages", "--end-of-options", first, second)
    try:
        printed = run_git(root, *command)
    except GitFailed as error:
        printed = error.stdout
        if not printed:
            raise NotMerged(_("git cannot merge without a work tree: {why}", why=str(error))) from None
    except GitError as error:
        raise NotMerged(str(error)) from None
    tree, *conflicts = printed.decode("utf-8", "surrogateescape").rstrip("\0").split("\0")
    return tree, list(dict.fromkeys(name for name in conflicts if name))
