"""A draft is tested before it is returned: the edition must be sound, and the words of every proposal be found."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from typing import NamedTuple

from jiaozhu.edition.pipeline import make_draft
from jiaozhu.model.document import Document
from jiaozhu.model.problem import Problem
from jiaozhu.store import source_of

__all__ = ["Trial", "tried"]


class Trial(NamedTuple):
    """What is wrong with a draft."""

    loose: frozenset[str]  #: Ids of proposals whose words are not in the reading text, or are in it more than once.
    wrong: tuple[Problem, ...]  #: What is wrong with the edition: an error of the importer, never of the file.


def tried(siglum: str, files: Mapping[str, bytes], document: Document) -> Trial:
    """Check a draft as ``jiaozhu check`` will.

    The words of a proposal may be in what a rule folds, for instance.

    Args:
        siglum: Of the source.
        files: Of its folder, by name.
        document: What was read of the source: reading it again would give the same, and the digests are of its bytes.
    """
    source = source_of(siglum, files)
    _, problems = make_draft(source, document)
    begins = [item.place.line for item in source.proposals]
    loose: set[str] = set()
    wrong: list[Problem] = []
    for problem in problems:
        at = bisect_right(begins, problem.place.line) - 1
        if problem.code in ("N201", "N202") and at >= 0:
            loose.add(source.proposals[at].id)
        else:
            wrong.append(problem)
    return Trial(frozenset(loose), tuple(wrong))
