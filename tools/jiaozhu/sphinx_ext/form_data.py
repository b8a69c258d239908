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
from jiaozhu.workflows.authoring import source_lines

__all__ = ["call", "form_data", "write_forms"]


def form_data(page: Page, corpus: str, create: str) -> dict[str, object]:
    """Return what the form on a text's page knows from the start.

    Args:
        page: The text.
        corpus: The corpus folder, from the top of the repository.
        create: The host's page for a new file; empty if it is not known.
    """
    folder = f"{corpus}/sources/{page.siglum}"
    return {
        "text": page.text,
        "source": page.siglum,
        "notes": f"{folder}/notes/",
        "emendations": f"{folder}/emendations/",
        "lines": _lines_name(page.siglum, page.text),
        "create": create,
    }


def _lines_name(siglum: str, text: str) -> str:
    """The name of the file with a text's source lines; ids have no full stops, so no two texts share it."""
    return f"lines.{siglum}.{text}.js"


def write_forms(entries: Iterable[tuple[str, Entry]], book: Book, folder: Path) -> Iterator[str]:
    """Write what is loaded when the form is opened: works and terms to refer to, each text's source lines.

    Args:
        entries: The bibliography, by key.
        book: The book.
        folder: Where the files go.

    Yields:
        The name of each file written.
    """
    works = [[key, short_reference(entry)] for key, entry in sorted(entries)]
    terms = sorted(string for term in book.corpus.terms for string in term.strings)
    yield _written(folder / "works.js", call("jiaozhu.references.works", {"works": works, "terms": terms}))
    for volume in book.volumes:
        for text, lines in source_lines(volume.edited).items():
            name = _lines_name(volume.source.siglum, text)
            yield _written(folder / name, call("jiaozhu.form.lines", lines))


def call(function: str, data: object) -> str:
    """Return a script that hands ``data`` to a function of the page."""
    return f"{function}({script_literal(data)});\n"


def _written(path: Path, text: str) -> str:
    write_if_changed(path, text.encode("utf-8", "replace"), lasting=False)
    return path.name
