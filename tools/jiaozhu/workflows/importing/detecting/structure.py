"""Detectors of structure: what kind of block each paragraph is, and where one text ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from jiaozhu.language import Detection, LanguageProfile
from jiaozhu.locale import N_
from jiaozhu.model.document import Cell
from jiaozhu.model.span import Span

#: A kind with this score or a better one is written into the draft; below it, it is also proposed.
CERTAIN = 0.75
#: Paragraphs in which someone speaks, and their share, from which on people talk in a text.
_SPOKEN, _SPOKEN_SHARE = 5, 0.02
#: Kinds that a reader may know; what it marks is taken unless its form says otherwise.
_HINTS = frozenset("p heading subheading title caption byline dateline credit subtitle notice".split())
#: Kinds that a reader knows for certain, whatever the words look like.
_SHAPES = frozenset(
    "furniture figure front-matter cell item subitem numbered subnumbered quote verse code footnote".split()
)
_MARKED = N_("marked by the source itself")
_FIRST = N_("the beginning of the source")
_CHAPTER = N_("a chapter of a book begins here")
_SHORT = N_("a short line without the end of a sentence")
#: Of the blocks of a text at most so many are headings, if there are more than a few.
_MOST_HEADINGS, _FEW_HEADINGS = 0.4, 20
_BULLET = re.compile(r"[*+•·‣▪◦○●-]\s")


class Block(NamedTuple):
    """A paragraph as the reader found it: its lines, its words, and what the reader knew of its kind."""

    lines: tuple[int, ...]  #: Indices into the document's lines.
    span: Span
    text: str
    hint: str  #: The reader's kind; empty if it knew none.
    cell: Cell | None = None  #: The place in its table, if it is a cell.
    level: int = 0  #: Of a heading, from 1, if the file says it.


class Judged(NamedTuple):
    """A block with its kind."""

    block: Block
    kind: str
    score: float  #: From 0 to 1.
    evidence: str  #: In English; translated where it is written down.


class Article(NamedTuple):
    """Blocks that make one text."""

    blocks: tuple[Judged, ...]
    score: float  #: How certain its beginning is, from 0 to 1.
    evidence: str  #: In English; translated where it is written down.


def judge(blocks: Sequence[Block], profile: LanguageProfile, *, marked: bool = True) -> list[Judged]:
    """Return the kind of each block, by what it says and what is around it.

    Args:
        blocks: Of a source, in order.
        profile: Of its language.
        marked: Whether an author marked its paragraphs: what a reader only found on a printed page may be furniture.
    """
    tells = _tells(blocks, profile)
    judged = [_judge(index, blocks, profile, tells=tells, marked=marked) for index in range(len(blocks))]
    short = [index for index, item in enumerate(judged) if item.evidence == _SHORT and item.kind == "heading"]
    if len(short) > max(
        _FEW_HEADINGS, _MOST_HEADINGS * len(judged)
    ):  # verse, a list, a log: what is everywhere heads nothing
        for index in short:
            judged[index] = judged[index]._replace(kind="p", score=0.6)
    return judged


def _tells(blocks: Sequence[Block], profile: LanguageProfile) -> bool:
    """Whether people talk in a text: in a novel a short line in quotation marks is no heading."""
    spoken = sum(bool(profile.detection.speech.search(block.text)) for block in blocks)
    return spoken >= max(_SPOKEN, _SPOKEN_SHARE * len(blocks))


def _judge(index: int, blocks: Sequence[Block], profile: LanguageProfile, *, tells: bool, marked: bool) -> Judged:
    block, marks = blocks[index], profile.detection
    text = " ".join(block.text.split())
    if block.hint in _SHAPES:
        return Judged(block, block.hint, 1.0, _MARKED)
    if not (marked and block.hint == "p") and marks.furniture.match(text):
        return Judged(block, "furniture", 0.9, N_("a page number, a date, an editor's name or the like"))
    for kind, pattern, why in _formulas(marks) if len(text) <= marks.longest_formula else ():
        if pattern.search(text):
            return Judged(block, kind, 0.85, why)
    if marks.notice.match(text) and marks.contact.search(text):
        return Judged(block, "notice", 0.8, N_("in the form of contact details"))
    if block.hint in _HINTS:
        return Judged(block, block.hint, 0.95, _MARKED)
    return _heading(index, blocks, text, profile, tells=tells)


@cache
def _formulas(marks: Detection) -> tuple[tuple[str, re.Pattern[str], str], ...]:
    """Kinds of block that have a form of their own."""
    return (
        ("byline", marks.byline, N_("in the form of a byline")),
        ("credit", marks.credit, N_("in the form of a credit")),
        ("subtitle", marks.subtitle, N_("a short line that begins with a dash")),
        ("caption", marks.caption, N_("in the form of a caption")),
    )


def _heading(index: int, blocks: Sequence[Block], text: str, profile: LanguageProfile, *, tells: bool) -> Judged:
    block, marks = blocks[index], profile.detection
    longest = marks.longest_heading
    if len(text) > longest:
        return Judged(block, "p", 0.95, N_("a long line"))
    if marks.not_heading.search(text) or not letter_of(profile).search(text):
        return Judged(block, "p", 0.7, N_("a short line that ends with punctuation or a digit"))
    spoken = marks.speech.search(text) or text[-1] in marks.exclaiming + "…—"
    if tells and spoken and not marks.heading_number.match(text):
        return Judged(block, "p", 0.8, N_("a line of dialogue"))
    after = next((item.text for item in blocks[index + 1 : index + 2]), "").strip()
    before = blocks[index - 1].text.rstrip() if index else ""
    broken_off = len(before) > longest and before[-1:] not in profile.terminal + marks.brackets + "—"
    score = 0.55
    score += 0.2 * (len(after) > longest or bool(marks.subtitle.match(after)))
    score += 0.15 * (not broken_off)
    score += 0.25 * bool(marks.heading_number.match(text))
    score += 0.15 * bool(marks.two_parts.match(text))
    score -= 0.2 * (text[-1] in marks.exclaiming)
    score -= 0.15 * (len(text) > marks.long_heading)
    score -= 0.4 * (len(text) > marks.longest_with_comma and any(comma in text for comma in marks.commas))
    score -= 0.4 * bool(marks.reported.match(text))
    score -= 0.25 * broken_off
    kind = "heading" if score >= 0.55 and not _BULLET.match(text) else "p"
    certainty = round(min(score if kind == "heading" else 1 - score, 0.9), 2)
    return Judged(block, kind, certainty, _SHORT)


@cache
def letter_of(profile: LanguageProfile) -> re.Pattern[str]:
    """Return the pattern of one basic letter of a language."""
    return re.compile(f"[{profile.detection.basic}]")


def articles(judged: Sequence[Judged], profile: LanguageProfile, book: Sequence[int] = ()) -> list[Article]:
    """Divide blocks into texts: a new one begins at a chapter of a book, or at a heading before a report, or after a
    text that was signed.

    Args:
        judged: The blocks of a source, in order.
        profile: Of its language.
        book: Where the chapters begin, if it is a book.
    """
    starts = [(index, 0.9, _CHAPTER) for index in book] or _beginnings(judged, profile)
    if not starts or any(item.kind not in ("furniture", "front-matter") for item in judged[: starts[0][0]]):
        starts.insert(0, (0, 1.0, _FIRST))
    else:
        starts[0] = (0, 1.0, _FIRST)
    borders = [*(start for start, _, _ in starts), len(judged)]
    return [
        Article(tuple(judged[borders[number] : borders[number + 1]]), score, evidence)
        for number, (_, score, evidence) in enumerate(starts)
    ]


def _beginnings(judged: Sequence[Judged], profile: LanguageProfile) -> list[tuple[int, float, str]]:
    """Where the texts of a page begin, with how certain that is and why."""
    starts: list[tuple[int, float, str]] = []
    for index, item in enumerate(judged):
        if item.kind not in ("heading", "title"):
            continue
        found = _begins(index, judged, profile.detection)
        if found is not None and (not starts or index - starts[-1][0] > 1):
            starts.append((index, *found))
    return starts


def _begins(index: int, judged: Sequence[Judged], marks: Detection) -> tuple[float, str] | None:
    following = judged[index + 1 : index + 4]
    before = next((item for item in reversed(judged[:index]) if item.kind not in ("furniture", "figure")), None)
    if judged[index].kind == "title":
        return 0.95, N_("marked as a title by the source itself")
    if marks.editorial.match(judged[index].block.text.strip()):
        return 0.8, N_("the name of a column, such as an editorial")
    for item in following:
        if item.kind == "p" and marks.report.match(item.block.text):
            return 0.9, N_("a report begins below it")
        if item.kind == "byline":
            return 0.85, N_("a byline is below it")
        if item is following[0] and item.kind == "subtitle":
            return 0.75, N_("a subtitle is below it")
        if item.kind == "p":
            break
    if before is not None and (before.kind == "credit" or marks.signed.search(before.block.text)):
        return 0.8, N_("the text above ends with a signature or a credit")
    return None


def may_begin(heading: Judged, kind: str, before: str, profile: LanguageProfile) -> bool:
    """Return whether a heading inside a text might be the title of another text.

    The order of a page's columns does not show it. Numbered headings and short ones belong to their text, and so does
    one that cuts a sentence.

    Args:
        heading: The heading.
        kind: Of the block before it.
        before: The words of that block.
        profile: Of the language.
    """
    words, marks = heading.block.text.strip(), profile.detection
    ended = kind != "p" or before.rstrip()[-1:] in profile.terminal + marks.brackets
    return len(words) >= marks.shortest_title and not marks.heading_number.match(words) and ended


def fragments(judged: Sequence[Judged], profile: LanguageProfile) -> Iterator[int]:
    """Yield the index of every paragraph that ends in mid-sentence."""
    marks = profile.detection
    ends = profile.terminal + marks.brackets + marks.item_ends
    for index, item in enumerate(judged):
        text = item.block.text.rstrip()
        long = len(text) > marks.shortest_fragment or marks.reported.match(text)
        if item.kind == "p" and long and text and text[-1] not in ends:
            yield index
