"""The Sphinx extension: generates the pages of a corpus and gives them their site.

In a project's ``conf.py``::

    extensions = ["jiaozhu.sphinx_ext"]
    jiaozhu_corpus = "../corpus"

It brings myst-parser and sphinxcontrib-bibtex with it, sets what the pages need, and leaves everything a project
says itself alone.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pybtex.backends.plaintext import Backend as PlainText
from pybtex.plugin import register_plugin
from sphinx.application import Sphinx
from sphinx.config import Config

import jiaozhu
from jiaozhu.edition.garbage import collect_garbage_seldom
from jiaozhu.sphinx_ext.concordance import add_concordance
from jiaozhu.sphinx_ext.epub import configure_epub, mark_notes
from jiaozhu.sphinx_ext.generation import generate_pages, read_corpus
from jiaozhu.sphinx_ext.navigation import add_navigation, changed_tree, forget_navigation
from jiaozhu.sphinx_ext.printing import index_groups, prepare_book
from jiaozhu.sphinx_ext.search_data import add_search, write_data
from jiaozhu.sphinx_ext.shell import add_furniture, changed_furniture, choose_shell, drop_dead_files, ship_books
from jiaozhu.sphinx_ext.sidenotes import add_side_notes, depart_side_note, side_note, visit_side_note
from jiaozhu.sphinx_ext.titles import drop_ids_from_contents

_HERE = Path(__file__).parent


def setup(app: Sphinx) -> dict[str, Any]:
    """Registers everything; called by Sphinx."""
    app.setup_extension("myst_parser")
    app.setup_extension("sphinxcontrib.bibtex")
    app.add_config_value("jiaozhu_corpus", "../corpus", "env", str, "The corpus folder, from the folder of conf.py.")
    app.add_config_value("jiaozhu_folder", "texts", "env", str, "Where generated pages go, below the source folder.")
    app.add_config_value("jiaozhu_edition", "", "", str, "The edition's date and revision, for the book.")
    app.add_config_value("jiaozhu_parts", "", "", str, "Texts and sources that become books of their own, or 'all'.")
    app.add_config_value("jiaozhu_pdf_folder", "", "", str, "Where the books of single texts are, for the site.")
    app.add_config_value("jiaozhu_remote", "", "", str, "The git remote of the project, for its page of new files.")
    app.add_config_value("jiaozhu_branch", "", "", str, "The branch that contributions go to.")
    app.add_node(side_note, html=(visit_side_note, depart_side_note))
    add_concordance(app)
    # sphinxcontrib-bibtex asks for this plugin at every citation; pybtex would search all installed distributions.
    register_plugin("pybtex.backends", "plaintext", PlainText, force=True)
    app.connect("config-inited", _configure, priority=100)
    app.connect("config-inited", read_corpus, priority=100)
    app.connect("config-inited", configure_epub, priority=100)
    app.connect("config-inited", _join_typst, priority=900)
    app.connect("builder-inited", add_side_notes)
    app.connect("builder-inited", generate_pages)
    app.connect("builder-inited", prepare_book)
    app.connect("builder-inited", forget_navigation)
    app.connect("builder-inited", add_search)
    app.connect("doctree-read", drop_ids_from_contents, priority=900)
    app.connect("env-get-outdated", changed_furniture)
    app.connect("env-updated", changed_tree)
    app.connect("html-page-context", add_navigation, priority=900)
    app.connect("html-page-context", add_furniture, priority=900)
    app.connect("html-page-context", mark_notes, priority=900)
    app.connect("build-finished", write_data)
    app.connect("build-finished", ship_books)
    app.connect("build-finished", drop_dead_files)
    collect_garbage_seldom()
    return {"version": jiaozhu.__version__, "parallel_read_safe": True, "parallel_write_safe": True}


def _join_typst(app: Sphinx, config: Config) -> None:
    """Where the builder of books is loaded too, it asks for the groups of its index."""
    if "typst-index-groups" in app.events.events:
        app.connect("typst-index-groups", index_groups)


def _configure(app: Sphinx, config: Config) -> None:
    """What the generated pages need, wherever the project does not say otherwise."""
    extensions = set(config.myst_enable_extensions) | {"attrs_inline", "attrs_block"}
    config.myst_enable_extensions = extensions
    config.myst_footnote_transition = False
    config.smartquotes = False
    config.templates_path = [*config.templates_path, str(_HERE / "templates")]
    config.html_static_path = [*config.html_static_path, str(_HERE / "static")]
    choose_shell(app, config)
    if not config.html_sidebars:
        config.html_sidebars = {"**": ["jz-nav.html"]}
