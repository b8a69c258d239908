"""The data of search and cards, written beside the pages when a build is through.

Sphinx's own search is switched off: as shipped it finds nothing Chinese (its script dies), and its index would be
dead weight. All data are classic scripts, so that they load from ``file://`` too.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from jiaozhu.edition.glossary import letter
from jiaozhu.edition.pipeline import Book
from jiaozhu.language import LanguageProfile, label
from jiaozhu.locale import use_language
from jiaozhu.markup.plain import plain_text
from jiaozhu.markup.reading import read
from jiaozhu.outputs.myst.concordance import label as kwic_label
from jiaozhu.outputs.myst.concordance import name as kwic_name
from jiaozhu.outputs.search import Kind, SearchPage, glossary_page, html_page, search_scripts, text_pages
from jiaozhu.sphinx_ext.form_data import call, write_forms
from jiaozhu.sphinx_ext.products import is_site
from jiaozhu.sphinx_ext.script_bundles import SITE_BUNDLE
from jiaozhu.sphinx_ext.script_data import NAME, write_scripts
from jiaozhu.sphinx_ext.state import state_of
from jiaozhu.store import write_if_changed

#: Below the site's root.
FOLDER = "_static/jiaozhu"
_STYLES = ("jiaozhu.css", "jiaozhu-text.css", "jiaozhu-notes.css", "jiaozhu-tools.css", "jiaozhu-print.css")
#: Generated pages that only repeat, under another order, what is found on the texts.
_REPEATING = ("index", "apparatus", "contributors", "progress", "glossary")


def add_search(app: Sphinx) -> None:
    """A page named ``search``, the scripts, and none of Sphinx's index."""
    if is_site(app):
        app.builder.search = False  # type: ignore[attr-defined]  # it is the builder of HTML
        app.config.html_additional_pages = {"search": "jz-search.html", **app.config.html_additional_pages}
        for name in _STYLES:
            app.add_css_file(name, priority=800)  # after the theme's own
        write_scripts(app)
        for name in (NAME, SITE_BUNDLE):
            app.add_js_file(name, loading_method="defer")


def write_data(app: Sphinx, exception: Exception | None) -> None:
    """Search data and cards; files of an earlier, larger corpus are taken away."""
    if exception is not None or not is_site(app):
        return
    book = state_of(app).book
    folder = Path(app.outdir) / FOLDER
    bibliography = app.env.get_domain("cite").bibdata.data  # type: ignore[attr-defined]
    kept = {"terms.js", *write_forms(bibliography.entries.items(), book, folder)}
    with use_language(app.config.language):
        cards, glossary = _cards(app, book), glossary_page(book.dictionary, _address(app, "glossary"))
    write_if_changed(folder / "terms.js", cards.encode("utf-8"), lasting=False)
    reference = [glossary, *_others(app)]
    texts = list(text_pages(book, lambda docname: _address(app, docname)))
    sources = {volume.source.siglum: volume.source.about.title for volume in book.volumes}
    for script in search_scripts(reference, texts, book.corpus.terms, sources, profile=book.profile):
        kept.add(script.name)
        write_if_changed(folder / script.name, script.text.encode("utf-8", "replace"), lasting=False)
    for path in folder.glob("*.js"):
        if path.name not in kept:
            path.unlink()


def _address(app: Sphinx, docname: str) -> str:
    return app.builder.get_target_uri(f"{app.config.jiaozhu_folder}/{docname}")


def _others(app: Sphinx) -> Iterator[SearchPage]:
    """Pages that are neither text nor glossary, as they were built: written by hand, about sources, figures."""
    folder = f"{app.config.jiaozhu_folder}/"
    for docname in sorted(app.env.found_docs):
        inside = docname.removeprefix(folder) if docname.startswith(folder) else None
        if inside in _REPEATING or (inside or "").startswith("concordance/"):
            continue
        if "text" in app.env.metadata.get(docname, {}):
            continue
        path = Path(app.builder.get_outfilename(docname))  # type: ignore[attr-defined]
        if not path.exists():  # a build of some documents only
            continue
        kind = Kind.QUANTITY if inside == "figures" else Kind.PAGE
        yield html_page(app.builder.get_target_uri(docname), path.read_text("utf-8"), kind)


def _cards(app: Sphinx, book: Book) -> str:
    """What the cards of the glossary's terms say, by the anchors that references to them have."""
    anchors = {
        name: anchor for name, _, kind, _, anchor, _ in app.env.domains.standard_domain.get_objects() if kind == "term"
    }
    cards: dict[str, list[Any]] = {}
    for term in book.dictionary:
        times = sum(place.times for place in book.occurrences.get(term.slug, ()))
        places = (
            f"{_address(app, f'concordance/{kwic_name(letter(term, book.profile))}')}#{kwic_label(term.slug)}"
            if times
            else ""
        )
        card = [
            term.headword,
            term.pinyin,
            term.gloss,
            label(term.kind),
            _first_sentence(plain_text(read(term.definition).tree), book.profile),
            times,
            places,
        ]
        for string in term.strings:
            if string in anchors:
                cards[anchors[string]] = card
    return call("jiaozhu.cards.terms", cards)


def _first_sentence(text: str, profile: LanguageProfile) -> str:
    """To the first full stop that is not inside brackets or quotation marks; those that follow it are kept."""
    depth = 0
    for at, char in enumerate(text):
        depth += (char in profile.opening) - (char in profile.closing)
        if char in profile.sentence_ends and depth <= 0:
            return text[: at + 1]
    return text
