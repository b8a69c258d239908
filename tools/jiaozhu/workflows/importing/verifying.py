"""A draft is tested before it is returned: the edition must be sound, and the words of every proposal be found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jiaozhu.edition.pipeline import make_draft, read
from jiaozhu.model.problem import Problem
from jiaozhu.store import source_of


def unanchored(siglum: str, files: Mapping[str, bytes]) -> frozenset[str]:
    """Return the ids of proposals whose words are not in the reading text, or are in it more than once.

    They may be in what a rule folds, for instance.

    Args:
        siglum: Of the source.
        files: Of its folder, by name.

    Raises:
        RuntimeError: The draft itself is wrong, which is an error of the importer.
    """
    source = source_of(siglum, files)
    document, problems = read(source)
    problems = [problem for problem in problems if problem.code != "S112"]  # the file's own, for its editor to judge
    if document is None or problems:
        raise RuntimeError(_shown(problems))
    _, problems = make_draft(source, document)
    wrong = [problem for problem in problems if problem.code not in ("N201", "N202")]
    if wrong:
        raise RuntimeError(_shown(wrong))
    lines = {problem.place.line for problem in problems}
    return frozenset(item.id for item in source.proposals if item.target.place.line in lines)


def _shown(problems: Sequence[Problem]) -> str:
    return "; ".join(f"{problem.code} {problem.message}" for problem in problems[:3])
