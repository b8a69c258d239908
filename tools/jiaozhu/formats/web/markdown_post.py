"""Posts in Markdown with YAML or TOML front matter. The transcript is the file itself; its marks are markup.

Only certain marks count: what opens a line (``#``, ``>``, ``-``, ``1.``, fences, rules), tables (GitHub Flavored
Markdown, section 4.10), and what ``markdown_inline`` knows. Anything else is text, so that no mistake loses anything:
notes (``[^1]``) keep their marks, and so do the numbers of a list that does not count from one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from jiaozhu.formats.lines import byte_order_mark, non_blank_lines
from jiaozhu.formats.sample import front_matter_end
from jiaozhu.formats.web.markdown_inline import inline
from jiaozhu.model.document import Cell, Document, Image, Line, Markup, Paragraph
from jiaozhu.model.span import Span

_OPENING = re.compile(
    r"(?P<indent>[ \t]*)(?:(?P<heading>#{1,6})[ \t]+|(?P<quote>(?:>[ \t]?)+)|(?P<bullet>[-*+])[ \t]+"
    r"|(?P<number>[0-9]{1,9})[.)][ \t]+|(?P<note>\[\^[^\[\]\s]{1,100}\]:)[ \t]*)"
)
_CLOSING = re.compile(r"(?<![ \t])[ \t]++#++[ \t]*+$")
_RULE = re.compile(r"[ \t]*(?:(?:[-*_][ \t]*){3,}|=+[ \t]*)$")
_FENCE = re.compile(r"[ \t]*(?P<fence>`{3,}|~{3,})(?P<info>[^`]*)$")
_DELIMITERS = re.compile(r"[ \t]*+\|?+(?:[ \t]*+:?+-++:?+[ \t]*+\|)*+[ \t]*+(?::?+-++:?+[ \t]*+)?+$")
_PIPE = re.compile(r"(?<!\\)\|")
#: Blanks before an item from which on it is one of a list inside another.
_INSIDE = 2


def read_markdown_post(text: str) -> Document:
    """Return a document with a paragraph for each run of lines that Markdown would join, and one for each heading,
    item, cell and stretch of code."""
    reader = _Reader(text)
    lines = non_blank_lines(text)
    at = 0
    while at < len(lines):
        at = reader.take(lines, at)
    return reader.finish()


class _Reader:
    """Takes the lines of a file one by one."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._body = front_matter_end(text)
        self._markup: list[Markup] = list(byte_order_mark(text))
        self._images: list[Image] = []
        self._code: list[Span] = []
        self._lines: list[Line] = []
        self._paragraphs: list[Paragraph] = []
        self._previous: Line | None = None
        self._fence = ""
        self._next = {False: 1, True: 1}  # numbers expected of a list, and of one inside it

    def take(self, lines: Sequence[Line], at: int) -> int:
        """Take a line, or a table; return the index of the line after it."""
        line = lines[at]
        content = self._content(line)
        if line.span.start < self._body:
            self._add(line, "front-matter")
        elif self._fence:
            self._code_line(line, content)
        elif fence := _FENCE.match(content):
            self._fence = fence["fence"]
            self._leave_out(line)
        elif _RULE.match(content):
            self._leave_out(line)
        elif self._begins_table(lines, at):
            return self._table(lines, at)
        else:
            self._words(line, content)
        return at + 1

    def finish(self) -> Document:
        """Return the document of everything that was taken."""
        self._markup.sort(key=lambda mark: mark.span)
        return Document(
            self.text,
            tuple(self._lines),
            tuple(self._paragraphs),
            tuple(self._markup),
            tuple(self._images),
            tuple(self._code),
        )

    def _content(self, line: Line) -> str:
        return self.text[line.span.start : line.span.end]

    def _leave_out(self, line: Line) -> None:
        self._markup.append(Markup(line.span, "", "tag"))
        self._previous = None

    def _add(self, line: Line, kind: str, cell: Cell | None = None, *, joins: bool = False) -> None:
        """Add a line, to the paragraph before it if it ``joins`` one of its kind."""
        self._lines.append(line)
        last = len(self._lines) - 1
        follows = self._previous is not None and self._previous.number == line.number - 1
        if joins and follows and self._paragraphs[-1].kind == kind:
            self._paragraphs[-1] = self._paragraphs[-1]._replace(last=last)
        else:
            self._paragraphs.append(Paragraph(kind, last, last, cell))

    def _code_line(self, line: Line, content: str) -> None:
        bare = content.strip()
        if bare.startswith(self._fence) and not bare.strip(self._fence[0]):
            self._fence = ""
            self._leave_out(line)
            return
        goes_on = self._paragraphs and self._paragraphs[-1].kind == "code" and self._previous is not None
        self._lines.append(line)
        last = len(self._lines) - 1
        if goes_on:  # blank lines are a part of it
            self._paragraphs[-1] = self._paragraphs[-1]._replace(last=last)
        else:
            self._paragraphs.append(Paragraph("code", last, last))
        self._previous = line

    def _words(self, line: Line, content: str) -> None:
        opening = _OPENING.match(content)
        kind, opened = self._opened(opening) if opening else ("p", 0)
        start, end = line.span.start + opened, line.span.end
        if opened:
            self._markup.append(Markup(Span(line.span.start, start), "", "tag"))
        closing = _CLOSING.search(content, opened) if kind.endswith("heading") else None
        if closing:
            end = line.span.start + closing.start()
            self._markup.append(Markup(Span(end, line.span.end), "", "tag"))
        has_words, pictures = self._inline(Span(start, end))
        if not has_words and not pictures:
            return
        only = pictures == 1 and not has_words
        self._add(line, "figure" if only else kind, joins=(kind == "p" and not opening) or kind == "quote")
        self._previous = line

    def _opened(self, opening: re.Match[str]) -> tuple[str, int]:
        """The kind of a line by what opens it, and how much of it is markup."""
        inside = len(opening["indent"].expandtabs(4)) >= _INSIDE and self._previous is not None
        if opening["heading"]:
            self._next = {False: 1, True: 1}
            return ("heading" if len(opening["heading"]) <= 2 else "subheading"), opening.end()
        if opening["quote"]:
            return "quote", opening.end()
        if opening["note"]:
            return "footnote", 0
        if not inside:
            self._next[True] = 1
        if opening["bullet"]:
            return ("subitem" if inside else "item"), opening.end()
        counts = int(opening["number"]) == self._next[inside] or int(opening["number"]) == 1
        self._next[inside] = int(opening["number"]) + 1
        if not counts:
            return ("subitem" if inside else "item"), 0
        return ("subnumbered" if inside else "numbered"), opening.end()

    def _inline(self, span: Span) -> tuple[bool, int]:
        """Take what is inside a line; return whether it has words, and how many pictures."""
        found = inline(self.text, *span)
        self._markup += found.markup
        self._images += found.images
        self._code += found.code
        words, at = "", span.start
        for mark in found.markup:
            words += self.text[at : mark.span.start] + mark.reading
            at = mark.span.end
        return bool((words + self.text[at : span.end]).strip()), len(found.images)

    def _begins_table(self, lines: Sequence[Line], at: int) -> bool:
        """Whether a line is the head of a table: below it is a line of hyphens for as many columns."""
        if at + 1 == len(lines) or lines[at + 1].number != lines[at].number + 1 or "|" not in self._content(lines[at]):
            return False
        below = self._content(lines[at + 1])
        if "|" not in below or "-" not in below or not _DELIMITERS.match(below):
            return False
        return len(self._cells(lines[at])) == len(self._cells(lines[at + 1]))

    def _cells(self, line: Line) -> list[Span]:
        """The stretches between the pipes of a line, without those that open and close it."""
        start, end = line.span
        borders = [match.start() for match in _PIPE.finditer(self.text, start, end)]
        spans = [Span(a + 1, b) for a, b in zip([start - 1, *borders], [*borders, end], strict=True)]
        spans = [_bare(self.text, span) for span in spans]
        low = 1 if spans and not spans[0].length and borders else 0
        high = len(spans) - 1 if len(spans) > low + 1 and not spans[-1].length else len(spans)
        return spans[low:high]

    def _table(self, lines: Sequence[Line], at: int) -> int:
        """Take a table; return the index of the line after it."""
        first = at
        while at < len(lines) and lines[at].number == lines[first].number + at - first:
            line = lines[at]
            if at > first + 1 and "|" not in self._content(line):
                break
            if at == first + 1:
                self._leave_out(line)
            else:
                self._row(line, Cell(at - first + (at == first), 1, at == first))
            at += 1
        self._previous = None
        return at

    def _row(self, line: Line, place: Cell) -> None:
        part = 0
        done = line.span.start
        for column, span in enumerate(self._cells(line), 1):
            if not span.length:
                continue
            part += 1
            self._markup += self._pipes(done, span.start)
            self._inline(span)
            self._add(Line(line.number, part, span), "cell", place._replace(column=column))
            done = span.end
        self._markup += self._pipes(done, line.span.end)

    def _pipes(self, start: int, end: int) -> list[Markup]:
        """What is between two cells: their pipes."""
        span = _bare(self.text, Span(start, end))
        return [Markup(span, "", "tag")] if span.length else []


def _bare(text: str, span: Span) -> Span:
    """A stretch without the blanks at its ends."""
    content = text[span.start : span.end]
    start = span.start + len(content) - len(content.lstrip())
    return Span(start, max(start, span.start + len(content.rstrip())))
