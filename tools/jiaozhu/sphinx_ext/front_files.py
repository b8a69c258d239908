"""Files at the site's root that are for machines: where its pages are, what it is, how it is searched and kept.

A file that has to name the address of the site is written only where that is known (``html_baseurl``).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sphinx.application import Sphinx

from jiaozhu.edition.versions import revised
from jiaozhu.locale import _
from jiaozhu.sphinx_ext.identity import Identity, address_of, identity_of, public_base
from jiaozhu.sphinx_ext.products import is_site
from jiaozhu.sphinx_ext.rendering import in_site_language
from jiaozhu.sphinx_ext.share_pictures import SIZES, pictures_of, write_pictures
from jiaozhu.sphinx_ext.state import state_of
from jiaozhu.store import write_if_changed

__all__ = ["FILES", "write_front"]

#: Written with the address of the site, and without.
_WITH_BASE = ("sitemap.xml", "opensearch.xml")
FILES = (*_WITH_BASE, "robots.txt", "manifest.webmanifest")
#: The colours of the page, light: jiaozhu.css.
_PAPER, _MARK = "#fdfcf8", "#9c2b1e"


class Listed(NamedTuple):
    """A page of the sitemap."""

    address: str
    changed: str  #: ISO date; may be empty.


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
    if edition.base:
        yield "sitemap.xml", renderer.render("jz-sitemap.xml", pages=list(_pages(app, edition)))
        icon = pictures_of(app).icons
        yield (
            "opensearch.xml",
            renderer.render(
                "jz-opensearch.xml",
                info=info,
                description=_("Search {edition}", edition=info.title),
                base=edition.base,
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
    """What a device is told that keeps the site as an application."""
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
