"""Proposals on a page: what a detector suspects is shown as that, a tool's suspicion that no editor has judged."""

from __future__ import annotations

from jiaozhu.language import typography
from jiaozhu.locale import N_, _
from jiaozhu.markup.shaping import filled, joined, on_a_line, sentence
from jiaozhu.markup.tree import Text
from jiaozhu.markup.writing import write_line
from jiaozhu.model.kinds import NoteKind
from jiaozhu.model.note import Note
from jiaozhu.model.proposal import Proposal

__all__ = ["PREFIX", "as_note", "suspicion"]

#: Ids of the notes that are made here begin so; no other note's may.
PREFIX = "niyi-"
#: What readers see for each kind of proposal.
_SUSPICIONS = {
    "correction": N_("Probably an error"),
    "loop": N_("Probably a loop"),
    "doubling": N_("Probably doubled"),
    "duplicate": N_("Probably a duplicate"),
    "foreign": N_("Probably a foreign word by mistake"),
    "quotation": N_("Unpaired quotation mark"),
    "rare": N_("Unlikely character"),
    "spelling": N_("Inconsistent spelling"),
    "idiom": N_("Probably an error in an idiom"),
    "seam": N_("Probably broken off by a column"),
    "heading": N_("Probably a heading"),
    "join": N_("Probably to be joined"),
    "furniture": N_("Probably page furniture"),
    "boundary": N_("Probably the beginning of another text"),
    "caption": N_("Probably a caption"),
    "byline": N_("Probably a byline"),
    "notice": N_("Probably a notice"),
    "confidence": N_("Recognition in doubt"),
}


def suspicion(kind: str) -> str:
    """Return what readers see for a kind of proposal."""
    return _(_SUSPICIONS[kind])


def as_note(proposal: Proposal, kind: NoteKind) -> Note:
    """Return the note that shows a proposal to readers, in the language in use.

    Args:
        proposal: What a detector suspects.
        kind: Of the note.
    """
    parts = [sentence(suspicion(proposal.kind))]
    if proposal.after:
        parts.append(filled(_("Perhaps “{words}”."), words=on_a_line(proposal.after).text))
    parts.append(sentence(proposal.evidence))
    found = _("(Found by a tool, judged by no editor; confidence {score}.)", score=f"{proposal.score:.0%}")
    parts.append((Text(found),))
    return Note(
        id=PREFIX + proposal.id,
        target=proposal.target,
        kind=kind,
        author=proposal.detector,
        date="",
        body=write_line(joined(Text(typography().sentence), parts), opens_line=True),
        place=proposal.place,
        body_line=proposal.place.line,
    )
