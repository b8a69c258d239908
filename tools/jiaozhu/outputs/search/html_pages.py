"""Records of a built page: its headings, paragraphs, list items and rows of tables."""

from __future__ import annotations

import re
from collections.abc import Set
from html import unescape
from html.parser import HTMLParser

from jiaozhu.outputs.search.records import Kind, SearchPage, SearchRecord

#: Between the cells of a row: folding keeps it, so that no query is found across it unless it has it too.
CELL = " ¦ "
#: What ends what is found as one, a paragraph or an item, wherever it begins and ends itself.
_BLOCKS = frozenset(
    "address article aside blockquote caption dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4"
    " h5 h6 header hr legend li main ol p pre section summary table tbody tfoot thead tr ul".split()
)
#: A tag, a text, or something else; what is in some elements is no markup; the attributes that are read.
_PLAIN = re.compile(r'<(/?)([a-z][a-z0-9]*)((?:\s++[^\s"\'<>/=]++(?:="[^"]*+")?+)*+)\s*+(/?)>|([^<]++)|<')
_RAW = frozenset({"iframe", "noembed", "noframes", "plaintext", "script", "style", "textarea", "title", "xmp"})
_NAMED = re.compile(r'\s(id|class)="([^"]*)"')
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"})
#: Not read: marks, numbers, and lists of places, which only repeat what is found there. The page of the search says so.
SKIPPED_CLASSES = frozenset(
    {
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
)
#: What is found in lists of these classes is of a kind of its own.
_KINDS = {"jz-apparatus": Kind.APPARATUS}
_SKIPPED_TAGS = frozenset({"script", "style", "nav", "template", "button", "svg", "select", "noscript", "textarea"})


def html_page(
    address: str,
    html: str,
    kind: Kind = Kind.PAGE,
    *,
    covered: Set[str] = frozenset(),
    skipped: Set[str] = frozenset(),
) -> SearchPage:
    """Return a page as records.

    Args:
        address: From the site's root.
        html: The page; only its ``article`` is read.
        kind: Of the records, except those of an apparatus.
        covered: Ids of what is found otherwise: an element with one of them, and a paragraph around it, is left out.
        skipped: Classes of elements that are left out beside the usual.
    """
    reader = _Reader(kind, covered, SKIPPED_CLASSES | skipped)
    if not reader.read_plain(html):
        reader = _Reader(kind, covered, SKIPPED_CLASSES | skipped)
        reader.feed(html)
        reader.close()
    return SearchPage(address, reader.title, tuple(reader.records))


class _Reader(HTMLParser):
    def __init__(self, kind: Kind, covered: Set[str], skipped: Set[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.title = ""
        self.records: list[SearchRecord] = []
        self._covered = covered
        self._skipped = skipped
        self._open: list[str] = []  # the anchors of the open elements
        self._kinds: list[Kind] = [kind]  # of their records
        self._inside = False
        self._skipping = 0  # how many open elements deep
        self._rows = 0  # a row is one, whatever is in its cells
        self._heading = 0
        self._is_covered = False
        self._words: list[str] = []
        self._anchor = ""

    def read_plain(self, page: str) -> bool:
        """Read a page of tags and text without anything else: what Sphinx writes. It takes a quarter of the time.

        Returns:
            Whether the page is of that form; if it is not, what was read is worth nothing.
        """
        start, end = page.find("<article"), page.rfind("</article>")
        if start < 0 or end < 0:
            return False
        for match in _PLAIN.finditer(page, start, end + len("</article>")):
            closing, tag, attributes, empty, text = match.groups()
            if text is not None:
                if self._inside and not self._skipping:
                    self.handle_data(unescape(text) if "&" in text else text)
            elif tag is None or tag in _RAW:
                return False
            elif closing:
                self.handle_endtag(tag)
            else:
                self.handle_starttag(tag, [(name, unescape(value)) for name, value in _NAMED.findall(attributes)])
                if empty:
                    self.handle_endtag(tag)
        return True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "article":
            self._inside = True
        if not self._inside:
            return
        if tag in _VOID:
            if tag == "hr" and not self._skipping:
                self._end_unit()
            return
        own = values.get("id") or ""
        if self._skipping or tag in _SKIPPED_TAGS or self._is_left_out(tag, own, values.get("class") or ""):
            self._skipping += 1
            return
        around = self._open[-1] if self._open else ""
        self._open.append(own or around)
        self._kinds.append(self._kind_of(values.get("class") or ""))
        if tag in _BLOCKS and not self._rows:
            self._end_unit()
            self._heading = int(tag[1]) if tag in _HEADINGS else 0
        if not self._words:
            self._anchor = self._open[-1]
        self._is_covered = self._is_covered or own in self._covered
        self._rows += tag == "tr"

    def _kind_of(self, classes: str) -> Kind:
        return next((_KINDS[name] for name in classes.split() if name in _KINDS), self._kinds[-1])

    def _is_left_out(self, tag: str, own: str, classes: str) -> bool:
        if self._skipped & set(classes.split()):
            return True
        return own in self._covered and tag in _BLOCKS and not self._rows

    def handle_endtag(self, tag: str) -> None:
        if not self._inside or tag in _VOID:
            return
        if self._skipping:
            self._skipping -= 1
            return
        self._rows -= tag == "tr"
        if tag in _BLOCKS and not self._rows:
            self._end_unit()
        elif tag in ("td", "th"):
            self._words.append(CELL)
        if tag == "article":
            self._inside = False
        if self._open:
            self._open.pop()
            self._kinds.pop()
        if not self._words:
            self._anchor = self._open[-1] if self._open else ""

    def handle_data(self, data: str) -> None:
        if self._inside and not self._skipping:
            if not self._words:
                self._anchor = self._open[-1] if self._open else ""
            self._words.append(data)

    def _end_unit(self) -> None:
        text = " ".join("".join(self._words).split()).strip(CELL)
        if text and self._heading == 1 and not self.title:
            self.title = text
        if text and not self._is_covered:
            self.records.append(SearchRecord(self._kinds[-1], self._anchor, text, level=self._heading))
        self._heading, self._words, self._is_covered = 0, [], False
