"""The table of checks, and the one function that runs them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from jiaozhu.edition.numbers import PREFIX as REGISTER_PREFIX
from jiaozhu.edition.pipeline import Book
from jiaozhu.edition.proposals import PREFIX as PROPOSAL_PREFIX
from jiaozhu.markup.body import references
from jiaozhu.model.names import did_you_mean
from jiaozhu.model.problem import Problem
from jiaozhu.problems.checks.bodies import bodies, check_bodies


def check_stages(book: Book) -> Iterator[Problem]:
    """What the stages of the pipeline found on their way."""
    yield from book.problems


def check_text_ids(book: Book) -> Iterator[Problem]:
    """Text ids stand in addresses: one each."""
    for volume in book.volumes:
        seen: set[str] = set()
        for text in volume.source.edition.texts:
            if text.id in seen:
                message = f"text '{text.id}' is there twice"
                yield Problem(text.place, "E110", message, "ids stand in addresses: give one of the two another")
            if text.id == "index":
                hint = "'index' is the page about the source itself: give the text another id"
                yield Problem(text.place, "S106", "'index' cannot be a text's id", hint)
            seen.add(text.id)


def check_source_citations(book: Book) -> Iterator[Problem]:
    """Every source is in the bibliography."""
    for source in book.corpus.sources:
        key = source.about.citation
        if key not in book.corpus.references:
            hint = did_you_mean(key, book.corpus.references) or "add the source to references.bib under this key"
            yield Problem(source.about.citation_place, "C403", f"'{key}' is not in the bibliography", hint)


def check_note_ids(book: Book) -> Iterator[Problem]:
    """Notes that are made have ids of their own."""
    for source in book.corpus.sources:
        for note in source.notes:
            for prefix, whose, where in (
                (REGISTER_PREFIX, "the register's", "what can be reckoned is better written down in figures.yaml"),
                (PROPOSAL_PREFIX, "the proposals'", "a suspicion of yours is a note of kind 疑"),
            ):
                if not note.id.startswith(prefix):
                    continue
                hint = f"rename the file; {where}"
                message = f"'{note.id}': ids that begin with '{prefix}' are {whose}"
                yield Problem(note.place, "N207", message, hint)


def check_proposal_ids(book: Book) -> Iterator[Problem]:
    """Proposals are shown as notes, whose ids stand in addresses: one each."""
    for source in book.corpus.sources:
        seen: dict[str, int] = {}
        for proposal in source.proposals:
            line = seen.setdefault(proposal.id, proposal.place.line)
            if line != proposal.place.line:
                message = f"the id '{proposal.id}' is taken at line {line}"
                yield Problem(proposal.place, "N208", message, "ids stand in addresses: give this one another")


def check_uncited(book: Book) -> Iterator[Problem]:
    """Every work in the bibliography is cited somewhere in the corpus."""
    corpus = book.corpus
    cited = {source.about.citation for source in corpus.sources}
    for body in bodies(book):
        cited |= {reference.target for reference in references(body.text) if reference.role == "cite"}
    for key, place in corpus.references.items():
        if key not in cited:
            yield Problem(place, "C404", f"nobody cites '{key}'", "cite it, or take it out of the bibliography")


#: Each check by the family of codes it gives.
CHECKS: tuple[tuple[str, Callable[[Book], Iterable[Problem]]], ...] = (
    ("stages", check_stages),
    ("text-ids", check_text_ids),
    ("source-citations", check_source_citations),
    ("bodies", check_bodies),
    ("note-ids", check_note_ids),
    ("proposal-ids", check_proposal_ids),
    ("uncited", check_uncited),
)


def check(book: Book, found: Iterable[Problem] = ()) -> list[Problem]:
    """Every problem of ``book``, with those ``found`` while its files were read; in order of place, each once."""
    problems = set(found)
    for _, run in CHECKS:
        problems.update(run(book))
    return sorted(problems)
