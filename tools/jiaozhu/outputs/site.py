"""Every generated file of a book by name: which pages and charts there are, not what is on them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter

from jiaozhu.edition.book import Book, Volume
from jiaozhu.edition.credits import History, contributors
from jiaozhu.edition.file_account import account_of
from jiaozhu.edition.glossary import letter
from jiaozhu.formats import FORMATS
from jiaozhu.locale import use_language
from jiaozhu.model.entity import Entity
from jiaozhu.model.page import Page
from jiaozhu.model.quantity import AnchoredQuantity, Series
from jiaozhu.model.term import Term
from jiaozhu.outputs.changes import write_changes
from jiaozhu.outputs.drawings.bars import FEWEST_BARS, Bar, draw_bars
from jiaozhu.outputs.drawings.drawing import Link
from jiaozhu.outputs.drawings.place_map import draw_map
from jiaozhu.outputs.drawings.timeline import draw_timeline
from jiaozhu.outputs.generated import Generated, in_language
from jiaozhu.outputs.myst.chronology import chronicle, describe_time, write_chronology
from jiaozhu.outputs.myst.concordance import name, rows, write_index, write_letter
from jiaozhu.outputs.myst.contributors import write_contributors
from jiaozhu.outputs.myst.entries import GlossaryEntry
from jiaozhu.outputs.myst.facts import Known
from jiaozhu.outputs.myst.glossary import write_glossary
from jiaozhu.outputs.myst.overview import write_overview
from jiaozhu.outputs.myst.page import write_page
from jiaozhu.outputs.myst.passages import line
from jiaozhu.outputs.myst.progress import write_progress
from jiaozhu.outputs.myst.quantities import describe, in_order, say_quantity, write_quantities
from jiaozhu.outputs.myst.registers import describe_map, write_register
from jiaozhu.outputs.myst.translations import FOLDER, Facing, docname, write_translated, write_translations
from jiaozhu.outputs.myst.volume import Account, write_accounts, write_cards, write_contents, write_volume
from jiaozhu.outputs.overview import groups
from jiaozhu.outputs.registers import NameRegister, drawn_places, points, registers
from jiaozhu.store.bibliography import as_bibtex

__all__ = [
    "TIMELINE",
    "WORKS",
    "Generated",
    "chart_name",
    "charted",
    "charts",
    "generate",
    "map_name",
    "page_text",
    "volume_text",
]

#: Works that notes bring with them, as BibTeX.
WORKS = "works.bib"
#: The timeline of the chronology.
TIMELINE = "chronology.svg"


def generate(book: Book, history: History, language: str | None = None) -> Iterator[Generated]:
    """Yield all pages in the order of the book, and the charts on them.

    Args:
        book: What is written.
        history: Who did what, as far as version control remembers it.
        language: Of the site; by default that of the book.
    """
    return in_language(language or book.language, _files(book, history))


def page_text(book: Book, page: Page) -> str:
    """Return a text's page."""
    with use_language(book.language):
        return _page(book, page)


def volume_text(book: Book, volume: Volume) -> str:
    """Return a source's page."""
    with use_language(book.language):
        return write_volume(_account(volume))


def charts(book: Book) -> Iterator[Generated]:
    """Yield the chart of each series that is long enough for one, and the timeline, in the language in use."""
    for series, bars in charted(book).items():
        members = [item for item in in_order(series, book.quantities) if item.quantity.date]
        yield Generated(chart_name(series), draw_bars(bars, describe(series, members)))
    entries = chronicle(book.events, book.pages)
    if entries:
        yield Generated(TIMELINE, draw_timeline([entry.moment for entry in entries], describe_time(entries)))


def charted(book: Book) -> Mapping[Series, Sequence[Bar]]:
    """Return the bars of each series that has enough dated quantities for a chart."""
    pages = {page.docname: page for page in book.pages}
    dated = {
        series: [_bar(series, item, pages) for item in in_order(series, book.quantities) if item.quantity.date]
        for series in book.corpus.register.series
    }
    return {series: bars for series, bars in dated.items() if len(bars) >= FEWEST_BARS}


def _bar(series: Series, item: AnchoredQuantity, pages: Mapping[str, Page]) -> Bar:
    quantity, block = item.quantity, item.anchor.block
    says = say_quantity(series, item, pages[item.docname].title, line(block))
    return Bar(quantity.date or "", quantity.value, quantity.shown, Link(says, item.docname, block))


def chart_name(series: Series) -> str:
    """Return the name of the chart of a series."""
    return f"figures/{series.id}.svg"


