"""From a document to a draft edition: blocks in texts, what is left out, and what a person should judge."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from jiaozhu.formats import Format
from jiaozhu.language import LanguageProfile
from jiaozhu.locale import _
from jiaozhu.model.document import Document
from jiaozhu.model.transcript import PageSpot
from jiaozhu.workflows.importing.blocks import blocks, masked_text
from jiaozhu.workflows.importing.doubting import doubtful
from jiaozhu.workflows.importing.drafter import NOT_TEXT, Drafter, DraftText, block_finding, opening_words
from jiaozhu.workflows.importing.findings import Finding, SourceLine, apart
from jiaozhu.workflows.importing.joining import joined_fragments
from jiaozhu.workflows.importing.language_model import load_model
from jiaozhu.workflows.importing.options import ImportOptions
from jiaozhu.workflows.importing.repeats import doublings, near_loops, passages
from jiaozhu.workflows.importing.structure import Judged, articles, judge
from jiaozhu.workflows.importing.wording import foreign_words, idioms, odd_characters, quotation_marks, spellings

__all__ = ["Draft", "LeftOut", "draft"]

_DETECTORS: tuple[Callable[[Sequence[SourceLine], LanguageProfile], Iterable[Finding]], ...] = (
    near_loops,
    passages,
    doublings,
    foreign_words,
    quotation_marks,
    odd_characters,
    idioms,
)
_META_TITLE = re.compile(r"^title\s*+[:=]\s*+[\"'“]?+(\S(?:.*\S)?)", re.I)
_META_DATE = re.compile(r"^(?:date|published|pubdate|created)\s*[:=]\s*[\"']?([0-9]{4}-[0-9]{2}-[0-9]{2})", re.I)


class LeftOut(NamedTuple):
    """Lines (indices) that belong to no text."""

    reason: str
    lines: tuple[int, ...]


class Draft(NamedTuple):
    """All that a draft edition says."""

    texts: tuple[DraftText, ...]
    omissions: tuple[LeftOut, ...]
    findings: tuple[Finding, ...]
    title: str
    date: str | None


def draft(
    document: Document,
    format: Format,
    options: ImportOptions,
    places: Sequence[PageSpot] = (),
    *,
    title: str = "",
    is_main: Callable[[str], bool] | None = None,
) -> Draft:
    """Draft an edition of a document. What it says is in the language in use.

    Args:
        document: What the reader made of the source.
        format: Its format.
        options: Of the import; its language is that of the text.
        places: One for each line of a transcript; empty for what is text itself.
        title: As the metadata of the file have it.
        is_main: For whole web pages: whether a paragraph belongs to the article.
    """
    profile = options.profile
    model = load_model(options.language_model) if options.language_model else None
    judged = _judged(document, format, places, profile, is_main)
    drafter = Drafter(document, judged, joined_fragments(judged, format, options), profile, scattered=format.scattered)
    texts: list[DraftText] = []
    at = 0
    for article in articles(judged, profile):
        text = drafter.text(article, at, "" if texts else title)
        at += len(article.blocks)
        if text.blocks:
            texts.append(text)
    findings = [
        *drafter.findings,
        *_findings(document, judged, format, options),
        *doubtful(document, places, profile, model),
    ]
    meta = _unquoted(_front_matter(judged, _META_TITLE))
    date = _front_matter(judged, _META_DATE) or None
    if meta and texts and not texts[0].own_title:
        texts[0] = texts[0]._replace(title=meta)
    texts = [text._replace(date=text.date or date) for text in texts]
    first = next((block.words for text in texts for block in text.blocks if block.kind == "title"), "")
    return Draft(
        texts=tuple(texts),
        omissions=tuple(_omissions(judged, document)),
        findings=tuple(apart(findings)),
        title=meta or title or first or opening_words(texts, profile),
        date=date,
    )


def _judged(
    document: Document,
    format: Format,
    places: Sequence[PageSpot],
    profile: LanguageProfile,
    is_main: Callable[[str], bool] | None,
) -> list[Judged]:
    """The blocks of a document with their kinds."""
    judged = judge(list(blocks(document, places, explicit=format.marks_headings)), profile)
    if is_main is not None:
        judged = [item if _is_kept(item, is_main) else item._replace(kind="boilerplate") for item in judged]
    if all(item.kind in NOT_TEXT for item in judged):  # a page of nothing but furniture is a text after all
        judged = [item if item.kind == "figure" else item._replace(kind="p") for item in judged]
    return judged


def _is_kept(item: Judged, is_main: Callable[[str], bool]) -> bool:
    return item.kind == "figure" or is_main(item.block.text)


def _findings(
    document: Document, judged: Sequence[Judged], format: Format, options: ImportOptions
) -> Iterator[Finding]:
    """What detectors find in the words of a source."""
    masked = masked_text(document)
    lines = [
        SourceLine(
            document.lines[item.block.lines[0]].number,
            item.block.span.start,
            masked[item.block.span.start : item.block.span.end],
            item.kind,
        )
        for item in judged
        if item.kind not in NOT_TEXT and item.kind != "figure"
    ]
    for detector in _DETECTORS:
        yield from detector(lines, options.profile)
    yield from spellings(lines, options.profile, options.others)
    if "doublings" in format.rules:  # set bold: the title of a text, which need not be the one beside it
        evidence = _("a title in bold, extracted twice; it often begins a text, which need not follow it")
        bold = (item for item in judged if item.block.hint == "heading")
        yield from (block_finding(item, "boundary", evidence, 0.6) for item in bold)


def _omissions(judged: Sequence[Judged], document: Document) -> Iterator[LeftOut]:
    reasons = {
        "furniture": _("page furniture, not text (decided by the import)"),
        "boilerplate": _("what surrounds the article on a web page (decided by the import)"),
        "front-matter": _("metadata"),
    }
    for kind, reason in reasons.items():
        lines = tuple(line for item in judged if item.kind == kind for line in item.block.lines)
        if lines:
            yield LeftOut(reason, lines)
    named = {line for item in judged for line in item.block.lines}
    rest = tuple(line for line in range(len(document.lines)) if line not in named)
    if rest:
        yield LeftOut(_("markup without text"), rest)


def _unquoted(title: str) -> str:
    """A title without the quotation mark at its end."""
    return title[:-1] if len(title) > 1 and title[-1] in "\"'”" else title


def _front_matter(judged: Sequence[Judged], pattern: re.Pattern[str]) -> str:
    """What front matter says under a key; empty if it says nothing."""
    for item in judged:
        if item.kind == "front-matter" and (match := pattern.match(item.block.text)):
            return match.group(1)
    return ""
