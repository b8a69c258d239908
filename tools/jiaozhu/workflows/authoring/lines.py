"""What a page must know of its source so that a correction can be written on it: its lines, and where each reading is.

Positions are in UTF-16 units, as the page's script counts; everywhere else they are code points.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TypedDict

from jiaozhu.edition.editing.apply import EditedSource
from jiaozhu.model.ledger import LedgerSpan, TextAccount

#: The rule that judges a line as a whole: after another change in the line it does not see the doubling.
DOUBLINGS = "doublings"


def source_lines(edited: EditedSource) -> dict[str, TextLines]:
    """Return, for each text of a source, what its page's script reads.

    Returns:
        By the text's id ``lines``, ``[[number, text], …]``, the source's lines that its blocks are in; and
        ``blocks``, by id ``[[line, column, length, read, emendation], …]``: stretches of the source in reading order,
        where each begins, how long it is there and how long it is read, and what must not be corrected again: the id
        of the emendation that made it, or the rule that would no longer act; else 0. A stretch of two lines or more
        begins in its first.
    """
    source = _Source(edited.document.text)
    ours = frozenset(emendation.id for emendation in edited.source.emendations)
    return {text.id: _of_text(text, edited.ledger.spans, source, ours) for text in edited.ledger.texts}


class TextLines(TypedDict):
    """What a page's script reads of one text."""

    lines: list[list[int | str]]
    blocks: dict[str, list[list[int | str]]]


@dataclass(slots=True)
class _Stretch:
    """A stretch of the source in reading order."""

    line: int  #: From 1.
    column: int  #: In UTF-16 units.
    length: int  #: In the source.
    read: int  #: In the reading.
    held: int | str  #: The id of an emendation or a rule that keeps it as it is; else 0.

    def joins(self, after: _Stretch) -> bool:
        """Return whether both are read unchanged and the second goes on where the first ends."""
        plain = all(item.length == item.read and not item.held for item in (self, after))
        return plain and self.line == after.line and self.column + self.length == after.column


class _Source:
    """A text by lines, measured in UTF-16 units: characters beyond the first plane have two."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(at + 1 for at, char in enumerate(text) if char == "\n")]
        self._wide = [at for at, char in enumerate(text) if char > "\uffff"]

    def units(self, start: int, end: int) -> int:
        return end - start + bisect_left(self._wide, end) - bisect_left(self._wide, start)

    def line_of(self, position: int) -> int:
        return bisect_right(self.starts, position)

    def line(self, number: int) -> str:
        end = self.starts[number] - 1 if number < len(self.starts) else len(self.text)
        return self.text[self.starts[number - 1] : end]


def _of_text(text: TextAccount, spans: tuple[LedgerSpan, ...], source: _Source, ours: frozenset[str]) -> TextLines:
    numbers: set[int] = set()
    blocks: dict[str, list[list[int | str]]] = {}
    for block in text.blocks:
        stretches: list[_Stretch] = []
        acts = [spans[index].act for index in block.spans]
        doubled = any(act is not None and act.rule == DOUBLINGS for act in acts)
        for index in block.spans:
            (start, end), read, act = spans[index].span, spans[index].reading, spans[index].act
            line = source.line_of(start)
            numbers.update(range(line, source.line_of(max(start, end - 1)) + 1))
            column = source.units(source.starts[line - 1], start)
            length = source.units(start, end)
            held = DOUBLINGS if doubled else act.id if act and act.id in ours else 0
            stretch = _Stretch(line, column, length, len(read) + sum(char > "\uffff" for char in read), held)
            if stretches and stretches[-1].joins(stretch):
                stretches[-1].length += length
                stretches[-1].read += length
            else:
                stretches.append(stretch)
        blocks[block.id] = [[item.line, item.column, item.length, item.read, item.held] for item in stretches]
    return {"lines": [[number, source.line(number)] for number in sorted(numbers)], "blocks": blocks}
