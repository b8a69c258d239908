"""The data of search and cards, written beside the pages when a build is through.

Sphinx's own search is switched off: as shipped it finds nothing Chinese (its script dies), and its index would be
dead weight. All data are classic scripts, so that they load from ``file://`` too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from jiaozhu.edition.glossary import letter
from jiaozhu.edition.pipeline import Book
from jiaozhu.language import LanguageProfile, label
from jiaozhu.locale import N_, _, use_language
from jiaozhu.markup.plain import plain_text
from jiaozhu.markup.reading import read
from jiaozhu.outputs.myst.concordance import label as kwic_label
from jiaozhu.outputs.myst.concordance import name as kwic_name
from jiaozhu.outputs.search import (
    NEAR,
    Answer,
    Kind,
    SearchPage,
    entry_pages,
    near_script,
    search_scripts,
    text_pages,
)
from jiaozhu.sphinx_ext.around.form_data import call, write_forms
from jiaozhu.sphinx_ext.products import is_site
from jiaozhu.sphinx_ext.scripts.script_bundles import SITE_BUNDLE
from jiaozhu.sphinx_ext.scripts.script_data import NAME, write_scripts
from jiaozhu.sphinx_ext.scripts.search_pages import BuiltPages
from jiaozhu.sphinx_ext.state import state_of
from jiaozhu.store import write_if_changed

#: Below the site's root.
FOLDER = "_static/jiaozhu"
_STYLES = ("jiaozhu.css", "jiaozhu-text.css", "jiaozhu-notes.css", "jiaozhu-tools.css", "jiaozhu-print.css")
#: Generated pages that only repeat, under another order, what is found on the texts. The page of the search names them.
_REPEATING = ("concordance/", "overview")
#: What generated pages answer: words that people search for, with commas between, by the page's name.
_ANSWERED = {
    "chronology": N_("chronology, timeline, events, dates, history"),
    "figures": N_("figures, statistics, numbers, data"),
    "contributors": N_("contributors, editors, authors, credits"),
    "progress": N_("progress, proofreading, status"),
    "apparatus": N_("ledger, apparatus, changes, accounts"),
    "glossary": N_("glossary, dictionary, terms, vocabulary"),
    "registers/people": N_("people, persons, names, biographies, who is who"),
    "registers/places": N_("places, map, coordinates, where, gazetteer"),
    "registers/institutions": N_("institutions, organisations, firms, companies"),
    "index": N_("texts, sources, contents"),
}
#: What the pages of the search were read as, for the next build.
_KEPT = "jiaozhu-search.json"


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
        cards, entries = _cards(app, book), dict(entry_pages(book, partial(_address, app)))
    write_if_changed(folder / "terms.js", cards.encode("utf-8"), lasting=False)
    pages = BuiltPages(Path(app.doctreedir) / _KEPT)
    reference = [_with_rest(app, pages, page, docname) for docname, page in entries.items()]
    reference += _others(app, pages, entries)
    texts = [
        _with_rest(app, pages, text, page.docname)
        for text, page in zip(text_pages(book, lambda docname: _address(app, docname)), book.pages, strict=True)
    ]
    pages.keep()
    sources = {volume.source.siglum: volume.source.about.title for volume in book.volumes}
    found = search_scripts(
        reference, texts, book.dictionary, sources, title=book.corpus.info.title, profile=book.profile
    )
    for script in found:
        kept.add(script.name)
        write_if_changed(folder / script.name, script.text.encode("utf-8", "replace"), lasting=False)
    kept.add(_write_near(folder, [*reference, *texts], book.profile))
    for path in folder.glob("*.js"):
        if path.name not in kept:
            path.unlink()


def _address(app: Sphinx, docname: str) -> str:
    return app.builder.get_target_uri(f"{app.config.jiaozhu_folder}/{docname}")


def _file(app: Sphinx, docname: str) -> Path:
    return Path(app.builder.get_outfilename(docname))  # type: ignore[attr-defined]  # it is the builder of HTML


def _with_rest(app: Sphinx, pages: BuiltPages, found: SearchPage, name: str) -> SearchPage:
    """A page of the book with what else its HTML has: head lines, accounts, notes on dates."""
    path = _file(app, f"{app.config.jiaozhu_folder}/{name}")
    if not path.exists():  # a build of some documents only
        return found
    covered = frozenset(record.anchor for record in found.records)
    rest = pages.page(path, found.address, covered=covered, skipped={"glossary"})
    with use_language(app.config.language):
        said = {"": _(_ANSWERED[name])} if name in _ANSWERED else None
    return replace(found, records=found.records + rest.records, answers=tuple(_answers(said, found)))


def _others(app: Sphinx, pages: BuiltPages, entries: Container[str]) -> Iterator[SearchPage]:
    """Pages that have neither a text nor entries, as they were built: written by hand, about sources, figures."""
    folder = f"{app.config.jiaozhu_folder}/"
    for docname in sorted(app.env.found_docs):
        inside = docname.removeprefix(folder) if docname.startswith(folder) else ""
        metadata = app.env.metadata.get(docname, {})
        if inside in entries or inside.startswith(_REPEATING) or "text" in metadata:
            continue
        path = _file(app, docname)
        if not path.exists():  # a build of some documents only
            continue
        kind = Kind.QUANTITY if inside == "figures" else Kind.PAGE
        page = pages.page(path, app.builder.get_target_uri(docname), kind)
        with use_language(app.config.language):
            said = {"": _(_ANSWERED[inside])} if inside in _ANSWERED else metadata.get("search")
        yield replace(page, answers=tuple(_answers(said, page)))


def _answers(said: object, page: SearchPage) -> Iterator[Answer]:
    """What a page answers by its front matter: ``search`` has words, with commas between, for each of its anchors."""
    titles = {record.anchor: record.text for record in page.records if record.level}
    entries = json.loads(said) if isinstance(said, str) and said.startswith("{") else said
    if isinstance(entries, dict):
        for anchor, words in entries.items():
            listed = tuple(filter(None, (word.strip() for word in str(words).split(","))))
            yield Answer(listed, str(anchor), titles.get(str(anchor), page.title))


def _write_near(folder: Path, pages: Sequence[SearchPage], profile: LanguageProfile) -> str:
    """Write what sounds and looks alike, unless it is written already for the same letters; return the file's name."""
    letters = sorted({letter for page in pages for record in page.records for letter in record.text})
    mark = f"// {hashlib.sha256(''.join(letters).encode('utf-8', 'replace')).hexdigest()}\n".encode()
    path = folder / NEAR
    if not (path.exists() and path.read_bytes().startswith(mark)):
        script = near_script(pages, profile)
        write_if_changed(path, mark + script.text.encode("utf-8", "replace"), lasting=False)
    return path.name


def _cards(app: Sphinx, book: Book) -> str:
    """What the cards of entries say, by the anchors that references to them have."""
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
