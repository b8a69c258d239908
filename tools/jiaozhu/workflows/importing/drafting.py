"""From a document to a draft edition: blocks in texts, what is left out, and what a person should judge."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from jiaozhu.formats import Format
from jiaozhu.language import LanguageProfile
from jiaozhu.locale import _
from jiaozhu.model.document import Document
from jiaozhu.model.transcript import PageSpot
from jiaozhu.workflows.importing.detecting.blocks import blocks, masked_text
from jiaozhu.workflows.importing.detecting.chapters import chapters
from jiaozhu.workflows.importing.detecting.doubting import doubtful
from jiaozhu.workflows.importing.detecting.findings import Finding, SourceLine, apart, habits
from jiaozhu.workflows.importing.detecting.joining import joined_fragments
from jiaozhu.workflows.importing.detecting.language_model import load_model
from jiaozhu.workflows.importing.detecting.repeats import doublings, near_loops, passages
from jiaozhu.workflows.importing.detecting.structure import Article, Judged, articles, judge
from jiaozhu.workflows.importing.detecting.wording import foreign_words, odd_characters, quotation_marks
from jiaozhu.workflows.importing.drafter import NOT_TEXT, Drafter, DraftText, block_finding, opening_words
from jiaozhu.workflows.importing.metadata import Metadata, front_matter
from jiaozhu.workflows.importing.options import ImportOptions
from jiaozhu.workflows.importing.pages.web_pages import MainText

__all__ = ["Draft", "LeftOut", "draft"]

_DETECTORS: tuple[Callable[[Sequence[SourceLine], LanguageProfile], Iterable[Finding]], ...] = (
    near_loops,
    passages,
    doublings,
    foreign_words,
    quotation_marks,
    odd_characters,
)


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
    author: str = ""
    publisher: str = ""
    habits: Mapping[str, int] = MappingProxyType({})  #: Kinds of findings of which there are too many to propose.


def draft(
    document: Document,
    format: Format,
    options: ImportOptions,
    places: Sequence[PageSpot] = (),
    *,
    title: str = "",
    main: MainText | None = None,
    stated: Metadata | None = None,
    simple: bool = False,
) -> Draft:
    """Draft an edition of a document. What it says is in the language in use.

    Args:
        document: What the reader made of the source.
        format: Its format.
        options: Of the import; its language is that of the text.
        places: One for each line of a transcript; empty for what is text itself.
        title: As the metadata of the file have it.
        main: For whole web pages: what of it is the article.
        stated: What the metadata of the file say beside its title.
        simple: Whether all of it is one text, block after block, and nothing is proposed.
    """
    profile = options.profile
    asked = options.language_model if any(place.doubts for place in places) else ""
    model = load_model(asked) if asked else None
    judged = _judged(document, format, places, profile, main)
    joined = {} if simple else joined_fragments(judged, format, options)
    drafter = Drafter(document, judged, joined, profile, scattered=format.scattered)
    whole = Article(tuple(judged), 1.0, "")
    texts = _texts(drafter, [whole] if simple else articles(judged, profile, chapters(judged, profile)), title)
    findings = [] if simple else [*drafter.findings, *_findings(document, judged, format, options)]
    findings += [] if simple else doubtful(document, places, profile, model)
    said = front_matter(judged)
    known = main.metadata if main is not None else stated or Metadata()
    if said.title and texts and not texts[0].own_title:
        texts[0] = texts[0]._replace(title=said.title)
    date = said.date or known.date or None
    texts = [text._replace(date=text.date or date) for text in texts]
    first = next((block.words for text in texts for block in text.blocks if block.kind == "title"), "")
    findings = apart(findings)
    usual = habits(findings, sum(item.block.span.length for item in judged if item.kind not in NOT_TEXT))
    return Draft(
        texts=tuple(texts),
        omissions=tuple(_omissions(judged, document)),
        findings=tuple(finding for finding in findings if finding.kind not in usual),
        title=said.title or title or first or opening_words(texts, profile),
        date=date,
        author=said.author or known.author,
        publisher=said.publisher or known.publisher,
        habits=usual,
    )


def _texts(drafter: Drafter, divided: Iterable[Article], title: str) -> list[DraftText]:
    """The text of each article that has one; the first may be called by the file's own title."""
    texts: list[DraftText] = []
    at = 0
    for article in divided:
        text = drafter.text(article, at, "" if texts else title)
        at += len(article.blocks)
        if text.blocks:
            texts.append(text)
    return texts


def _judged(
    document: Document,
    format: Format,
    places: Sequence[PageSpot],
    profile: LanguageProfile,
    main: MainText | None,
) -> list[Judged]:
    """The blocks of a document with their kinds."""
    judged = judge(
        list(blocks(document, places, explicit=format.marks_headings)), profile, marked=format.marks_headings
    )
    if main is not None:
        judged = [_in_page(item, main) for item in judged]
    if all(item.kind in NOT_TEXT for item in judged):  # a page of nothing but furniture is a text after all
        judged = [item if item.block.hint == "figure" else item._replace(kind="p") for item in judged]
    return judged


def _in_page(item: Judged, main: MainText) -> Judged:
    """A block of a web page: the article's, or what surrounds it."""
    if item.kind == "figure":
        return item if main.pictures.issuperset(item.block.lines) else item._replace(kind="decoration")
    kept = main.lines is None or main.title_line in item.block.lines or main.lines.intersection(item.block.lines)
    return item if kept else item._replace(kind="boilerplate")


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
    if "doublings" in format.rules:  # set bold: the title of a text, which need not be the one beside it
        evidence = _("a title in bold, extracted twice; it often begins a text, which need not follow it")
        bold = (item for item in judged if item.block.hint == "heading")
        yield from (block_finding(item, "boundary", evidence, 0.6) for item in bold)


def _omissions(judged: Sequence[Judged], document: Document) -> Iterator[LeftOut]:
    reasons = {
        "furniture": _("page furniture, not text (decided by the import)"),
        "boilerplate": _("what surrounds the article on a web page (decided by the import)"),
        "decoration": _("pictures that are not the article's: signs, buttons, counters (decided by the import)"),
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
