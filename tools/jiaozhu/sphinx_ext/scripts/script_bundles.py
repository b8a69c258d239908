"""The scripts as pages load them: one file for every page, one for those of texts, one when the form is opened.

The sources are small files with types and explanations in comments. A build joins those of each list in loading order
and leaves out comments and indentation: a page then loads two files instead of two dozen.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from sphinx.application import Sphinx

from jiaozhu.markup.script import script_literal
from jiaozhu.sphinx_ext.scripts.script_comments import compact
from jiaozhu.store import write_if_changed

STATIC = Path(__file__).parents[1] / "static"
#: The files of the site's look and behaviour, by name: folders part them for those who read them, pages know names.
SOURCES = {path.name: path for path in sorted(STATIC.rglob("jiaozhu*.*"))}
#: The scripts of every page, in the order in which they are loaded.
SITE = (
    "jiaozhu-words.js",
    "jiaozhu-page.js",
    "jiaozhu-search.js",
    "jiaozhu-reading.js",
    "jiaozhu-outline.js",
    "jiaozhu-panes.js",
    "jiaozhu-cards.js",
    "jiaozhu-previews.js",
)
#: The search, which a page loads when it is opened.
SEARCH = (
    "jiaozhu-folding.js",
    "jiaozhu-search-loose.js",
    "jiaozhu-search-likeness.js",
    "jiaozhu-search-sounds.js",
    "jiaozhu-search-data.js",
    "jiaozhu-search-units.js",
    "jiaozhu-search-places.js",
    "jiaozhu-search-cover.js",
    "jiaozhu-search-near.js",
    "jiaozhu-search-answers.js",
    "jiaozhu-search-engine.js",
    "jiaozhu-search-service.js",
    "jiaozhu-search-facets.js",
    "jiaozhu-search-hits.js",
    "jiaozhu-search-lists.js",
    "jiaozhu-search-state.js",
    "jiaozhu-search-panel.js",
    "jiaozhu-search-arrival.js",
)
#: The scripts that only the page of a text has, after those of every page.
TEXT = (
    "jiaozhu-citing.js",
    "jiaozhu-titles.js",
    "jiaozhu-note-places.js",
    "jiaozhu-note-list.js",
    "jiaozhu-note-layout.js",
    "jiaozhu-note-words.js",
    "jiaozhu-notes.js",
    "jiaozhu-copying.js",
    "jiaozhu-beside.js",
    "jiaozhu-vertical.js",
    "jiaozhu-speech.js",
    "jiaozhu-selection.js",
    "jiaozhu-contribute.js",
)
#: The viewer of pictures of pages, which only texts with such pictures have.
FACSIMILE = (
    "jiaozhu-facsimile-lines.js",
    "jiaozhu-facsimile.js",
)
#: What makes drawings answer, which only pages with a drawing have.
DRAWING = (
    "jiaozhu-drawing.js",
    "jiaozhu-timeline.js",
)
#: The glossary by key.
GLOSSARY = ("jiaozhu-entries.js",)
#: The choice of languages, which pages of translations have.
FACING = ("jiaozhu-facing.js",)
#: What only the first page has.
HOME = ("jiaozhu-keeping.js",)
#: What keeps a copy of the site in the browser; at the root, and no page loads it.
WORKER = "jiaozhu-worker.js"
#: The form for contributions, which the page of a text loads when it is opened.
FORM = (
    "jiaozhu-source.js",
    "jiaozhu-markup.js",
    "jiaozhu-preview.js",
    "jiaozhu-files.js",
    "jiaozhu-references.js",
    "jiaozhu-new-work.js",
    "jiaozhu-touched.js",
    "jiaozhu-parcel.js",
    "jiaozhu-basket.js",
    "jiaozhu-ways.js",
    "jiaozhu-send.js",
    "jiaozhu-form-fields.js",
    "jiaozhu-form-item.js",
    "jiaozhu-form-parts.js",
    "jiaozhu-form.js",
    "jiaozhu-basket-panel.js",
)
#: The bundle of every page, of texts, of texts with pictures of their pages, of drawings, of the glossary, and of the
#: form, below ``_static``.
SITE_BUNDLE, TEXT_BUNDLE, FORM_BUNDLE = "jiaozhu.js", "jiaozhu-text.js", "jiaozhu-writing.js"
FACSIMILE_BUNDLE, DRAWING_BUNDLE = "jiaozhu-pictures.js", "jiaozhu-drawings.js"
GLOSSARY_BUNDLE, HOME_BUNDLE = "jiaozhu-glossary.js", "jiaozhu-home.js"
FACING_BUNDLE, SEARCH_BUNDLE = "jiaozhu-translations.js", "jiaozhu-searching.js"
BUNDLES = {
    SITE_BUNDLE: SITE,
    TEXT_BUNDLE: TEXT,
    FACSIMILE_BUNDLE: FACSIMILE,
    DRAWING_BUNDLE: DRAWING,
    GLOSSARY_BUNDLE: GLOSSARY,
    HOME_BUNDLE: HOME,
    FACING_BUNDLE: FACING,
    FORM_BUNDLE: FORM,
    SEARCH_BUNDLE: SEARCH,
}
#: The style of the form, which is loaded with it.
FORM_STYLE = "jiaozhu-form.css"
#: Bundles that a page loads when they are needed. Words that only these have are in them.
LAZY = (FORM_BUNDLE, SEARCH_BUNDLE)
#: The style of the search, which is loaded with it.
SEARCH_STYLE = "jiaozhu-search.css"


def parts(bundle: str) -> Iterator[tuple[str, str]]:
    """Yield the sources of a bundle, by name, as they are in it."""
    for name in BUNDLES[bundle]:
        yield name, compact(SOURCES[name].read_text("utf-8"))


@cache
def bundled(bundle: str) -> str:
    """Return a bundle: its parts, one after the other."""
    return "".join(code for _, code in parts(bundle))


def lazy_words(words: Mapping[str, object]) -> dict[str, dict[str, object]]:
    """Return the words that only a bundle of ``LAZY`` has, by bundle; any other word is for every page.

    Args:
        words: All words of the scripts, by their English text.
    """
    early = "".join(bundled(name) for name in BUNDLES if name not in LAZY)
    late = {text: known for text, known in words.items() if not _has(early, text)}
    return {name: {text: known for text, known in late.items() if _has(bundled(name), text)} for name in LAZY}


def _has(code: str, text: str) -> bool:
    """Whether some code has a text between its quotation marks, of either kind."""
    return f'"{text}"' in code or f"'{text}'" in code or json.dumps(text, ensure_ascii=False) in code


def with_words(bundle: str, words: Mapping[str, object]) -> str:
    """Return a bundle that brings some words with it."""
    brought = f"Object.assign(window.jiaozhuSite.words, {script_literal(words)});\n" if words else ""
    return brought + bundled(bundle)


def form_script(words: Mapping[str, object]) -> str:
    """Return the address of the form's bundle, below ``_static``, which changes with its text and its words."""
    return _versioned(FORM_BUNDLE, with_words(FORM_BUNDLE, words))


