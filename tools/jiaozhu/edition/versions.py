"""When an edition and its texts were last changed."""

from __future__ import annotations

from jiaozhu.edition.book import Book
from jiaozhu.edition.credits import History
from jiaozhu.model.page import Page

__all__ = ["last_change", "revised"]


def revised(page: Page) -> str:
    """Return the date of a text's edition: the last that its notes and proofreadings record, or an empty string."""
    return max([page.proof.date, *(note.note.date for note in page.notes)], default="")


def last_change(book: Book, history: History) -> str:
    """Return the date of an edition's last change: by version control, else the last that its texts record.

    Args:
        book: The edition.
        history: Who changed which file of the corpus, and when; empty without version control.
    """
    dates = [date for changes in history.values() for _name, date in changes]
    return max(dates or map(revised, book.pages), default="")
