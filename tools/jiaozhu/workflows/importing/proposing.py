"""Proposals: what detectors found, as records with a quote that names its place without doubt."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping

from jiaozhu.edition.proposals import suspicion
from jiaozhu.model.document import Document
from jiaozhu.model.note import Target
from jiaozhu.model.problem import NOWHERE
from jiaozhu.model.proposal import PROPOSAL_KINDS, Proposal
from jiaozhu.workflows.importing.detecting.findings import Finding
from jiaozhu.workflows.importing.drafting import Draft

__all__ = ["proposal_labels", "proposals"]

#: Code points of the longest quote, and the most context on either side that makes it unique.
_LONGEST, _CONTEXT = 60, 60
#: So many of one kind are written down: more are a property of the file and not of its places.
_MOST = 300


def proposal_labels() -> Mapping[str, str]:
    """Return what readers see for each kind of proposal, in the language in use."""
    return {kind: suspicion(kind) for kind in PROPOSAL_KINDS}


def proposals(document: Document, draft: Draft) -> Iterator[Proposal]:
    """Yield the findings of a draft as proposals; those that cannot be quoted without doubt are left out."""
    starts = [line.span.start for line in document.lines]
    count: Counter[str] = Counter()
    squeezed = _squeezed(document.text) if draft.findings else ""
    for finding in draft.findings:
        target = _target(document, squeezed, finding) if count[finding.kind] < _MOST else None
        if target is None:
            continue
        count[finding.kind] += 1
        yield Proposal(
            id=f"{finding.kind}-{count[finding.kind]}",
            kind=finding.kind,
            line=document.lines[max(0, bisect_right(starts, finding.start) - 1)].number,
            target=target,
            after=finding.after,
            next=finding.next,
            detector=finding.detector,
            evidence="".join(char if char.isprintable() else " " for char in finding.evidence).strip(),
            score=finding.score,
            place=NOWHERE,
        )


def _target(document: Document, squeezed: str, finding: Finding) -> Target | None:
    """A quote with context that occurs once, within one line and without markup; None if nothing is unique.

    It must be the only one in the source as the rules will regularise it too: without spaces, widths made equal.
    """
    text = document.text
    low, high = _clear(document, finding.start)
    start, end = max(finding.start, low), min(finding.end, high, finding.start + _LONGEST)
    start += len(text[start:end]) - len(text[start:end].lstrip())
    end -= len(text[start:end]) - len(text[start:end].rstrip())
    if end <= start:
        return None
    left, right = start, end
    while _recurs(squeezed, _squeezed(text[left:right])):
        if (left == low and right == high) or right - left > _LONGEST + 2 * _CONTEXT:
            return None
        left, right = max(low, left - 4), min(high, right + 4)
    return Target(quote=text[start:end], prefix=text[left:start], suffix=text[end:right])


def _recurs(text: str, words: str) -> bool:
    return text.find(words, text.find(words) + 1) >= 0


def _squeezed(text: str) -> str:
    return unicodedata.normalize("NFKC", "".join(text.split()))


def _clear(document: Document, position: int) -> tuple[int, int]:
    """The stretch around ``position`` that holds no line end and no markup."""
    text = document.text
    low = text.rfind("\n", 0, position) + 1
    high = text.find("\n", position)
    high = len(text) if high < 0 else high
    at = bisect_right(document.markup, position, key=lambda mark: mark.span.start)
    if at and document.markup[at - 1].span.end > low:
        low = max(low, document.markup[at - 1].span.end)
    if at < len(document.markup):
        high = min(high, document.markup[at].span.start)
    return low, high
