"""Which words of a text may be meant by words that it does not have."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from jiaozhu.language.folding import DROPPED, MARKS
from jiaozhu.locale import _

__all__ = ["Near", "nearest"]

#: Of a hundred: less alike are other words. A typo in three characters leaves 67, one in four 75.
_LIKE = 66.0
#: Marks, folded, that a person puts around words to quote them.
_QUOTING = "\"'"
#: How far the best words may begin from where the likest stretch begins.
_SHIFT = 3
#: Longer words, and longer texts, are not compared: the answer is a help, and must not take longer than the search.
_MOST_WORDS, _MOST_TEXT = 400, 2_000_000


class Near(NamedTuple):
    """Words that may be meant."""

    text: str  #: Of the source.
    block: str
    words: str  #: As the text has them.
    same: bool  #: Whether they differ in form only: width, kind of quotation mark, white space, case.

    @property
    def hint(self) -> str:
        """What to tell the person who looked for others."""
        place = f"{self.text} {self.block}"
        if self.same:
            return _("the page has it in another form, “{words}” ({place})", words=self.words, place=place)
        return _("the nearest words are “{words}” ({place})", words=self.words, place=place)


class _Folded(NamedTuple):
    """A text in the form in which it is compared."""

    text: str
    at: list[int]  #: For each character, its offset in what was folded, in code points.


def nearest(words: str, blocks: Iterable[tuple[str, str, str]]) -> Near | None:
    """Return the words of a text that are most like some others, if any are.

    Args:
        words: What was looked for.
        blocks: The id of the text, the id of the block, and the reading of each.
    """
    wanted = _folded(words).text
    if not wanted or len(words) > _MOST_WORDS:
        return None
    forms = dict.fromkeys(filter(None, (wanted, wanted.strip(_QUOTING))))
    best: Near | None = None
    score, left = _LIKE, _MOST_TEXT
    for text, block, reading in blocks:
        left -= len(reading)
        if left < 0:
            break
        folded = _folded(reading)
        for form in forms:
            at = folded.text.find(form)
            if at >= 0:
                return Near(text, block, _original(reading, folded, at, at + len(form)), True)
        found = fuzz.partial_ratio_alignment(wanted, folded.text, score_cutoff=score)
        if found is not None and found.score > score and found.dest_end > found.dest_start:
            score = found.score
            best = Near(text, block, _original(reading, folded, *_fitted(wanted, folded.text, found.dest_start)), False)
            if score >= 100:
                break
    return best


def _fitted(wanted: str, text: str, near: int) -> tuple[int, int]:
    """Begin and end of the words near an offset of a text that need the fewest changes."""
    return min(
        (
            (start, end)
            for start in range(max(0, near - _SHIFT), min(len(text), near + _SHIFT) + 1)
            for end in range(start + max(1, len(wanted) - 2), min(len(text), start + len(wanted) + 2) + 1)
        ),
        key=lambda pair: (Levenshtein.distance(wanted, text[slice(*pair)]), abs(pair[1] - pair[0] - len(wanted))),
        default=(near, min(len(text), near + len(wanted))),
    )


def _folded(text: str) -> _Folded:
    characters: list[str] = []
    at: list[int] = []
    for offset, character in enumerate(text):
        if character not in DROPPED:
            plain = MARKS.get(character) or unicodedata.normalize("NFKC", character).lower()
            characters += plain
            at += [offset] * len(plain)
    return _Folded("".join(characters), at)


def _original(reading: str, folded: _Folded, start: int, end: int) -> str:
    return reading[folded.at[start] : folded.at[end - 1] + 1]
