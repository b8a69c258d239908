"""The passages that others refer to, for previews beside a reference: a script for each text that has some.

A page loads one when a reference is looked at; nothing else loads from ``file://``.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sphinx.application import Sphinx

from jiaozhu.edition.book import Book
from jiaozhu.model.page import Page
from jiaozhu.outputs.generated import Generated
from jiaozhu.outputs.myst.passages import label, line
from jiaozhu.sphinx_ext.around.form_data import call
from jiaozhu.sphinx_ext.products import is_site, part_name
from jiaozhu.sphinx_ext.state import state_of
from jiaozhu.store import write_if_changed

__all__ = ["passage_scripts", "write_passages"]

#: Below the site's root.
FOLDER = "_static/jiaozhu/passages"
#: A preview has as many code points as so many contexts of a concordance: some lines.
_CONTEXTS = 10


def write_passages(app: Sphinx, exception: Exception | None) -> None:
    """Write the scripts beside the pages that load them; those of an earlier corpus are taken away."""
    if exception is not None or not is_site(app):
        return
    folder = Path(app.outdir) / FOLDER
    kept = set()
    for script in passage_scripts(state_of(app).book):
        kept.add(script.name)
        write_if_changed(folder / script.name, script.text.encode("utf-8", "replace"), lasting=False)
    for path in folder.glob("*.js"):
        if path.name not in kept:
            path.unlink()


def passage_scripts(book: Book) -> Iterator[Generated]:
    """Yield a script for each text to whose passages others refer.

    Args:
        book: The book.
    """
    length = book.profile.context * _CONTEXTS
    for page in book.pages:
        passages = dict(_passages(page, book.referred.get(page.docname, frozenset()), length))
        if passages:
            yield Generated(f"{part_name(page.docname)}.js", call("jiaozhu.previews.passages", passages))


def _passages(page: Page, referred: frozenset[str], length: int) -> Iterator[tuple[str, list[str]]]:
    """By label: the title of the text, the line, and the beginning of the passage."""
    for block in page.blocks:
        if block.id in referred:
            text = " ".join((block.reading or block.remark).split())
            shown = text if len(text) <= length else f"{text[: length - 1]}…"
            yield label(page.docname, block.id), [page.title, line(block.id), shown]
