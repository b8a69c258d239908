"""The words and the tables of HTML, as nodes: of a notebook's output, or of raw HTML between paragraphs."""

from __future__ import annotations

from collections.abc import Iterable
from html.parser import HTMLParser

from docutils import nodes

__all__ = ["has_table", "read_html"]

_SKIPPED = frozenset({"script", "style", "template", "svg", "math", "head", "title", "button", "object", "iframe"})
_BLOCKS = frozenset(
    "address article aside blockquote br caption dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 "
    "h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
#: The most columns and cells of a table that are taken for a table, and the most that a cell spans.
_MOST_COLUMNS, _MOST_CELLS, _MOST_SPAN = 200, 20_000, 200


def has_table(source: str) -> bool:
    """Whether HTML has a table."""
    return "<table" in source.lower()


def read_html(source: str) -> list[nodes.Element]:
    """Return tables and paragraphs of plain text, in order.

    Args:
        source: The HTML, however damaged.
    """
    reader = _Reader()
    reader.feed(source)
    reader.close()
    reader.end_block()
    return reader.found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[nodes.Element] = []
        self._words: list[str] = []
        self._skipped = 0
        self._rows: list[tuple[bool, list[nodes.entry]]] | None = None
        self._in_head = False
        self._cells = 0

    def end_block(self) -> None:
        """End the paragraph or the cell that is being read."""
        words = " ".join("".join(self._words).split())
        self._words = []
        if not words:
            return
        paragraph = nodes.paragraph(words, words)
        if self._rows is not None and self._rows and self._rows[-1][1]:
            self._rows[-1][1][-1] += paragraph
        else:
            self.found.append(paragraph)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element."""
        if tag in _SKIPPED:
            self._skipped += 1
        if tag in _BLOCKS:
            self.end_block()
        if tag == "table" and self._rows is None:
            self._rows, self._in_head = [], False
        elif self._rows is not None:
            self._in_table(tag, dict(attrs))

    def _in_table(self, tag: str, attributes: dict[str, str | None]) -> None:
        assert self._rows is not None
        if tag == "thead":
            self._in_head = True
        elif tag == "tbody":
            self._in_head = False
        elif tag == "tr":
            self._rows.append((self._in_head, []))
        elif tag in ("td", "th") and self._cells < _MOST_CELLS:
            if not self._rows:
                self._rows.append((self._in_head, []))
            self._cells += 1
            entry = nodes.entry()
            for name, key in (("colspan", "morecols"), ("rowspan", "morerows")):
                span = attributes.get(name) or "1"
                if span.isdecimal() and 1 < int(span[:4]) <= _MOST_SPAN:
                    entry[key] = int(span) - 1
            self._rows[-1][1].append(entry)

    def handle_endtag(self, tag: str) -> None:
        """End an element."""
        if tag in _SKIPPED:
            self._skipped = max(0, self._skipped - 1)
        if tag in _BLOCKS:
            self.end_block()
        if tag == "thead":
            self._in_head = False
        if tag == "table" and self._rows is not None:
            rows, self._rows = self._rows, None
            self.found += _table(rows)

    def handle_data(self, data: str) -> None:
        """Read text."""
        if not self._skipped:
            self._words.append(data)

    def close(self) -> None:
        """End whatever is open."""
        super().close()
        self.end_block()
        if self._rows is not None:
            self.handle_endtag("table")


def _table(rows: Iterable[tuple[bool, list[nodes.entry]]]) -> list[nodes.Element]:
    """Return a table whose rows all have the same number of columns; the words alone if it has too many."""
    kept = [(in_head, cells) for in_head, cells in rows if cells]
    width = max((sum(cell.get("morecols", 0) + 1 for cell in cells) for _in_head, cells in kept), default=0)
    if not width:
        return []
    if width > _MOST_COLUMNS:
        return [paragraph for _in_head, cells in kept for cell in cells for paragraph in cell.findall(nodes.paragraph)]
    group = nodes.tgroup(cols=width)
    group += [nodes.colspec(colwidth=1) for _ in range(width)]
    heads = [row for in_head, row in kept if in_head]
    if heads and len(heads) < len(kept):
        group += nodes.thead("", *(nodes.row("", *cells) for cells in heads))
        kept = [(in_head, cells) for in_head, cells in kept if not in_head]
    group += nodes.tbody("", *(nodes.row("", *cells) for _in_head, cells in kept))
    return [nodes.table("", group)]
