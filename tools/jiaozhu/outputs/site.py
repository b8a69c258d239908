"""Every generated file of a book by name: which pages and charts there are, not what is on them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from jiaozhu.edition.credits import History, contributors
from jiaozhu.edition.glossary import letter, sort_key
from jiaozhu.edition.pipeline import Book, Volume
from jiaozhu.formats import FORMATS
from jiaozhu.locale import use_language
from jiaozhu.model.page import Page
from jiaozhu.outputs.chart import FEWEST_BARS, Bar, bar_chart
from jiaozhu.outputs.myst.chronology import write_chronology
from jiaozhu.outputs.myst.concordance import name, rows, write_index, write_letter
from jiaozhu.outputs.myst.contributors import write_contributors
from jiaozhu.outputs.myst.figures import describe, in_order, write_figures
from jiaozhu.outputs.myst.glossary import write_glossary
from jiaozhu.outputs.myst.page import write_page
from jiaozhu.outputs.myst.progress import write_progress
from jiaozhu.outputs.myst.volume import Account, write_accounts, write_cards, write_contents, write_volume
from jiaozhu.store.bibliography import as_bibtex

#: Works that notes bring with them, as BibTeX.
WORKS = "works.bib"


class Generated(NamedTuple):
    """One file to be written: its name below the folder of generated files, and its text."""

    name: str
    text: str


def generate(book: Book, history: History, language: str | None = None) -> Iterator[Generated]:
    """Yield all pages in the order of the book, and the charts they show.

    Args:
        book: What is written.
        history: Who did what, as far as version control remembers it.
        language: Of the site; by default that of the book.
    """
    files = _files(book, history)
    while True:
        with use_language(language or book.language):  # for one file: a generator shares its caller's context
            file = next(files, None)
        if file is None:
            return
        yield file


def _files(book: Book, history: History) -> Iterator[Generated]:
    accounts = [_account(volume) for volume in book.volumes]
    yield Generated("index.md", write_contents(accounts))
    yield Generated("sources.inc", write_cards(accounts))
    for volume in book.volumes:
        yield Generated(f"{volume.source.siglum}/index.md", volume_text(book, volume))
        for page in volume.pages:
            yield Generated(f"{page.docname}.md", page_text(book, page))
    yield Generated("glossary.md", glossary_text(book))
    yield from _concordance(book)
    yield from _figures(book)
    yield Generated("chronology.md", write_chronology(book.events, book.pages))
    yield Generated("apparatus.md", write_accounts(accounts))
    people = contributors(book.corpus, history)
    yield Generated("contributors.md", write_contributors(people, with_history=bool(history)))
    if works := list(book.corpus.works):
        yield Generated(WORKS, as_bibtex(works))
    yield Generated(
        "progress.md", write_progress(accounts, sorted(book.corpus.terms, key=sort_key), book.corpus.info.kinds)
    )


def page_text(book: Book, page: Page) -> str:
    """A text's page."""
    with use_language(book.language):
        return write_page(page, book.terms, book.referred.get(page.docname, frozenset()))


def volume_text(book: Book, volume: Volume) -> str:
    """A source's page."""
    with use_language(book.language):
        return write_volume(_account(volume))


def glossary_text(book: Book) -> str:
    """The glossary: entries in dictionary order under their letters."""
    ordered = sorted(book.corpus.terms, key=sort_key)
    return write_glossary([(letter(term), term, book.occurrences.get(term.slug, ())) for term in ordered], book.terms)


def _concordance(book: Book) -> Iterator[Generated]:
    """Its way in and a page for each letter."""
    found = defaultdict(list)
    for slug, row in rows(book.pages):
        found[slug].append(row)
    ordered = sorted(book.corpus.terms, key=sort_key)
    letters = [(key, list(terms)) for key, terms in groupby(ordered, key=letter)]
    yield Generated("concordance/index.md", write_index(letters, found))
    for key, terms in letters:
        yield Generated(f"concordance/{name(key)}.md", write_letter(key, terms, found))


def _figures(book: Book) -> Iterator[Generated]:
    """The page of figures, and the chart of each series that is long enough for one."""
    charts = {}
    for series in book.corpus.register.series:
        members = [item for item in in_order(series, book.figures) if item.figure.date]
        if len(members) >= FEWEST_BARS:
            charts[series.id] = f"figures/{series.id}.svg"
            bars = [Bar(item.figure.date or "", item.figure.value, item.figure.shown) for item in members]
            yield Generated(charts[series.id], bar_chart(bars, describe(series, members)))
    text = write_figures(book.corpus.register.series, book.figures, book.outcomes, book.pages, charts)
    yield Generated("figures.md", text)


def _account(volume: Volume) -> Account:
    source = volume.source
    format = FORMATS[source.about.format].shown
    return Account(source.siglum, source.about, volume.edited.ledger, volume.pages, format, source.edition.omissions)
