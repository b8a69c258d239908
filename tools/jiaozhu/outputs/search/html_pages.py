"""Records of a built page that is not a text: its headings, paragraphs, list items and rows."""

from __future__ import annotations

from html.parser import HTMLParser

from jiaozhu.outputs.search.records import Kind, SearchPage, SearchRecord

#: Elements that are found as one: a row of a table, an item, a paragraph.
_UNITS = frozenset({"p", "li", "tr", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "figcaption", "caption"})
_VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"})
#: Not read: navigation, marks, and what is not shown.
_SKIPPED_CLASSES = frozenset(
    {"headerlink", "bibtex-citation", "backrefs", "jz-line", "jz-note-number", "jz-note-mark", "jz-sample"}
)
_SKIPPED_TAGS = frozenset({"script", "style", "nav", "template", "button", "svg"})


def html_page(address: str, html: str, kind: Kind = Kind.PAGE) -> SearchPage:
    """Return the page at ``address`` whose HTML is ``html``; only its ``article`` is read."""
    reader = _Reader(kind)
    reader.feed(html)
    reader.close()
    return SearchPage(address, reader.title, tuple(reader.records))


class _Reader(HTMLParser):
    def __init__(self, kind: Kind) -> None:
        super().__init__(convert_charrefs=True)
        self.title = ""
        self.records: list[SearchRecord] = []
        self._kind = kind
        self._open: list[tuple[str, str]] = []  # tags with the anchors around them
        self._inside = False
        self._skipping = 0  # how many open elements deep
        self._unit = ""
        self._words: list[str] = []
        self._anchor = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "article":
            self._inside = True
        if not self._inside or tag in _VOID:
            return
        if self._skipping or tag in _SKIPPED_TAGS or _SKIPPED_CLASSES & set((values.get("class") or "").split()):
            self._skipping += 1
            return
        around = self._open[-1][1] if self._open else ""
        anchor = values.get("id") or around
        self._open.append((tag, anchor))
        if tag in _UNITS and not (self._unit == "tr" and tag == "p"):
            self._end_unit()
            self._unit, self._anchor = tag, anchor

    def handle_endtag(self, tag: str) -> None:
        if not self._inside or tag in _VOID:
            return
        if self._skipping:
            self._skipping -= 1
            return
        if tag == "article":
            self._end_unit()
            self._inside = False
        elif tag == self._unit:
            self._end_unit()
        elif tag in ("td", "th"):
            self._words.append(" ")
        if self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._inside and not self._skipping:
            self._words.append(data)

    def _end_unit(self) -> None:
        text = " ".join("".join(self._words).split())
        if text and self._unit == "h1" and not self.title:
            self.title = text
        if text:
            self.records.append(SearchRecord(self._kind, self._anchor, text))
        self._unit, self._words = "", []
