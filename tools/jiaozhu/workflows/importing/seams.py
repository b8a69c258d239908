"""Detectors of seams: a paragraph that breaks off in mid-sentence, and the one that takes it up.

Evidence is what stands on both sides of the joint: a word of the text that would stand across it, a quotation that
closes, a beginning that no sentence has. The words are those of the source itself and of its corpus.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

_HAN_RUN = re.compile("[一-鿿]+")
_TERMINAL = "。！？!?…”’』」；;："
#: What no sentence begins with.
_NO_BEGINNING = re.compile(r"^[的了着过们与和及等，。、；：！？）”》％%]|^(?:年|月|日|个|亿|万)[^一-鿿]")
#: What no paragraph ends with, and says that more follows.
_NO_END = re.compile(r"(?:[的了与和及或在把被将对从向以为是有、，]|[0-9]|新|第)$")
#: From here on a joint between neighbours is made in the draft, and between strangers proposed as the order.
JOINED, ORDERED = 0.3, 0.7
#: A joint between neighbours that is less sure than this is made and proposed all the same.
CLEAR = 0.66
#: Paragraphs before and after a fragment that may take it up.
_REACH = 40


class Joint(NamedTuple):
    """A fragment and what may take it up: indices of blocks, a score, and why."""

    first: int
    second: int
    score: float
    evidence: str


class Words:
    """How often strings stand in the texts given. Only those that joints ask for are looked for, all in one pass."""

    def __init__(self, texts: Iterable[str], asked: Iterable[tuple[str, str]]) -> None:
        candidates = sorted({word for left, right in asked for word, _ in _across(left, right)})
        self._count = Counter[str]()
        if candidates:
            automaton = AhoCorasick(candidates)
            for text in texts:
                found = automaton.find_matches_as_indexes(text, overlapping=True)
                self._count.update(candidates[number] for number, _, _ in found)

    def across(self, left: str, right: str) -> tuple[str, int, int]:
        """The longest known string that would stand across the joint, how often it is known, and how much of it stands
        on the left."""
        for word, cut in _across(left, right):
            if self._count[word]:
                return word, self._count[word], cut
        return "", 0, 0


def _across(left: str, right: str) -> Iterator[tuple[str, int]]:
    """Strings of Chinese characters across a joint, longest and most even first; and how much of each stands left."""
    left, right = left.rstrip(), right.lstrip()
    for size in (4, 3, 2):
        for cut in sorted(range(1, size), key=lambda cut: abs(2 * cut - size)):
            word = left[-cut:] + right[: size - cut]
            if len(word) == size and _HAN_RUN.fullmatch(word):
                yield word, cut


def joint(left: str, right: str, words: Words) -> tuple[float, str]:
    """How well ``right`` takes up ``left``, from 0 to 1, and the evidence."""
    left, right = left.rstrip(), right.lstrip()
    score, why = 0.0, []
    if left[-1:] not in _TERMINAL:
        score += 0.3
        why.append("前段句未完")
    if _NO_END.search(left):
        score += 0.15
        why.append(f"前段止于“{left[-1]}”")
    if _NO_BEGINNING.match(right):
        score += 0.35
        why.append(f"后段起于“{right[:1]}”")
    word, times, cut = words.across(left, right)
    if word:
        # Of four characters with two on either side, chance leaves few; of two it leaves most.
        score += 0.4 if cut >= 2 and len(word) - cut >= 2 else 0.25 if len(word) >= 3 and times >= 2 else 0.12
        score += min(0.1, 0.02 * times)
        why.append(f"接缝处成词“{word}”，他处 {times} 见")
    if left.count("“") > left.count("”") and right.count("”") > right.count("“"):
        score += 0.2
        why.append("引号跨缝相合")
    if left[-1:].isdigit() and right[:1] in "个年月日亿万％%家户项名人":
        score += 0.3
        why.append("数与量词相接")
    return round(min(score, 0.97), 2), "，".join(why)


def nearest(indices: Sequence[int], here: int) -> list[int]:
    """Of ``indices``, in order, those nearest to ``here``: what takes a fragment up is on the same page."""
    at = bisect_left(indices, here)
    return [index for index in indices[max(0, at - _REACH) : at + _REACH] if index != here]


def joints(texts: Sequence[str], opens: Sequence[int], begins: Sequence[int], words: Words) -> list[Joint]:
    """The best joint of each open fragment, best first; each fragment and each beginning once.

    Args:
        texts: Of all blocks.
        opens: Indices of blocks that end in mid-sentence.
        begins: Indices of blocks that may take one up.
        words: What is known.
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
