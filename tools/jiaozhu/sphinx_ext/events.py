"""The events of a build: which of our handlers Sphinx calls, in which order, and why in that order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from sphinx.application import Sphinx
from sphinx.config import Config

from jiaozhu.sphinx_ext.books.epub import configure_epub, date_archive, mark_notes, pack_archive
from jiaozhu.sphinx_ext.books.printing import index_groups, prepare_book
from jiaozhu.sphinx_ext.direct.building import (
    choose_way,
    direct_changes,
    read_directly,
    sort_citations,
    take_builder,
)
from jiaozhu.sphinx_ext.documents.anchors import add_line_anchors, forget_line_labels
from jiaozhu.sphinx_ext.documents.cited_links import add_cited_links
from jiaozhu.sphinx_ext.documents.index_terms import add_sort_keys
from jiaozhu.sphinx_ext.documents.lasting_ids import add_lasting_ids, name_works
from jiaozhu.sphinx_ext.documents.page_parser import guard_pages
from jiaozhu.sphinx_ext.documents.rubies import add_rubies
from jiaozhu.sphinx_ext.documents.sidenotes import add_side_notes
from jiaozhu.sphinx_ext.documents.text_pictures import add_text_pictures
from jiaozhu.sphinx_ext.documents.titles import drop_ids_from_contents
from jiaozhu.sphinx_ext.files.downloads import offer_downloads
from jiaozhu.sphinx_ext.files.front_files import write_front
from jiaozhu.sphinx_ext.files.offline import write_worker
from jiaozhu.sphinx_ext.files.picture_files import ship_pictures
from jiaozhu.sphinx_ext.generation import generate_pages, read_corpus
from jiaozhu.sphinx_ext.keeping import keep_outside
from jiaozhu.sphinx_ext.pages.drawings import add_drawing_files, add_drawings, changed_drawings
from jiaozhu.sphinx_ext.pages.facing import add_facing_files
from jiaozhu.sphinx_ext.pages.freshness import changed_citations, changed_files
from jiaozhu.sphinx_ext.pages.home import add_home_sheet, changed_home
from jiaozhu.sphinx_ext.pages.lost_page import add_lost_page, fill_lost_page
from jiaozhu.sphinx_ext.pages.navigation import add_navigation, changed_tree, forget_navigation
from jiaozhu.sphinx_ext.pages.page_head import add_head, changed_edition
from jiaozhu.sphinx_ext.pages.page_languages import add_languages, add_pronunciations
from jiaozhu.sphinx_ext.pages.security_policy import police
from jiaozhu.sphinx_ext.pages.shell import add_base, add_furniture, changed_furniture, drop_dead_files
from jiaozhu.sphinx_ext.scripts.passage_data import write_passages
from jiaozhu.sphinx_ext.scripts.search_data import add_search, write_data
from jiaozhu.sphinx_ext.settings import configure
from jiaozhu.sphinx_ext.state import attach

__all__ = ["HOOKS", "Hook", "connect"]

#: Of handlers: before those of other extensions, with them (Sphinx's usual), after them, or after all.
BEFORE, AMONG, AFTER, LAST = 100, 500, 900, 990


class Hook(NamedTuple):
    """A handler of an event."""

    event: str
    handler: Callable[..., Any]
    priority: int = AMONG
    why: str = ""  #: Why then.


def _join_typst(app: Sphinx, config: Config) -> None:
    """Where the builder of books is loaded too, give it the groups of its index."""
    if "typst-index-groups" in app.events.events:
        app.connect("typst-index-groups", index_groups)


#: In the order in which Sphinx emits the events, and in which it calls the handlers of one.
HOOKS = (
    Hook("config-inited", keep_outside, BEFORE, "Sphinx unpickles what it kept when the environment is made"),
    Hook("config-inited", configure, BEFORE, "other extensions read these settings at the same event"),
    Hook("config-inited", name_works, BEFORE, "sphinxcontrib-bibtex reads the setting with each bibliography"),
    Hook("config-inited", read_corpus, BEFORE, "sphinxcontrib-bibtex reads its files when the environment is made"),
    Hook("config-inited", configure_epub, BEFORE, "the builder of EPUBs checks its settings at this event"),
    Hook("config-inited", take_builder, AFTER, "by now every extension has registered its builder"),
    Hook("config-inited", _join_typst, AFTER, "by now the builder has registered its event"),
    Hook("builder-inited", attach, BEFORE, "there is an environment now"),
    Hook("builder-inited", guard_pages, why="by now every extension has registered its parser"),
    Hook("builder-inited", police, AFTER, "by now themes have set up the templates"),
    Hook("builder-inited", add_side_notes, why="which builder it is, is known now"),
    Hook("builder-inited", add_line_anchors),
    Hook("builder-inited", add_cited_links),
    Hook("builder-inited", add_drawings),
    Hook("builder-inited", add_pronunciations),
    Hook("builder-inited", mark_notes),
    Hook("builder-inited", add_rubies),
    Hook("builder-inited", add_text_pictures),
    Hook("builder-inited", add_lasting_ids),
    Hook("builder-inited", date_archive, why="by now Sphinx has compared the year of the copyright with the clock"),
    Hook("builder-inited", generate_pages, why="Sphinx looks for documents next"),
    Hook("builder-inited", offer_downloads, why="it needs the book; pages name what is offered"),
    Hook("builder-inited", prepare_book, why="it needs the book"),
    Hook("builder-inited", forget_navigation, why="a preview builds again in the same process"),
    Hook("builder-inited", add_base),
    Hook("builder-inited", add_search),
    Hook("builder-inited", add_lost_page),
    Hook("builder-inited", choose_way, LAST, "by now everything is registered that could change a page"),
    Hook("env-get-outdated", changed_furniture, why="what is around a text does not change its document"),
    Hook("env-get-outdated", changed_edition, why="the head of every page says what the edition is called"),
    Hook("env-get-outdated", changed_home, why="it comes from the book, not from its document"),
    Hook("env-before-read-docs", read_directly, AFTER, "by now the list of what is read is whole"),
    Hook("doctree-read", add_sort_keys),
    Hook("doctree-read", forget_line_labels, AFTER, "Sphinx's domains have collected them by then"),
    Hook("doctree-read", drop_ids_from_contents, AFTER, "Sphinx's own collectors keep the contents at this event"),
    Hook("env-updated", sort_citations, BEFORE, "sphinxcontrib-bibtex numbers them at this event"),
    Hook("env-updated", direct_changes),
    Hook("env-updated", changed_citations, AFTER, "by now sphinxcontrib-bibtex has numbered them"),
    Hook("env-updated", changed_files, AFTER),
    Hook("env-updated", changed_drawings),
    Hook("env-updated", changed_tree, why="all contents have been read"),
    Hook("html-page-context", add_navigation, AFTER, "the theme sets its own sidebar at this event"),
    Hook("html-page-context", add_home_sheet, AFTER, "the next one chooses among the sheets"),
    Hook("html-page-context", add_furniture, AFTER, "the theme adds its scripts at this event"),
    Hook("html-page-context", add_drawing_files),
    Hook("html-page-context", add_languages),
    Hook("html-page-context", add_facing_files),
    Hook("html-page-context", fill_lost_page),
    Hook("html-page-context", add_head, AFTER, "by now the way to each page is known"),
    Hook("build-finished", pack_archive),
    Hook("build-finished", write_data, why="the search looks through pages as they were written"),
    Hook("build-finished", write_passages),
    Hook("build-finished", ship_pictures),
    Hook("build-finished", write_front, why="the pages are there"),
    Hook("build-finished", drop_dead_files, AFTER, "the theme writes some of its files at this event"),
    Hook("build-finished", write_worker, AFTER, "it lists every file of the site"),
)


def connect(app: Sphinx) -> None:
    """Connect every handler."""
    for hook in HOOKS:
        app.connect(hook.event, hook.handler, priority=hook.priority)
