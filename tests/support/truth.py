"""What is there to be found, read from the built pages by other means than the search itself."""

from __future__ import annotations

import copy
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from lxml import etree, html
from opencc import OpenCC

#: Of these nothing is read: marks, links to oneself, numbers of citations, and notes, which are read by themselves.
_NOT_TEXT = (
    ".//*[contains(concat(' ', @class, ' '), ' jz-note ') or contains(@class, 'jz-note-mark') or self::input"
    " or contains(@class, 'headerlink') or contains(@class, 'jz-line') or contains(@class, 'bibtex-citation')"
    " or contains(@class, 'jz-note-number')]"
)
#: Paragraphs of the source, and its headings.
_BLOCKS = etree.XPath(
    r".//p[re:test(@id, '^l\d')] | .//*[self::h1 or self::h2 or self::h3]/span[re:test(@id, '^l\d')]",
    namespaces={"re": "http://exslt.org/regular-expressions"},
)
_FOLDED = dict(
    [(c, '"') for c in "“”„‟「」『』〝〞〟"]
    + [(c, "'") for c in "‘’‚‛"]
    + [(c, "-") for c in "‐‑‒–—―−─━"]
    + [(c, "·") for c in "•‧∙⋅・●"]
    + [(c, "~") for c in "〜∼"]
)

#: Parts of pages that are not searched, as the search says: places of entries; numbers of notes, lines and citations.
_UNREAD = {
    "backrefs",
    "bibtex-citation",
    "headerlink",
    "jz-line",
    "jz-note-mark",
    "jz-note-number",
    "jz-original",
    "jz-places",
    "jz-sample",
    "toctree-wrapper",
}
_UNSEEN = {"script", "style", "nav", "template", "button", "svg", "select", "input", "textarea", "noscript"}
_DIVIDES = set(
    "address article aside blockquote caption dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4"
    " h5 h6 header hr legend li main ol p pre section summary table tbody td tfoot th thead tr ul".split()
)


class Found(NamedTuple):
    """One thing on a page that a search should find."""

    page: str  #: Address from the site's root.
    kind: str
    text: str


_CONVERTER = OpenCC("t2s")


@cache
def simplified(char: str) -> str:
    return str(_CONVERTER.convert(char))


def fold(text: str) -> str:
    """The rule "the text contains the query", by the documented foldings; written from their description."""
    plain = unicodedata.normalize("NFKC", text).lower()
    chars = (_FOLDED.get(char, simplified(char) if "㐀" <= char <= "鿿" else char) for char in plain)
    return "".join(char for char in chars if not char.isspace() and unicodedata.category(char) not in ("Cf", "Cc"))


#: The same of texts of pages, which are folded for every query.
folded = cache(fold)


@cache
def everything(site: Path) -> tuple[Found, ...]:
    """All paragraphs, notes, entries of apparatus and glossary, and rows of figures."""
    return tuple(found for path in sorted(site.rglob("*.html")) for found in _page(path, site))


def _page(path: Path, site: Path) -> Iterator[Found]:
    name = path.relative_to(site).as_posix()
    tree = html.fromstring(path.read_bytes())
    (article,) = tree.xpath("//article") or [None]
    if article is None:
        return
    if name == "texts/glossary.html" or name.startswith("texts/registers/"):
        yield from _glossary(article, name)
    elif name == "texts/figures.html":
        for row in article.xpath(".//tr | .//p[not(ancestor::table)] | .//h1 | .//h2 | .//h3"):
            yield Found(name, "figure", _text(row))
    elif "jz-text" in tree.xpath("//body/@class")[0].split():
        for block in _BLOCKS(article):
            if "jz-figure" not in block.get("class", ""):
                yield Found(name, "text", _text(block))
        for note in article.xpath(".//div[contains(concat(' ', @class, ' '), ' jz-note ')]"):
            yield Found(name, "note", _text(note))
        for entry in article.xpath(".//ul[contains(@class, 'jz-apparatus')]/li"):
            yield Found(name, "apparatus", _text(entry))
        for text in blocks(article):
            yield Found(name, "page", text)  # what else the page says counts among its words


def _glossary(article: html.HtmlElement, name: str) -> Iterator[Found]:
    for definition in article.xpath(".//dl[contains(@class, 'glossary')]/dd"):
        heads = []
        before = definition.getprevious()
        while before is not None and before.tag == "dt":
            heads.append(_text(before))
            before = before.getprevious()
        parts = [_text(p) for p in definition.xpath(".//p | .//li[not(p)]") if "jz-places" not in p.get("class", "")]
        yield Found(name, "term", "、".join(reversed(heads)) + "".join(parts))


def _text(element: etree._Element) -> str:
    own = copy.deepcopy(element)
    own.tail = None
    for unread in own.xpath(_NOT_TEXT):
        parent, before = unread.getparent(), unread.getprevious()
        if unread.tail and before is not None:
            before.tail = (before.tail or "") + unread.tail
        elif unread.tail:
            parent.text = (parent.text or "") + unread.tail
        parent.remove(unread)
    for cell in own.xpath(".//td | .//th"):
        cell.tail = "¦"  # which no query has: words of two cells are not neighbours
    return "".join(own.itertext())


def blocks(article: etree._Element) -> Iterator[str]:
    """Yield the visible text of an article, block by block."""
    out: list[list[str]] = []
    _gather(article, out, [])
    for parts in out:
        text = "".join(parts)
        if text.strip():
            yield text


def _gather(element: etree._Element, out: list[list[str]], around: list[str]) -> None:
    """Gather the visible text of an element, a list for each block; a note in a paragraph is a block of its own."""
    classes = set((element.get("class") or "").split()) if isinstance(element.tag, str) else set()
    if not isinstance(element.tag, str) or element.tag in _UNSEEN or classes & _UNREAD:
        return
    own = around
    if element.tag in _DIVIDES or (element.get("id") or "").startswith("n-"):
        own = []
        out.append(own)
    own.append(element.text or "")
    for child in element:
        _gather(child, out, own)
        if isinstance(child.tag, str) and child.tag in _DIVIDES:
            own = []
            out.append(own)
        own.append(child.tail or "")
