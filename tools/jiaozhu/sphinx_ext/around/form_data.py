"""Data for the form for contributions: what a page has in it, and what is loaded only when the form is opened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pybtex.database import Entry
from pybtex_gbt7714 import short_reference

from jiaozhu.edition.pipeline import Book
from jiaozhu.markup.script import script_literal
from jiaozhu.model.page import Page
from jiaozhu.store import write_if_changed
from jiaozhu.workflows.authoring import holding, lone_names, source_lines

__all__ = ["call", "form_data", "write_forms"]


def form_data(page: Page) -> dict[str, object]:
    """Return what the form on a text's page knows from the start."""
    return {
        "text": page.text,
        "source": page.siglum,
        "title": page.title,
        "lines": _lines_name(page.siglum, page.text),
        "held": _held_name(page.siglum),
    }


def _lines_name(siglum: str, text: str) -> str:
    """The name of the file with a text's source lines; ids have no full stops, so no two texts share it."""
    return f"lines.{siglum}.{text}.js"


def _held_name(siglum: str) -> str:
    return f"held.{siglum}.js"


def write_forms(entries: Iterable[tuple[str, Entry]], book: Book, folder: Path) -> Iterator[str]:
    """Write what is loaded when the form is opened: works and terms, each text's source lines, what quotes each source.

    Args:
        entries: The bibliography, by key.
        book: The book.
        folder: Where the files go.

    Yields:
        The name of each file written.
    """
    works = [[key, short_reference(entry)] for key, entry in sorted(entries)]
    terms = sorted(string for term in book.corpus.entries for string in term.strings)
    known = {"works": works, "terms": terms, "slugs": sorted(term.slug for term in book.corpus.entries)}
    yield _written(folder / "works.js", call("jiaozhu.references.works", known))
    lone = lone_names(book)
    for volume in book.volumes:
        held = holding(book, volume, lone)
        yield _written(folder / _held_name(volume.source.siglum), call("jiaozhu.form.held", held))
        for text, lines in source_lines(volume.edited).items():
            name = _lines_name(volume.source.siglum, text)
            yield _written(folder / name, call("jiaozhu.form.lines", lines))


def call(function: str, data: object) -> str:
    """Return a script that hands ``data`` to a function of the page."""
    return f"{function}({script_literal(data)});\n"


def _written(path: Path, text: str) -> str:
    write_if_changed(path, text.encode("utf-8", "replace"), lasting=False)
    return path.name
