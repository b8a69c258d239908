"""The words of a review: what happened to a thing, how far a text has been proofread, what that asks of a change."""

from __future__ import annotations

from collections.abc import Callable

from jiaozhu.language import typography
from jiaozhu.locale import N_, _, pgettext
from jiaozhu.model.proof import Proof, ProofLevel
from jiaozhu.outputs.myst.proofs import level_label
from jiaozhu.workflows.reviewing.comparison import Section

__all__ = ["KINDS", "proof_of", "rule_of", "verb_of"]

#: What the search has records of, in the plural.
KINDS = {
    "term": N_("glossary entries"),
    "text": N_("paragraphs"),
    "apparatus": N_("source readings and emendations"),
    "note": N_("notes"),
    "figure": N_("numbers"),
    "page": N_("other pages"),
}


def verb_of(verb: str) -> str:
    """Return what happened to a thing, in the language in use."""
    verbs = {
        "new": pgettext("review", "New"),
        "changed": pgettext("review", "Changed"),
        "moved": pgettext("review", "Moved"),
        "deleted": pgettext("review", "Deleted"),
        "renamed": pgettext("review", "Renamed"),
    }
    return verbs[verb]


def proof_of(proof: Proof, escape: Callable[[str], str] = str) -> dict[str, str]:
    """Return the ``readers`` and the ``level`` of a text, in words."""
    readers = escape(typography().listed(proof.readers)) or pgettext("review", "none")
    return {"readers": readers, "level": level_label(proof.level)}


def rule_of(section: Section) -> str:
    """Return what a change of a text's words asks of its reviewers; empty for a text that has not been read twice."""
    page = section.after
    if page is None or not section.readings or page.proof.level is not ProofLevel.TWICE:
        return ""
    return _(
        "Two people have read this text: anyone who accepts a change of its words must read them against the source."
    )
