"""The book for e-readers: Sphinx's EPUB with notes that open in place, and styles that leave the reader's room.

E-readers show as pop-ups what is marked so: a reference as ``noteref``, its note as ``footnote`` (EPUB 3, structural
semantics).
"""

from __future__ import annotations

import io
import os
import time
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from weakref import WeakSet
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.matching import patmatch
from sphinx.writers.html5 import HTML5Translator

from jiaozhu.locale import _, use_language
from jiaozhu.sphinx_ext.books.cover import draw_cover
from jiaozhu.sphinx_ext.books.epub_files import EpubFacts, improve
from jiaozhu.sphinx_ext.products import is_epub
from jiaozhu.sphinx_ext.scripts.script_bundles import SOURCES
from jiaozhu.sphinx_ext.state import state_of
from jiaozhu.store import try_git, write_if_changed

STYLE = "jiaozhu-epub.css"


def configure_epub(app: Sphinx, config: Config) -> None:
    """Set what an EPUB needs to be valid and to look like this edition, except where the project sets it itself."""
    config.epub_css_files = config.epub_css_files or [STYLE]
    config.epub_exclude_files = [*config.epub_exclude_files, *_LEFT_OUT]
    name = f"id-{uuid5(NAMESPACE_URL, config.html_baseurl or config.project)}"
    usual: dict[str, tuple[object, object]] = {
        "epub_show_urls": ("footnote", "no"),  # Sphinx's usual: an address in a footnote for every link
        "epub_tocscope": ("default", "includehidden"),
        "epub_tocdepth": (3, 4),  # part, source, text
        "epub_language": (config.language, config.language.replace("_", "-")),
        "epub_description": ("unknown", state_of(app).corpus.info.description or config.project),
        "epub_contributor": ("unknown", config.author),
        # The same book has the same name in every build; it serves as an XML id too.
        "epub_uid": ("unknown", name),
        "epub_identifier": ("unknown", name),
    }
    for setting, (theirs, ours) in usual.items():
        if getattr(config, setting) == theirs:
            setattr(config, setting, ours)
    # An EPUB must say whose it is; the rights of a corpus do.
    config.epub_copyright = config.epub_copyright or state_of(app).corpus.info.rights


#: What only a page in a browser has a use for.
_SITE_FILES = sorted(SOURCES.keys() - {STYLE})
_LEFT_OUT = [".buildinfo.bak", *(f"_static/{name}" for name in _SITE_FILES)]


class EpubTranslator(HTML5Translator):
    """Marks which links open a note, and which elements are notes."""

    def starttag(
        self, node: nodes.Element, tagname: str, suffix: str = "\n", empty: bool = False, **attributes: Any
    ) -> str:
        """Return an opening tag, with what it is to an e-reader."""
        if isinstance(node, nodes.footnote_reference) and tagname == "a":
            attributes["epub:type"] = "noteref"
        elif isinstance(node, nodes.footnote) and tagname == "aside":
            attributes["epub:type"] = "footnote"
        return super().starttag(node, tagname, suffix, empty, **attributes)


def mark_notes(app: Sphinx) -> None:
    """Let the builder of EPUBs mark notes. Only that one: some themes look whether any translator is set."""
    if is_epub(app):
        app.set_translator("epub", EpubTranslator, override=True)


_EPOCH = "SOURCE_DATE_EPOCH"
#: The first moment that a zip archive can name, in seconds since 1970.
_FIRST = 315_532_800
#: Applications whose build date is not the user's.
_dated: WeakSet[Sphinx] = WeakSet()


def date_archive(app: Sphinx) -> None:
    """Date an EPUB by the corpus's last change, unless the user has set a date: the clock would change every one."""
    if is_epub(app) and _EPOCH not in os.environ:
        corpus = Path(app.confdir) / app.config.jiaozhu_corpus
        os.environ[_EPOCH] = try_git(corpus, "log", "-1", "--format=%ct", "--", ".") or str(_FIRST)
        _dated.add(app)


def pack_archive(app: Sphinx, exception: Exception | None) -> None:
    """Pack an EPUB again, with the same date and the same rights for all its files, and by the same program."""
    if not is_epub(app):
        return
    date = max(int(os.environ.get(_EPOCH, _FIRST)), _FIRST)
    if app in _dated:
        del os.environ[_EPOCH]
        _dated.discard(app)
    path = Path(app.outdir) / f"{app.config.epub_basename}.epub"
    if exception is None and path.exists():
        write_if_changed(path, packed(path, date, _facts(app, date)), lasting=False)


def _facts(app: Sphinx, date: int) -> EpubFacts:
    """Return what the files of the book say of it."""
    config, info = app.config, state_of(app).corpus.info
    patterns = [pattern.strip() for pattern in config.jiaozhu_epub_exclude.split(",")]
    kept = {config.root_doc}
    names = {docname for docname in app.env.found_docs if docname not in kept}
    excluded = frozenset(f"{name}.xhtml" for name in names if any(patmatch(name, pattern) for pattern in patterns))
    with use_language(config.language):
        return EpubFacts(
            language=config.epub_language,
            date=date,
            identifier=config.epub_identifier.replace("id-", "urn:uuid:", 1),
            excluded=excluded,
            contents=_("Contents"),
            start=_("The texts"),
            start_page=f"{config.jiaozhu_folder}/index.xhtml",
            summary=_("All is text in a structure that can be navigated; pictures have text alternatives."),
            cover=draw_cover(info.title, info.subtitle, config.author, config.language),
        )


def packed(path: Path, date: int, facts: EpubFacts | None = None) -> bytes:
    """Return an archive as it would be wherever and whenever it was made.

    Args:
        path: The archive.
        date: Of each of its files, in seconds since 1970.
        facts: What its files say of the book; nothing leaves them as they are.
    """
    made = io.BytesIO()
    with ZipFile(path) as archive, ZipFile(made, "w") as again:
        kinds = {item.filename: item.compress_type for item in archive.infolist()}
        files = {name: archive.read(name) for name in kinds}
        for name, content in (improve(files, facts) if facts else files).items():
            info = ZipInfo(name, time.gmtime(date)[:6])
            info.compress_type = kinds.get(name, ZIP_STORED)
            info.create_system = 3  # as on Unix, wherever this runs
            info.external_attr = 0o644 << 16
            again.writestr(info, content)
    return made.getvalue()
