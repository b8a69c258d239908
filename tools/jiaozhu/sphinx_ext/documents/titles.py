"""Contents lists copy headings whole, ids and all; an id may be on a page only once."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx


def drop_ids_from_contents(app: Sphinx, doctree: nodes.document) -> None:
    """Take the ids of lines and changed places out of the copies that Sphinx keeps for contents and titles."""
    env = app.env
    for kept in (env.tocs, env.titles, env.longtitles):
        node = kept.get(env.current_document.docname)
        if node is not None:
            for inline in node.findall(nodes.inline):
                inline["ids"] = []
