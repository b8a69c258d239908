"""Which paragraph continues each one that breaks off, on a page whose columns are in no certain order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from jiaozhu.formats import Format
from jiaozhu.locale import Lazy
from jiaozhu.workflows.importing.detecting.seams import JOINED, ORDERED, Words, joint, joint_score, joints, nearest
from jiaozhu.workflows.importing.detecting.structure import Judged, fragments
from jiaozhu.workflows.importing.detecting.word_index import WordIndex, index_of
from jiaozhu.workflows.importing.options import ImportOptions

__all__ = ["Joined", "joined_fragments", "neighbour"]

#: The highest score of a joint that a rival makes doubtful, and of one to a paragraph below a heading.
_CONTESTED, _HEADED = 0.45, 0.65
#: By so much a joint to the next paragraph counts for more: the best of 0 to 0.5 on pages of shuffled columns.
_NEXT = 0.35


class Joined(NamedTuple):
    """What continues a fragment."""

    second: int  #: Index of the block.
    score: float  #: From 0 to 1.
    evidence: tuple[Lazy, ...]


def joined_fragments(judged: Sequence[Judged], format: Format, options: ImportOptions) -> dict[int, Joined]:
    """Return, for each paragraph that breaks off, what continues it best.

    Args:
        judged: The blocks of a source.
        format: Its format; only what is scattered is joined.
        options: Of the import.
    """
    if not format.scattered:
        return {}
    texts = [item.block.text for item in judged]
    opens = list(fragments(judged, options.profile))
    if not opens:
        return {}
    every = [index for index, item in enumerate(judged) if item.kind == "p"]
    words = Words([WordIndex(texts), index_of(options.others)], options.profile)
    found = _assigned(judged, opens, every, words)
    taken = {item.second for item in found.values()}
    begins = [index for index in every if index not in taken]
    for item in joints(texts, [index for index in opens if index not in found], begins, words):
        found[item.first] = Joined(item.second, _headed(judged, item.second, item.score), item.evidence)
    return _without_circles(found)


def _assigned(judged: Sequence[Judged], opens: Sequence[int], every: Sequence[int], words: Words) -> dict[int, Joined]:
    """Fragments with what continues them, the best joints first and each paragraph once.

    What is next is more likely to follow than anything else, so a joint to it counts for more.
    """
    texts = [item.block.text for item in judged]
    rights = {index: words.right(texts[index]) for index in every}
    scored = [
        (first, second, joint_score(end, rights[second], words))
        for first in opens
        for end in [words.left(texts[first])]
        for second in nearest(every, first)
    ]
    highest: dict[int, list[float]] = {}  # of the joints to each paragraph, the two best
    for _first, second, score in scored:
        two = highest.setdefault(second, [0.0, 0.0])
        if score > two[0]:
            two[:] = score, two[0]
        elif score > two[1]:
            two[1] = score
    possible: list[tuple[float, int, int, float]] = []
    for first, second, score in scored:
        is_next = second == neighbour(judged, first) if second > first else False
        if not is_next:
            if score < ORDERED:
                continue
            score = _headed(judged, second, score)
        if score >= (JOINED if is_next else ORDERED):
            contested = is_next and highest[second][1] >= score
            possible.append((score + _NEXT * is_next, first, second, min(score, _CONTESTED) if contested else score))
    found: dict[int, Joined] = {}
    taken: set[int] = set()
    for _value, first, second, score in sorted(possible, key=lambda item: (-item[0], abs(item[2] - item[1]), item[1])):
        if first not in found and second not in taken:
            found[first] = Joined(second, score, joint(texts[first], texts[second], words)[1])
            taken.add(second)
    return found


def _headed(judged: Sequence[Judged], second: int, score: float) -> float:
    """The score of a joint to a paragraph, which is doubtful below a heading."""
    headed = second and judged[second - 1].kind in ("heading", "title", "subtitle", "byline")
    return min(score, _HEADED) if headed else score


def _without_circles(found: dict[int, Joined]) -> dict[int, Joined]:
    """Joints of which none leads back to its own beginning: of each circle the weakest joint is dropped.

    In a circle each block would be read after another, and none at all.
    """
    done: set[int] = set()
    for start in sorted(found):
        walked: list[int] = []
        at = start
        while at in found and at not in done:
            done.add(at)
            walked.append(at)
            at = found[at].second
        if at in walked:
            circle = walked[walked.index(at) :]
            del found[min(circle, key=lambda first: (found[first].score, first))]
    return found


def neighbour(judged: Sequence[Judged], index: int) -> int | None:
    """Return the index of the next block of the text itself; None if it is not a paragraph."""
    for at in range(index + 1, min(len(judged), index + 6)):
        if judged[at].kind not in ("furniture", "boilerplate", "decoration", "figure", "caption", "credit"):
            return at if judged[at].kind == "p" else None
    return None
