"""What the form for contributions loads when it is opened: works and terms to refer to, a text's source lines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pybtex_gbt7714 import short_reference
from sphinx.application import Sphinx

from jiaozhu.edition.pipeline import Book
from jiaozhu.store import write_if_changed
from jiaozhu.workflows.authoring import source_lines


def lines_name(siglum: str, text: str) -> str:
    """The name of the file with a text's source lines; ids have no full stops, so no two texts share it."""
    return f"lines.{siglum}.{text}.js"


def write_forms(app: Sphinx, book: Book, folder: Path) -> Iterator[str]:
    """Write the data of the forms; their names."""
    entries = app.env.get_domain("cite").bibdata.data.entries  # type: ignore[attr-defined]
    works = [[key, short_reference(entry)] for key, entry in sorted(entries.items())]
    terms = sorted(string for term in book.corpus.terms for string in term.strings)
    yield _written(folder / "works.js", call("jiaozhuWorks", {"works": works, "terms": terms}))
    for volume in book.volumes:
        for text, lines in source_lines(volume.edited).items():
            name = lines_name(volume.source.siglum, text)
            yield _written(folder / name, call("jiaozhuLines", lines))


def call(function: str, data: Any) -> str:
    """A script that hands ``data`` to a function of the page; it can end no script element."""
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
    body = body.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"{function}({body});\n"


def _written(path: Path, text: str) -> str:
    write_if_changed(path, text.encode("utf-8", "replace"), lasting=False)
    return path.name
