"""Checks of the bibliography against the corpus: what is cited is there, and what is there is cited."""

from __future__ import annotations

from collections.abc import Iterator

from jiaozhu.edition.pipeline import Book
from jiaozhu.locale import _
from jiaozhu.markup.reading import read, references
from jiaozhu.model.names import did_you_mean, suggested
from jiaozhu.model.problem import Cause, Defect, Problem, place_of
from jiaozhu.problems.checks.bodies import bodies


def check_source_citations(book: Book) -> Iterator[Problem]:
    """Report sources and witnesses that are not in the bibliography."""
    known = book.corpus.references
    for source in book.corpus.sources:
        cited = [(source.about.citation, source.about.citation_place)]
        cited += [(key, place_of(witness, "citation")) for witness in source.witnesses if (key := witness.citation)]
        for key, place in cited:
            if key not in known:
                message = _("'{key}' is not in the bibliography", key=key)
                hint = did_you_mean(key, known) or _("add the source to references.bib under this key")
                yield Problem(place, "C403", message, hint, suggested(key, known), Cause(Defect.UNKNOWN_NAME, key))


def check_uncited(book: Book) -> Iterator[Problem]:
    """Report works of the bibliography that nothing in the corpus cites."""
    corpus = book.corpus
    cited = {source.about.citation for source in corpus.sources}
    cited |= {witness.citation or "" for source in corpus.sources for witness in source.witnesses}
    cited |= {source for entity in corpus.entities for source, _path in entity.evidence}
    for body in bodies(book):
        cited |= {reference.target for reference in references(read(body.text).tree) if reference.role == "cite"}
    for key, place in corpus.references.items():
        if key not in cited:
            hint = _("cite it, or take it out of the bibliography")
            yield Problem(place, "C404", _("'{key}' is not cited", key=key), hint)
