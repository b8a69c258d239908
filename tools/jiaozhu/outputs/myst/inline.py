"""One block's reading with everything that belongs to it, as MyST inline text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple, Protocol

from jiaozhu.locale import _
from jiaozhu.markup.escape import escape, escape_lined
from jiaozhu.model.act import ActKind
from jiaozhu.model.edition import LINED_KINDS
from jiaozhu.model.page import Block, Change, Said
from jiaozhu.model.term import Term, TermMatch
from jiaozhu.outputs.myst.mark_places import mark_place
from jiaozhu.outputs.myst.pictures import inside, write_picture
from jiaozhu.outputs.myst.said import place, reading, set_said
from jiaozhu.outputs.myst.setting import bracketed

__all__ = ["CLASSES", "EMPTY", "inline", "term_link"]

#: The class of a changed place, by what was done.
CLASSES = {
    ActKind.CORRECTED: "jz-corr",
    ActKind.REGULARIZED: "jz-reg",
    ActKind.SUPPLIED: "jz-supplied",
    ActKind.SURPLUS: "jz-surplus",
    ActKind.GAP: "jz-gap",
}
#: In place of a block without a reading: otherwise the block's attributes would apply to the next block.
EMPTY = "[]{.jz-empty}"


class _Escape(Protocol):
    """How text is written: on one line, with breaks where it has some, or line by line."""

    def __call__(self, text: str, *, opens_line: bool) -> str:
        """See ``escape``."""


class _Run(NamedTuple):
    """A marked stretch ``[start, end)``: a changed place, a term, one with changed places inside, or words of which the
    file says something."""

    start: int
    end: int
    term: TermMatch | None
    changes: tuple[Change, ...]
    said: Said | None = None  #: What the source's file says of the words, if that is what is shown.


def inline(block: Block, terms: Mapping[str, Term], *, link: bool = True, one_line: bool = False) -> str:
    """Return a block's reading as one line of MyST: terms linked, changed places and seams marked, note marks set.

    Args:
        block: The block.
        terms: Glossary entries by slug; only the first place of each in a block is linked.
        link: Whether terms and changes become links; not in headings, which are repeated in lists of contents.
        one_line: Whether it must not break although it has links, as in a cell of a table.
    """
    write = escape_lined if block.kind in LINED_KINDS else partial(escape, one_line=one_line or not link)
    runs, unshown = _runs(block, terms, link)
    marks = _marks(block, unshown)
    out: list[str] = []
    at = 0
    for run in runs:
        _plain(block.reading, at, run.start, marks, out, write)
        out.append(_run(run, block.reading, terms, link, write))
        at = run.end
    _plain(block.reading, at, len(block.reading), marks, out, write)
    return "".join(out) or EMPTY


def _plain(text: str, start: int, end: int, marks: list[tuple[int, str]], out: list[str], write: _Escape) -> None:
    """Text without runs, cut at each mark. Marks inside the run before it come first."""
    while marks and marks[0][0] <= end:
        place, mark = marks[0]
        if place > start:
            out.append(write(text[start:place], opens_line=_opens(out)))
            start = place
        out.append(mark)
        marks.pop(0)
    if start < end:
        out.append(write(text[start:end], opens_line=_opens(out)))


def _opens(out: list[str]) -> bool:
    """Whether what follows must be escaped as at the beginning of a line: there, and after a note mark, which would be
    a link with ``(…)`` after it."""
    return not out or out[-1].startswith("[^") or out[-1].endswith("\n")


def _marks(block: Block, unshown: Sequence[Said]) -> list[tuple[int, str]]:
    """What is at a place and covers no text: seams, left-out stretches, gaps, pictures, note marks; in order. So are
    readings of words that are shown as something else."""
    marks: list[tuple[int, int, str]] = [(seam.offset, 0, f"[]{{#{seam.id}}}") for seam in block.seams]
    for change in block.changes:
        if change.start == change.end:
            marks.append((change.start, 1, _place(change)))
    marks += [(said.end, 1, reading(said.value)) for said in unshown]
    marks += [(shown.offset, 1, write_picture(shown)) for shown in inside(block)]
    marks += [(mark_place(block.reading, note.start, note.end), 2, f"[^n-{note.note.id}]") for note in block.notes]
    marks.sort(key=lambda mark: mark[:2])
    return [(place, mark) for place, _rank, mark in marks]


def _place(change: Change) -> str:
    attributes = f"{{#c-{change.act.id} .{CLASSES[change.act.kind]}}}"
    if change.act.kind is ActKind.GAP:
        return f"[{bracketed(_('breaks off'))}](#a-{change.act.id}){attributes}"
    return f"[]{attributes}"


def _runs(block: Block, terms: Mapping[str, Term], link: bool) -> tuple[list[_Run], list[Said]]:
    """The marked stretches, in order and apart, and the readings of words that could not be one."""
    changes = [change for change in block.changes if change.start < change.end]
    said = block.said if link else ()
    matches = block.terms
    if links := [item for item in said if item.kind == "link"]:
        matches = tuple(match for match in matches if not any(_touch(match, item) for item in links))
    chosen = _linked_terms(matches, changes, said) if link and terms else []
    runs: list[_Run] = []
    within: set[str] = set()
    for match in chosen:
        held = tuple(c for c in changes if match.start <= c.start and c.end <= match.end)
        within.update(change.act.id for change in held)
        runs.append(_Run(match.start, match.end, match, held))
    runs += [_Run(c.start, c.end, None, (c,)) for c in changes if c.act.id not in within]
    if said:
        noted = {mark_place(block.reading, note.start, note.end) for note in block.notes}
        shown, unshown = place(said, [(run.start, run.end) for run in runs], noted)
        runs += [_Run(item.start, item.end, None, (), item) for item in shown]
    else:
        unshown = []
    return sorted(runs, key=lambda run: run.start), unshown


def _touch(one: TermMatch | Change, other: Said) -> bool:
    return one.start < other.end and other.start < one.end


def _linked_terms(
    matches: Sequence[TermMatch], changes: Sequence[Change], said: Sequence[Said] = ()
) -> list[TermMatch]:
    """For each term its first match in the block that no change touches and no reading; failing that, its first match
    that contains every change it touches."""
    best: dict[str, tuple[int, TermMatch]] = {}
    for match in matches:
        touching = [c for c in changes if c.start < match.end and match.start < c.end]
        if any(c.start < match.start or c.end > match.end for c in touching):
            continue
        rank = 1 if touching or any(_touch(match, item) for item in said) else 0
        if match.slug not in best or rank < best[match.slug][0]:
            best[match.slug] = (rank, match)
    return [match for _, match in best.values()]


def _run(run: _Run, text: str, terms: Mapping[str, Term], link: bool, write: _Escape) -> str:
    words = text[run.start : run.end]
    if run.said is not None:
        return set_said(write(words, opens_line=False), run.said)
    if run.term is None:
        change = run.changes[0]
        target = f"(#a-{change.act.id})" if link else ""
        shown = write(words, opens_line=False)
        return f"[{shown}]{target}{{#c-{change.act.id} .{CLASSES[change.act.kind]}}}"
    term = term_link(words, terms[run.term.slug].headword)
    if not run.changes:
        return term
    first, *others = run.changes
    anchors = "".join(f"[]{{#c-{change.act.id}}}" for change in others)
    return f"{anchors}[{term}]{{#c-{first.act.id} .{CLASSES[first.act.kind]}}}"


def term_link(words: str, headword: str) -> str:
    """Return a link to a glossary entry.

    Neither strings of the glossary (checked) nor these words contain backticks or angle brackets.
    """
    return f"{{term}}`{words}`" if words == headword else f"{{term}}`{words} <{headword}>`"
