"""Who names which characters: nothing twice, nothing by nobody."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from jiaozhu.edition.editing.addresses import LineIndex
from jiaozhu.model.act import Act, ActKind
from jiaozhu.model.problem import Place, Problem
from jiaozhu.model.span import Span
from jiaozhu.model.text import Segment

LAYOUT = Act(ActKind.OMITTED, "rule:layout", "行末、空行等版式字符", rule="layout")
MARKUP = Act(ActKind.OMITTED, "rule:markup", "网页标签", rule="markup")
FRONT_MATTER = Act(ActKind.OMITTED, "rule:front-matter", "网页元数据，见来源说明", rule="front-matter")
UNCLAIMED = Act(ActKind.OMITTED, "rule:unclaimed", "校本未提及", rule="unclaimed")


class Claim(NamedTuple):
    """A stretch of the source that the edition names."""

    span: Span
    place: Place
    act: Act | None  #: The omission's act, or None where the stretch is read.


def named_twice(claims: Sequence[Claim], index: LineIndex) -> list[Problem]:
    """A problem for every claim that shares characters with an earlier one (in source order)."""
    problems = []
    reach: Claim | None = None
    for claim in sorted(claims, key=lambda claim: (claim.span, claim.place)):
        if reach is not None and claim.span.meets(reach.span):
            line, _ = index.locate(max(claim.span.start, reach.span.start))
            first, second = sorted((claim.place, reach.place))
            message = f"line {line} is named twice: here and at {first.path}:{first.line}"
            problems.append(Problem(second, "E106", message, "each character of the source has one place; delete one"))
        if reach is None or claim.span.end > reach.span.end:
            reach = claim
    return problems


def outside(claims: Sequence[Claim], index: LineIndex, source: Place) -> tuple[list[Segment], list[Problem]]:
    """Segments for everything that is not read, and a problem for every stretch nobody names.

    The segments cover the complement of the claims that are read, in source order.
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
        last, _ = index.locate(span.end - 1)
        excerpt = index.document.text[span.start : span.end].split("\n")[0][:16]
        lines = f"line {line}" if line == last else f"lines {line}-{last}"
        message = f"{lines} (「{excerpt}…」) stand in no text and under no omission"
        hint = "name them in edition.yaml, in a block or under 'omissions' with a reason"
        problems.append(Problem(Place(source.path, line, column), "E103", message, hint))
    return problems
