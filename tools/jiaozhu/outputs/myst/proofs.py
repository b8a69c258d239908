"""How far a text has been proofread, in words."""

from __future__ import annotations

from jiaozhu.locale import N_, _, ngettext
from jiaozhu.model.proof import Proof, ProofLevel

__all__ = ["level_label", "proof_label"]

_LEVELS = {
    ProofLevel.UNREAD: N_("not proofread"),
    ProofLevel.ONCE: N_("proofread once"),
    ProofLevel.TWICE: N_("proofread twice"),
}


def level_label(level: ProofLevel) -> str:
    """Return how often a text has been proofread."""
    return _(_LEVELS[level])


def proof_label(proof: Proof) -> str:
    """Return how often a text has been proofread, and how many things in it are in doubt."""
    if not proof.doubts:
        return level_label(proof.level)
    doubts = ngettext("{n} doubt", "{n} doubts", proof.doubts, n=proof.doubts)
    return _("{level}, {doubts}", level=level_label(proof.level), doubts=doubts)
