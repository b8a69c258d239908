"""Fills the links of a page when all pages have been read: each leads where Sphinx would have led it."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.docutils import new_document

from jiaozhu.sphinx_ext.direct.inline import attribute
from jiaozhu.sphinx_ext.direct.records import DirectPage, Hole, UnusualPageError
from jiaozhu.sphinx_ext.documents.concordance import rows_of, write_rows
from jiaozhu.sphinx_ext.pages.page_languages import mark_pronunciations

if TYPE_CHECKING:
    from sphinxcontrib.bibtex.domain import BibtexDomain

__all__ = ["Linker"]


class Linker:
    """Resolves links, each address and each citation once for a folder of pages.

    Args:
        builder: Of the site, which knows where pages are.
    """

    def __init__(self, builder: StandaloneHTMLBuilder) -> None:
        self._builder = builder
        self._standard = builder.env.domains.standard_domain
        self._addresses: dict[tuple[str, str], str] = {}
        self._citations: dict[tuple[str, str], str] = {}
        self._kinds: dict[str, Callable[[str, Hole], str]] = {
            "cite": self._cite,
            "concordance": self._concordance,
            "doc": self._doc,
            "local": self._local,
            "ref": self._ref,
            "term": self._term,
        }

    def body(self, page: DirectPage) -> str:
        """Return the body of a page.

        Raises:
            UnusualPageError: a link has no target; the plain way says so.
        """
        return "".join(self._filled(page))

    def _filled(self, page: DirectPage) -> Iterator[str]:
        for part in page.parts:
            yield part if isinstance(part, str) else self._kinds[part.kind](page.docname, part)

    def _address(self, here: str, docname: str) -> str:
        """The address of a page from another; relative addresses are the same for all pages of a folder."""
        key = (posixpath.dirname(here), docname)
        if key not in self._addresses:
            self._addresses[key] = self._builder.get_relative_uri(f"{key[0]}/\0" if key[0] else "\0", docname)
        return self._addresses[key]

    def _to(self, here: str, docname: str, id: str) -> str:
        if docname == here:
            return f"#{id}"
        return f"{self._address(here, docname)}#{id}" if id else self._address(here, docname)

    def _doc(self, here: str, hole: Hole) -> str:
        docname = posixpath.normpath(posixpath.join(posixpath.dirname(here), hole.target)).removesuffix(".md")
        if docname not in self._builder.env.all_docs or docname == here:
            raise UnusualPageError(f"a link to the page {docname}")
        address = attribute(self._address(here, docname))
        return f'<a class="reference internal" href="{address}"><span class="std std-doc">{hole.inner}</span></a>'

    def _ref(self, here: str, hole: Hole) -> str:
        docname, id = self._standard.anonlabels.get(hole.target, ("", ""))
        if not docname:
            raise UnusualPageError(f"a reference to {hole.target}")
        address = attribute(self._to(here, docname, id))
        return f'<a class="reference internal" href="{address}"><span class="std std-ref">{hole.inner}</span></a>'

    def _term(self, here: str, hole: Hole) -> str:
        found = self._standard.objects.get(("term", hole.target))
        if found is None:
            raise UnusualPageError(f"the term {hole.target}")
        address = attribute(self._to(here, *found))
        inner = f'<span class="xref std std-term">{hole.inner}</span>'
        return f'<a class="reference internal" href="{address}">{inner}</a>'

    def _local(self, here: str, hole: Hole) -> str:
        """Nothing, unless the name of a link on the page is that of something elsewhere too."""
        name = hole.target.lower()
        page = posixpath.normpath(posixpath.join(posixpath.dirname(here), hole.target))
        standard = self._standard
        known = any((kind, hole.target) in standard.objects for kind in standard.object_types)
        if name in standard.anonlabels or page in self._builder.env.all_docs or known:
            raise UnusualPageError(f"a link to {hole.target}, which is elsewhere too")
        return ""

    def _concordance(self, here: str, hole: Hole) -> str:
        return write_rows(self._builder, here, list(rows_of(hole.target.splitlines())))

    def _cite(self, here: str, hole: Hole) -> str:
        key = (posixpath.dirname(here), hole.target)
        if key not in self._citations:
            self._citations[key] = self._cited(here, hole.target)
        return self._citations[key].replace('id="\0"', f'id="{hole.inner}"', 1)

    def _cited(self, here: str, keys: str) -> str:
        """A citation as sphinxcontrib-bibtex writes it, whose id is to be filled in."""
        builder = self._builder
        domain = cast("BibtexDomain", builder.env.get_domain("cite"))
        known = {citation.key for citation in domain.citations}
        if not known.issuperset(keys.split(",")):
            raise UnusualPageError(f"a citation of {keys}")
        inner = nodes.inline("", keys)
        pending = addnodes.pending_xref("", inner, refdoc=here, refdomain="cite", reftype="p")
        found = domain.resolve_xref(builder.env, here, builder, "p", keys, pending, inner)
        found["ids"] = ["\0"]
        document = new_document("<citation>", builder.docsettings)
        document += nodes.paragraph("", "", found)
        mark_pronunciations(builder.env, document)
        visitor: Any = builder.create_translator(document, builder)
        document[0].children[0].walkabout(visitor)
        return "".join(visitor.body)
