"""Blocks and omissions of the old edition, by the lines of the new source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, groupby
from typing import NamedTuple

from jiaozhu.edition.editing.addresses import LineIndex, line_names
from jiaozhu.edition.editing.apply import EditedBlock, EditedText
from jiaozhu.model.document import Document
from jiaozhu.model.edition import ROW_KINDS, BlockSpec, LineRange, Piece
from jiaozhu.model.span import Span
from jiaozhu.workflows.rebasing.shares import Owner, Shares, Unit

#: A line, a range of lines, or a piece of a line, as an edition writes them.
Address = int | str | dict[str, int | str]


class NewBlock(NamedTuple):
    """One block of the new edition, or of what is left of an old one."""

    spec: int  #: Number of the block in the old edition from which it comes.
    kind: str
    lines: tuple[Address, ...]  #: Empty for a gap.
    cells: tuple[int, ...] = ()  #: For a row of a table: how many of ``lines`` each cell has.


@dataclass(slots=True)
class Addresses:
    """Writes units of the new source as addresses, and collects those that cannot be written."""

    document: Document
    moved: Mapping[
        int, int
    ]  #: From the line numbers of the old file to those of the new one, for lines that it has too.
    index: LineIndex = field(init=False)
    unnamed: list[int] = field(default_factory=list)  #: Lines a piece of which no quote separates from the rest.

    def __post_init__(self) -> None:
        self.index = LineIndex(self.document)

    def of(self, units: Sequence[Unit], old: Sequence[LineRange | Piece] = ()) -> tuple[Address, ...]:
        """Return the addresses of units, in their order: those of the old edition where they name the same."""
        return self._as_before(units, old) or tuple(self._afresh(units))

    def _as_before(self, units: Sequence[Unit], old: Sequence[LineRange | Piece]) -> tuple[Address, ...]:
        """The old addresses with new line numbers; none if they do not name just ``units``."""
        found: list[Address] = []
        spans: list[Span] = []
        for address in old:
            now = self._renumbered(address)
            if now is None:
                return ()
            spans += [unit.span for unit in self.index.units(now)[0]]
            found.append(_written(now))
        return tuple(found) if spans == [self._span(unit) for unit in units] else ()

    def _renumbered(self, address: LineRange | Piece) -> LineRange | Piece | None:
        if isinstance(address, Piece):
            line = self.moved.get(address.line)
            return None if line is None else replace(address, line=line)
        first, last = self.moved.get(address.first), self.moved.get(address.last)
        return None if first is None or last is None else replace(address, first=first, last=last)

    def _span(self, unit: Unit) -> Span:
        if unit.piece is None:
            return self.document.lines[unit.line].span
        words = self.document.text[unit.piece.start : unit.piece.end]
        return Span(unit.piece.start, unit.piece.start + len(words.rstrip()))

    def _afresh(self, units: Iterable[Unit]) -> Iterator[Address]:
        """Neighbouring lines are a range."""
        lines: list[int] = []
        for unit in units:
            if unit.piece is None:
                lines.append(unit.line)
                continue
            yield from line_names(lines, self.document)
            lines = []
            piece = self._piece(unit.piece)
            if piece is None:
                self.unnamed.append(unit.line)
            else:
                yield piece
        yield from line_names(lines, self.document)

    def _piece(self, span: Span) -> Address | None:
        """A piece by the words it begins with and those that follow it; None if they are not the only ones."""
        text = self.document.text
        number = self.index.locate(span.start)[0]
        low, high = self.index.file_line(number)
        found: dict[str, int | str] = {"at": number}
        after = span.start
        if text[low : span.start].strip():
            begin = _quote(text, span.start, span.end, low, high)
            if begin is None:
                return None
            found["from"] = begin
            after += len(begin)
        if text[span.end : high].strip():
            start = span.end + len(text[span.end : high]) - len(text[span.end : high].lstrip())
            until = _quote(text, start, high, after, high)
            if until is None:
                return None
            found["until"] = until
        return found


def _written(address: LineRange | Piece) -> Address:
    if isinstance(address, Piece):
        said = {"at": address.line, "from": address.begin, "until": address.until}
        return {key: value for key, value in said.items() if value is not None}
    if address.part is not None:
        return f"{address.first}/{address.part}"
    return address.first if address.first == address.last else f"{address.first}-{address.last}"


def _quote(text: str, start: int, end: int, low: int, high: int) -> str | None:
    """The shortest words from ``start`` on that are in ``[low, high)`` once; two characters where there are two."""
    for stop in range(min(start + 2, end), end + 1):
        words = text[start:stop]
        if words == words.strip() and text.count(words, low, high) == 1:
            return words
    return None


def blocks_of(number: int, text: EditedText, shares: Shares, addresses: Addresses) -> list[NewBlock]:
    """Return the blocks of a text that the new source has, in the order of the old edition.

    Args:
        number: Of the text.
        text: As the old edition has it.
        shares: Whose the new lines are.
        addresses: Of the new source.
    """
    found: list[NewBlock] = []
    blocks = list(enumerate(text.blocks))
    for at, spec in enumerate(text.spec.blocks):
        mine = _take(blocks, spec)
        if spec.kind == "gap":
            found.append(NewBlock(at, "gap", ()))
        elif spec.kind in ROW_KINDS:
            cells = {block.cell.column: shares.units.get(Owner(number, n), []) for n, block in mine if block.cell}
            found.append(_row(at, spec.kind, cells, addresses, spec))
        elif spec.kind == "flow":
            named = [(block, shares.units.get(Owner(number, n), [])) for n, block in mine]
            found += _flow(at, spec, named, addresses)
        else:
            units = [unit for n, _ in mine for unit in shares.units.get(Owner(number, n), [])]
            found.append(NewBlock(at, spec.kind, addresses.of(units, spec.lines)))
    return [block for block in found if block.lines or block.kind == "gap"]


def _take(blocks: list[tuple[int, EditedBlock]], spec: BlockSpec) -> list[tuple[int, EditedBlock]]:
    """Takes away those that ``spec`` has made: one, or for ``flow`` a paragraph each."""
    count = 0
    if spec.kind == "gap":
        count = 1
    else:
        while count < len(blocks) and any(f.place == spec.place for f in blocks[count][1].fragments):
            count += 1
    taken, blocks[:] = blocks[:count], blocks[count:]
    return taken


def _row(
    number: int,
    kind: str,
    cells: Mapping[int, Sequence[Unit]],
    addresses: Addresses,
    old: BlockSpec | None = None,
) -> NewBlock:
    """A row of a table with what its cells, by column from 1, have now."""
    width = len(old.cells) if old else max(cells)
    ends = list(accumulate(old.cells if old else (), initial=0))
    named = [
        addresses.of(cells.get(column, []), old.lines[ends[column - 1] : ends[column]] if old else ())
        for column in range(1, width + 1)
    ]
    return NewBlock(number, kind, tuple(line for cell in named for line in cell), tuple(map(len, named)))


def _flow(
    number: int, spec: BlockSpec, named: Sequence[tuple[EditedBlock, list[Unit]]], addresses: Addresses
) -> Iterator[NewBlock]:
    """Paragraphs that the reader still finds by itself go on as ``flow``; each other one is named."""
    own = _paragraphs(addresses.document)
    there = [(block, units, _is_own(block, units, own)) for block, units in named if units]
    for natural, members in groupby(there, key=lambda item: item[2]):
        blocks = [(block, units) for block, units, _ in members]
        if natural:
            old = spec.lines if len(blocks) == len(named) else ()
            yield NewBlock(number, "flow", addresses.of([unit for _, units in blocks for unit in units], old))
        else:
            yield from _one_by_one(number, blocks, addresses)


def _one_by_one(
    number: int, blocks: Iterable[tuple[EditedBlock, list[Unit]]], addresses: Addresses
) -> Iterator[NewBlock]:
    """Blocks by their own names; the cells of a row together."""
    for row, members in groupby(blocks, key=lambda item: item[0].cell and item[0].cell.row):
        if row is None:
            yield from (NewBlock(number, block.kind, addresses.of(units)) for block, units in members)
            continue
        cells = [(block.cell, units) for block, units in members if block.cell]
        kind = "head-row" if cells[0][0].head else "row"
        yield _row(number, kind, {cell.column: units for cell, units in cells}, addresses)


def _is_own(block: EditedBlock, units: Sequence[Unit], own: Mapping[tuple[int, int], str]) -> bool:
    """Whether the units of a block are a paragraph of the reader's, of its kind."""
    lines = [unit.line for unit in units]
    whole = all(unit.piece is None for unit in units) and lines == list(range(lines[0], lines[-1] + 1))
    return whole and own.get((lines[0], lines[-1])) == block.kind


def _paragraphs(document: Document) -> dict[tuple[int, int], str]:
    """The reader's own paragraphs by their first and last line, and the kind a ``flow`` gives each."""
    return {
        (paragraph.first, paragraph.last): "p" if paragraph.kind == "front-matter" else paragraph.kind
        for paragraph in document.paragraphs
    }
