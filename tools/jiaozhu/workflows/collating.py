"""Collating: where another witness of a text has other words than the edition. The text itself never changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, NamedTuple

from jiaozhu.edition.anchoring import BORDER, ReadingIndex
from jiaozhu.edition.places import Spot, unique_target
from jiaozhu.language import LanguageProfile
from jiaozhu.model.ledger import Ledger
from jiaozhu.model.note import Target
from jiaozhu.model.span import Span
from jiaozhu.model.witness import Variant, Witness
from jiaozhu.store.yaml_editing import edit_yaml
from jiaozhu.workflows.rebasing.alignment import align
from jiaozhu.workflows.rebasing.seeds import rising
from jiaozhu.workflows.rebasing.streams import stream_of_text

__all__ = ["Collation", "collate", "recorded"]

#: Characters that only one of the two has: as many are a passage that the other lacks, and no variant.
_PASSAGE = 80
#: Variants with fewer characters between them are one.
_APART = 2


class _Side:
    """One of the two texts, and what is compared of it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.stream = stream_of_text(text)

    def at(self, position: int) -> str:
        """Return the character at a position of the stream; nothing outside it."""
        return self.stream.text[position] if 0 <= position < len(self.stream.text) else ""

    def lines(self, span: Span) -> Iterator[Span]:
        """Yield where in the text a stretch of the stream is, line by line."""
        if not span.length:
            return
        places = self.stream.places
        start, end = places[span.start], places[span.end - 1] + 1
        while (at := self.text.find("\n", start, end)) >= 0:
            if self.text[start:at].strip():
                yield Span(start, at)
            start = at + 1
        yield Span(start, end)

    def words(self, span: Span) -> str:
        """Return a stretch of the stream as the text has it, on one line."""
        return " ".join(self.text[line.start : line.end] for line in self.lines(span))


class _Both(NamedTuple):
    """A stretch of the two streams, end excluded."""

    ours: Span
    theirs: Span


@dataclass(frozen=True, slots=True)
class Collation:
    """What the comparison of a witness with its text found. Lengths are in characters other than blanks."""

    compared: int  #: Characters of the edition that were compared.
    agreeing: int  #: Of these, those that the witness has too.
    variants: tuple[Variant, ...]  #: In the order of the text.
    only_ours: tuple[str, ...] = ()  #: Long passages of the edition that the witness lacks, between those compared.
    only_theirs: tuple[str, ...] = ()  #: The other way.


def collate(ledger: Ledger, witness: Witness, text: str, profile: LanguageProfile) -> Collation:
    """Compare a witness with the text that it carries.

    What comes before the first words that both have, and after the last, is not compared: a witness may be an extract,
    and may have its own beginning and end.

    Args:
        ledger: The account of the source.
        witness: What is compared; its variants, if it has any, are not looked at.
        text: Its words.
        profile: Of the language of the text.
    """
    index = ReadingIndex(ledger)
    blocks = index.ranges(witness.text, None)
    if not blocks:
        return Collation(0, 0, ())
    # Borders of blocks and line ends are of one length, so that offsets stay.
    ours = index.reading[blocks[0].start : blocks[-1].end].replace(BORDER, "\n")
    one, other = _Side(ours), _Side(text)
    # What was moved is no variant of its words.
    pairs = rising(
        [(i, j) for i, j in enumerate(align(one.stream, other.stream).forward) if j >= 0 and one.at(i) == other.at(j)]
    )
    if not pairs:
        return Collation(0, 0, ())
    compared, variants = pairs[-1][0] + 1 - pairs[0][0], []
    only_ours, only_theirs = [], []
    for part in _parts(pairs):
        if part.ours.length >= _PASSAGE > part.theirs.length:
            only_ours.append(one.words(part.ours))
            compared -= part.ours.length
        elif part.theirs.length >= _PASSAGE > part.ours.length:
            only_theirs.append(other.words(part.theirs))
        else:
            whole = _whole_words(part, one, other, profile)
            reads = other.words(whole.theirs)
            for span in one.lines(whole.ours):
                variants.append(Variant(_target(index, blocks[0].start + span.start, span.length), reads))
                reads = ""  # of a passage over the border of a block, the rest
    return Collation(compared, len(pairs), tuple(variants), tuple(only_ours), tuple(only_theirs))


def recorded(file: str, collation: Collation) -> str:
    """Return the file of a witness with what the comparison found."""

    def put(data: Any) -> None:
        data["compared"], data["agreeing"] = collation.compared, collation.agreeing
        data.pop("variants", None)
        if collation.variants:
            data["variants"] = [_entry(variant) for variant in collation.variants]

    return edit_yaml(file, put)


def _entry(variant: Variant) -> dict[str, str]:
    target = variant.target
    values = {
        "prefix": target.prefix,
        "quote": target.quote,
        "suffix": target.suffix,
        "block": target.block or "",
        "reads": variant.reads,
    }
    return {key: value for key, value in values.items() if value}


def _parts(pairs: list[tuple[int, int]]) -> Iterator[_Both]:
    """What lies between characters that both have; what is nearly side by side is one."""
    waiting: _Both | None = None
    for (i, j), (k, m) in pairwise(pairs):
        if k == i + 1 and m == j + 1:
            continue
        part = _Both(Span(i + 1, k), Span(j + 1, m))
        if waiting is not None and part.ours.start - waiting.ours.end < _APART:
            waiting = _Both(Span(waiting.ours.start, k), Span(waiting.theirs.start, m))
            continue
        if waiting is not None:
            yield waiting
        waiting = part
    if waiting is not None:
        yield waiting


def _whole_words(part: _Both, one: _Side, other: _Side, profile: LanguageProfile) -> _Both:
    """The part with the rest of the words that it begins and ends in; what only one has, with a word beside it."""
    (a, b), (c, d) = part
    if a == b:  # a character that both have is on either side: a letter says more than a mark
        if one.at(b).isalnum():
            b, d = b + 1, d + 1
        else:
            a, c = a - 1, c - 1
    while one.at(a - 1) == other.at(c - 1) != "" and _runs_on(a, c, one, other, profile):
        a, c = a - 1, c - 1
    while one.at(b) == other.at(d) != "" and _runs_on(b, d, one, other, profile):
        b, d = b + 1, d + 1
    return _Both(Span(a, b), Span(c, d))


def _runs_on(at: int, there: int, one: _Side, other: _Side, profile: LanguageProfile) -> bool:
    """Whether, in one of the texts, the characters on both sides of a place belong to one word."""
    for side, place in ((one, at), (other, there)):
        places = side.stream.places
        touching = 0 < place < len(places) and places[place] == places[place - 1] + 1
        if touching and profile.runs_on(side.at(place - 1), side.at(place)):
            return True
    return False


def _target(index: ReadingIndex, at: int, length: int) -> Target:
    """What holds to words of a reading; in a witness's file the text is named already."""
    text, block, _spans = index.blocks[index.block_at(at)]
    quote = index.reading[at : at + length]
    target = unique_target(index, Spot(text, block, at, quote), quote, by_block=True)
    return replace(target or Target(quote), text=None)
