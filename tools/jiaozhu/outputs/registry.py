"""The door for outputs: what can be made of a book, by name.

Other packages add theirs by entry points of the group ``jiaozhu.outputs``; ``jiaozhu export NAME`` writes any of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from jiaozhu.edition.book import Book
from jiaozhu.edition.credits import History
from jiaozhu.locale import N_
from jiaozhu.model.doors import with_plugins
from jiaozhu.outputs.citation_file import write_cff
from jiaozhu.outputs.generated import Generated, in_language
from jiaozhu.outputs.plain import plain_files
from jiaozhu.outputs.search.files import search_files
from jiaozhu.outputs.site import WORKS, charts, generate
from jiaozhu.outputs.tei import tei_files
from jiaozhu.store.bibliography import as_bibtex

__all__ = ["GROUP", "OUTPUTS", "Output", "Surroundings", "export", "outputs"]

#: The group of entry points.
GROUP = "jiaozhu.outputs"


class Surroundings(NamedTuple):
    """What an output may need beside the book."""

    history: History  #: Who did what, as far as version control remembers it.
    language: str  #: In which it is written; it is in use while files are made.


@dataclass(frozen=True, slots=True)
class Output:
    """Something that can be made of a book."""

    name: str  #: As on the command line: lower-case letters, digits and hyphens.
    summary: str  #: One line, in English; translated where it is shown.
    files: Callable[[Book, Surroundings], Iterator[Generated]]
    #: What readers of the site know it by, in English; it is offered to them for download. Empty: it is not. A file
    #: ``<siglum>/<text>.<ending>`` is offered on the page of its text.
    offered: str = ""


def _myst(book: Book, around: Surroundings) -> Iterator[Generated]:
    return generate(book, around.history, around.language)


def _charts(book: Book, _around: Surroundings) -> Iterator[Generated]:
    return charts(book)


def _search(book: Book, _around: Surroundings) -> Iterator[Generated]:
    return search_files(book)


def _plain(book: Book, _around: Surroundings) -> Iterator[Generated]:
    return plain_files(book)


def _tei(book: Book, _around: Surroundings) -> Iterator[Generated]:
    return tei_files(book)


def _cff(book: Book, around: Surroundings) -> Iterator[Generated]:
    yield Generated("CITATION.cff", write_cff(book, around.history))


def _bibtex(book: Book, _around: Surroundings) -> Iterator[Generated]:
    yield Generated(WORKS, as_bibtex(list(book.corpus.works)))


OUTPUTS = (
    Output("myst", N_("the pages of the site, as MyST Markdown"), _myst, "MyST Markdown"),
    Output("charts", N_("the charts of the series of quantities, as SVG"), _charts),
    Output("search", N_("the search data of the texts and the glossary, as scripts"), _search),
    Output("plain", N_("the reading texts, as plain text"), _plain, N_("Plain text")),
    Output("tei", N_("the texts with apparatus, notes and registers, as TEI P5"), _tei, "TEI XML"),
    Output("bibtex", N_("the works that contributions bring with them, as BibTeX"), _bibtex),
    Output("cff", N_("how the edition is cited, as CITATION.cff"), _cff, "CITATION.cff"),
)


def outputs() -> Mapping[str, Output]:
    """Return every output by name: this package's, then those of other packages.

    Raises:
        BrokenPlugin: An installed package offers something that is not an output.
    """
    return {output.name: output for output in with_plugins(GROUP, Output, OUTPUTS)}


def export(output: Output, book: Book, history: History, language: str | None = None) -> Iterator[Generated]:
    """Yield the files of an output.

    Args:
        output: What is made.
        book: Of what.
        history: Who did what; empty if there is no version control.
        language: In which it is written; by default that of the book.
    """
    language = language or book.language
    yield from in_language(language, output.files(book, Surroundings(history, language)))
