"""From the line numbers and quotes of an edition to stretches of the source."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from jiaozhu.locale import _, ngettext
from jiaozhu.model.document import Document
from jiaozhu.model.edition import LineRange, Piece
from jiaozhu.model.problem import NOWHERE, Place, Problem
from jiaozhu.model.span import Span


class Unit(NamedTuple):
    """A named stretch of the source: a line, or a piece of one."""

    span: Span
    line: int  #: Index into the document's lines.
    whole: bool  #: Whether it is the whole line.


class Fragment(NamedTuple):
    """Units that follow one another in the source with nothing but white space between them."""

    span: Span
    id: str  #: Of its first line.
    place: Place  #: Where the edition names it.


class Joined(NamedTuple):
    """Where a block goes on at a place that does not continue the one before it in the source."""

    position: int  #: Of the first character after it, in the source.
    before: int  #: Number of the line before it.
    after: int  #: Number of the line after it.


@dataclass(frozen=True, slots=True)
class LineIndex:
    """Finds lines by number, and pieces of lines by quote."""

    document: Document
    numbers: list[int] = field(init=False)
    starts: list[int] = field(init=False)  #: Where each line of the *file* begins.

    def __post_init__(self) -> None:
        object.__setattr__(self, "numbers", [line.number for line in self.document.lines])
        starts = [0]
        at = self.document.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.document.text.find("\n", at + 1)
        if len(starts) > 1 and starts[-1] == len(self.document.text):
            starts.pop()  # what follows the last line end is not a line
        object.__setattr__(self, "starts", starts)

    @property
    def last(self) -> int:
        """The number of the file's last line."""
        return len(self.starts)

    def file_line(self, number: int) -> Span:
        """Return the span of line ``number`` of the file, without the line end."""
        end = self.starts[number] - 1 if number < self.last else len(self.document.text)
        return Span(self.starts[number - 1], end)

    def locate(self, position: int) -> tuple[int, int]:
        """Return line and column (from 1, in code points) of a source position."""
        line = bisect_right(self.starts, position)
        return line, position - self.starts[line - 1] + 1

    def units(self, address: LineRange | Piece) -> tuple[list[Unit], list[Problem]]:
        """Return the units that ``address`` names, in source order, and a problem if it names no text."""
        return self._range(address) if isinstance(address, LineRange) else self._piece(address)

    def lines_of(self, address: LineRange) -> range:
        """Return the indices of the document's lines that a range of lines of the file names, or a part of one.

        A range that the file does not have has none.
        """
        if address.first < 1 or address.last < address.first or address.last > self.last:
            return range(0)
        low, high = bisect_left(self.numbers, address.first), bisect_right(self.numbers, address.last)
        if address.part is None:
            return range(low, high)
        at = bisect_left(self.document.lines, address.part, low, high, key=lambda line: line.part)
        return range(at, at + 1 if at < high and self.document.lines[at].part == address.part else at)

    def _range(self, address: LineRange) -> tuple[list[Unit], list[Problem]]:
        if address.first < 1 or address.last < address.first or address.last > self.last:
            message, hint = no_line(_shown(address), self)
            return [], [Problem(address.place, "E101", message, hint)]
        found = self.lines_of(address)
        if found:
            return [Unit(self.document.lines[index].span, index, True) for index in found], []
        return [], [Problem(address.place, "E102", _("line {line} has no text", line=_shown(address)), _blank())]

    def _piece(self, address: Piece) -> tuple[list[Unit], list[Problem]]:
        if not 1 <= address.line <= self.last:
            return [], [Problem(address.place, "E101", *no_line(str(address.line), self))]
        whole = self.file_line(address.line)
        text = self.document.text
        start, end = whole
        if address.begin:
            problem = _unique(text, address.begin, whole, address, "from")
            if problem:
                return [], [problem]
            start = text.index(address.begin, whole.start, whole.end)
        if address.until:
            rest = Span(start + len(address.begin or ""), whole.end)
            problem = _unique(text, address.until, rest, address, "until")
            if problem:
                return [], [problem]
            end = text.index(address.until, rest.start, rest.end)
        span = _stripped(text, Span(start, end))
        low, high = bisect_left(self.numbers, address.line), bisect_right(self.numbers, address.line)
        starts = [line.span.start for line in self.document.lines[low:high]]
        if not starts or not span.length:
            message = _("line {line} has no text there", line=address.line)
            return [], [Problem(address.place, "E102", message, _blank())]
        return [Unit(span, low + max(0, bisect_right(starts, span.start) - 1), False)], []


def fragments(units: Iterable[Unit], ids: dict[Span, str], text: str, place: Place) -> list[Fragment]:
    """Return units as fragments: joined where there is only white space between them."""
    found: list[Fragment] = []
    previous: Unit | None = None
    for unit in units:
        follows = (
            previous is not None
            and previous.span.end <= unit.span.start
            and (unit.line - previous.line == 1 or unit.line == previous.line)
            and not text[previous.span.end : unit.span.start].strip()
        )
        if follows:
            last = found[-1]
            found[-1] = last._replace(span=Span(last.span.start, unit.span.end))
        else:
            found.append(Fragment(unit.span, ids[unit.span], place))
        previous = unit
    return found


