"""The article of a whole web page, as trafilatura judges: its decisions are taken over node by node.

What trafilatura returns is another text: it trims, joins and leaves out, so that to look for its lines in the page
loses what is short, and what has ruby or soft hyphens in it. Therefore every text node of a copy of the page gets a
mark before trafilatura sees it, one character that the page itself does not have; the marks that come back are the
nodes that it kept. They are rare Chinese characters, because trafilatura drops what cannot be printed. On the pages of
its own evaluation its text with the marks taken out scores the same as without them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from itertools import chain, islice
from typing import Any, NamedTuple

from jiaozhu.formats import UnreadableSource
from jiaozhu.formats.web.html_tokens import tokens
from jiaozhu.language.patterns import NEVER
from jiaozhu.locale import _
from jiaozhu.model.document import Document
from jiaozhu.workflows.importing.metadata import Metadata, iso_date
from jiaozhu.workflows.importing.pages.page_nodes import Node, PageNodes
from jiaozhu.workflows.importing.pages.pictures import article_pictures

__all__ = ["MainText", "main_text"]

#: Characters that mark nodes: Unihan's extensions B and G.
_MARKS = (range(0x20000, 0x2A6DD), range(0x30000, 0x3134B))
#: What is shorter than this (in code points without blanks) is not an article.
_SHORTEST = 20
#: Of the characters of a line so many must be kept for the line to be kept; of an article, so many be those of nodes.
_SHARE = 0.5
#: Shorter lines are in an article by chance, where only its words are known.
_SHORTEST_LINE = 25
_UNSEEN = re.compile("[\\s\xad\u200b-\u200d\ufeff]+")


class MainText(NamedTuple):
    """What of a web page is its article, as indices of lines of the document."""

    lines: frozenset[int] | None  #: None if no article was found, so that an editor judges all.
    title_line: int | None  #: The heading that is the page's title, which trafilatura leaves to the metadata.
    pictures: frozenset[int]
    metadata: Metadata

    @property
    def title(self) -> str:
        """Of the page."""
        return self.metadata.title


def main_text(document: Document) -> MainText:
    """Find the article of a whole web page.

    Args:
        document: What the reader of HTML made of the page.

    Raises:
        UnreadableSource: trafilatura is not installed.
    """
    try:
        import trafilatura
    except ImportError:
        raise UnreadableSource(_("whole web pages need trafilatura"), "pip install 'jiaozhu[web]'") from None
    page = PageNodes(document)
    nodes = page.nodes
    marks, step = _marks(document.text, len(nodes))
    marked = _marked(document.text, nodes, marks, step, getattr(trafilatura.utils, "RE_FILTER", NEVER))
    found = trafilatura.bare_extraction(marked, include_comments=False)
    metadata = _metadata(trafilatura.extract_metadata(document.text, extensive=False), document.text)
    tree = getattr(found, "body", None)
    body = "".join(tree.itertext()) if tree is not None else ""
    words = _UNSEEN.sub("", body.translate(dict.fromkeys(map(ord, marks))))
    if len(words) < _SHORTEST:
        return MainText(None, None, article_pictures(page, [True] * len(nodes)), metadata)
    here = set(body)
    kept = [marks[number // step] in here for number in range(len(nodes))]
    if sum(node.size for node, is_kept in zip(nodes, kept, strict=True) if is_kept) >= _SHARE * len(words):
        lines = _kept_lines(nodes, kept)
    else:  # it took the article from data in a script, and not from the nodes
        lines = {
            number for number, text in _texts(document, nodes).items() if len(text) >= _SHORTEST_LINE and text in words
        }
    pictures = article_pictures(page, [node.line in lines for node in nodes])
    return MainText(frozenset(lines), _title_line(document, nodes, metadata.title), pictures, metadata)


def _metadata(found: Any, page: str) -> Metadata:
    """What the page says of itself; dates are those that it declares.

    Names without a blank, as Chinese ones are, trafilatura takes for none: they are looked for again.
    """
    said = {name: html.unescape(getattr(found, name, None) or "") for name in ("title", "author", "sitename", "date")}
    return Metadata(said["title"], said["author"] or _author(page), said["sitename"], iso_date(said["date"]))


def _author(page: str) -> str:
    """The author that a page declares in its head; empty if it declares none."""
    for token in tokens(page):
        attributes = dict(token.attributes) if token.name == "meta" else {}
        if (attributes.get("name") or "").lower() in ("author", "citation_author", "dc.creator"):
            return " ".join((attributes.get("content") or "").split())
        if token.name == "body":
            return ""
    return ""


def _marks(page: str, wanted: int) -> tuple[list[str], int]:
    """Characters that a page does not have, and how many neighbouring nodes share one."""
    there = set(page)
    marks = list(islice((char for char in map(chr, chain(*_MARKS)) if char not in there), max(1, wanted)))
    return marks, -(-wanted // len(marks)) or 1


def _marked(page: str, nodes: Sequence[Node], marks: Sequence[str], step: int, dropped: re.Pattern[str]) -> str:
    """A page with its marks; what trafilatura drops for its words alone ("Print", "Facebook") keeps its words."""
    out, at = [], 0
    for number, node in enumerate(nodes):
        if dropped.match(page[node.span.start : node.span.end].strip()):
            continue
        out += [page[at : node.span.start], marks[number // step]]
        at = node.span.start
    return "".join([*out, page[at:]])


def _kept_lines(nodes: Sequence[Node], kept: Sequence[bool]) -> set[int]:
    """The lines of which most is kept."""
    size: dict[int, int] = {}
    size_kept: dict[int, int] = {}
    for node, is_kept in zip(nodes, kept, strict=True):
        size[node.line] = size.get(node.line, 0) + node.size
        size_kept[node.line] = size_kept.get(node.line, 0) + node.size * is_kept
    return {line for line, whole in size.items() if size_kept[line] >= _SHARE * whole}


def _texts(document: Document, nodes: Sequence[Node]) -> dict[int, str]:
    """The words of each line, without what is not seen."""
    texts: dict[int, str] = {}
    for node in nodes:
        words = html.unescape(document.text[node.span.start : node.span.end])
        texts[node.line] = texts.get(node.line, "") + _UNSEEN.sub("", words)
    return texts


def _title_line(document: Document, nodes: Sequence[Node], title: str) -> int | None:
    """The first heading that is the page's title."""
    wanted = _UNSEEN.sub("", title)
    kinds = {paragraph.first: paragraph.kind for paragraph in document.paragraphs}
    texts = _texts(document, nodes).items() if wanted else ()
    return next((line for line, text in texts if text == wanted and kinds.get(line) == "heading"), None)
