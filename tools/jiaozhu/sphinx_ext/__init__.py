"""The Sphinx extension: generates the pages of a corpus and gives them their site.

In a project's ``conf.py``::

    extensions = ["jiaozhu.sphinx_ext"]
    jiaozhu_corpus = "../corpus"

It brings myst-parser and sphinxcontrib-bibtex with it, sets what the pages need, and leaves alone everything that a
project sets itself. What happens when is in ``events.py``; everything it knows of a build is in ``state.py``.
"""

from __future__ import annotations

from typing import Any

from pybtex.backends.plaintext import Backend as PlainText
from pybtex.plugin import register_plugin
from sphinx.application import Sphinx

import jiaozhu
from jiaozhu.edition.garbage import collect_garbage_seldom
from jiaozhu.sphinx_ext.documents.anchors import depart_line_anchor, line_anchor, visit_line_anchor
from jiaozhu.sphinx_ext.documents.concordance import add_concordance
from jiaozhu.sphinx_ext.documents.rubies import add_ruby_nodes
from jiaozhu.sphinx_ext.documents.sidenotes import add_note_nodes
from jiaozhu.sphinx_ext.events import connect
from jiaozhu.sphinx_ext.pages.drawings import add_drawing_node
from jiaozhu.sphinx_ext.pages.home import add_home
from jiaozhu.sphinx_ext.settings import add_settings
from jiaozhu.sphinx_ext.state import JiaozhuDomain

__all__ = ["setup"]


def setup(app: Sphinx) -> dict[str, Any]:
    """Register everything; called by Sphinx."""
    app.setup_extension("myst_parser")
    app.setup_extension("sphinxcontrib.bibtex")
    add_settings(app)
    app.add_domain(JiaozhuDomain)
    add_note_nodes(app)
    add_ruby_nodes(app)
    app.add_node(line_anchor, html=(visit_line_anchor, depart_line_anchor))
    add_concordance(app)
    add_drawing_node(app)
    add_home(app)
    # sphinxcontrib-bibtex asks for this plugin at every citation; pybtex would search all installed distributions.
    register_plugin("pybtex.backends", "plaintext", PlainText, force=True)
    connect(app)
    collect_garbage_seldom()
    return {"version": jiaozhu.__version__, "parallel_read_safe": True, "parallel_write_safe": True}
