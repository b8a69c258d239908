"""What detectors look at and what they find."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple


class SourceLine(NamedTuple):
    """A line of a source as a detector sees it."""

    number: int  #: From 1.
    start: int  #: Position in the source.
    text: str
    kind: str  #: Of the block it was put in.


class Finding(NamedTuple):
    """A suspicion about code points ``[start, end)`` of the source."""

    kind: str  #: One of ``model.proposal.PROPOSAL_KINDS``.
    start: int
    end: int
    detector: str
    evidence: str  #: In the language of the corpus.
    score: float  #: From 0 to 1.
    after: str = ""
    next: int = 0  #: The line of the file that seems to continue the paragraph; 0 if none does.


#: Findings about whole blocks; all others are about words.
_OF_BLOCKS = frozenset(
    {"heading", "boundary", "join", "seam", "caption", "byline", "notice", "furniture", "confidence"}
)


#: Findings about words that can be a habit of the file instead of a slip here and there.
_HABITS = frozenset({"quotation", "rare", "foreign", "duplicate"})
#: More of a kind than one in so many code points are a habit; fewer than this are read anyway.
_ONE_IN, _READ = 500, 24


def habits(findings: Sequence[Finding], characters: int) -> dict[str, int]:
    """Return kinds of which a text has too many to be judged one by one, with their numbers.

    Args:
        findings: Of all kinds.
        characters: Code points of the text.
    """
    count = Counter(finding.kind for finding in findings if finding.kind in _HABITS)
    return {kind: found for kind, found in count.items() if found > max(_READ, characters / _ONE_IN)}


def apart(findings: Sequence[Finding]) -> list[Finding]:
    """Return, of findings on the same words, the one with the better score, in order of place.

    A finding about a block and one about a word in it are both kept.
    """
    kept: list[Finding] = []
    for of_blocks in (True, False):
        group: list[Finding] = []
        for finding in sorted(findings, key=lambda item: (item.start, -item.score, item.end, item.kind)):
            if (finding.kind in _OF_BLOCKS) is not of_blocks:
                continue
            if not group or finding.start >= group[-1].end:
                group.append(finding)
            elif finding.score > group[-1].score:
                group[-1] = finding
        kept += group
    return sorted(kept, key=lambda item: (item.start, item.end, item.kind))
