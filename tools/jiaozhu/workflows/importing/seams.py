"""Detectors of seams: a paragraph that breaks off in mid-sentence, and the one that continues it.

Evidence is what is on both sides of the joint: a known word across it, a quotation that closes, a beginning that no
sentence has. The words are those of the source itself and of its corpus.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from jiaozhu.language import LanguageProfile, typography
from jiaozhu.locale import Lazy, lazy

#: With this score a joint between neighbours is made in the draft, and one between others decides the order.
JOINED, ORDERED = 0.3, 0.7
#: A joint between neighbours with a lower score is made and also proposed.
CLEAR = 0.66
#: Paragraphs before and after a fragment that may continue it.
_REACH = 40


class Joint(NamedTuple):
    """A fragment and what may continue it: indices of blocks."""

    first: int
    second: int
    score: float  #: From 0 to 1.
    evidence: tuple[Lazy, ...]


class Words:
    """How often strings occur in some texts. Only those that joints ask for are looked for, all in one pass.

    Args:
        texts: Where to look.
        asked: The two sides of each joint.
        profile: Of the language; if blanks part its words, no word is broken and none is looked for.
    """

    def __init__(self, texts: Iterable[str], asked: Iterable[tuple[str, str]], profile: LanguageProfile) -> None:
        self.profile = profile
        self._run = None if profile.words_apart else re.compile(f"[{profile.detection.basic}]+")
        candidates = sorted({word for left, right in asked for word, _ in self._across(left, right)})
        self._count = Counter[str]()
        if candidates:
            automaton = AhoCorasick(candidates)
            for text in texts:
                found = automaton.find_matches_as_indexes(text, overlapping=True)
                self._count.update(candidates[number] for number, _, _ in found)

    def across(self, left: str, right: str) -> tuple[str, int, int]:
        """Return the longest known string across a joint, how often it occurs, and how much of it is on the left."""
        for word, cut in self._across(left, right):
            if self._count[word]:
                return word, self._count[word], cut
        return "", 0, 0

    def _across(self, left: str, right: str) -> Iterator[tuple[str, int]]:
        """Strings of letters across a joint, longest and most even first; and how much of each is on the left."""
        if self._run is None:
            return
        left, right = left.rstrip(), right.lstrip()
        for size in (4, 3, 2):
            for cut in sorted(range(1, size), key=lambda cut: abs(2 * cut - size)):
                word = left[-cut:] + right[: size - cut]
                if len(word) == size and self._run.fullmatch(word):
                    yield word, cut


def joint(left: str, right: str, words: Words) -> tuple[float, tuple[Lazy, ...]]:
    """Return how well one paragraph continues another, and why.

    Args:
        left: The paragraph that breaks off.
        right: The one that may continue it.
        words: The words of the corpus.

    Returns:
        A score from 0 to 1, and the evidence, which ``stated`` writes down.
    """
    profile = words.profile
    marks = profile.detection
    left, right = left.rstrip(), right.lstrip()
    score = 0.0
    why: list[Lazy] = []
    if left[-1:] not in profile.terminal:
        score += 0.3
        why.append(lazy("the first ends in mid-sentence"))
    if marks.no_end.search(left):
        score += 0.15
        why.append(lazy("the first ends with “{words}”", words=left[-1]))
    if marks.no_beginning.match(right):
        score += 0.35
        why.append(lazy("the second begins with “{words}”", words=right[:1]))
    word, times, cut = words.across(left, right)
    if word:
        # Few strings of four characters with two on either side occur by chance, but most of two do.
        score += 0.4 if cut >= 2 and len(word) - cut >= 2 else 0.25 if len(word) >= 3 and times >= 2 else 0.12
        score += min(0.1, 0.02 * times)
        why.append(lazy("the word “{word}” is across the seam, and {times} times elsewhere", word=word, times=times))
    opening, closing = profile.typography.quotes
    if left.count(opening) > left.count(closing) and right.count(closing) > right.count(opening):
        score += 0.2
        why.append(lazy("a quotation closes across the seam"))
    if left[-1:].isdigit() and right[:1] in marks.measures:
        score += 0.3
        why.append(lazy("a number meets its unit"))
    return round(min(score, 0.97), 2), tuple(why)


def stated(evidence: Sequence[Lazy]) -> str:
    """Return evidence in the language in use."""
    return typography().comma.join(map(str, evidence))


def nearest(indices: Sequence[int], here: int) -> list[int]:
    """Return, of ordered indices, those nearest to ``here``: what continues a fragment is on the same page."""
    at = bisect_left(indices, here)
    return [index for index in indices[max(0, at - _REACH) : at + _REACH] if index != here]


def joints(texts: Sequence[str], opens: Sequence[int], begins: Sequence[int], words: Words) -> list[Joint]:
    """Return the best joint of each open fragment, best first; each fragment and each beginning once.

    Args:
        texts: Of all blocks.
        opens: Indices of blocks that end in mid-sentence.
        begins: Indices of blocks that may continue one.
        words: The words of the corpus.
    """
    every = [
        Joint(first, second, *joint(texts[first], texts[second], words))
        for first in opens
        for second in nearest(begins, first)
    ]
    found: list[Joint] = []
    used_first: set[int] = set()
    used_second: set[int] = set()
    for item in sorted(every, key=lambda item: (-item.score, abs(item.second - item.first), item.first, item.second)):
        if item.first not in used_first and item.second not in used_second:
            used_first.add(item.first)
            used_second.add(item.second)
            found.append(item)
    return found
