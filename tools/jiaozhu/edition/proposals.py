"""Proposals on a page: what a detector suspects is shown as that, a machine's suspicion that nobody has judged."""

from __future__ import annotations

from jiaozhu.markup.escape import escape_line
from jiaozhu.model.kinds import NoteKind
from jiaozhu.model.note import Note
from jiaozhu.model.proposal import PROPOSAL_KINDS, Proposal

#: Ids of the notes that are made here begin so; no other note's may.
PREFIX = "niyi-"


def as_note(proposal: Proposal, kind: NoteKind) -> Note:
    """The note that tells a reader of a proposal."""
    reading = f"或当作“{escape_line(proposal.after)}”。" if proposal.after else ""
    evidence = escape_line(proposal.evidence.rstrip("。"))
    body = f"{PROPOSAL_KINDS[proposal.kind]}。{reading}{evidence}。（机器所见，未经人判；把握 {proposal.score:.0%}）"
    return Note(
        id=PREFIX + proposal.id,
        target=proposal.target,
        kind=kind,
        author=proposal.detector,
        date="",
        body=body,
        place=proposal.place,
        body_line=proposal.place.line,
    )
