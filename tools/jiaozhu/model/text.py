"""The text model: a reading made of segments, each of which knows where it comes from.

A ``Text`` is never edited in place. ``Text.revise`` applies edits and returns a new text; whatever an edit
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


class Edit(NamedTuple):
    """A proposed change of a text: code points ``[start, end)`` of its *reading* become ``new``."""

    start: int
    end: int
    new: str
    act: Act


class EditConflict(ValueError):
    """Two acts want the same characters. ``edit`` is the later one."""

    def __init__(self, edit: Edit, earlier: Act | None) -> None:
        self.edit = edit
        self.earlier = earlier
        super().__init__(f"{edit.act.id} overlaps {earlier.id if earlier else 'the edit before it'}")


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

    def revise(self, edits: Iterable[Edit], *, skip_conflicts: bool = False) -> Text:
        """This text with ``edits`` (offsets in the present reading) applied.

        An edit may only touch text that no act has touched: a change of a change would hide the first one.
        Left-out stretches inside an edited range stay as they are and keep their own act.

        Args:
            edits: In rising order, not overlapping each other.
            skip_conflicts: Drop an edit that meets earlier acts instead of raising; rules run so, because an
                editor's reading stands above them.

        Raises:
            EditConflict: an edit overlaps another edit or text that carries an act.
            ValueError: an edit lies outside the reading.
        """
        cursor = _Cursor(self.segments)
        done = 0
        for edit in edits:
            if not 0 <= edit.start <= edit.end <= len(self.reading):
                raise ValueError(f"{edit} lies outside a reading of {len(self.reading)} code points")
            if edit.start < done:
                raise EditConflict(edit, None)
            cursor.copy_until(edit.start)
            blocker = cursor.blocker(edit)
            if blocker is None:
                cursor.apply(edit)
            elif not skip_conflicts:
                raise EditConflict(edit, blocker)
            done = edit.end
        return Text(tuple(cursor.finish()))


class _Cursor:
    """Walks the segments once, copying and cutting; every step is proportional to what it passes."""

    __slots__ = ("cut", "index", "offset", "out", "segments")

    def __init__(self, segments: tuple[Segment, ...]) -> None:
        self.segments = segments
        self.index = 0  # the segment we stand in
        self.offset = 0  # reading offset at which that segment begins
        self.cut = 0  # code points of it already written
        self.out: list[Segment] = []

    def copy_until(self, position: int) -> None:
        """Write everything that lies before ``position``, left-out segments at it included."""
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

    def blocker(self, edit: Edit) -> Act | None:
        """The act that forbids ``edit``, if any: one whose reading the edit would change or cut."""
        index, offset = self.index, self.offset
        while index < len(self.segments) and offset < edit.end:
            segment = self.segments[index]
            if segment.text and segment.act is not None:
                return segment.act
            offset += len(segment.text)
            index += 1
        return None

    def apply(self, edit: Edit) -> None:
        """Write ``edit``; its whole new text goes to the first stretch of source it covers."""
        if edit.start == edit.end:
            place = self._place()
            self.out.append(Segment(edit.new, Span(place, place), edit.act))
            return
        new = edit.new
        while self.offset + self.cut < edit.end:
            segment = self.segments[self.index]
            if not segment.text:
                self.out.append(segment)
                self.index += 1
                continue
            upto = min(edit.end - self.offset, len(segment.text))
            base = segment.origin.start
            self.out.append(Segment(new, Span(base + self.cut, base + upto), edit.act))
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
