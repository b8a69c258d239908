"""Editorial acts: every way in which the reading text may differ from the source.

The words are those of the TEI Guidelines (P5, chapter 12, "Critical Apparatus", and section 3.5, "Simple Editorial
Changes").
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ActKind(StrEnum):
    """What became of a stretch of the source. The values are the ``kind`` of a ledger span."""

    KEPT = "kept"  #: The same in the reading text as in the source: no act at all.
    REGULARIZED = "regularized"  #: orig/reg: same text, house spelling (punctuation width, spacing, line joins).
    CORRECTED = "corrected"  #: sic/corr: the source is wrong, the reading is the editor's.
    SUPPLIED = "supplied"  #: The source lacks it; it has an empty span.
    SURPLUS = "surplus"  #: Left out of the reading: loops, doublings, stray characters.
    OMITTED = "omitted"  #: Not text: layout, markup, page furniture.
    MOVED = "moved"  #: Kept, but read at another place than in the source.
    GAP = "gap"  #: The source breaks off here, or has bytes that are not text; it has no reading.


class Certainty(StrEnum):
    """How sure the editor is (TEI ``@cert``)."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Act:
    """One editorial act: its kind, its reason and its name.

    Acts made by rule are shared by every place the rule touched; acts made by a person carry that person's
    responsibility, certainty and, for corrections, the basis of belief.
    """

    kind: ActKind
    id: str  #: Unique in its source: an emendation's id, or ``rule:<name>``.
    reason: str  #: Why: a person's words, or a rule's, which are translated where they are shown.
    rule: str | None = None  #: Name of the rule that made it; None for a person's act.
    resp: str | None = None  #: Who is responsible (None for rules).
    cert: Certainty | None = None  #: How certain (None for rules).
    basis: str | None = None  #: What it rests on; inline MyST of the safe subset.
    rejected: tuple[str, ...] = ()  #: Readings that were weighed and not taken.
