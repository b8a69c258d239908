"""The account of a source: every character of it, what became of it, and where it is read.

The laws (tested as properties, see ``tests/property``):

* the spans tile the source from 0 to its length, without gap or overlap; empty spans (supplied text, gaps) are
  between two others;
* the readings of a block's spans, joined in the block's order, are its text;
* a span without an act reads as the source does.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from jiaozhu.model.act import Act, ActKind
from jiaozhu.model.span import Span
from jiaozhu.model.text import Segment


class LedgerSpan(NamedTuple):
    """One line of the account."""

    span: Span
    kind: ActKind
    reading: str  #: What is read for these characters; empty for what is left out.
    text: str | None  #: Id of the text it is read in; None outside every text.
    block: str | None  #: Id of the block it is read in.
    act: Act | None  #: None for what is simply kept.


class BlockAccount(NamedTuple):
    """A block of a text as indices into the ledger's spans, in reading order."""

    id: str
    kind: str
    spans: tuple[int, ...]


class TextAccount(NamedTuple):
    """A text of the source: its blocks in reading order."""

    id: str
    blocks: tuple[BlockAccount, ...]


class Reading(NamedTuple):
    """Where a source position is read: a block of a text, and an offset in that block's text."""

    text: str
    block: str
    offset: int  #: Code points into the block's reading.
    end: int  #: One past the last code point that is read for it: more than one where the text was changed.


@dataclass(frozen=True, slots=True)
class Ledger:
    """The whole account of one source."""

    siglum: str
    sha256: str
    length: int  #: Code points of the source.
    spans: tuple[LedgerSpan, ...]
    texts: tuple[TextAccount, ...]
    _starts: list[int] = field(init=False, repr=False, compare=False)
    _offsets: list[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        offsets = [0] * len(self.spans)
        for text in self.texts:
            for block in text.blocks:
                offset = 0
                for index in block.spans:
                    offsets[index] = offset
                    offset += len(self.spans[index].reading)
        object.__setattr__(self, "_starts", [entry.span.start for entry in self.spans])
        object.__setattr__(self, "_offsets", offsets)

    @property
    def accounted(self) -> int:
        """How many code points of the source some span accounts for: ``length``, if the law holds."""
        done = total = 0
        for entry in self.spans:
            start, end = entry.span
            if end > done:
                total += end - (start if start > done else done)
                done = end
        return total

    def tiles(self) -> bool:
        """Whether the spans tile ``[0, length)`` exactly."""
        at = 0
        for entry in self.spans:
            start, end = entry.span
            if start != at or end < at:
                return False
            at = end
        return at == self.length

    def characters(self) -> Counter[ActKind]:
        """Code points of the source by what became of them."""
        count: Counter[ActKind] = Counter()
        for entry in self.spans:
            start, end = entry.span
            count[entry.kind] += end - start
        return count

    def forward(self, position: int) -> Reading | None:
        """Return where the character at source ``position`` is read, or None if it is left out.

        A position inside a changed stretch leads to the whole of it.
        """
        index = bisect_right(self._starts, position) - 1
        if index < 0 or position >= self.spans[index].span.end:
            return None
        entry = self.spans[index]
        if entry.text is None or entry.block is None or not entry.reading:
            return None
        offset = self._offsets[index]
        if entry.kind in (ActKind.KEPT, ActKind.MOVED):
            offset += position - entry.span.start
            return Reading(entry.text, entry.block, offset, offset + 1)
        return Reading(entry.text, entry.block, offset, offset + len(entry.reading))

    def borders(self, span: Span) -> list[int]:
        """Return the first and the last position of a stretch of the source within each span of the account.

        What is between two of them is read between them, too.
        """
        first = max(0, bisect_right(self._starts, span.start) - 1)
        last = bisect_left(self._starts, span.end)
        within = (self.spans[index].span for index in range(first, last))
        ends = ((max(start, span.start), min(end, span.end) - 1) for start, end in within)
        return [position for low, high in ends if low <= high for position in dict.fromkeys((low, high))]

    def offset(self, index: int) -> int:
        """Return how many code points of the block's text are before span ``index``."""
        return self._offsets[index]


class BlockSegments(NamedTuple):
    """What the account of a block is drawn up from."""

    id: str
    kind: str
    segments: Sequence[Segment]
    moves: Sequence[tuple[Span, Act]]  #: Fragments of it that were moved, in source order.


def draw_up(
    siglum: str,
    sha256: str,
    length: int,
    texts: Iterable[tuple[str, Sequence[BlockSegments]]],
    outside: Iterable[Segment],
) -> Ledger:
    """Return the ledger of a source from the segments of its texts and of everything outside them.

    Segments are taken as they are: whether they tile the source is for ``Ledger.tiles`` to say.
    """
    entries: list[LedgerSpan] = []
    shapes: list[tuple[str, list[tuple[str, str, int, int]]]] = []
    for text_id, blocks in texts:
        shape: list[tuple[str, str, int, int]] = []
        for block in blocks:
            first = len(entries)
            moved = _Moves(block.moves)
            for text, origin, act in block.segments:
                mover = act or moved.act_at(origin)
                kind = mover.kind if mover else ActKind.KEPT
                entries.append(LedgerSpan(origin, kind, text, text_id, block.id, mover))
            shape.append((block.id, block.kind, first, len(entries)))
        shapes.append((text_id, shape))
    for text, origin, act in outside:
        kind = act.kind if act else ActKind.KEPT
        entries.append(LedgerSpan(origin, kind, text, None, None, act))
    order = sorted(range(len(entries)), key=[entry.span for entry in entries].__getitem__)  # stable
    rank = [0] * len(entries)
    for position, index in enumerate(order):
        rank[index] = position
    return Ledger(
        siglum,
        sha256,
        length,
        tuple([entries[index] for index in order]),
        tuple(
            TextAccount(text_id, tuple(BlockAccount(i, k, tuple(rank[a:b])) for i, k, a, b in shape))
            for text_id, shape in shapes
        ),
    )


class _Moves:
    """Looks up whether a stretch of the source is in a moved fragment."""

    def __init__(self, moves: Sequence[tuple[Span, Act]]) -> None:
        self.starts = [span.start for span, _ in moves]
        self.moves = moves

    def act_at(self, origin: Span) -> Act | None:
        if not self.moves:
            return None
        index = bisect_right(self.starts, origin.start) - 1
        if index >= 0 and self.moves[index][0].holds(origin):
            return self.moves[index][1]
        return None
