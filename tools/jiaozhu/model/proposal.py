"""Proposals: what a detector suspects, with its evidence. An editor judges them; until then they change nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from jiaozhu.model.keys import Date, Flat, Id, Key, Quote, SourceWords, Words
from jiaozhu.model.note import Target
from jiaozhu.model.problem import Place

#: What may be proposed.
PROPOSAL_KINDS = (
    "correction",
    "loop",
    "doubling",
    "duplicate",
    "foreign",
    "quotation",
    "rare",
    "spelling",
    "idiom",
    "seam",
    "heading",
    "join",
    "furniture",
    "boundary",
    "caption",
    "byline",
    "notice",
    "confidence",
)


#: What an editor may say of a proposal.
DECISIONS = ("accepted", "rejected")


@dataclass(frozen=True, slots=True)
class Judgement:
    """What an editor said of a proposal."""

    decision: Annotated[str, Key(choices=DECISIONS)]
    resp: Words  #: Who.
    date: Date
    reason: Annotated[Words, Key(about="Why; a rejection has one.", quoted=True)] = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One suspicion of a detector."""

    id: Id  #: Unique in its source.
    kind: Annotated[str, Key(choices=PROPOSAL_KINDS)]
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
    after: Annotated[Quote, Key(about="What might be there instead.")] = field(default="", kw_only=True)
    #: For a paragraph that breaks off: where it seems to go on.
    next: Annotated[int, Key(about="The line that seems to continue the paragraph.", least=1)] = field(
        default=0, kw_only=True
    )
    detector: Words
    evidence: Annotated[SourceWords, Key(quoted=True)]  #: Why, for an editor to judge.
    score: Annotated[float, Key(most=1)]  #: From 0 to 1.
    place: Place
    judged: Annotated[Judgement | None, Key(about="What an editor said of it; until then it waits for one.")] = None
