"""Files at the site's root that are for machines: where its pages are, what it is, how it is searched and kept.

A file that has to name the address of the site is written only where that is known (``html_baseurl``).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from sphinx.application import Sphinx

from jiaozhu.edition.changes import changes
from jiaozhu.edition.versions import revised
from jiaozhu.language import typography
from jiaozhu.locale import _, pgettext
from jiaozhu.outputs.changes import in_words, people
from jiaozhu.sphinx_ext.files.share_pictures import SIZES, pictures_of, write_pictures
from jiaozhu.sphinx_ext.identity import Identity, address_of, identity_of, name_of, public_base
from jiaozhu.sphinx_ext.products import is_site
from jiaozhu.sphinx_ext.rendering import in_site_language
from jiaozhu.sphinx_ext.state import state_of
from jiaozhu.store import write_if_changed

__all__ = ["FEED", "FILES", "write_front"]

#: Written with the address of the site, and without.
_WITH_BASE = ("sitemap.xml", "opensearch.xml")
#: The feed of changes, which every page names.
FEED = "changes.atom"
FILES = (*_WITH_BASE, FEED, "robots.txt", "manifest.webmanifest")
#: Entries of the feed.
_MOST_ENTRIES = 50
#: The colours of the page, light: jiaozhu.css.
_PAPER, _MARK = "#fdfcf8", "#9c2b1e"


class Listed(NamedTuple):
    """A page of the sitemap."""

    address: str
    changed: str  #: ISO date; may be empty.


class News(NamedTuple):
    """An entry of the feed."""

    name: str  #: The same in every build.
    title: str
    date: str  #: RFC 3339.
    author: str
    address: str  #: From the site's root.


@in_site_language
def write_front(app: Sphinx, exception: Exception | None) -> None:
    """Write the files, and delete those that an earlier build wrote with an address that is not known now."""
    if exception is not None or not is_site(app):
        return
    out = Path(app.outdir)
    edition = identity_of(state_of(app).book, state_of(app).history, public_base(app.config))
    files = dict(_files(app, edition))
    for name, text in files.items():
        write_if_changed(out / name, text.encode("utf-8"), lasting=False)
    for name in FILES:
        if name not in files:
            (out / name).unlink(missing_ok=True)
    write_pictures(app)


def _files(app: Sphinx, edition: Identity) -> Iterator[tuple[str, str]]:
    renderer, info = state_of(app).renderer, state_of(app).corpus.info
    yield "robots.txt", renderer.render("jz-robots.txt", base=edition.base)
    yield "manifest.webmanifest", _manifest(app)
    yield FEED, _feed(app, edition)
    if edition.base:
        yield "sitemap.xml", renderer.render("jz-sitemap.xml", pages=list(_pages(app, edition)))
        icon = pictures_of(app).icons
        yield (
            "opensearch.xml",
            renderer.render(
                "jz-opensearch.xml",
                info=info,
                description=_("Search {edition}", edition=info.title),
                search=edition.base + app.builder.get_target_uri("search"),
                icon=f"{edition.base}{icon[1]}" if icon else "",
            ),
        )


def _pages(app: Sphinx, edition: Identity) -> Iterator[Listed]:
    """Every document, the first page first."""
    root = app.config.root_doc
    dates = {f"{app.config.jiaozhu_folder}/{page.docname}": revised(page) for page in state_of(app).book.pages}
    target = app.builder.get_target_uri
    for name in sorted(app.env.found_docs, key=lambda name: (name != root, name)):
        yield Listed(address_of(edition.base, target(name), target(root)), dates.get(name, ""))


def _manifest(app: Sphinx) -> str:
    """What a device knows that keeps the site as an application."""
    info = state_of(app).corpus.info
    icons = [
        {"src": name, "sizes": f"{size}x{size}", "type": "image/png", "purpose": "any"}
        for size, name in zip(SIZES[1:], pictures_of(app).icons[1:], strict=False)
    ]
    manifest = {
        "name": info.title,
        "short_name": info.title,
        "description": info.description,
        "lang": app.config.language.replace("_", "-"),
        "start_url": app.builder.get_target_uri(app.config.root_doc) or "./",
        "scope": "./",
        "display": "minimal-ui",
        "background_color": _PAPER,
        "theme_color": _MARK,
        "icons": icons,
    }
    return json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"


def _feed(app: Sphinx, edition: Identity) -> str:
    """The newest changes. Names in it are those of the edition, whatever its address; see ``name_of``."""
    state = state_of(app)
    info = state.corpus.info
    entries = [
        News(
            name_of(edition.base, app.config.project, f"{change.date}/{change.docname}"),
            f"{change.title or info.title}{typography().colon}{in_words(change)}",
            f"{change.date}T00:00:00Z",
            people(change) or pgettext("between editors", ", ").join(info.editors),
            app.builder.get_target_uri(f"{app.config.jiaozhu_folder}/{change.docname or 'changes'}"),
        )
        for change in islice(changes(state.book, state.history), _MOST_ENTRIES)
        if len(change.date) == len("2026-11-28")
    ]
    return state.renderer.render(
        "jz-feed.xml",
        id=name_of(edition.base, app.config.project),
        info=info,
        title=_("Changes of {edition}", edition=info.title),
        language=app.config.language.replace("_", "-"),
        base=edition.base,
        feed=FEED,
        entries=entries,
        updated=entries[0].date if entries else f"{edition.date or '1970-01-01'}T00:00:00Z",
    )
