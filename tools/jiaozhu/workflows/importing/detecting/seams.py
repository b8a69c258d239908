"""Detectors of seams: a paragraph that breaks off in mid-sentence, and the one that continues it.

Evidence is what is on both sides of the joint: a known word across it, a quotation that closes, a beginning that no
sentence has. The words are those of the source itself and of its corpus.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jiaozhu.language import LanguageProfile, typography
from jiaozhu.locale import Lazy, lazy
from jiaozhu.workflows.importing.detecting.ends import LONGEST, Left, Right, is_year, left_side, right_side
from jiaozhu.workflows.importing.detecting.word_index import WordIndex

#: With this score a joint between neighbours is made in the draft, and one between others decides the order.
JOINED, ORDERED = 0.3, 0.7
#: A joint between neighbours with a lower score is made and also proposed.
CLEAR = 0.66
#: Lengths of strings across a joint and how much of each is on the left, the longest and most even first.
_CUTS = ((4, 2), (4, 1), (4, 3), (3, 1), (3, 2), (2, 1))
#: Lifts at each of which a string across a joint says more.
_LIFTS = (4, 20, 100, 400)
#: Paragraphs before and after a fragment that may continue it.
_REACH = 40


class Joint(NamedTuple):
    """A fragment and what may continue it: indices of blocks."""

    first: int
    second: int
    score: float  #: From 0 to 1.
    evidence: tuple[Lazy, ...]


class Across(NamedTuple):
    """A string of letters across a joint."""

    word: str
    times: int  #: How often it occurs.
    strength: float  #: As evidence, from 0 to 0.5.


#: That nothing is across a joint.
NOTHING = Across("", 0, 0.0)


class Words:
    """How often strings occur in some texts. Only those that joints ask for are counted, each once.

    Args:
        indices: Of the texts: of the source itself and of its corpus.
        profile: Of the language; if blanks part its words, no word is broken and none is looked for.
    """

    def __init__(self, indices: Sequence[WordIndex], profile: LanguageProfile) -> None:
        self.profile = profile
        self._lefts: dict[str, Left] = {}
        self._rights: dict[str, Right] = {}
        self._indices = [index for index in indices if index.size]
        self._counts: dict[str, int] = {}
        self._size = sum(index.size for index in indices)

    def _count(self, word: str) -> int:
        found = self._counts.get(word)
        if found is None:
            found = 0
            for index in self._indices:
                found += index.count(word)
            self._counts[word] = found
        return found

    def left(self, text: str) -> Left:
        """Return what the end of a paragraph says; each is looked at once."""
        if text not in self._lefts:
            self._lefts[text] = left_side(text, self.profile)
        return self._lefts[text]

    def right(self, text: str) -> Right:
        """Return what the beginning of a paragraph says; each is looked at once."""
        if text not in self._rights:
            self._rights[text] = right_side(text, self.profile)
        return self._rights[text]

    def across(self, left: Left, right: Right) -> Across:
        """Return the string across a joint that is the strongest evidence for it."""
        if self.profile.words_apart or not left.letters or not right.letters:
            return NOTHING
        pair = left.letters[-1] + right.letters[0]  # which each of the strings has in it
        if not (self._counts[pair] if pair in self._counts else self._count(pair)):
            return NOTHING
        best = NOTHING
        for word, cut in self._across(left, right):
            times = self._count(word)
            strength = self._strength(word, cut) if times else 0.0
            if strength > best.strength:
                best = Across(word, times, strength)
        return best

    def _strength(self, word: str, cut: int) -> float:
        """How much a string says: by its lift, that is, how much more often its two parts are side by side than they
        would be by chance (S. Brin et al., "Dynamic itemset counting", 1997). What occurs once says little."""
        times = self._count(word)
        lift = times * self._size / (self._count(word[:cut]) * self._count(word[cut:]))
        if times == 1:
            even = len(word) == LONGEST and 2 * cut == LONGEST
            return 0.15 if even and lift > 50 else 0.1 if lift > 400 else 0.0
        strength = sum(lift >= step for step in _LIFTS) / 10
        return round(strength + 0.1 * (len(word) > 2 and lift >= _LIFTS[1]), 2)

    def _across(self, left: Left, right: Right) -> Iterator[tuple[str, int]]:
        """Strings of letters across a joint, longest and most even first; and how much of each is on the left."""
        for size, cut in _CUTS:
            if cut <= len(left.letters) and size - cut <= len(right.letters):
                yield left.letters[-cut:] + right.letters[: size - cut], cut


def joint_score(end: Left, beginning: Right, words: Words) -> float:
    """Return how well one paragraph continues another, from 0 to 1: what ``joint`` returns, without the evidence.

    Args:
        end: The paragraph that breaks off.
        beginning: The one that may continue it.
        words: The words of the corpus.
    """
    score = end.score + beginning.score + words.across(end, beginning).strength
    if end.open_mark and end.open_mark == beginning.closes:
        score += 0.4
    if end.digits and beginning.digits and is_year(end, beginning):
        score += 0.4
    elif end.in_number and beginning.measures:
        score += 0.3
    return round(min(score, 0.97), 2)


def joint(left: str, right: str, words: Words) -> tuple[float, tuple[Lazy, ...]]:
    """Return how well one paragraph continues another, and why.

    Args:
        left: The paragraph that breaks off.
        right: The one that may continue it.
        words: The words of the corpus.

    Returns:
        A score from 0 to 1, and the evidence, which ``stated`` writes down.
    """
    end, beginning = words.left(left), words.right(right)
    score = end.score + beginning.score
    why = [*end.evidence, *beginning.evidence]
    word, times, strength = words.across(end, beginning)
    if word:
        score += strength
        why.append(lazy("the word “{word}” is across the seam, and {times} times elsewhere", word=word, times=times))
    if end.open_mark and end.open_mark == beginning.closes:
        score += 0.4
        closing = beginning.closing
        why.append(lazy("“{mark}” closes across the seam what is open before it", mark=closing))
    if is_year(end, beginning):
        score += 0.4
        why.append(lazy("a year is across the seam"))
    elif end.in_number and beginning.measures:
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
        (-joint_score(end, words.right(texts[second]), words), abs(second - first), first, second)
        for first in opens
        for end in [words.left(texts[first])]
        for second in nearest(begins, first)
    ]
    found: list[Joint] = []
    used_first: set[int] = set()
    used_second: set[int] = set()
    for _score, _distance, first, second in sorted(every):
        if first not in used_first and second not in used_second:
            used_first.add(first)
            used_second.add(second)
            found.append(Joint(first, second, *joint(texts[first], texts[second], words)))
    return found
