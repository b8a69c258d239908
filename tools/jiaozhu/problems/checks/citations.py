"""Checks of the bibliography against the corpus: what is cited is there, and what is there is cited."""

from __future__ import annotations

from collections.abc import Iterator

from jiaozhu.edition.pipeline import Book
from jiaozhu.locale import _
from jiaozhu.markup.reading import read, references
from jiaozhu.model.names import did_you_mean, suggested
from jiaozhu.model.problem import Cause, Defect, Problem
from jiaozhu.problems.checks.bodies import bodies


def check_source_citations(book: Book) -> Iterator[Problem]:
    """Report sources that are not in the bibliography."""
    known = book.corpus.references
    for source in book.corpus.sources:
        key = source.about.citation
        if key not in known:
            hint = did_you_mean(key, known) or _("add the source to references.bib under this key")
            yield Problem(
                source.about.citation_place,
                "C403",
                _("'{key}' is not in the bibliography", key=key),
                hint,
                suggested(key, known),
                Cause(Defect.UNKNOWN_NAME, key),
            )


def check_uncited(book: Book) -> Iterator[Problem]:
    """Report works of the bibliography that nothing in the corpus cites."""
    corpus = book.corpus
    cited = {source.about.citation for source in corpus.sources}
    for body in bodies(book):
        cited |= {reference.target for reference in references(read(body.text).tree) if reference.role == "cite"}
    for key, place in corpus.references.items():
        if key not in cited:
            hint = _("cite it, or take it out of the bibliography")
            yield Problem(place, "C404", _("'{key}' is not cited", key=key), hint)
