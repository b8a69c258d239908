"""What an edition names, as stretches of the source: blocks with their fragments, the cells of tables, omissions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from jiaozhu.edition.editing.addresses import Fragment, Joined, LineIndex, Unit, fragments, joined, piece_ids
from jiaozhu.edition.editing.claims import Claim
from jiaozhu.model.act import Act, ActKind
from jiaozhu.model.corpus import Source
from jiaozhu.model.document import Cell
from jiaozhu.model.edition import ROW_KINDS, BlockSpec, LineRange, Piece, TextSpec
from jiaozhu.model.problem import Problem
from jiaozhu.model.span import Span

__all__ = ["BlockDraft", "Namer"]

#: Lines of a range that are reported as named before.
_MOST_AGAIN = 20


@dataclass(frozen=True, slots=True)
class BlockDraft:
    """A block before its text is made."""

    spec: BlockSpec
    kind: str
    fragments: tuple[Fragment, ...]
    joined: tuple[Joined, ...] = ()
    cell: Cell | None = None


class _Named(NamedTuple):
    """What a block is made of, before its ids are known."""

    spec: BlockSpec
    kind: str
    units: list[Unit]
    cell: Cell | None = None


class Namer:
    """Turns what the edition names into fragments, and collects the problems of doing so."""

    def __init__(self, index: LineIndex, problems: list[Problem]) -> None:
        self.index = index
        self.problems = problems
        self._paragraph_of = [0] * len(index.document.lines)
        for number, paragraph in enumerate(index.document.paragraphs):
            for line in range(paragraph.first, paragraph.last + 1):
                self._paragraph_of[line] = number
        self._begins: set[Span] = set()
        self._unnamed = list(range(len(index.document.lines) + 1))  # see ``_first_unnamed``

    def drafts(self, text: TextSpec) -> list[BlockDraft]:
        """Return the blocks of ``text`` with their fragments; ``flow`` becomes the reader's paragraphs."""
        named: list[_Named] = []
        row, before = 0, ""
        for spec in text.blocks:
            begins = spec.kind == "first-row" or (ROW_KINDS.get(spec.kind) and ROW_KINDS.get(before) is False)
            row = (1 if begins else row + 1) if spec.kind in ROW_KINDS else 0
            before = spec.kind
            named += self._cells(spec, row) if row else self._blocks(spec)
        document = self.index.document
        ids = piece_ids((unit for item in named for unit in item.units), document)
        return [
            BlockDraft(
                spec,
                kind,
                tuple(fragments(units, ids, document.text, spec.place)),
                tuple(joined(units, self._begins, document)),
                cell,
            )
            for spec, kind, units, cell in named
            if units or kind == "gap"
        ]

    def _blocks(self, spec: BlockSpec) -> Iterator[_Named]:
        units = self._units(spec.lines)
        if spec.kind != "flow":
            yield _Named(spec, spec.kind, units)
            return
        for number, members in _by_paragraph(units, self._paragraph_of):
            paragraph = self.index.document.paragraphs[number]
            kind = "p" if paragraph.kind == "front-matter" else paragraph.kind
            yield _Named(spec, kind, members, paragraph.cell)

    def _cells(self, spec: BlockSpec, row: int) -> Iterator[_Named]:
        at = 0
        for column, count in enumerate(spec.cells, 1):
            units = self._units(spec.lines[at : at + count])
            at += count
            if units:
                yield _Named(spec, "cell", units, Cell(row, column, ROW_KINDS[spec.kind]))

    def omissions(self, source: Source) -> Iterator[Claim]:
        """Yield claims for what the edition leaves out by name."""
        for number, omission in enumerate(source.edition.omissions, 1):
            act = Act(
                ActKind.OMITTED,
                f"omission-{number}",
                omission.reason,
                None,
                omission.resp,
                omission.cert,
                omission.reason,
            )
            for address in omission.lines:
                yield from (Claim(unit.span, address.place, act) for unit in self._named(address))

    def _units(self, lines: Iterable[LineRange | Piece]) -> list[Unit]:
        found: list[Unit] = []
        for address in lines:
            named = self._named(address)
            if named:
                self._begins.add(named[0].span)
            found += named
        return found

    def _named(self, address: LineRange | Piece) -> list[Unit]:
        """The units that an address names. Of the lines that another has named, it has a few, which are problems.

        Without that, a few hundred ranges that each name all of a source would take millions of units.
        """
        if not isinstance(address, LineRange) or not self.index.lines_of(address):
            units, problems = self.index.units(address)
            self.problems += problems
            return units
        lines = self.index.lines_of(address)
        found: list[int] = []
        for at in lines:
            if len(found) == _MOST_AGAIN:
                break
            if self._first_unnamed(at) != at:
                found.append(at)
        at = self._first_unnamed(lines.start)
        while at < lines.stop:
            found.append(at)
            self._unnamed[at] = at + 1
            at = self._first_unnamed(at)
        return [Unit(self.index.document.lines[at].span, at, True) for at in sorted(found)]

    def _first_unnamed(self, line: int) -> int:
        """The first line from ``line`` on that no range has named; paths are shortened as they are walked."""
        end = line
        while self._unnamed[end] != end:
            end = self._unnamed[end]
        while line != end:
            self._unnamed[line], line = end, self._unnamed[line]
        return end


def _by_paragraph(units: Iterable[Unit], paragraph_of: Sequence[int]) -> list[tuple[int, list[Unit]]]:
    """Units by the paragraph they are in; a piece of a line is a paragraph of its own."""
    groups: list[tuple[int, list[Unit]]] = []
    joinable = False
    for unit in units:
        number = paragraph_of[unit.line]
        if joinable and unit.whole and groups[-1][0] == number:
            groups[-1][1].append(unit)
        else:
            groups.append((number, [unit]))
        joinable = unit.whole
    return groups
