"""Proposals: what a detector suspects, with its evidence. An editor judges them; until then they change nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from jiaozhu.model.keys import Flat, Id, Key, Quote, SourceWords, Words
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

    id: Id  #: Unique in its source.
    kind: Annotated[str, Key(choices=tuple(PROPOSAL_KINDS))]  #: A key of ``PROPOSAL_KINDS``.
    line: Annotated[int, Key(about="Line of the source.")]
    #: The words it is about.
    target: Annotated[
        Target,
        Flat(
            ("quote", "prefix", "suffix", "text"),
            unlimited=True,
            about=(("quote", "The words it is about, exactly as on the page."),),
        ),
    ]
    #: What might be there instead.
    after: Annotated[Quote, Key(about="What might stand there instead.")] = field(default="", kw_only=True)
    detector: Words
    evidence: Annotated[SourceWords, Key(quoted=True)]  #: Why, for an editor to judge.
    score: Annotated[float, Key(most=1)]  #: From 0 to 1.
    place: Place
