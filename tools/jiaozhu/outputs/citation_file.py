"""How an edition is cited, in the Citation File Format 1.2.0, which reference managers and archives read."""

from __future__ import annotations

from jiaozhu.edition.book import Book
from jiaozhu.edition.credits import History
from jiaozhu.edition.versions import last_change
from jiaozhu.locale import _
from jiaozhu.store.yaml_writing import to_yaml

__all__ = ["write_cff"]


def write_cff(book: Book, history: History) -> str:
    """Return the file. What is not known of the edition is left out.

    Args:
        book: The edition.
        history: Who changed which file of the corpus, and when.
    """
    info = book.corpus.info
    date = info.date or last_change(book, history)
    people = [{"name": name} for name in info.editors]
    cited: dict[str, object] = {
        "cff-version": "1.2.0",
        "message": _("If you use this edition, please cite it as below; each of its texts has a reference of its own."),
        "type": "dataset",
        "title": f"{info.title}: {info.subtitle}" if info.subtitle else info.title,
        "authors": people,
        "abstract": info.description or None,
        "version": info.version,
        "date-released": date if len(date) == len("2026-11-28") else None,
        "license": info.licence,
        "repository": info.repository,
    }
    return to_yaml({key: value for key, value in cited.items() if value})
