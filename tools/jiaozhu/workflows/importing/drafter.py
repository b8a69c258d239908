"""Texts of a draft, made of the blocks of an article, and what is not certain about them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from jiaozhu.language import LanguageProfile, typography
from jiaozhu.locale import _
from jiaozhu.model.document import Cell, Document
from jiaozhu.workflows.importing.detecting.findings import Finding
from jiaozhu.workflows.importing.detecting.joining import Joined, neighbour
from jiaozhu.workflows.importing.detecting.seams import CLEAR, JOINED, ORDERED, stated
from jiaozhu.workflows.importing.detecting.structure import CERTAIN, Article, Judged, may_begin

__all__ = ["NOT_TEXT", "DraftBlock", "DraftText", "Drafter", "block_finding", "opening_words"]

#: Kinds that are left out of the text.
NOT_TEXT = frozenset({"furniture", "boilerplate", "decoration", "front-matter"})
#: Code points of a fragment that a finding quotes.
_QUOTED, _SHOWN = 10, 12


class DraftBlock(NamedTuple):
    """A block of the draft."""

    kind: str
    parts: tuple[tuple[int, ...], ...]  #: The lines (indices) of each of its fragments, in reading order.
    words: str
    cell: Cell | None = None  #: The place in its table, if it is a cell.


class DraftText(NamedTuple):
    """A text of the draft."""

    title: str  #: Supplied, if it has none of its own.
    date: str | None
    blocks: tuple[DraftBlock, ...]
    order: str  #: Why blocks were moved; empty if none was.

    @property
    def own_title(self) -> bool:
        """Whether one of its blocks is its title."""
        return any(block.kind == "title" for block in self.blocks)


class Drafter:
    """Makes texts of articles; ``findings`` has what was not certain.

    Args:
        document: What the reader made of the source.
        judged: Its blocks.
        joined: What continues those that break off.
        profile: Of the language.
        scattered: Whether the order of the blocks is that of a recogniser.
    """

    def __init__(
        self,
        document: Document,
        judged: Sequence[Judged],
        joined: Mapping[int, Joined],
        profile: LanguageProfile,
        *,
        scattered: bool,
    ) -> None:
        self.findings: list[Finding] = []
        self._document = document
        self._judged = judged
        self._joined = joined
        self._profile = profile
        self._scattered = scattered
        #: Blocks that are read after what they continue, and not in their own place.
        self._taken = {
            item.second
            for first, item in joined.items()
            if item.score >= (JOINED if item.second == neighbour(judged, first) else ORDERED)
        }

    def text(self, article: Article, offset: int, title: str) -> DraftText:
        """Return the text of an article.

        Args:
            article: The article.
            offset: The index of its first block.
            title: What it is called if it has no title.
        """
        made: list[DraftBlock] = []
        moved: list[str] = []
        date: str | None = None
        titled = False
        for number, item in enumerate(article.blocks, offset):
            if item.kind == "furniture" and (match := self._profile.detection.date.match(item.block.text)):
                date = f"{match[1]}-{int(match[2]):02d}-{int(match[3]):02d}"
            if number in self._taken or item.kind in NOT_TEXT:
                continue
            kind = item.kind
            if kind == "heading" and not titled and not any(block.kind == "p" for block in made):
                kind = "title"
            titled = titled or kind == "title"
            self._doubt(item, kind, made, article, offset)
            parts, words = self._followed(number, moved)
            made.append(DraftBlock(kind, tuple(parts), words, item.block.cell))
        text = DraftText("", date, tuple(made), typography().clause.join(moved))
        return text if text.own_title else text._replace(title=title or opening_words([text], self._profile))

    def _doubt(self, item: Judged, kind: str, above: Sequence[DraftBlock], article: Article, offset: int) -> None:
        """What is not certain of a heading: that it is one, and of which text."""
        if kind == "title" and offset and article.score < 0.9:
            self.findings.append(block_finding(item, "boundary", _(article.evidence), article.score))
        if kind != "heading":
            return
        if item.score < CERTAIN:
            self.findings.append(block_finding(item, "heading", _(item.evidence), item.score))
        if self._scattered and above and may_begin(item, above[-1].kind, above[-1].words, self._profile):
            evidence = _("no byline below it: a heading of this text, or the beginning of another")
            self.findings.append(block_finding(item, "boundary", evidence, 0.35))

    def _followed(self, number: int, moved: list[str]) -> tuple[list[tuple[int, ...]], str]:
        """A block with all that continue it: lines of each fragment, and the words."""
        judged = self._judged
        parts, words = [judged[number].block.lines], judged[number].block.text
        last, seen = number, {number}
        while last in self._joined:
            second, score, evidence = self._joined[last]
            is_neighbour = second == neighbour(judged, last)
            if not is_neighbour or second not in self._taken:
                seam = _seam(judged[last], judged[second], score, stated(evidence))
                self.findings.append(seam._replace(next=self._line(second)))
            elif score < CLEAR:
                self.findings.append(_join(judged[second], score, stated(evidence)))
            if second not in self._taken or second in seen:
                break
            if not is_neighbour:
                first_line, second_line = self._line(last), self._line(second)
                moved.append(
                    _(
                        "line {second} continues line {first}: {evidence}",
                        first=first_line,
                        second=second_line,
                        evidence=stated(evidence),
                    )
                )
            parts.append(judged[second].block.lines)
            words += judged[second].block.text
            seen.add(second)
            last = second
        return parts, words

    def _line(self, index: int) -> int:
        return self._document.lines[self._judged[index].block.lines[0]].number


def block_finding(item: Judged, kind: str, evidence: str, score: float) -> Finding:
    """Return a finding about a whole block."""
    return Finding(kind, item.block.span.start, item.block.span.end, "structure", evidence, score)


def _seam(item: Judged, continuation: Judged, score: float, evidence: str) -> Finding:
    end = item.block.span.end
    words = " ".join(continuation.block.text.split())[:_SHOWN] + typography().ellipsis.rstrip()
    why = (
        _("ends in mid-sentence; “{words}” fits best ({evidence})", words=words, evidence=evidence)
        if evidence
        else _("ends in mid-sentence; no paragraph continues it")
    )
    return Finding("seam", max(item.block.span.start, end - _QUOTED), end, "seams", why, score)


def _join(item: Judged, score: float, evidence: str) -> Finding:
    start = item.block.span.start
    why = _("joined to the paragraph above (“{evidence}”); perhaps it begins another", evidence=evidence)
    return Finding("join", start, min(item.block.span.end, start + _QUOTED), "seams", why, round(1 - score, 2))


def opening_words(texts: Sequence[DraftText], profile: LanguageProfile) -> str:
    """Return the first words of a text, to name one that has no title."""
    words = next((block.words for text in texts for block in text.blocks if block.words), "")
    words = " ".join(words.split())
    longest = profile.detection.longest_opening
    if not profile.words_apart:
        words = _blank_between(profile).sub("", words)
    if len(words) <= longest:
        return words
    cut = words[: longest - 2]
    if profile.words_apart:
        cut = cut.rpartition(" ")[0] or cut
    return cut + typography().ellipsis.rstrip()


@cache
def _blank_between(profile: LanguageProfile) -> re.Pattern[str]:
    """A blank between letters of a language that sets none, or after its marks."""
    basic = profile.detection.basic
    return re.compile(f"(?<=[{basic}{re.escape(profile.detection.inner_marks)}]) (?=[{basic}])")
