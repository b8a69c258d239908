"""Emendations of the old source in the new one: needed, no longer needed, or without a place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import NamedTuple

from jiaozhu.edition.comparing import comparable
from jiaozhu.edition.editing.addresses import LineIndex
from jiaozhu.edition.editing.emend import Resolved, resolve
from jiaozhu.model.edition import Emendation
from jiaozhu.model.span import Span
from jiaozhu.workflows.rebasing.alignment import Alignment

#: Code points of context that are tried where the old context no longer fits.
_CONTEXTS = (2, 4, 8, 16, 32)
#: Characters on either side of what is changed that are compared with it.
_REACHES = (1, 2, 3, 4, 6, 8)


class Fate(StrEnum):
    """What became of an emendation."""

    CARRIED = "carried"  #: What it changes is in the new source too.
    NEEDLESS = "needless"  #: The new source has the corrected reading.
    ORPHANED = "orphaned"  #: The new source has neither, or the place is lost.


class CarriedEmendation(NamedTuple):
    """What became of one emendation."""

    emendation: Emendation  #: As it is to be written for the new source, if it was carried; else the old one.
    fate: Fate
    renewed: bool = False  #: Whether more than its line had to be changed: its context, or a width in its words.
    there: str = ""  #: For orphans: what the new source has at its place.


def carry_emendations(
    emendations: Sequence[Emendation], old: LineIndex, new: LineIndex, alignment: Alignment
) -> list[CarriedEmendation]:
    """Return the fate of each emendation, in the order of the old source.

    Args:
        emendations: Of the old source; those that are not found there are left out: they are its problems.
        old: Its lines.
        new: Those of the new source.
        alignment: Of the two sources.
    """
    resolved, _ = resolve(tuple(emendations), old)
    return [_carried(number, resolved, new, alignment) for number in range(len(resolved))]


def _carried(number: int, resolved: Sequence[Resolved], new: LineIndex, alignment: Alignment) -> CarriedEmendation:
    item = resolved[number]
    emendation = item.emendation
    if emendation.begin:
        long = _long(item, new, alignment)
        if long is not None:
            return CarriedEmendation(long, Fate.CARRIED)
    shown = ""
    for window in _windows(number, resolved, alignment):
        there = alignment.new.text[window.there.start : window.there.stop]
        if there == alignment.old.text[window.here.start : window.here.stop] and not emendation.begin:
            inside = range(window.there.start + window.before, window.there.stop - window.after)
            return _carried_to(emendation, inside, new, alignment)
        if there in _emended(window.here, number, resolved, alignment):
            return CarriedEmendation(emendation, Fate.NEEDLESS)
        shown = shown or there
    where = _alone(item, alignment)
    if where is not None:
        return _carried_to(emendation, where, new, alignment)
    return CarriedEmendation(emendation, Fate.ORPHANED, there=shown)


def _carried_to(emendation: Emendation, where: range, new: LineIndex, alignment: Alignment) -> CarriedEmendation:
    """The emendation as it can be written for the place where its words were found."""
    for number, candidate in enumerate(_candidates(emendation, _span(where, alignment), new)):
        if _holds(candidate, where, new, alignment):
            return CarriedEmendation(candidate, Fate.CARRIED, number > 0)
    return CarriedEmendation(emendation, Fate.ORPHANED, there=alignment.new.text[where.start : where.stop])


class _Window(NamedTuple):
    """What is changed with some characters on both sides: here in the old stream, there in the new."""

    here: range
    there: range
    before: int  #: Characters of it before what is changed.
    after: int


def _windows(number: int, resolved: Sequence[Resolved], alignment: Alignment) -> Iterator[_Window]:
    """Ever wider windows, each between two characters that were found again; then those with adjacent emendations.

    A character that is there twice (the recogniser doubled it) may have been taken for its neighbour: a wider window
    shows it.
    """
    chars, forward = _chars(resolved[number], alignment), alignment.forward
    start, stop = chars.start, chars.stop
    for low, high in dict.fromkeys(((start, stop), _touching(number, resolved, alignment))):
        for reach in _REACHES:
            left, right = low - reach, high + reach - 1
            at = forward[left] if left >= 0 else -1
            to = forward[right] if right < len(forward) else len(alignment.new.text)
            lost = (left >= 0 and at < 0) or to < 0
            if not lost and left >= -1 and right <= len(forward) and 0 <= to - at - 1 <= 2 * (right - left) + 16:
                yield _Window(range(left + 1, right), range(at + 1, to), start - left - 1, right - stop)


def _touching(number: int, resolved: Sequence[Resolved], alignment: Alignment) -> tuple[int, int]:
    """From the first to the last character of a run of adjacent emendations."""
    low = high = number
    while low > 0 and _chars(resolved[low - 1], alignment).stop == _chars(resolved[low], alignment).start:
        low -= 1
    while high + 1 < len(resolved) and (
        _chars(resolved[high + 1], alignment).start == _chars(resolved[high], alignment).stop
    ):
        high += 1
    return _chars(resolved[low], alignment).start, _chars(resolved[high], alignment).stop


def _chars(item: Resolved, alignment: Alignment) -> range:
    return alignment.old.within(item.span.start, item.span.end)


def _emended(here: range, number: int, resolved: Sequence[Resolved], alignment: Alignment) -> set[str]:
    """The window as the editors read it: with this emendation, and with all emendations inside it."""
    low = high = number
    while low > 0 and _within(resolved[low - 1], here, alignment):
        low -= 1
    while high + 1 < len(resolved) and _within(resolved[high + 1], here, alignment):
        high += 1
    return {_applied(here, some, alignment) for some in (resolved[number : number + 1], resolved[low : high + 1])}


def _within(item: Resolved, here: range, alignment: Alignment) -> bool:
    chars = _chars(item, alignment)
    return here.start <= chars.start and chars.stop <= here.stop


def _applied(here: range, items: Sequence[Resolved], alignment: Alignment) -> str:
    parts: list[str] = []
    at = here.start
    for item in items:
        chars = _chars(item, alignment)
        parts += [alignment.old.text[at : chars.start], comparable(item.after)]
        at = chars.stop
    return "".join([*parts, alignment.old.text[at : here.stop]])


def _alone(item: Resolved, alignment: Alignment) -> range | None:
    """The words that are corrected, found again whole whatever became of their neighbours.

    Words that are only left out are not looked for alone: the same words beside them may be taken for them.
    """
    chars = _chars(item, alignment)
    led = [alignment.forward[at] for at in chars]
    if not led or not item.after or led[0] < 0 or led != list(range(led[0], led[0] + len(led))):
        return None
    same = alignment.new.text[led[0] : led[-1] + 1] == alignment.old.text[chars.start : chars.stop]
    return range(led[0], led[-1] + 1) if same else None


def _span(where: range, alignment: Alignment) -> Span:
    """Where characters of the new stream are; of an empty range, the place after the character before."""
    places = alignment.new.places
    if where:
        return Span(places[where.start], places[where.stop - 1] + 1)
    at = places[where.start - 1] + 1 if where.start else 0
    return Span(at, at)


def _candidates(emendation: Emendation, span: Span, new: LineIndex) -> Iterator[Emendation]:
    """The emendation at its new line: as it is, then with the words and the context that are there now."""
    text = new.document.text
    line = new.locate(span.start)[0]
    yield replace(emendation, line=line)
    moved = replace(emendation, line=line, before=text[span.start : span.end])
    yield moved
    low, high = new.file_line(line)
    for size in _CONTEXTS:
        prefix, suffix = text[max(low, span.start - size) : span.start], text[span.end : min(high, span.end + size)]
        for before, after in ((prefix, ""), ("", suffix), (prefix, suffix)):
            if before or after:
                yield replace(moved, prefix=before, suffix=after)


def _holds(emendation: Emendation, where: range, new: LineIndex, alignment: Alignment) -> bool:
    """Whether it changes just these characters of the new stream, or is added between their neighbours."""
    found, _ = resolve((emendation,), new)
    there = alignment.new.within(*found[0].span) if found else None
    return there is not None and (there.start, there.stop) == (where.start, where.stop)


def _long(item: Resolved, new: LineIndex, alignment: Alignment) -> Emendation | None:
    """A long surplus whose first and last words are where the comparison leads."""
    chars = _chars(item, alignment)
    first, last = (alignment.forward[at] for at in (chars[0], chars[-1])) if chars else (-1, -1)
    if first < 0 or last < first:
        return None
    moved = replace(item.emendation, line=new.locate(alignment.new.places[first])[0])
    return moved if _holds(moved, range(first, last + 1), new, alignment) else None
