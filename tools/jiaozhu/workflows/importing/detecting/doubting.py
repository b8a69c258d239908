"""What a recogniser was not certain of, as findings: lines, and single letters with what else they might be."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jiaozhu.language import LanguageProfile, typography
from jiaozhu.locale import _
from jiaozhu.model.document import Document
from jiaozhu.model.transcript import Doubt, PageSpot
from jiaozhu.workflows.importing.detecting.findings import Finding
from jiaozhu.workflows.importing.detecting.language_model import LanguageModel
from jiaozhu.workflows.importing.detecting.word_list import WordList

__all__ = ["doubtful"]

#: A line of which a recogniser is less certain than this should be looked at.
_UNSURE_LINE = 0.6
#: A letter or a digit of which it is less certain is more likely wrong than right. Measured with RapidOCR on pages made
#: worse step by step, 27,900 characters: 56 % of those below are wrong, and 60 % of all wrong ones are below.
_UNSURE_LETTER = 0.6
#: Another reading is proposed if its score is this share of the first one's; fainter ones are only named.
_RIVAL = 0.4
#: Letters on either side by which a language model judges, and by how many powers of ten another reading must be more
#: likely, the recogniser's scores included. Measured on 18,070 characters of pages as scanners give them: 81 % of the
#: misread letters are found, all with the right reading, at 1.7 false alarms in 10,000 characters.
_AROUND, _LIKELIER = 5, 1.5
#: What was read is taken for right if every other reading is less likely by as many powers of ten: of the letters that
#: scores alone would propose, 24 % of these are wrong, and 64 % of the others.
_UNLIKELIER = -1.0


class _Rival(NamedTuple):
    """Another reading of a letter, and by how many powers of ten it is more likely."""

    char: str
    gain: float


def doubtful(
    document: Document,
    places: Sequence[PageSpot],
    profile: LanguageProfile,
    model: LanguageModel | WordList | None = None,
) -> Iterator[Finding]:
    """Yield the lines and the letters of which a recogniser was not certain. Punctuation is left out: it is often
    uncertain and seldom wrong.

    Args:
        document: The transcript.
        places: One for each line; empty for what is text itself.
        profile: Of the text's language.
        model: Of the same language; without one, scores decide alone.
    """
    for line, place in zip(document.lines, places, strict=False):
        if place.confidence is not None and place.confidence < _UNSURE_LINE:
            evidence = _("the recogniser's confidence is {share}", share=f"{place.confidence:.0%}")
            score = round(1 - place.confidence, 2)
            yield Finding("confidence", line.span.start, line.span.end, "confidence", evidence, score)
        for doubt in place.doubts:
            at = line.span.start + doubt.at
            if not doubt.char.isalnum() or not document.text.startswith(doubt.char, at):
                continue
            rival = _fittest(document.text, at, doubt, model) if model and not profile.words_apart else None
            if rival is not None and rival.gain > _LIKELIER:
                yield _by_model(doubt, at, rival)
            elif doubt.score < _UNSURE_LETTER and (rival is None or rival.gain > _UNLIKELIER):
                yield _by_score(doubt, at)


def _by_score(doubt: Doubt, at: int) -> Finding:
    evidence = _uncertain(doubt)
    others = [(char, score) for char, score in doubt.others if char.isalnum()]
    if others:
        named = typography().clause.join(f"{char} {score:.0%}" for char, score in others)
        evidence = _("{evidence}; other readings: {others}", evidence=evidence, others=named)
    after = others[0][0] if others and others[0][1] >= _RIVAL * doubt.score else ""
    return Finding("correction", at, at + len(doubt.char), "recognition", evidence, round(1 - doubt.score, 2), after)


def _by_model(doubt: Doubt, at: int, rival: _Rival) -> Finding:
    evidence = _(
        "{evidence}; “{after}” is likelier among the words around it", evidence=_uncertain(doubt), after=rival.char
    )
    score = round(1 - 0.5 / (1 + rival.gain), 2)
    return Finding("correction", at, at + len(doubt.char), "language-model", evidence, score, rival.char)


def _uncertain(doubt: Doubt) -> str:
    return _("the recogniser is sure of “{char}” by {share} only", char=doubt.char, share=f"{doubt.score:.0%}")


def _fittest(text: str, at: int, doubt: Doubt, model: LanguageModel | WordList) -> _Rival | None:
    """The other reading that fits best among the letters around it; None if there is no other."""
    before = _letters(text[max(0, at - _AROUND - 1) : at][::-1])[::-1]
    after = _letters(text[at + 1 : at + 2 + _AROUND])
    rivals = [(char, score) for char, score in doubt.others if _is_letter(char) and score > 0]
    if not rivals or not _is_letter(doubt.char):
        return None
    usual = model.likelihood(before + doubt.char + after) + math.log10(max(doubt.score, 1e-6))
    judged = [
        _Rival(char, model.likelihood(before + char + after) + math.log10(score) - usual) for char, score in rivals
    ]
    return max(judged, key=lambda rival: rival.gain)


def _letters(text: str) -> str:
    """The letters at the beginning of a text; a printed line may end among them."""
    out: list[str] = []
    for char in text:
        if char == "\n":
            continue
        if not _is_letter(char) or len(out) == _AROUND:
            break
        out.append(char)
    return "".join(out)


def _is_letter(char: str) -> bool:
    return len(char) == 1 and char.isalpha() and not char.isascii()
