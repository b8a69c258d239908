"""What a page's template gets on the direct way: the same as Sphinx gives it, without a document for each title."""

from __future__ import annotations

import html
import re
from typing import Any, cast

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment.adapters.toctree import document_toc
from sphinx.locale import _ as sphinx_words

from jiaozhu.sphinx_ext.direct.inline import encode, start
from jiaozhu.sphinx_ext.pages.page_head import SHORTEST

__all__ = ["Contexts", "stand_in"]

_PARAGRAPH = re.compile(r"<p(?: [^<>]*+)?>((?:[^<]++|<(?!/?p[ >]))*+)</p>")
_TAG = re.compile(r"<[^<>]*+>")


class Contexts:
    """Makes contexts of pages; each title is written once.

    Args:
        builder: Of the site, ready to write.
    """

    def __init__(self, builder: StandaloneHTMLBuilder) -> None:
        self._builder = builder
        self._titles: dict[str, str] = {}

    def context(self, docname: str, body: str) -> dict[str, Any]:
        """Return the context of a page.

        Args:
            docname: The page.
            body: Its HTML.
        """
        builder, env = self._builder, self._builder.env
        relations = builder.relations
        _parent, before, after = relations.get(docname) or [None, None, None]
        rellinks = builder.globalcontext["rellinks"][:]
        following, previous = self._link(docname, after), self._link(docname, before)
        if following:
            rellinks.append((after, following["title"], "N", sphinx_words("next")))
        if previous:
            rellinks.append((before, previous["title"], "P", sphinx_words("previous")))
        suffix = str(env.doc2path(docname, False))[len(docname) :]
        source = ""
        if builder.config.html_copy_source:
            other = builder.config.html_sourcelink_suffix
            source = f"{docname}{suffix}{other if suffix != other else ''}"
        return {
            "parents": self._parents(docname),
            "prev": previous,
            "next": following,
            "title": self._title(docname) if docname in env.longtitles else "",
            "meta": env.metadata.get(docname),
            "body": body,
            "metatags": "",
            "rellinks": rellinks,
            "sourcename": source,
            "toc": self._toc(docname),
            "display_toc": env.toc_num_entries[docname] > 1,
            "page_source_suffix": suffix,
            "has_maths_elements": False,
        }

    def _link(self, docname: str, other: str | None) -> dict[str, str] | None:
        if not other or other not in self._builder.env.titles:
            return None
        return {"link": self._builder.get_relative_uri(docname, other), "title": self._title(other)}

    def _parents(self, docname: str) -> list[dict[str, str]]:
        """The pages above a page, but for the first of the site."""
        found = []
        related = self._builder.relations.get(docname)
        while related and related[0]:
            link = self._link(docname, related[0])
            if link:
                found.append(link)
            related = self._builder.relations.get(related[0])
        return found[:-1][::-1]

    def _title(self, docname: str) -> str:
        if docname not in self._titles:
            node = self._builder.env.titles[docname]
            words = _words(node)
            self._titles[docname] = self._builder.render_partial(node)["title"] if words is None else words
        return self._titles[docname]

    def _toc(self, docname: str) -> str:
        env = self._builder.env
        written = _list(env.tocs[docname])
        return (
            self._builder.render_partial(document_toc(env, docname, self._builder.tags))["fragment"]
            if (written is None)
            else written
        )


def _words(node: nodes.Element) -> str | None:
    """The words of a title as HTML; None if they are of another form than those of generated pages."""
    found = []
    for child in node.children:
        if isinstance(child, nodes.Text):
            found.append(encode(child))
            continue
        if not isinstance(child, nodes.inline) or type(child) is not nodes.inline or child["ids"]:
            return None
        inside = _words(child)
        if inside is None:
            return None
        found.append(f"{start('span', child['classes'])}{inside}</span>")
    return "".join(found)


def _list(node: nodes.Element) -> str | None:
    """A list of headings as HTML; None if it has anything else."""
    found = []
    for item in node.children:
        if not isinstance(item, nodes.list_item) or not isinstance(item[0], nodes.Element):
            return None
        reference = item[0][0]
        words = _words(reference) if isinstance(reference, nodes.Element) else None
        below = _list(item[1]) if len(item) > 1 and isinstance(item[1], nodes.Element) else ""
        if words is None or below is None or not isinstance(reference, nodes.Element):
            return None
        address = reference["anchorname"] or "#"
        found.append(f'<li><a class="reference internal" href="{encode(address)}">{words}</a>{below}</li>\n')
    return f"<ul>\n{''.join(found)}</ul>\n"


def stand_in(builder: StandaloneHTMLBuilder, body: str, *, worded: bool) -> nodes.document:
    """Return a document in place of the one that a page of the direct way does not have.

    Args:
        builder: Of the site.
        body: The page's HTML.
        worded: Whether it has the words of the first paragraph that says what the page is about.
    """
    document = nodes.document(builder.docsettings, cast("Any", None))  # nothing is reported
    for match in _PARAGRAPH.finditer(body) if worded else ():
        words = " ".join(html.unescape(_TAG.sub("", match[1].replace("<br />", " "))).split())
        if len(words) >= SHORTEST:
            document.append(nodes.paragraph("", words))
            break
    return document
