"""The table of checks, to which other packages can add, and the one function that runs them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from jiaozhu.edition.pipeline import Book
from jiaozhu.model.doors import BrokenPlugin, with_plugins
from jiaozhu.model.limits import MOST_PROBLEMS
from jiaozhu.model.problem import Problem, unlisted
from jiaozhu.problems.catalogue import catalogue
from jiaozhu.problems.checks.bodies import check_bodies
from jiaozhu.problems.checks.citations import check_source_citations, check_uncited
from jiaozhu.problems.checks.facsimiles import check_facsimiles
from jiaozhu.problems.checks.identities import check_addresses, check_note_ids, check_proposal_ids, check_text_ids
from jiaozhu.problems.checks.registers import check_registers
from jiaozhu.problems.checks.translations import check_translations
from jiaozhu.problems.checks.witnesses import check_witnesses
from jiaozhu.problems.code import Code

__all__ = ["CHECKS", "GROUP", "Check", "all_checks", "all_codes", "check"]

#: The group of entry points by which other packages add checks.
GROUP = "jiaozhu.checks"


@dataclass(frozen=True, slots=True)
class Check:
    """One check of a corpus."""

    name: str
    codes: tuple[Code, ...]  #: Of the problems it reports.
    run: Callable[[Book], Iterable[Problem]]


def _stages(book: Book) -> Iterator[Problem]:
    """Report what the stages of the pipeline found."""
    yield from book.problems


def _own(*prefixes: str) -> tuple[Code, ...]:
    return tuple(code for name, code in catalogue().items() if name.startswith(prefixes))


#: What is found wrong with a source while it is read.
_SOURCES = ("S101", "S102", "S103", "S108", "S110", "S112")
#: The checks of this package, in order. What is wrong with a single file is found when it is read.
CHECKS: tuple[Check, ...] = (
    Check(
        "stages",
        _own("S101", "S102", "S103", "S108", "S110", "S112", "P", "E", "N201", "N202", "F", "G301", "G302"),
        _stages,
    ),
    Check("text-ids", _own("E110", "S106"), check_text_ids),
    Check("addresses", _own("E111"), check_addresses),
    Check("source-citations", _own("C403"), check_source_citations),
    Check("bodies", _own("C403", "G303", "S110", "N203", "N204", "N205", "N206"), check_bodies),
    Check("facsimiles", _own("S113", "S114"), check_facsimiles),
    Check("note-ids", _own("N207"), check_note_ids),
    Check("proposal-ids", _own("N208"), check_proposal_ids),
    Check("registers", _own("R", "C403", "N204"), check_registers),
    Check("translations", _own("T701", "T702", "T703", "T704", "T705"), check_translations),
    Check("witnesses", _own("W801", "W802", "W803"), check_witnesses),
    Check("uncited", _own("C404"), check_uncited),
)


def all_checks() -> tuple[Check, ...]:
    """Return the checks of this package, then those that other installed packages add.

    Raises:
        BrokenPlugin: A plug-in cannot be used.
    """
    return with_plugins(GROUP, Check, CHECKS)


def all_codes() -> dict[str, Code]:
    """Return every code that a problem can have, by its name: those of the catalogue, then those of plug-ins.

    Raises:
        BrokenPlugin: A plug-in cannot be used, or has a code that is taken.
    """
    codes = dict(catalogue())
    for added in all_checks()[len(CHECKS) :]:
        for code in added.codes:
            if codes.setdefault(code.code, code) is not code:
                raise BrokenPlugin(f"{GROUP}: the code '{code.code}' of '{added.name}' already exists")
    return codes


def check(book: Book, found: Iterable[Problem] = ()) -> list[Problem]:
    """Run every check.

    Args:
        book: The corpus, carried through the pipeline.
        found: The problems that were found while its files were read.

    Returns:
        Every problem, each once, in order of place; of a file that has more than are listed, how many they are.
    """
    problems = set(found)
    for item in all_checks():
        problems.update(item.run(book))
    return list(_listed(sorted(problems)))


def _listed(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems of each file up to so many, and then one that counts the rest."""
    for _path, group in groupby(problems, key=lambda problem: problem.place.path):
        together = list(group)
        yield from together[:MOST_PROBLEMS]
        rest = together[MOST_PROBLEMS:]
        counted = [problem for problem in rest if problem.code == "S111"]
        if rest:
            yield from counted or [unlisted(rest[0].place, len(rest))]
