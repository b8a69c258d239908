"""MediaWiki's wikitext: words and structure of a page; every other character is left out as markup.

Parsed by mwparserfromhell (https://github.com/earwig/mwparserfromhell), which loses nothing: the text of its nodes is
that of the page. A template cannot be expanded without its wiki: inside a line its first unnamed argument is read,
which is what those for small type, ruby or variants show; elsewhere it is left out, as are its other arguments.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from html import unescape
from typing import TYPE_CHECKING, Any, NamedTuple

from jiaozhu.formats.decoding import decode_all, guess_encoding
from jiaozhu.formats.limits import Limits, UnreadableSource
from jiaozhu.formats.marked.flow import Flow
from jiaozhu.formats.office.numbering import BULLET
from jiaozhu.formats.web.html_tokens import VOID
from jiaozhu.formats.writing import TranscriptBuilder
from jiaozhu.language import languages
from jiaozhu.locale import _, lazy
from jiaozhu.model.file_account import solid
from jiaozhu.model.transcript import PageSpot, Shape, Transcript

if TYPE_CHECKING:
    from types import ModuleType

_LISTS = {"*": "item", "#": "item", ":": "p", ";": "p"}
#: Tags whose content is not part of the running text.
_LEFT_OUT = {"noinclude": "metadata", "gallery": "picture", "templatestyles": "control", "includeonly": "hidden"}
_BLOCKS = {
    "poem": "verse",
    "pre": "code",
    "source": "code",
    "syntaxhighlight": "code",
    "blockquote": "quote",
    "div": "p",
}
_BEGINNINGS = re.compile(r"(\{\||\|\}(?!\}))|<(/?)([A-Za-z][A-Za-z0-9]{0,20})\b[^<>]*?(/?)>")
#: Tags of one name, and tables, that have no end.
_MOST_OPEN = 50
_QUALITY = re.compile(r"<pagequality\s++level\s*+=\s*+\"?([0-4])")


def transcribe_wikitext(data: bytes, limits: Limits) -> Transcript:
    """Return the transcript of a page in wikitext.

    Raises:
        UnreadableSource: It is not text in a known encoding, exceeds the limits, or the parser is not installed.
    """
    guess = guess_encoding(data)
    if guess is None:
        raise UnreadableSource(_("not text in a known encoding"), _("the file is damaged; get it again"))
    text = decode_all(data, guess.encoding).text.removeprefix("\ufeff")
    limits.check_characters(len(text))
    _check_ends(text)
    builder = TranscriptBuilder(limits)
    builder.expect(solid(text))
    page = _Page(builder, _parser())
    page.read(text)
    if (quality := _QUALITY.search(text)) is not None:
        builder.notes.append(lazy("the wiki's proofreading level is {level} of 4", level=quality.group(1)))
    return builder.finish()


def _check_ends(text: str) -> None:
    """Refuse what begins too often without an end: for each of these the parser reads the rest of the page again."""
    open_tags: Counter[str] = Counter()
    for sign, end, name, empty in _BEGINNINGS.findall(text):
        if not empty:
            open_tags[name.casefold() or "{|"] += -1 if end or sign == "|}" else 1
    if any(count > _MOST_OPEN for name, count in open_tags.items() if name not in VOID):
        raise UnreadableSource(
            _("more than {n} tags or tables without an end", n=_MOST_OPEN), _("this is not a page of a wiki")
        )


class _Spaces(NamedTuple):
    pictures: frozenset[str]
    categories: frozenset[str]


@cache
def _spaces() -> _Spaces:
    """The names of the spaces of pictures and categories, in every language: a wiki's own and English serve."""
    every = [profile.detection for profile in languages()]
    pictures = frozenset(name for detection in every for name in detection.wiki_pictures)
    return _Spaces(pictures, frozenset(name for detection in every for name in detection.wiki_categories))


def _parser() -> ModuleType:
    try:
        import mwparserfromhell
    except ImportError:
        message = _("wikitext needs the package mwparserfromhell")
        raise UnreadableSource(message, "pip install 'jiaozhu[wiki]'") from None
    return mwparserfromhell


