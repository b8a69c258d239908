"""What a recogniser was not certain of, as findings: lines, and single letters with what else they might be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jiaozhu.language import typography
from jiaozhu.locale import _
from jiaozhu.model.document import Document
from jiaozhu.model.transcript import Doubt, PageSpot
from jiaozhu.workflows.importing.findings import Finding

__all__ = ["doubtful"]

#: A line of which a recogniser is less certain than this should be looked at.
_UNSURE_LINE = 0.6
#: A letter or a digit of which it is less certain is more likely wrong than right. Measured with RapidOCR on pages made
#: worse step by step, 27,900 characters: 56 % of those below are wrong, and 60 % of all wrong ones are below.
_UNSURE_LETTER = 0.6
#: Another reading is proposed if its score is this share of the first one's; fainter ones are only named.
_RIVAL = 0.4


def doubtful(document: Document, places: Sequence[PageSpot]) -> Iterator[Finding]:
    """Yield the lines and the letters of which a recogniser was not certain. Punctuation is left out: it is often
    uncertain and seldom wrong.

    Args:
        document: The transcript.
        places: One for each line; empty for what is text itself.
    """
    for line, place in zip(document.lines, places, strict=False):
        if place.confidence is not None and place.confidence < _UNSURE_LINE:
            evidence = _("the recogniser's confidence is {share}", share=f"{place.confidence:.0%}")
            score = round(1 - place.confidence, 2)
            yield Finding("confidence", line.span.start, line.span.end, "confidence", evidence, score)
        for doubt in place.doubts:
            at = line.span.start + doubt.at
            if doubt.score < _UNSURE_LETTER and doubt.char.isalnum() and document.text.startswith(doubt.char, at):
                yield _letter(doubt, at)


def _letter(doubt: Doubt, at: int) -> Finding:
    evidence = _("the recogniser is sure of “{char}” by {share} only", char=doubt.char, share=f"{doubt.score:.0%}")
    others = [(char, score) for char, score in doubt.others if char.isalnum()]
    if others:
        named = typography().clause.join(f"{char} {score:.0%}" for char, score in others)
        evidence = _("{evidence}; other readings: {others}", evidence=evidence, others=named)
    after = others[0][0] if others and others[0][1] >= _RIVAL * doubt.score else ""
    return Finding("correction", at, at + len(doubt.char), "recognition", evidence, round(1 - doubt.score, 2), after)
