"""A whole text as a plain copy that anyone can correct in any editor, and the way back: one emendation for each change.

The copy is the reading text, a blank line between paragraphs. What comes back is compared paragraph by paragraph; a
change is placed in the source through the ledger. What cannot be placed is reported and left out, never guessed.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from jiaozhu.edition.anchoring import ReadingIndex
from jiaozhu.locale import _
from jiaozhu.model.page import Page
from jiaozhu.model.span import Span
from jiaozhu.workflows.authoring.lines import DOUBLINGS

_BREAK = "\n\n"


class Correction(NamedTuple):
    """One stretch of a block that the edited copy changes: code points of its reading."""

    block: str
    start: int
    end: int
    after: str


class Refused(NamedTuple):
    """A change in the edited copy that cannot become an emendation, and why."""

    where: str
    why: str


class Placed(NamedTuple):
    """A change in terms of the source."""

    span: Span
    after: str


def plain_copy(page: Page) -> str:
    """Return the reading text of a page: titles and paragraphs, blank lines between, a line feed at the end."""
    return _BREAK.join(_paragraphs(page)) + "\n"


def changes(page: Page, edited: str) -> tuple[list[Correction], list[Refused]]:
    """Compare a page with a corrected copy.

    Args:
        page: The page.
        edited: The corrected copy.

    Returns:
        The changes, and those that cannot become emendations.
    """
    blocks = [block for block in page.blocks if block.reading]
    before = _paragraphs(page)
    after = edited.removeprefix("\ufeff").replace("\r\n", "\n").strip("\n").split(_BREAK)
    found: list[Correction] = []
    refused: list[Refused] = []
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for kind, first, last, low, high in matcher.get_opcodes():
        if kind == "equal":
            continue
        if last - first != high - low:
            where = f"{blocks[min(first, len(blocks) - 1)].id}"
            why = _(
                "{before} paragraphs have become {after}: paragraphs are divided in edition.yaml",
                before=last - first,
                after=high - low,
            )
            refused.append(Refused(where, why))
            continue
        for block, words in zip(blocks[first:last], after[low:high], strict=True):
            found += _differences(block.id, block.reading, words)
    return found, refused


def place(index: ReadingIndex, text: str, change: Correction) -> Placed | Refused:
    """Find a change in the source.

    Args:
        index: Of the reading.
        text: The id of the text.
        change: The change.

    Returns:
        Its place; or a refusal, if the source has its words in pieces or an editor has emended them.
    """
    here = (text, change.block)
    number = next(n for n, (id, block, _spans) in enumerate(index.blocks) if (id, block) == here)
    where = change.block
    if why := hindrance(index, number, change):
        return Refused(where, why)
    if change.start < change.end:
        origins = index.origins(number, change.start, change.end)
        if len(origins) != 1:
            return Refused(where, _("the source has these words in several pieces: correct one of them at a time"))
        return Placed(origins[0], change.after)
    beside = (change.start - 1, change.start) if change.start else (0, 1)
    origins = index.origins(number, *beside)
    if len(origins) != 1:
        return Refused(where, _("nothing of the source is beside what is added"))
    at = origins[0].end if change.start else origins[0].start
    return Placed(Span(at, at), change.after)


def _paragraphs(page: Page) -> list[str]:
    return [block.reading for block in page.blocks if block.reading]


def _differences(block: str, before: str, after: str) -> Iterator[Correction]:
    """Changes of one paragraph; those that touch each other are one."""
    start = end = -1
    words = ""
    for operation in Levenshtein.opcodes(before, after):
        if operation.tag == "equal":
            if start >= 0:
                yield Correction(block, start, end, words)
            start, words = -1, ""
            continue
        start = operation.src_start if start < 0 else start
        end = operation.src_end
        words += after[operation.dest_start : operation.dest_end]
    if start >= 0:
        yield Correction(block, start, end, words)


def hindrance(index: ReadingIndex, number: int, change: Correction) -> str:
    """Return why a stretch cannot be changed again; empty if it can.

    Args:
        index: Of the reading.
        number: Of the block.
        change: The stretch.
    """
    acts = [index.ledger.spans[at].act for at in index.blocks[number][2]]
    if any(act is not None and act.rule == DOUBLINGS for act in acts):
        return _("a rule leaves out doubled words in this line, and would miss them after a change: write a note")
    if _emended(index, number, change):
        return _("an emendation is there: change that one")
    return ""


def _emended(index: ReadingIndex, number: int, change: Correction) -> bool:
    """Whether an act of an editor is in the changed stretch, or where something is added."""
    spans: Sequence[int] = index.blocks[number][2]
    low, high = change.start - (change.start == change.end), change.end + (change.start == change.end)
    for at in spans:
        entry, offset = index.ledger.spans[at], index.ledger.offset(at)
        if entry.act is not None and entry.act.rule is None and entry.act.resp is not None:
            touches = offset < high and offset + len(entry.reading) > low
            if touches and entry.kind.value not in ("moved", "kept"):
                return True
    return False