def search_files(words: Mapping[str, object]) -> dict[str, str]:
    """Return the addresses of the search's bundle and style, below ``_static``, which change with text and words."""
    style = SOURCES[SEARCH_STYLE].read_text("utf-8")
    return {
        "script": _versioned(SEARCH_BUNDLE, with_words(SEARCH_BUNDLE, words)),
        "style": _versioned(SEARCH_STYLE, style),
    }


def _versioned(name: str, text: str) -> str:
    return f"{name}?v={zlib.crc32(text.encode('utf-8')):08x}"


def static_files() -> list[str]:
    """Return the files that are shipped as they are: styles, and the script that runs before the first paint."""
    sources = {WORKER, *(name for bundle in BUNDLES.values() for name in bundle)}
    return [str(path) for name, path in SOURCES.items() if name not in sources]


def form_style() -> str:
    """Return the address of the form's style sheet, which changes with it."""
    return f"{FORM_STYLE}?v={zlib.crc32(SOURCES[FORM_STYLE].read_bytes()):08x}"


def write_bundles(app: Sphinx, words: Mapping[str, Mapping[str, object]]) -> None:
    """Write the bundles where the pages load them from; single scripts of an earlier build are deleted.

    Args:
        app: The build.
        words: What some of them bring with them; see ``lazy_words``.
    """
    static = Path(app.outdir) / "_static"
    for name, sources in BUNDLES.items():
        write_if_changed(static / name, with_words(name, words.get(name, {})).encode("utf-8"), lasting=False)
        for source in sources:
            (static / source).unlink(missing_ok=True)
