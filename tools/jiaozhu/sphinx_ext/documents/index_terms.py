"""Terms carry their sort key into the document, so that the printed index need not guess how they sound."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx

from jiaozhu.edition.glossary import sort_key
from jiaozhu.language import profile_for
from jiaozhu.sphinx_ext.documents.lasting_ids import has_entries
from jiaozhu.sphinx_ext.state import state_of


def add_sort_keys(app: Sphinx, doctree: nodes.document) -> None:
    """Give each headword of the glossary and the registers its ``sort_key``, which ``sphinx_typst`` sorts by."""
    if not has_entries(app.env.current_document.docname, app.config):
        return
    corpus = state_of(app).corpus
    profile = profile_for(corpus.info.language)
    keys = {string: _key(sort_key(term, profile)) for term in corpus.entries for string in term.strings}
    for node in doctree.findall(nodes.term):
        key = keys.get(node.astext())
        if key is not None:
            node["sort_key"] = key


def _key(key: tuple[str, str]) -> str:
    """Letters first; those that have none, numbers, sort by themselves."""
    letters, headword = key
    return letters or headword
