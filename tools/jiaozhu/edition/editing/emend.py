"""Emendations: from ``before`` and its context to a place in the source."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from jiaozhu.edition.editing.addresses import LineIndex, no_line
from jiaozhu.locale import _
from jiaozhu.model.act import Act, ActKind
from jiaozhu.model.document import Markup
from jiaozhu.model.edition import Emendation
from jiaozhu.model.problem import Place, Problem, place_of
from jiaozhu.model.span import Span


class Resolved(NamedTuple):
    """An emendation with its place."""

    span: Span  #: Source code points it replaces; empty for supplied text and gaps.
    after: str
    act: Act
    emendation: Emendation
    leans_left: bool  #: For empty spans: belongs to the text before it, not after.


def resolve(emendations: tuple[Emendation, ...], index: LineIndex) -> tuple[list[Resolved], list[Problem]]:
    """Find the place of every emendation.

    Returns:
        The emendations that have one, in source order, and a problem for each other.
    """
    found: list[Resolved] = []
    problems: list[Problem] = []
    ids: dict[str, Emendation] = {}
    for emendation in emendations:
        twin = ids.setdefault(emendation.id, emendation)
        if twin is not emendation:
            where = f"{twin.place.path}:{twin.place.line}"
            message = _("the id '{id}' is already used at {place}", id=emendation.id, place=where)
            hint = _("ids are parts of addresses: give this one another")
            problems.append(Problem(place_of(emendation, "id"), "E205", message, hint))
            continue
        span = _find(emendation, index)
        if isinstance(span, Problem):
            problems.append(span)
        else:
            act = Act(
                emendation.kind,
                emendation.id,
                emendation.reason,
                None,
                emendation.resp,
                emendation.cert,
                emendation.basis,
                emendation.rejected,
            )
            found.append(Resolved(span, emendation.after, act, emendation, bool(emendation.prefix)))
    found.sort(key=lambda item: item.span)
    found = _clear_of_markup(found, index.document.markup, problems)
    return _without_overlaps(found, problems), problems


def _find(emendation: Emendation, index: LineIndex) -> Span | Problem:
    if not 1 <= emendation.line <= index.last:
        return Problem(place_of(emendation, "line"), "E101", *no_line(str(emendation.line), index))
    if emendation.begin:
        return _find_long(emendation, index)
    needle = emendation.prefix + emendation.before + emendation.suffix
    at = _only(needle, emendation, index, "before" if emendation.before else "place")
    if isinstance(at, Problem):
        return at
    start = at + len(emendation.prefix)
    return Span(start, start + len(emendation.before))


def _find_long(emendation: Emendation, index: LineIndex) -> Span | Problem:
    start = _only(emendation.begin, emendation, index, "from")
    if isinstance(start, Problem):
        return start
    line = index.file_line(emendation.line)
    end = index.document.text.rfind(emendation.end, start + 1, line.end)
    if end < 0 or index.document.text.count(emendation.end, start, line.end) != 1:
        message = _(
            "'to: {end}' is not exactly once after 'from' in line {line}", end=emendation.end, line=emendation.line
        )
        hint = _("copy both quotes from the source; what they quote is left out too")
        return Problem(place_of(emendation, "to"), "E201", message, hint)
    return Span(start, end + len(emendation.end))


def _only(needle: str, emendation: Emendation, index: LineIndex, what: str) -> int | Problem:
    """Where ``needle`` begins in the emendation's line; it may continue into the lines that follow."""
    text = index.document.text
    line = index.file_line(emendation.line)
    limit = line.end + len(needle)
    first = text.find(needle, line.start, limit)
    said = {"key": what, "quote": needle, "line": emendation.line}
    if first < 0 or first > line.end:
        message = _("'{key}' 「{quote}」 is not in line {line} of the source", **said)
        return Problem(words_of(emendation, what), "E201", message, _elsewhere(needle, index))
    second = text.find(needle, first + 1, limit)
    if 0 <= second <= line.end:
        message = _("'{key}' 「{quote}」 is more than once in line {line} of the source", **said)
        hint = _("add 'prefix' or 'suffix', copied from the source, until it is unique")
        return Problem(words_of(emendation, what), "E202", message, hint)
    return first


def words_of(emendation: Emendation, what: str = "before") -> Place:
    """Return the place of the words that are looked for."""
    keys = (what, "prefix", "suffix")
    return next((emendation.places[key,] for key in keys if (key,) in emendation.places), emendation.place)


def _elsewhere(needle: str, index: LineIndex) -> str:
    at = index.document.text.find(needle)
    if at >= 0:
        return _("it is in line {line}", line=index.locate(at)[0])
    return _("copy quotes from the source as it is, with its half-width punctuation, spaces and line ends")


def _without_overlaps(found: list[Resolved], problems: list[Problem]) -> list[Resolved]:
    """Each character may be emended once; the later of two that overlap is refused."""
    kept: list[Resolved] = []
    for item in found:
        last = kept[-1] if kept else None
        if last is not None and item.span.start < last.span.end:
            message = _("'{id}' and '{other}' change the same characters", id=item.act.id, other=last.act.id)
            where = words_of(item.emendation)
            problems.append(Problem(where, "E204", message, _("make one emendation of the two")))
        else:
            kept.append(item)
    return kept


def _clear_of_markup(found: list[Resolved], markup: Sequence[Markup], problems: list[Problem]) -> list[Resolved]:
    """The emendations that change each tag and entity as a whole or not at all; every other is refused."""
    clear: list[Resolved] = []
    starts = [mark.span.start for mark in markup]
    for item in found:
        low, high = bisect_left(starts, item.span.start), bisect_left(starts, item.span.end)
        near = [mark.span for mark in markup[max(0, low - 1) : max(low, high)]]
        if any(_cuts(item.span, span) for span in near):
            message = _("'{id}' changes a part of a tag or an entity of the source", id=item.act.id)
            hint = _("include all of it in 'before', or none of it; tags are never read")
            problems.append(Problem(words_of(item.emendation), "E203", message, hint))
        else:
            clear.append(item)
    return clear


def _cuts(changed: Span, mark: Span) -> bool:
    """Whether a change affects a part of a mark: strictly inside it, or across one of its borders."""
    if changed.length == 0:
        return mark.start < changed.start < mark.end
    return changed.meets(mark) and not changed.holds(mark)


def is_insertion(item: Resolved) -> bool:
    """Return whether an emendation adds text at a place instead of changing characters."""
    return item.act.kind in (ActKind.SUPPLIED, ActKind.GAP)
