"""What Sphinx and its domains keep of a page that was read: the same, whichever way it was read."""

from __future__ import annotations

import posixpath
import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.environment.adapters.toctree import note_toctree

from jiaozhu.sphinx_ext.direct.records import DirectPage, Heading, Pieces, UnusualPageError

if TYPE_CHECKING:
    from sphinxcontrib.bibtex.domain import BibtexDomain

__all__ = ["forget", "note", "order_citations"]


def forget(app: Sphinx, docname: str) -> None:
    """Forget what is kept of a page."""
    if docname in app.env.all_docs:  # to forget what was never known costs more, the more pages there are
        app.events.emit("env-purge-doc", app.env, docname)
        app.env.clear_doc(docname)


def note(app: Sphinx, page: DirectPage) -> None:
    """Keep what other pages and the next build have to know of a page.

    Raises:
        UnusualPageError: One of the pages in its lists does not exist.
    """
    env, docname = app.env, page.docname
    lists = [(at, _toctree(env, docname, names)) for at, names in page.contents]
    forget(app, docname)
    title = nodes.title("", "", *_nodes(page.headings[0].pieces))
    env.titles[docname] = env.longtitles[docname] = title
    env.tocs[docname] = _contents(page, lists)
    env.toc_num_entries[docname] = len(page.headings)
    for _at, toctree in lists:
        note_toctree(env, docname, toctree)
    env.metadata[docname] = dict(page.metadata)
    standard = env.domains.standard_domain
    for name, id, words in page.labels:
        standard.anonlabels[name] = docname, id
        if words is not None:
            standard.labels[name] = docname, id, words
    _note_citations(env, page)
    for term, id in page.terms:
        standard.objects["term", term] = docname, id
        standard.data.setdefault("terms", {})[term.lower()] = docname, id
    entries: list[tuple[str, str, str, str, str | None]] = [
        ("single", term, id, "main", None) for term, id in page.terms
    ]
    env.domains.index_domain.entries[docname] = entries
    env.domains.math_domain.data["has_equations"][docname] = False
    env.all_docs[docname] = time.time_ns() // 1_000
    (app.doctreedir / f"{docname}.doctree").unlink(missing_ok=True)  # of the plain way, and now an old one


def _note_citations(env: BuildEnvironment, page: DirectPage) -> None:
    from sphinxcontrib.bibtex.citation_target import parse_citation_targets  # a second of imports
    from sphinxcontrib.bibtex.roles import CitationRef

    domain = cast("BibtexDomain", env.get_domain("cite"))
    for cited in page.citations:
        targets = list(parse_citation_targets(cited.keys))
        domain.citation_refs.append(CitationRef(cited.id, page.docname, cited.line, targets))


def order_citations(env: BuildEnvironment) -> None:
    """Put citations in the order of their pages, as a build of all pages finds them."""
    domain = cast("BibtexDomain", env.get_domain("cite"))
    domain.citation_refs.sort(key=lambda cited: cited.docname)


def _nodes(pieces: Pieces) -> Iterator[nodes.Node]:
    for piece in pieces:
        if isinstance(piece, str):
            yield nodes.Text(piece)
        else:
            inside = _nodes(piece.pieces)
            yield nodes.inline("", "", *inside, classes=list(piece.classes), names=list(piece.names))


def _toctree(env: BuildEnvironment, docname: str, names: Iterable[str]) -> addnodes.toctree:
    folder = posixpath.dirname(docname)
    found = [posixpath.normpath(posixpath.join(folder, name)) for name in names]
    if not env.found_docs.issuperset(found) or len(set(found)) != len(found):
        raise UnusualPageError("a page in a list does not exist, or is there twice")
    node = addnodes.toctree(parent=docname, rawentries=[], caption=None)
    node["entries"] = [(None, name) for name in found]
    node["includefiles"] = found
    node["maxdepth"], node["numbered"] = -1, 0
    node["hidden"] = True
    node["glob"] = node["includehidden"] = node["titlesonly"] = False
    return node


def _contents(page: DirectPage, lists: list[tuple[int, addnodes.toctree]]) -> nodes.bullet_list:
    """The headings of a page as nested lists, with the lists of pages in their places."""
    top = nodes.bullet_list()
    open_items: list[tuple[int, nodes.list_item]] = []
    waiting = list(lists)
    for number, heading in enumerate(page.headings):
        while open_items and open_items[-1][0] >= heading.level:
            open_items.pop()
        item = _item(page.docname, heading, first=not number)
        _below(open_items, top).append(item)
        open_items.append((heading.level, item))
        while waiting and waiting[0][0] == number + 1:
            _below(open_items, top).append(waiting.pop(0)[1].copy())
    return top


def _item(docname: str, heading: Heading, *, first: bool) -> nodes.list_item:
    anchor = "" if first else f"#{heading.id}"
    words = _nodes(heading.pieces)
    reference = nodes.reference("", "", *words, internal=True, refuri=docname, anchorname=anchor)
    return nodes.list_item("", addnodes.compact_paragraph("", "", reference))


def _below(open_items: list[tuple[int, nodes.list_item]], top: nodes.bullet_list) -> nodes.bullet_list:
    """The list below the innermost heading that is open; it is made if need be."""
    if not open_items:
        return top
    item = open_items[-1][1]
    if not isinstance(item[-1], nodes.bullet_list):
        item += nodes.bullet_list()
    found = item[-1]
    assert isinstance(found, nodes.bullet_list)
    return found