class _Page:
    """Gives the words of a page to a flow, node by node."""

    def __init__(self, builder: TranscriptBuilder, parser: ModuleType) -> None:
        self._builder, self._nodes, self._parser = builder, parser.nodes, parser
        self._flow = Flow(builder)
        self._line = 0  #: How many blocks are open if the end of the line closes one of them.
        self._fixed = 0  #: How many blocks stay open whatever lines end: those of cells, notes and the like.
        self._marks = ""  #: The signs of a list that began the line.
        self._last = ""  #: Those of the item before.
        self._counts: list[int] = []
        self._sections = 0
        self._notes = 0
        self._table = [0, 0, 0]

    def read(self, text: str) -> None:
        """Read a page."""
        self._all(self._parser.parse(text, skip_style_tags=False))
        self._flow.finish()

    def _all(self, code: Any) -> None:
        for node in code.nodes:
            self._node(node)

    def _node(self, node: Any) -> None:
        nodes = self._nodes
        if isinstance(node, nodes.Text):
            self._text(str(node))
        elif isinstance(node, nodes.Heading):
            self._heading(node)
        elif isinstance(node, nodes.Tag):
            self._tag(node)
        elif isinstance(node, nodes.Wikilink):
            self._wikilink(node)
        elif isinstance(node, nodes.ExternalLink):
            self._link(node)
        elif isinstance(node, nodes.HTMLEntity):
            self._entity(node)
        elif isinstance(node, nodes.Template):
            self._template(node)
        else:
            self._leave("comment" if isinstance(node, nodes.Comment) else "template", str(node))

    # Lines

    def _text(self, text: str) -> None:
        for number, line in enumerate(text.split("\n")):
            if number:
                self._end_line()
                if not line.strip() and number < text.count("\n"):
                    self._end_paragraph()
            if line.strip():
                self._begin()
            if self._flow.depth:
                self._flow.text(line)

    def _begin(self) -> None:
        """Open a block for what begins a line, unless one is open."""
        if self._marks:
            self._item()
        elif not self._flow.depth:
            self._counts = []
            self._flow.open(PageSpot("p", at=self._where))

    def _item(self) -> None:
        marks, self._marks = self._marks, ""
        while self._flow.depth > self._fixed:
            self._flow.close()
        level = len(marks)
        same = next((at for at, (one, other) in enumerate(zip(marks, self._last, strict=False)) if one != other), level)
        self._counts = (self._counts[:same] + [0] * level)[:level]
        self._counts[-1] += 1
        self._last = marks
        kind = _LISTS[marks[-1]]
        mark = f"{self._counts[-1]}." if marks[-1] == "#" else BULLET if kind == "item" else ""
        kind = "subitem" if kind == "item" and level > 1 else kind
        self._flow.open(PageSpot(kind, at=self._where, shape=Shape(level=level, mark=mark)))
        if marks[-1] == "#":
            self._flow.mark("list-number", f"{mark} ")
        self._line = self._flow.depth

    def _end_line(self) -> None:
        if self._line and self._flow.depth == self._line:
            self._flow.close()
            self._line = 0
        elif self._flow.depth:
            self._flow.text("\n")

    def _end_paragraph(self) -> None:
        if self._flow.depth == self._fixed + 1:
            self._flow.close()
        elif self._flow.depth and self._flow.depth == self._fixed:
            self._flow.line_break()

    @property
    def _where(self) -> str:
        return f"section {self._sections}"

    # Nodes

    def _inside(self, spot: PageSpot, code: Any, *, beside: bool = False, mark: str = "") -> None:
        """Read what is inside a node as a block of its own."""
        kept = self._line, self._fixed, self._counts, self._marks
        self._flow.open(spot, beside=beside)
        if mark:
            self._flow.mark("note-mark", mark)
        self._line, self._fixed, self._counts, self._marks = 0, self._flow.depth, [], ""
        self._all(code)
        while self._flow.depth >= self._fixed:
            self._flow.close()
        self._line, self._fixed, self._counts, self._marks = kept

    def _close_lines(self) -> None:
        while self._flow.depth > self._fixed:
            self._flow.close()
        self._line = 0

    def _heading(self, node: Any) -> None:
        self._close_lines()
        self._sections += 1
        level = int(node.level)
        kind = "heading" if level <= 2 else "subheading"
        self._leave_markup(node, node.title)
        self._inside(PageSpot(kind, at=self._where, shape=Shape(level=level)), node.title)

    def _tag(self, node: Any) -> None:
        name = str(node.tag).strip().casefold()
        markup = str(node.wiki_markup or "")
        contents = node.contents if node.contents is not None else self._parser.parse("")
        if name in _LEFT_OUT:
            self._leave(_LEFT_OUT[name], str(node))
            return
        self._leave_markup(node, contents)
        if markup in _LISTS and name in ("li", "dd", "dt"):
            if not self._marks:
                self._close_lines()
            self._marks += markup
        elif name == "ref":
            self._ref(contents)
        elif name == "br":
            self._flow.line_break()
        elif name == "table":
            self._close_lines()
            self._flow.tables += 1
            kept, self._table = self._table, [self._flow.tables, 0, 0]
            self._inside(PageSpot("p", at=self._where), contents)
            self._table = kept
        elif name in ("tr", "td", "th") and self._table[0]:
            self._cell(name, contents)
        elif name in _BLOCKS:
            self._close_lines()
            self._inside(PageSpot(_BLOCKS[name], at=self._where), self._lined(name, contents))
        else:
            self._all(contents)

    def _lined(self, name: str, contents: Any) -> Any:
        """What is inside a block whose lines stay apart."""
        if name in ("poem", "pre", "source", "syntaxhighlight"):
            for node in contents.nodes:
                if isinstance(node, self._nodes.Text):
                    node.value = str(node).replace("\n", "\n\n")
        return contents

    def _cell(self, name: str, contents: Any) -> None:
        if name == "tr":
            self._table[1:] = [self._table[1] + 1, 0]
            self._all(contents)
            return
        table, row, column = self._table = [self._table[0], max(1, self._table[1]), self._table[2] + 1]
        shape = Shape(table=table, row=row, column=column, head=name == "th" and row == 1)
        self._inside(PageSpot("cell", at=self._where, shape=shape), contents)

    def _ref(self, contents: Any) -> None:
        if not str(contents).strip():
            return
        self._begin()
        self._notes += 1
        mark, id = str(self._notes), f"ref-{self._notes}"
        self._flow.begin("note", id)
        self._flow.supply("note-mark", f"[{mark}]")
        self._flow.end()
        spot = PageSpot("footnote", at=self._where, shape=Shape(mark=mark, note=id))
        self._inside(spot, contents, beside=True, mark=f"[{mark}] ")

    def _wikilink(self, node: Any) -> None:
        title = str(node.title)
        space = title.partition(":")[0].strip().casefold() if ":" in title else ""
        if space and space in _spaces().pictures:
            self._builder.leave("picture", str(node), self._where)
            self._flow.show("picture", title.strip())
        elif space and space in _spaces().categories:
            self._leave("metadata", str(node))
        else:
            shown = node.text if node.text is not None else node.title
            self._leave_markup(node, shown)
            self._span(title.strip(), shown)

    def _link(self, node: Any) -> None:
        shown = node.title if node.title is not None else node.url
        self._leave_markup(node, shown)
        self._span(str(node.url).strip(), shown)

    def _span(self, address: str, shown: Any) -> None:
        self._begin()
        depth = self._flow.depth
        self._flow.begin("link", address)
        self._all(shown)
        if self._flow.depth == depth:
            self._flow.end()

    def _entity(self, node: Any) -> None:
        self._leave("markup", str(node))
        shown = unescape(str(node))
        self._begin()
        self._flow.supply("entity", shown)

    def _template(self, node: Any) -> None:
        first = next((param for param in node.params if not param.showkey), None)
        inside = self._flow.depth > self._fixed or self._fixed > 0
        if first is None or not inside or "\n\n" in str(first.value) or not str(first.value).strip():
            self._leave("template", str(node))
            return
        self._leave_markup(node, first.value, "template")
        self._all(first.value)

    # What is left out

    def _leave(self, kind: str, text: str) -> None:
        if text.strip():
            self._builder.leave(kind, text, self._where)

    def _leave_markup(self, node: Any, inner: Any, kind: str = "markup") -> None:
        """Leave out a node without what is inside it."""
        whole, inside = str(node), str(inner)
        before, _inside, after = whole.partition(inside) if inside else (whole, "", "")
        self._leave(kind, before + after)
