"""What of the old witness each line of the new one is: a block of a text, an omission, or nothing that was there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from jiaozhu.edition.editing.apply import EditedSource
from jiaozhu.model.document import Document
from jiaozhu.model.span import Span
from jiaozhu.workflows.rebasing.alignment import Alignment

#: A line of which less is found in the old witness is a new line.
_LEAST_SHARE, _LEAST = 0.4, 12


class Owner(NamedTuple):
    """A block or an omission that names a stretch of the old source."""

    text: int  #: Number of the text; -1 for the omissions.
    number: int  #: Of the block in its text, or of the omission; from 0.


class Unit(NamedTuple):
    """A line of the new source, or a piece of one."""

    line: int  #: Index into the lines of the document.
    piece: Span | None  #: None for the whole line.
    rank: tuple[int, int]  #: Fragment and code point of the old source; orders the units of an owner.


@dataclass(slots=True)
class Shares:
    """The new source, shared out."""

    units: dict[Owner, list[Unit]] = field(default_factory=dict)  #: In reading order.
    strange: list[int] = field(default_factory=list)  #: Lines that were not in the old source and have no owner.
    taken_in: list[int] = field(default_factory=list)  #: Such lines inside a paragraph, which includes them now.


class _Claim(NamedTuple):
    span: Span
    owner: Owner | None  #: None for what has no owner: layout, metadata.
    fragment: int


class _Run(NamedTuple):
    """Neighbouring characters of a line (numbers of the new stream) that had one owner."""

    owner: Owner | None
    start: int
    end: int


class _Old:
    """The owners of the characters of the old source."""

    def __init__(self, edited: EditedSource, alignment: Alignment) -> None:
        self._claims = sorted(_claims(edited))
        self._starts = [claim.span.start for claim in self._claims]
        self._alignment = alignment

    def claim_at(self, at: int) -> _Claim | None:
        """The claim on what character ``at`` of the new stream was; None if it is new."""
        back = self._alignment.backward[at]
        if back < 0:
            return None
        place = self._alignment.old.places[back]
        index = bisect_right(self._starts, place) - 1
        there = index >= 0 and place < self._claims[index].span.end
        return self._claims[index] if there else _Claim(Span(place, place), None, 0)


def share_out(edited: EditedSource, alignment: Alignment, document: Document) -> Shares:
    """Give each line of a document to the owner of what it was in the old source.

    Args:
        edited: The old source with its edition.
        alignment: Of the old source with the new one.
        document: The new source.
    """
    old = _Old(edited, alignment)
    shares = Shares()
    ends: list[tuple[int, Owner | None, Owner | None]] = []  # line, owner of its beginning and of its end
    for number, line in enumerate(document.lines):
        chars = alignment.new.within(line.span.start, line.span.end)
        if not _is_old(alignment, chars):
            ends.append((number, None, None))
            shares.strange.append(number)
            continue
        found = [old.claim_at(at) for at in chars]
        runs = list(_runs(chars, found))
        ends.append((number, runs[0].owner, runs[-1].owner))
        for run in runs:
            if run.owner is not None:
                piece = None if len(runs) == 1 else _piece(alignment, line.span, run)
                unit = Unit(number, piece, min(_ranks(alignment, run, found[run.start - chars.start :])))
                shares.units.setdefault(run.owner, []).append(unit)
    for units in shares.units.values():
        units.sort(key=lambda unit: unit.rank)
    _take_in(shares, ends)
    return shares


def _claims(edited: EditedSource) -> Iterator[_Claim]:
    for number, text in enumerate(edited.texts):
        for at, block in enumerate(text.blocks):
            for order, fragment in enumerate(block.fragments):
                yield _Claim(fragment.span, Owner(number, at), order)
    for entry in edited.ledger.spans:
        if entry.text is None and entry.act is not None and entry.act.id.startswith("omission-"):
            yield _Claim(entry.span, Owner(-1, int(entry.act.id.removeprefix("omission-")) - 1), 0)


def _ranks(alignment: Alignment, run: _Run, found: Sequence[_Claim | None]) -> Iterator[tuple[int, int]]:
    for at, claim in zip(range(run.start, run.end), found, strict=False):
        if claim is not None and claim.owner == run.owner:
            yield claim.fragment, alignment.old.places[alignment.backward[at]]


def _is_old(alignment: Alignment, chars: range) -> bool:
    a, b = alignment.old.text, alignment.new.text
    same = sum((back := alignment.backward[at]) >= 0 and a[back] == b[at] for at in chars)
    return same > 0 and same >= min(_LEAST_SHARE * len(chars), _LEAST)


def _runs(chars: range, found: Sequence[_Claim | None]) -> Iterator[_Run]:
    """The line cut where its owner changes.

    New characters go with what is before them; a single character of another owner between two of the same is a slip of
    the comparison.
    """
    claims = list(found)
    for order in (range(1, len(claims)), range(len(claims) - 2, -1, -1)):
        for at in order:
            claims[at] = claims[at] or claims[at - order.step]
    owners = [claim.owner if claim else None for claim in claims]
    for at in range(1, len(owners) - 1):
        if owners[at - 1] == owners[at + 1] != owners[at]:
            owners[at] = owners[at - 1]
    start = chars.start
    for owner, members in groupby(owners):
        end = start + sum(1 for _ in members)
        yield _Run(owner, start, end)
        start = end


def _piece(alignment: Alignment, line: Span, run: _Run) -> Span:
    places = alignment.new.places
    following = alignment.new.within(line.start, line.end).stop
    return Span(places[run.start], places[run.end] if run.end < following else line.end)


def _take_in(shares: Shares, ends: Sequence[tuple[int, Owner | None, Owner | None]]) -> None:
    """New lines between two lines of one block that are read one after the other are part of it."""
    strange = set(shares.strange)
    before: tuple[int, Owner | None] = (-1, None)
    waiting: list[int] = []
    for line, first, last in ends:
        if line in strange:
            waiting.append(line)
            continue
        if waiting and first is not None and before[1] == first:
            units = shares.units[first]
            at = next(n for n, unit in enumerate(units) if unit.line == line)
            if at and units[at - 1].line == before[0]:  # they are read one after the other
                units[at:at] = [Unit(number, None, units[at].rank) for number in waiting]
                shares.taken_in += waiting
                strange -= set(waiting)
        before, waiting = (line, last), []
    shares.strange = sorted(strange)
