"""What the tests of books read back: warnings, sources, pages, bookmarks, links."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable, Iterator
from typing import Any

import pypdf
from sphinx.testing.util import SphinxTestApp

MakeBook = Callable[..., SphinxTestApp]
INDEX = "# 书\n\n```{toctree}\na\n```\n"


def warnings_of(app: SphinxTestApp) -> list[str]:
    """Return the warnings of a build, each as ``document:line: text [code]``."""
    text = re.sub(r"\x1b\[[0-9;]*m", "", app.warning.getvalue())
    return [line.replace(f"{app.srcdir}{os.sep}", "") for line in text.splitlines() if line]


def source_of(app: SphinxTestApp, docname: str) -> str:
    return (app.outdir / "documents" / f"{docname}.typ").read_text(encoding="utf-8")


def reader_of(app: SphinxTestApp) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO((app.outdir / "book.pdf").read_bytes()))


def pages_of(app: SphinxTestApp) -> list[str]:
    """Return the text of every page without its white space."""
    return ["".join(page.extract_text().split()) for page in reader_of(app).pages]


def outline_of(reader: pypdf.PdfReader) -> list[Any]:
    """Return the bookmarks as nested titles."""

    def titles(entries: list[Any]) -> list[Any]:
        return [titles(entry) if isinstance(entry, list) else entry.title for entry in entries]

    return titles(reader.outline)


def links_of(reader: pypdf.PdfReader) -> Iterator[tuple[int, Any]]:
    """Yield every link as the page it is on and its action or destination."""
    for number, page in enumerate(reader.pages):
        for reference in page.get("/Annots", []):
            link = reference.get_object()
            yield number, link.get("/A") or link.get("/Dest")
