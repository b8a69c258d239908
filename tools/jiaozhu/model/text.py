"""The text model: a reading made of segments, each with its origin in the source.

A ``Text`` is never edited in place. ``Text.revise`` applies revisions and returns a new text; whatever a revision
touches keeps its origin in the source, so that the account (``model.ledger``) can be drawn up from the segments alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from jiaozhu.model.act import Act
from jiaozhu.model.span import Span


class Segment(NamedTuple):
    """A stretch of reading text with one origin and at most one act.

    Without an act the text *is* the source's text, so ``len(text) == origin.length``. Left-out text has an
    empty ``text`` and a non-empty origin; supplied text has an empty origin.
    """

    text: str  #: What is read here.
    origin: Span  #: Which code points of the source it stands for.
    act: Act | None  #: Why the reading differs from the source; None where it does not.


class Revision(NamedTuple):
    """A proposed change of a text: code points ``[start, end)`` of its *reading* become ``new``."""

    start: int
    end: int
    new: str
    act: Act


class RevisionConflict(ValueError):
    """Two acts change the same characters. ``revision`` is the later one."""

    def __init__(self, revision: Revision, earlier: Act | None) -> None:
        self.revision = revision
        self.earlier = earlier
        super().__init__(f"{revision.act.id} overlaps {earlier.id if earlier else 'the revision before it'}")


@dataclass(frozen=True, slots=True)
class Text:
    """A reading text: segments in reading order. ``reading`` is their texts, joined."""

    segments: tuple[Segment, ...]
    reading: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "reading", "".join([segment.text for segment in self.segments]))

    @classmethod
    def of_source(cls, source: str, *spans: Span) -> Text:
        """The untouched text of ``spans`` of ``source``, in the order given (empty spans are left out)."""
        return cls(tuple(Segment(source[s.start : s.end], s, None) for s in spans if s.length))

    def __add__(self, other: Text) -> Text:
        return Text(self.segments + other.segments)

    def revise(self, revisions: Iterable[Revision], *, skip_conflicts: bool = False) -> Text:
        """Return this text with ``revisions`` applied.

        A revision may only touch text that no act has touched: a change of a change would hide the first one.
        Left-out stretches inside an edited range stay as they are and keep their own act.

        Args:
            revisions: In rising order, not overlapping each other; offsets are code points of the present reading.
            skip_conflicts: Drop a revision that meets earlier acts instead of raising; rules run so, because an
                editor's reading takes precedence.

        Raises:
            RevisionConflict: A revision overlaps another revision or text that carries an act.
            ValueError: A revision is outside the reading.
        """
        cursor = _Cursor(self.segments)
        done = 0
        for revision in revisions:
            if not 0 <= revision.start <= revision.end <= len(self.reading):
                raise ValueError(f"{revision} is outside a reading of {len(self.reading)} code points")
            if revision.start < done:
                raise RevisionConflict(revision, None)
            cursor.copy_until(revision.start)
            blocker = cursor.blocker(revision)
            if blocker is None:
                cursor.apply(revision)
            elif not skip_conflicts:
                raise RevisionConflict(revision, blocker)
            done = revision.end
        return Text(tuple(cursor.finish()))


class _Cursor:
    """Walks the segments once, copying and cutting; the cost of a step is proportional to what it passes."""

    __slots__ = ("cut", "index", "offset", "out", "segments")

    def __init__(self, segments: tuple[Segment, ...]) -> None:
        self.segments = segments
        self.index = 0  # the segment it is in
        self.offset = 0  # reading offset at which that segment begins
        self.cut = 0  # code points of it already written
        self.out: list[Segment] = []

    def copy_until(self, position: int) -> None:
        """Write everything before ``position``, left-out segments at it included."""
        segments, out = self.segments, self.out
        while self.index < len(segments):
            segment = segments[self.index]
            end = self.offset + len(segment.text)
            if end > position:
                break
            self._rest(segment)
            self.index += 1
            self.offset = end
            self.cut = 0
        if self.index < len(segments) and position > self.offset + self.cut and segments[self.index].act is None:
            segment = segments[self.index]
            upto = position - self.offset
            out.append(_slice(segment, self.cut, upto))
            self.cut = upto

    def blocker(self, revision: Revision) -> Act | None:
        """Return the act that forbids ``revision``: one whose reading it would change or cut; None if it is allowed."""
        index, offset = self.index, self.offset
        while index < len(self.segments) and offset < revision.end:
            segment = self.segments[index]
            if segment.text and segment.act is not None:
                return segment.act
            offset += len(segment.text)
            index += 1
        return None

    def apply(self, revision: Revision) -> None:
        """Write ``revision``; its whole new text goes to the first stretch of source it covers."""
        if revision.start == revision.end:
            place = self._place()
            self.out.append(Segment(revision.new, Span(place, place), revision.act))
            return
        new = revision.new
        while self.offset + self.cut < revision.end:
            segment = self.segments[self.index]
            if not segment.text:
                self.out.append(segment)
                self.index += 1
                continue
            upto = min(revision.end - self.offset, len(segment.text))
            base = segment.origin.start
            self.out.append(Segment(new, Span(base + self.cut, base + upto), revision.act))
            new = ""
            self.cut = upto
            if upto == len(segment.text):
                self.index += 1
                self.offset += upto
                self.cut = 0

    def finish(self) -> list[Segment]:
        """Write what is left and hand over all segments."""
        for segment in self.segments[self.index :]:
            self._rest(segment)
            self.cut = 0
        return self.out

    def _rest(self, segment: Segment) -> None:
        if self.cut == 0:
            self.out.append(segment)
        elif self.cut < len(segment.text):
            self.out.append(_slice(segment, self.cut, len(segment.text)))

    def _place(self) -> int:
        """The source position between the text already written and the text still to come."""
        if self.index < len(self.segments):
            return self.segments[self.index].origin.start + self.cut
        return self.out[-1].origin.end if self.out else 0


def _slice(segment: Segment, start: int, end: int) -> Segment:
    if start == 0 and end == len(segment.text):
        return segment
    base = segment.origin.start
    return Segment(segment.text[start:end], Span(base + start, base + end), None)
