"""The units of text of a built HTML page: paragraphs, headings, code blocks, cells, signatures; and its links."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import html

__all__ = ["Page", "Unit", "normalized", "read_page"]

#: Where something is left out of a unit that print has in another form: a formula, a picture, the number of a note.
GAP = "\0"
_INLINE = frozenset(
    "a abbr b br cite code del em font i img ins kbd mark q s samp small span strong sub sup tt u var".split()
)
_SKIPPED_TAGS = frozenset("script style nav svg input template math object iframe".split())
#: Links and pictures of the web page alone, and lists of what the book prints in full.
_SKIPPED = frozenset(
    "headerlink viewcode-link viewcode-back toctree-wrapper copybtn linenos backrefs fn-bracket label "
    "footnote-reference "
    "sd-summary-state-marker colon graphviz inheritance contents sphinx-tabs-tablist-spacer sidebar-toggle".split()
)
_GAPS = frozenset("math footnote-reference".split())
_KINDS = {**{f"h{level}": "headings" for level in range(1, 7)}, "pre": "code", "td": "cells", "th": "cells"}
#: Pages that have nothing of their own.
NOT_PAGES = frozenset("genindex search py-modindex http-routingtable modindex".split())


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of text that print must have in one piece, page breaks and gaps aside."""

    kind: str  #: ``headings``, ``code``, ``cells``, ``signatures`` or ``paragraphs``.
    text: str  #: As on the page, in one line.
    is_note: bool  #: A footnote, which has its place at the foot of a page.

    def pieces(self) -> list[str]:
        """Return what is between gaps, normalized."""
        return [piece for part in self.text.split(GAP) if (piece := normalized(part))]


@dataclass(slots=True)
class Page:
    """What was read from a page."""

    name: str
    units: list[Unit] = field(default_factory=list)
    addresses: set[str] = field(default_factory=set)  #: What its links outside the project lead to.
    internal: int = 0  #: The number of its links to places in the project.


def normalized(text: str) -> str:
    """Return *text* without what differs between a page and print: white space, hyphens, invisible characters."""
    kept = unicodedata.normalize("NFKC", text)
    return "".join(char for char in kept if not _is_lost(char))


def _is_lost(char: str) -> bool:
    return char.isspace() or char in "-‐‑−↪\ufffe\u0336" or unicodedata.category(char) in {"Cc", "Cf"}


def read_page(path: Path, name: str) -> Page:
    """Return the units and links of a page that Sphinx has written."""
    page = Page(name)
    tree = html.fromstring(path.read_bytes())
    for body in tree.xpath("//*[@role='main']")[:1]:
        walker = _Walker(page)
        walker.walk(body, "paragraphs", False)
        walker.flush()
    return page


class _Walker:
    def __init__(self, page: Page) -> None:
        self._page = page
        self._text: list[str] = []
        self._kind = "paragraphs"
        self._is_note = False

    def flush(self) -> None:
        """End a unit."""
        text = "".join(self._text)
        self._text = []
        if text.strip(GAP + " \n\t\xa0"):
            self._page.units.append(Unit(self._kind, re.sub(r"\s+", " ", text).strip(), self._is_note))

    def walk(self, element: html.HtmlElement, kind: str, is_note: bool) -> None:
        """Read an element; its tail belongs to what is around it."""
        for part in _parts(element):
            if isinstance(part, str):
                # Each line of code is looked for by itself: numbers of lines and ends of pages are between them.
                self._text.append(part.replace("\n", GAP) if kind == "code" else part)
                continue
            if not isinstance(part.tag, str):  # a comment
                continue
            classes = set(part.get("class", "").split())
            if part.tag in _SKIPPED_TAGS or classes & _SKIPPED:
                self._text.append(GAP if classes & _GAPS else "")
            elif classes & _GAPS or part.tag == "img":
                self._text.append(GAP)
            elif part.tag in _INLINE:
                self._note_link(part, classes)
                self.walk(part, kind, is_note)
            else:
                self._block(part, kind, is_note, classes)

    def _block(self, part: html.HtmlElement, kind: str, is_note: bool, classes: set[str]) -> None:
        self.flush()
        within = "signatures" if "sig" in classes else _KINDS.get(part.tag, kind)
        within = kind if kind == "signatures" else within
        note = is_note or "footnote" in classes
        self._kind, self._is_note = within, note
        self.walk(part, within, note)
        self.flush()
        self._kind, self._is_note = kind, is_note

    def _note_link(self, part: html.HtmlElement, classes: set[str]) -> None:
        address = part.get("href", "")
        if part.tag != "a" or not address:
            return
        if re.match(r"https?:|mailto:", address):
            self._page.addresses.add(address)
        elif "internal" in classes and not re.match(
            r"_(images|modules|downloads|sources|static)/", address.lstrip("./")
        ):
            self._page.internal += 1


def _parts(element: html.HtmlElement) -> Iterator[str | html.HtmlElement]:
    if element.text:
        yield element.text
    for child in element:
        yield child
        if child.tail:
            yield child.tail