def _files(book: Book, history: History) -> Iterator[Generated]:
    accounts = [_account(volume) for volume in book.volumes]
    yield Generated("index.md", write_contents(accounts, [f"{FOLDER}/{tag}/index" for tag in _translated(book)]))
    yield Generated("sources.inc", write_cards(accounts))
    for volume in book.volumes:
        yield Generated(f"{volume.source.siglum}/index.md", write_volume(_account(volume)))
        for page in volume.pages:
            yield Generated(f"{page.docname}.md", _page(book, page))
    yield from _translations(book)
    lettered = _lettered(book)
    yield Generated("glossary.md", _glossary(book, lettered))
    yield from _registers(book)
    yield from _concordance(book, lettered)
    yield from charts(book)
    yield Generated("figures.md", _quantities(book))
    entries = chronicle(book.events, book.pages)
    yield Generated("chronology.md", write_chronology(entries, TIMELINE if entries else ""))
    yield Generated("overview.md", write_overview(groups(book), book.pages))
    yield Generated("apparatus.md", write_accounts(accounts))
    people, kinds = contributors(book.corpus, history), book.corpus.info.kinds
    yield Generated("contributors.md", write_contributors(people, kinds.written, with_history=bool(history)))
    yield Generated("changes.md", write_changes(book, history))
    if works := list(book.corpus.works):
        yield Generated(WORKS, as_bibtex(works))
    yield Generated("progress.md", write_progress(accounts, [term for _letter, term in lettered], kinds))


def _page(book: Book, page: Page) -> str:
    return write_page(page, book.terms, book.referred.get(page.docname, frozenset()), _languages(book, page))


def _languages(book: Book, page: Page) -> list[str]:
    """The languages into which a text is translated."""
    source = next(volume.source for volume in book.volumes if volume.source.siglum == page.siglum)
    return [translation.language for translation in source.translations if translation.text == page.text]


def _translations(book: Book) -> Iterator[Generated]:
    """For each language the list of what is translated and a page for each text, in that language where it is known."""
    for tag in _translated(book):
        faced = list(_faced(book, tag))
        with use_language(tag):  # a generator must not yield in here: the language is its caller's
            pages = [Generated(f"{docname(tag, item.page)}.md", write_translated(item)) for item in faced]
            listed = Generated(f"{FOLDER}/{tag}/index.md", write_translations(tag, faced))
        yield from [listed, *pages]


def _translated(book: Book) -> list[str]:
    """The languages into which a text is translated."""
    return [tag for tag in book.corpus.info.translations if any(_faced(book, tag))]


def _faced(book: Book, tag: str) -> Iterator[Facing]:
    """Texts with their translations into a language, in the order of the book."""
    for volume in book.volumes:
        found = {item.text: item for item in volume.source.translations if item.language == tag}
        for page in volume.pages:
            if page.text in found:
                yield Facing(page, found[page.text], book.corpus.info.language)


def _lettered(book: Book) -> list[tuple[str, Term]]:
    """The glossary in the order of a dictionary, each term with its letter."""
    profile = book.profile
    return [(letter(term, profile), term) for term in book.dictionary]


def _glossary(book: Book, lettered: Iterable[tuple[str, Term]]) -> str:
    entries = [
        GlossaryEntry(key, term, book.occurrences.get(term.slug, ()))
        for key, term in lettered
        if not isinstance(term, Entity)
    ]
    elsewhere = {f"[{found.title}]({found.docname}.md)": found.entities for found in registers(book)}
    return write_glossary(entries, book.terms, elsewhere, by_sound=book.profile.pronounced)


def _registers(book: Book) -> Iterator[Generated]:
    """A page for each register that has entries; of one with places that have coordinates, its map too."""
    known = Known(book.terms, {page.docname: page for page in book.pages})
    for found in registers(book):
        drawn = drawn_places(found)
        drawing = f"{found.id}.svg" if drawn else ""
        yield Generated(f"{found.docname}.md", write_register(found.title, found.entries, known, drawn, drawing))
        if drawn:
            yield Generated(map_name(found), draw_map(points(book, found), describe_map(drawn)))


def map_name(register: NameRegister) -> str:
    """Return the name of the map of a register."""
    return f"{register.docname}.svg"


def _concordance(book: Book, lettered: Iterable[tuple[str, Term]]) -> Iterator[Generated]:
    """Its first page and a page for each letter."""
    found = defaultdict(list)
    for slug, row in rows(book.pages, book.profile.context):
        found[slug].append(row)
    letters = [(key, [term for _key, term in group]) for key, group in groupby(lettered, key=itemgetter(0))]
    yield Generated("concordance/index.md", write_index(letters, found))
    for key, terms in letters:
        yield Generated(f"concordance/{name(key)}.md", write_letter(key, terms, found))


def _quantities(book: Book) -> str:
    shown = {series.id: chart_name(series) for series in charted(book)}
    return write_quantities(book.corpus.register.series, book.quantities, book.outcomes, book.pages, shown)


def _account(volume: Volume) -> Account:
    source = volume.source
    format = FORMATS[source.about.format].shown
    ledger, of_file = volume.edited.ledger, account_of(source)
    return Account(source.siglum, source.about, ledger, volume.pages, format, source.edition.omissions, of_file)
