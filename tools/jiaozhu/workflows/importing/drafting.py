"""From a document to a draft edition: blocks in texts, what is left out, and what a person should judge."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from jiaozhu.formats import Format
from jiaozhu.model.document import Document
from jiaozhu.model.transcript import PageSpot
from jiaozhu.workflows.importing.blocks import blocks, masked_text
from jiaozhu.workflows.importing.findings import Finding, SourceLine, apart
from jiaozhu.workflows.importing.repeats import doublings, near_loops, passages
from jiaozhu.workflows.importing.seams import CLEAR, JOINED, ORDERED, Words, joint, joints, nearest
from jiaozhu.workflows.importing.structure import CERTAIN, Article, Judged, articles, fragments, judge, may_begin
from jiaozhu.workflows.importing.wording import foreign_words, idioms, odd_characters, quotation_marks, spellings

#: A recogniser less sure than this of a line should be looked over.
_UNSURE = 0.6
_DETECTORS: tuple[Callable[[Sequence[SourceLine]], Iterable[Finding]], ...] = (
    near_loops,
    passages,
    doublings,
    foreign_words,
    quotation_marks,
    odd_characters,
    idioms,
)
#: Kinds that are left out of the text.
_NOT_TEXT = frozenset({"furniture", "boilerplate", "front-matter"})
_META_TITLE = re.compile(r"^title\s*[:=]\s*[\"'“]?(.+?)[\"'”]?\s*$", re.I)
_META_DATE = re.compile(r"^(?:date|published|pubdate|created)\s*[:=]\s*[\"']?([0-9]{4}-[0-9]{2}-[0-9]{2})", re.I)
_BETWEEN_HAN = re.compile("(?<=[一-鿿，。：；、]) (?=[一-鿿])")
_DATE = re.compile(r"^([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日")


class Entry(NamedTuple):
    """A block of the draft: its kind and the lines (indices) of each of its fragments, in reading order."""

    kind: str
    parts: tuple[tuple[int, ...], ...]
    words: str


class Text(NamedTuple):
    """A text of the draft."""

    title: str  #: Supplied, if it has none of its own.
    date: str | None
    entries: tuple[Entry, ...]
    order: str  #: Why blocks were moved; empty if none was.


class Draft(NamedTuple):
    """All that a draft edition says."""

    texts: tuple[Text, ...]
    omissions: tuple[tuple[str, tuple[int, ...]], ...]  #: Reason and lines.
    findings: tuple[Finding, ...]
    title: str
    date: str | None


def draft(
    document: Document,
    format: Format,
    places: Sequence[PageSpot] = (),
    *,
    title: str = "",
    others: Sequence[str] = (),
    is_main: Callable[[str], bool] | None = None,
) -> Draft:
    """The draft edition of a document.

    Args:
        document: What the reader made of the source.
        format: Its format.
        places: One for each line of a transcript; empty for what is text itself.
        title: As the file's metadata say.
        others: Texts of other sources of the corpus: their words and spellings count.
        is_main: For whole web pages: whether a paragraph belongs to the article.
    """
    judged = judge(list(blocks(document, places, explicit=format.marks_headings)))
    if is_main is not None:
        judged = [item if _kept(item, is_main) else item._replace(kind="boilerplate") for item in judged]
    if all(item.kind in _NOT_TEXT for item in judged):  # a page of nothing but furniture is a text after all
        judged = [item if item.kind == "figure" else item._replace(kind="p") for item in judged]
    drafter = _Drafter(document, judged, _joined(judged, others, format), scattered=format.scattered)
    texts: list[Text] = []
    at = 0
    for article in articles(judged):
        text = drafter.text(article, at, "" if texts else title)
        at += len(article.blocks)
        if text.entries:
            texts.append(text)
    findings = drafter.findings
    masked = masked_text(document)
    lines = [
        SourceLine(
            document.lines[item.block.lines[0]].number,
            item.block.span.start,
            masked[item.block.span.start : item.block.span.end],
            item.kind,
        )
        for item in judged
        if item.kind not in _NOT_TEXT and item.kind != "figure"
    ]
    for detector in _DETECTORS:
        findings += detector(lines)
    findings += spellings(lines, others)
    if "doublings" in format.rules:  # set bold: the title of a text, which need not be the one it stands beside
        bold = [item for item in judged if item.block.hint == "heading"]
        findings += [
            _finding(item, "boundary", "以粗体重叠取出的题，多为一篇之首，其文未必在其后", 0.6) for item in bold
        ]
    findings += _unsure(document, places)
    meta = _front_matter(judged, "title")
    date = _front_matter(judged, "date") or None
    if meta and texts and not any(entry.kind == "title" for entry in texts[0].entries):
        texts[0] = texts[0]._replace(title=meta)
    texts = [text._replace(date=text.date or date) for text in texts]
    first = next((entry.words for text in texts for entry in text.entries if entry.kind == "title"), "")
    return Draft(
        tuple(texts),
        tuple(_omissions(judged, document)),
        tuple(apart(findings)),
        meta or title or first or _opening(texts),
        date,
    )


def _kept(item: Judged, is_main: Callable[[str], bool]) -> bool:
    return item.kind == "figure" or is_main(item.block.text)


def _next(judged: Sequence[Judged], index: int) -> int | None:
    """The next block that is of the text itself."""
    for at in range(index + 1, min(len(judged), index + 6)):
        if judged[at].kind not in ("furniture", "boilerplate", "figure", "caption", "credit"):
            return at if judged[at].kind == "p" else None
    return None


def _joined(judged: Sequence[Judged], others: Sequence[str], format: Format) -> dict[int, tuple[int, float, str]]:
    """For each paragraph that breaks off, what takes it up best."""
    if not format.scattered:
        return {}
    texts = [item.block.text for item in judged]
    opens = [index for index, _ in fragments(Article(tuple(judged), 1.0, ""))]
    if not opens:
        return {}
    every = [index for index, item in enumerate(judged) if item.kind == "p"]
    asked = ((texts[first], texts[second]) for first in opens for second in nearest(every, first))
    words = Words([*texts, *others], asked)
    found: dict[int, tuple[int, float, str]] = {}
    for index in opens:  # what stands next is what comes next, unless something speaks against it
        second = _next(judged, index)
        if second is not None:
            score, evidence = joint(texts[index], texts[second], words)
            rivals = (texts[other] for other in nearest(opens, index))
            rival = max((joint(text, texts[second], words)[0] for text in rivals), default=0.0)
            if score >= JOINED:
                found[index] = (second, min(score, 0.45) if rival >= score else score, evidence)
    taken = {second for second, _, _ in found.values()}
    begins = [index for index, item in enumerate(judged) if item.kind == "p" and index not in taken]
    for item in joints(texts, [index for index in opens if index not in found], begins, words):
        opened = item.second and judged[item.second - 1].kind in ("heading", "title", "subtitle", "byline")
        found[item.first] = (item.second, min(item.score, 0.65) if opened else item.score, item.evidence)
    return found


class _Drafter:
    """Makes texts of articles, and remembers what it was not sure of."""

    def __init__(
        self,
        document: Document,
        judged: Sequence[Judged],
        joined: dict[int, tuple[int, float, str]],
        *,
        scattered: bool,
    ) -> None:
        self.findings: list[Finding] = []
        self._document = document
        self._judged = judged
        self._joined = joined
        self._scattered = scattered
        #: Blocks that stand where what they take up stands, and not where they stand in the source.
        self._taken = {
            second
            for first, (second, score, _) in joined.items()
            if score >= (JOINED if second == _next(judged, first) else ORDERED)
        }

    def text(self, article: Article, offset: int, title: str) -> Text:
        """The text of ``article``, whose first block is number ``offset`` of all; ``title`` if it has none itself."""
        entries: list[Entry] = []
        moved: list[str] = []
        date: str | None = None
        titled = False
        for number, item in enumerate(article.blocks, offset):
            if item.kind == "furniture" and (match := _DATE.match(item.block.text)):
                date = f"{match[1]}-{int(match[2]):02d}-{int(match[3]):02d}"
            if number in self._taken or item.kind in _NOT_TEXT:
                continue
            kind = item.kind
            if kind == "heading" and not titled and not any(entry.kind == "p" for entry in entries):
                kind = "title"
            titled = titled or kind == "title"
            self._doubt(item, kind, entries, article, offset)
            parts, words = self._followed(number, moved)
            entries.append(Entry(kind, tuple(parts), words))
        own = any(entry.kind == "title" for entry in entries)
        supplied = "" if own else title or _opening([Text("", None, tuple(entries), "")])
        return Text(supplied, date, tuple(entries), "；".join(moved))

    def _doubt(self, item: Judged, kind: str, above: Sequence[Entry], article: Article, offset: int) -> None:
        """What is not certain of a heading: that it is one, and of which text."""
        if kind == "title" and offset and article.score < 0.9:
            self.findings.append(_finding(item, "boundary", article.evidence, article.score))
        if kind != "heading":
            return
        if item.score < CERTAIN:
            self.findings.append(_finding(item, "heading", item.evidence, item.score))
        if self._scattered and above and may_begin(item, above[-1].kind, above[-1].words):
            evidence = "题下无署名：或是本篇的小标题，或另成一篇"
            self.findings.append(_finding(item, "boundary", evidence, 0.35))

    def _followed(self, number: int, moved: list[str]) -> tuple[list[tuple[int, ...]], str]:
        """A block with all that take it up: lines of each fragment, and the words."""
        judged = self._judged
        parts, words = [judged[number].block.lines], judged[number].block.text
        last, seen = number, {number}
        while last in self._joined:
            second, score, evidence = self._joined[last]
            neighbour = second == _next(judged, last)
            if not neighbour or second not in self._taken:
                self.findings.append(_seam(judged[last], judged[second], score, evidence))
            elif score < CLEAR:
                self.findings.append(_join(judged[second], score, evidence))
            if second not in self._taken or second in seen:
                break
            if not neighbour:
                moved.append(f"第{self._line(last)}行接第{self._line(second)}行：{evidence}")
            parts.append(judged[second].block.lines)
            words += judged[second].block.text
            seen.add(second)
            last = second
        return parts, words

    def _line(self, index: int) -> int:
        return self._document.lines[self._judged[index].block.lines[0]].number


def _seam(item: Judged, taken_up: Judged, score: float, evidence: str) -> Finding:
    end = item.block.span.end
    words = " ".join(taken_up.block.text.split())[:12]
    why = f"句未完；最合者为“{words}……”（{evidence}）" if evidence else "句未完，未见可接之段"
    return Finding("seam", max(item.block.span.start, end - 10), end, "seams", why, score)


def _join(item: Judged, score: float, evidence: str) -> Finding:
    start = item.block.span.start
    why = f"据“{evidence}”与上段相接，或当另起"
    return Finding("join", start, min(item.block.span.end, start + 10), "seams", why, round(1 - score, 2))


def _finding(item: Judged, kind: str, evidence: str, score: float) -> Finding:
    return Finding(kind, item.block.span.start, item.block.span.end, "structure", evidence, score)


def _unsure(document: Document, places: Sequence[PageSpot]) -> Iterator[Finding]:
    for line, place in zip(document.lines, places, strict=False):
        if place.confidence is not None and place.confidence < _UNSURE:
            evidence = f"识别时的把握为 {place.confidence:.0%}"
            yield Finding(
                "confidence", line.span.start, line.span.end, "confidence", evidence, round(1 - place.confidence, 2)
            )


def _omissions(judged: Sequence[Judged], document: Document) -> Iterator[tuple[str, tuple[int, ...]]]:
    reasons = {
        "furniture": "版口、署版一类，不属正文（导入时判定）",
        "boilerplate": "网页的附属内容，不属正文（导入时判定）",
        "front-matter": "元数据",
    }
    for kind, reason in reasons.items():
        lines = tuple(line for item in judged if item.kind == kind for line in item.block.lines)
        if lines:
            yield reason, lines
    named = {line for item in judged for line in item.block.lines}
    rest = tuple(line for line in range(len(document.lines)) if line not in named)
    if rest:
        yield "只有标记，没有文字", rest


def _front_matter(judged: Sequence[Judged], wanted: str) -> str:
    pattern = _META_TITLE if wanted == "title" else _META_DATE
    for item in judged:
        if item.kind == "front-matter" and (match := pattern.match(item.block.text)):
            return match.group(1)
    return ""


def _opening(texts: Sequence[Text]) -> str:
    """The first words of a text that has no title."""
    words = next((entry.words for text in texts for entry in text.entries if entry.words), "")
    words = _BETWEEN_HAN.sub("", " ".join(words.split()))
    return words if len(words) <= 16 else f"{words[:14]}……"
