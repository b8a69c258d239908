"""What an edition names: every character of the source once, in a block or in an omission."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from jiaozhu.edition.editing.addresses import LineIndex
from jiaozhu.locale import N_, _
from jiaozhu.model.act import Act, ActKind
from jiaozhu.model.problem import Place, Problem
from jiaozhu.model.span import Span
from jiaozhu.model.text import Segment

LAYOUT = Act(ActKind.OMITTED, "rule:layout", N_("line ends, blank lines and other layout"), rule="layout")
MARKUP = Act(ActKind.OMITTED, "rule:markup", N_("tags of a web page"), rule="markup")
FRONT_MATTER = Act(
    ActKind.OMITTED,
    "rule:front-matter",
    N_("metadata of a web page, for which see the description of the source"),
    rule="front-matter",
)
UNCLAIMED = Act(ActKind.OMITTED, "rule:unclaimed", N_("not mentioned by the edition"), rule="unclaimed")


class Claim(NamedTuple):
    """A stretch of the source that the edition names."""

    span: Span
    place: Place
    act: Act | None  #: The omission's act; None if the stretch is read.


def named_twice(claims: Sequence[Claim], index: LineIndex) -> list[Problem]:
    """Return a problem for every claim that shares characters with an earlier one, in source order."""
    problems = []
    reach: Claim | None = None
    for claim in sorted(claims, key=lambda claim: (claim.span, claim.place)):
        if reach is not None and claim.span.meets(reach.span):
            line = index.locate(max(claim.span.start, reach.span.start))[0]
            first, second = sorted((claim.place, reach.place))
            where = f"{first.path}:{first.line}"
            message = _("line {line} is named twice: here and at {place}", line=line, place=where)
            hint = _("each character of the source is named once; delete one of the two")
            problems.append(Problem(second, "E106", message, hint))
        if reach is None or claim.span.end > reach.span.end:
            reach = claim
    return problems


def outside(claims: Sequence[Claim], index: LineIndex, source: Place) -> tuple[list[Segment], list[Problem]]:
    """Account for everything that is not read.

    Args:
        claims: What the edition names.
        index: The lines of the source.
        source: The place of the source's file.

    Returns:
        Segments that cover the complement of the claims that are read, in source order; and a problem for every
        stretch of text that the edition does not name.
    """
    document = index.document
    text = document.text
    segments: list[Segment] = []
    loose: list[Span] = []
    furniture = _furniture(index)
    at = 0
    for claim in [*sorted(claims, key=lambda claim: claim.span), Claim(Span(len(text), len(text)), source, None)]:
        if claim.span.start > at:
            _cover(Span(at, claim.span.start), furniture, text, segments, loose)
        if claim.act is not None:
            segments.append(Segment("", claim.span, claim.act))
        at = max(at, claim.span.end)
    return segments, _unclaimed(loose, index, source)


def _furniture(index: LineIndex) -> list[tuple[Span, Act]]:
    """Markup and front matter, in order."""
    document = index.document
    covered = [(mark.span, MARKUP) for mark in document.markup]
    for paragraph in document.paragraphs:
        if paragraph.kind == "front-matter":
            covered.append((document.lines[paragraph.first].span, FRONT_MATTER))
    covered.sort(key=lambda item: item[0], reverse=True)  # a stack: the next one is last
    return covered


def _cover(gap: Span, furniture: list[tuple[Span, Act]], text: str, out: list[Segment], loose: list[Span]) -> None:
    """Account for one stretch between claims; consumes the furniture up to its end."""
    at = gap.start
    while furniture and furniture[-1][0].start < gap.end:
        span, act = furniture.pop()
        if span.end <= at:
            continue  # inside a claim: accounted for in its block
        start, end = max(span.start, at), min(span.end, gap.end)
        if start > at:
            _layout(Span(at, start), text, out, loose)
        out.append(Segment("", Span(start, end), act))
        at = end
        if end < span.end:
            furniture.append((Span(end, span.end), act))
            break
    if at < gap.end:
        _layout(Span(at, gap.end), text, out, loose)


def _layout(span: Span, text: str, out: list[Segment], loose: list[Span]) -> None:
    content = text[span.start : span.end]
    if not content.strip():
        out.append(Segment("", span, LAYOUT))
        return
    start = span.start + len(content) - len(content.lstrip())
    end = span.start + len(content.rstrip())
    for part, act in ((Span(span.start, start), LAYOUT), (Span(start, end), UNCLAIMED), (Span(end, span.end), LAYOUT)):
        if part.length:
            out.append(Segment("", part, act))
    loose.append(Span(start, end))


def _unclaimed(loose: Iterable[Span], index: LineIndex, source: Place) -> list[Problem]:
    problems = []
    for span in loose:
        line, column = index.locate(span.start)
        last = index.locate(span.end - 1)[0]
        excerpt = index.document.text[span.start : span.end].split("\n")[0][:16]
        lines = _("line {n}", n=line) if line == last else _("lines {first}-{last}", first=line, last=last)
        message = _("{lines} (「{excerpt}…」): in no block and no omission", lines=lines, excerpt=excerpt)
        hint = _("name them in edition.yaml, in a block or under 'omissions' with a reason")
        problems.append(Problem(Place(source.path, line, column), "E103", message, hint))
    return problems
