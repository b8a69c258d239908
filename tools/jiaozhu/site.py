"""Every generated page of a book, as MyST by docname: which pages there are, not what is on them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from jiaozhu.glossary import letter, sort_key
from jiaozhu.model.page import Page
from jiaozhu.myst.glossary import write_glossary
from jiaozhu.myst.page import write_page
from jiaozhu.myst.progress import write_progress
from jiaozhu.myst.volume import Account, write_accounts, write_contents, write_volume
from jiaozhu.pipeline import Book, Volume


class Generated(NamedTuple):
    """One page to be written: its docname below the folder of generated pages, and its text."""

    docname: str
    text: str


def generate(book: Book) -> Iterator[Generated]:
    """All pages, in the order of the book."""
    volumes = sorted(book.volumes, key=_time)
    accounts = [_account(volume) for volume in volumes]
    yield Generated("index", write_contents(accounts))
    for volume in volumes:
        yield Generated(f"{volume.source.siglum}/index", volume_text(book, volume))
        for page in volume.pages:
            yield Generated(page.docname, page_text(book, page))
    yield Generated("glossary", glossary_text(book))
    yield Generated("apparatus", write_accounts(accounts))
    yield Generated("progress", write_progress(accounts, sorted(book.corpus.terms, key=sort_key)))


def page_text(book: Book, page: Page) -> str:
    """A text's page."""
    return write_page(page, book.terms, book.referred.get(page.docname, frozenset()))


def volume_text(book: Book, volume: Volume) -> str:
    """A source's page."""
    return write_volume(_account(volume))


def glossary_text(book: Book) -> str:
    """The glossary: entries in dictionary order under their letters."""
    ordered = sorted(book.corpus.terms, key=sort_key)
    return write_glossary([(letter(term), term, book.occurrences.get(term.slug, ())) for term in ordered], book.terms)


def _time(volume: Volume) -> tuple[str, str]:
    """Oldest first, undated last."""
    return (volume.source.about.date or "9999", volume.source.siglum)


def _account(volume: Volume) -> Account:
    return Account(
        volume.source.siglum, volume.source.about, volume.edited.ledger, volume.pages, volume.source.edition.omissions
    )
