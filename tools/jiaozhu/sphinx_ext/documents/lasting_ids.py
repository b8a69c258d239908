"""Ids that last: a term of the glossary has that of its slug, a work that of its key.

Sphinx and docutils count Chinese headwords and citations (``term-17``, ``id12``): with a new entry all later ones would
have another number, and every link to them that somebody has kept would lead to another entry.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.transforms import SphinxTransform

from jiaozhu.outputs.myst.entries import GLOSSARY, REGISTERS, anchor
from jiaozhu.outputs.myst.glossary import ELSEWHERE
from jiaozhu.sphinx_ext.state import state_of

__all__ = ["add_lasting_ids", "has_entries", "name_works"]


def has_entries(docname: str, config: Config) -> bool:
    """Return whether a page is that of the glossary or of a register."""
    folder = config.jiaozhu_folder
    return docname == f"{folder}/{GLOSSARY}" or docname.startswith(f"{folder}/{REGISTERS}/")


class LastingIds(SphinxTransform):
    """Gives the headwords of the generated glossary and registers the ids of their entries."""

    default_priority = 500  # before Sphinx's domains collect what the document has

    def apply(self, **kwargs: Any) -> None:
        """Change the document in place, and what the directive has noted of it."""
        if not has_entries(self.env.current_document.docname, self.config):
            return
        ids = {string: anchor(entry.slug) for entry in state_of(self.env).corpus.entries for string in entry.strings}
        for paragraph in self.document.findall(nodes.paragraph):
            if ELSEWHERE in paragraph["classes"]:
                self._keep(paragraph, ids)
        for entry in self.document.findall(addnodes.glossary):
            for item in entry.findall(nodes.definition_list_item):
                self._name(item, ids)

    def _keep(self, paragraph: nodes.paragraph, ids: dict[str, str]) -> None:
        """Give names in a list the ids that they would have as words of this page; no labels, which would lead here."""
        for link in list(paragraph.findall(addnodes.pending_xref)):
            if (id := ids.get(link["reftarget"])) is not None and id not in self.document.ids:
                target = nodes.target("", "", ids=[id])
                self.document.ids[id] = target
                link.parent.insert(link.parent.index(link), target)

    def _name(self, item: nodes.Element, ids: dict[str, str]) -> None:
        terms = [child for child in item.children if isinstance(child, nodes.term)]
        found = [ids[term.astext()] for term in terms if term.astext() in ids]
        if not found:
            return
        id, standard = found[0], self.env.domains.standard_domain
        for holder in [node for node in item.findall(nodes.Element) if id in node["ids"]]:
            holder["ids"].remove(id)
        for term in terms:
            for old in term["ids"]:
                self.document.ids.pop(old, None)
            term["ids"] = []
            standard.objects["term", term.astext()] = (self.env.current_document.docname, id)
            standard.data.setdefault("terms", {})[term.astext().lower()] = (self.env.current_document.docname, id)
            for index in term.findall(addnodes.index):
                index["entries"] = [(kind, words, id, *rest) for kind, words, _old, *rest in index["entries"]]
        terms[0]["ids"] = [id]
        self.document.ids[id] = terms[0]


def add_lasting_ids(app: Sphinx) -> None:
    """Name the headwords in every builder: references between books lead to them too."""
    app.add_transform(LastingIds)


def name_works(app: Sphinx, config: Config) -> None:
    """Let a work's id be its key, unless the project has set another form."""
    config.bibtex_cite_id = config.bibtex_cite_id or "work-{key}"