def joined(units: Sequence[Unit], begins: Container[Span], document: Document) -> Iterator[Joined]:
    """Yield where units of one block are joined because the edition names them one after the other.

    Lines of one range are joined by the reader's rules; that is not an editor's decision.

    Args:
        units: Of one block, in reading order.
        begins: Spans of the units that the edition's addresses begin with.
        document: The source.
    """
    for previous, unit in pairwise(units):
        if unit.span in begins:
            before, after = document.lines[previous.line].number, document.lines[unit.line].number
            yield Joined(unit.span.start, before, after)


def piece_ids(units: Iterable[Unit], document: Document) -> dict[Span, str]:
    """Return the id of every unit.

    The first named piece of a line has the line's own id, so that links to it stay valid; the others are numbered after
    it in source order, without the numbers that belong to other parts of the line.
    """
    ids: dict[Span, str] = {}
    count: dict[int, int] = {}
    taken = {line.id for line in document.lines if line.part > 1}
    for unit in sorted(units, key=lambda unit: unit.span):
        base = document.lines[unit.line].id
        number = count.get(unit.line, 0) + 1
        while number > 1 and f"{base}-{number}" in taken:
            number += 1
        count[unit.line] = number
        ids[unit.span] = base if number == 1 else f"{base}-{number}"
    return ids


def line_names(lines: Sequence[int], document: Document) -> list[int | str]:
    """Return lines as an edition names them: numbers, ranges of neighbours, parts of one line.

    Args:
        lines: Indices of the document's lines.
        document: The source.
    """
    runs: list[list[int]] = []
    for line in lines:
        here = document.lines[line]
        if runs and runs[-1][-1] == line - 1:
            before = document.lines[line - 1]
            several = _is_part(document, line) or _is_part(document, runs[-1][-1])
            if not several or before.number == here.number:
                runs[-1].append(line)
                continue
        runs.append([line])
    return [_line_name(document, run[0], run[-1]) for run in runs]


def line_ranges(lines: Sequence[int], document: Document) -> Iterator[LineRange]:
    """Yield lines (indices of the document) as records of an edition, in ranges as ``line_names`` makes them."""
    for name in line_names(lines, document):
        first, _, last = str(name).partition("-")
        number, _, part = first.partition("/")
        if part:
            parts = range(int(part), int((last or first).partition("/")[2]) + 1)
            yield from (LineRange(int(number), int(number), NOWHERE, part) for part in parts)
        else:
            yield LineRange(int(number), int(last or number), NOWHERE)


def _is_part(document: Document, line: int) -> bool:
    """Whether a line (an index) is one of several parts of a line of the file."""
    lines = document.lines
    here = lines[line]
    return here.part > 1 or (line + 1 < len(lines) and lines[line + 1].number == here.number)


def parts_of_line(document: Document, number: int) -> int:
    """Return the number of parts of line ``number`` of the file."""
    at = bisect_right(document.lines, number, key=lambda line: line.number)
    return document.lines[at - 1].part if at else 1


def _line_name(document: Document, first: int, last: int) -> int | str:
    one, other = document.lines[first], document.lines[last]
    if one.number == other.number and parts_of_line(document, one.number) > 1:
        name = f"{one.number}/{one.part}"
        return name if first == last else f"{name}-{other.number}/{other.part}"
    return one.number if one.number == other.number else f"{one.number}-{other.number}"


def no_line(shown: str, index: LineIndex) -> tuple[str, str]:
    """Return message and hint about a line, or a range of lines, that the source does not have."""
    message = ngettext(
        "line {line} is not in the source, which has {n} line",
        "line {line} is not in the source, which has {n} lines",
        index.last,
        line=shown,
        n=index.last,
    )
    return message, _("lines count from 1; a range is written first-last")


def _blank() -> str:
    return _("blank lines need not be named; is the number off by one?")


def _shown(address: LineRange) -> str:
    if address.part is not None:
        return f"{address.first}/{address.part}"
    return str(address.first) if address.first == address.last else f"{address.first}-{address.last}"


def _unique(text: str, quote: str, within: Span, address: Piece, key: str) -> Problem | None:
    count = text.count(quote, within.start, within.end)
    if count == 1:
        return None
    where = _("line {n}", n=address.line) if key == "from" else _("line {n} after its 'from'", n=address.line)
    if count == 0:
        message = _("'{key}: {quote}' is not in {where}", key=key, quote=quote, where=where)
        hint = _("copy the quote from the source itself, with its half-width punctuation")
        return Problem(address.place, "E104", message, hint)
    message = _("'{key}: {quote}' is in {where} {n} times", key=key, quote=quote, where=where, n=count)
    return Problem(address.place, "E105", message, _("make the quote longer"))


def _stripped(text: str, span: Span) -> Span:
    content = text[span.start : span.end]
    start = span.start + len(content) - len(content.lstrip())
    return Span(start, max(start, span.start + len(content.rstrip())))
