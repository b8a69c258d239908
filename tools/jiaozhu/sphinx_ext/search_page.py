"""The search page: exact substring search over paragraph records, on the reader's own machine.

Sphinx's own search is switched off: as shipped it finds nothing Chinese (its script dies), and its index would be
dead weight. The records are a classic script, so that the search works from ``file://`` too.
"""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from jiaozhu.search import records_script
from jiaozhu.store import write_if_changed

RECORDS = "_static/jiaozhu-records.js"


def add_search_page(app: Sphinx) -> None:
    """One page named ``search``, where the theme's own search field leads."""
    if isinstance(app.builder, StandaloneHTMLBuilder):
        app.builder.search = False
        app.config.html_additional_pages = {"search": "jz-search.html", **app.config.html_additional_pages}


def write_records(app: Sphinx, exception: Exception | None) -> None:
    """The records of every paragraph, note and term, beside the pages."""
    if exception is None and isinstance(app.builder, StandaloneHTMLBuilder):
        folder = app.config.jiaozhu_folder
        script = records_script(
            app.jiaozhu_book,  # type: ignore[attr-defined]
            lambda docname: app.builder.get_target_uri(f"{folder}/{docname}"),
        )
        write_if_changed(Path(app.outdir) / RECORDS, script.encode("utf-8"))
