"""A draft is tried before it is given: the edition must be sound, and every proposal must hold to its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jiaozhu.edition.pipeline import make_draft, read
from jiaozhu.model.problem import Problem
from jiaozhu.store import source_of


def unanchored(siglum: str, files: Mapping[str, bytes]) -> frozenset[str]:
    """Ids of proposals whose words are not in the text as it is read, or are there more than once: they stand in what a
    rule folds, for instance.

    Raises:
        RuntimeError: the draft itself is wrong; a bug of ours.
    """
    source = source_of(siglum, files)
    document, problems = read(source)
    if document is None or problems:
        raise RuntimeError(_told(problems))
    _, problems = make_draft(source, document)
    wrong = [problem for problem in problems if problem.code not in ("N201", "N202")]
    if wrong:
        raise RuntimeError(_told(wrong))
    lines = {problem.place.line for problem in problems}
    return frozenset(item.id for item in source.proposals if item.target.place.line in lines)


def _told(problems: Sequence[Problem]) -> str:
    return "; ".join(f"{problem.code} {problem.message}" for problem in problems[:3])
