"""Proposals: what a detector suspects, with its evidence. An editor judges them; until then they change nothing."""

from __future__ import annotations

from dataclasses import dataclass

from jiaozhu.model.note import Target
from jiaozhu.model.problem import Place

#: What may be proposed, and what the reader sees for it.
PROPOSAL_KINDS = {
    "correction": "疑误",
    "loop": "疑为循环",
    "doubling": "疑为重叠",
    "duplicate": "疑为重出",
    "foreign": "疑混入外文",
    "quotation": "引号不成对",
    "rare": "用字可疑",
    "spelling": "写法不一",
    "idiom": "疑有误字",
    "seam": "疑为断栏",
    "heading": "疑为标题",
    "join": "疑应接合",
    "furniture": "疑为版口",
    "boundary": "疑另成一篇",
    "caption": "疑为图注",
    "byline": "疑为署名",
    "notice": "疑为启事",
    "confidence": "识别存疑",
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """One suspicion of a detector."""

    id: str  #: Unique in its source.
    kind: str  #: A key of ``PROPOSAL_KINDS``.
    target: Target  #: The words it is about.
    line: int  #: Of the source.
    detector: str
    evidence: str  #: Why, for an editor to judge.
    score: float  #: From 0 to 1.
    place: Place
    after: str = ""  #: What might stand there instead.
