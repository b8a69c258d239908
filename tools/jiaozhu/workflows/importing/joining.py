"""Which paragraph continues each one that breaks off, on a page whose columns are in no certain order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from jiaozhu.formats import Format
from jiaozhu.locale import Lazy
from jiaozhu.workflows.importing.options import ImportOptions
from jiaozhu.workflows.importing.seams import JOINED, Words, joint, joints, nearest
from jiaozhu.workflows.importing.structure import Judged, fragments

__all__ = ["Joined", "joined_fragments", "neighbour"]

#: The highest score of a joint that a rival makes doubtful, and of one to a paragraph below a heading.
_CONTESTED, _HEADED = 0.45, 0.65


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
    asked = ((texts[first], texts[second]) for first in opens for second in nearest(every, first))
    words = Words([*texts, *options.others], asked, options.profile)
    found = _to_neighbours(judged, opens, words)
    taken = {item.second for item in found.values()}
    begins = [index for index, item in enumerate(judged) if item.kind == "p" and index not in taken]
    for item in joints(texts, [index for index in opens if index not in found], begins, words):
        headed = item.second and judged[item.second - 1].kind in ("heading", "title", "subtitle", "byline")
        score = min(item.score, _HEADED) if headed else item.score
        found[item.first] = Joined(item.second, score, item.evidence)
    return _without_circles(found)


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


def _to_neighbours(judged: Sequence[Judged], opens: Sequence[int], words: Words) -> dict[int, Joined]:
    """Fragments that the next paragraph continues, as it does unless the evidence is against it."""
    texts = [item.block.text for item in judged]
    found: dict[int, Joined] = {}
    for index in opens:
        second = neighbour(judged, index)
        if second is not None:
            score, evidence = joint(texts[index], texts[second], words)
            rivals = (texts[other] for other in nearest(opens, index))
            rival = max((joint(text, texts[second], words)[0] for text in rivals), default=0.0)
            if score >= JOINED:
                found[index] = Joined(second, min(score, _CONTESTED) if rival >= score else score, evidence)
    return found


def neighbour(judged: Sequence[Judged], index: int) -> int | None:
    """Return the index of the next block of the text itself; None if it is not a paragraph."""
    for at in range(index + 1, min(len(judged), index + 6)):
        if judged[at].kind not in ("furniture", "boilerplate", "decoration", "figure", "caption", "credit"):
            return at if judged[at].kind == "p" else None
    return None
