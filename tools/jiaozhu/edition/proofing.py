"""From recorded proofreadings to a text's level: unread, read once, read twice; and the doubts that remain."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from jiaozhu.locale import _
from jiaozhu.model.names import listed, suggested
from jiaozhu.model.problem import Problem, place_of
from jiaozhu.model.proof import Proof, ProofLevel, Proofreading

_LEVELS = (ProofLevel.UNREAD, ProofLevel.ONCE, ProofLevel.TWICE)


def prove(readings: Iterable[Proofreading], sha256: str, doubts: int) -> Proof:
    """Return how far a text has been proofread.

    Args:
        readings: The records of the text; each person counts once.
        sha256: Of the source as it is now; readings of other bytes do not count.
        doubts: How many things in the text are in doubt.
    """
    valid = sorted((reading for reading in readings if reading.sha256 == sha256), key=lambda reading: reading.date)
    readers = tuple(dict.fromkeys(reading.by for reading in valid))
    level = _LEVELS[min(len(readers), len(_LEVELS) - 1)]
    return Proof(level, readers, valid[-1].date if valid else "", doubts, len(valid))


def misrecorded(readings: Iterable[Proofreading], texts: Collection[str], sha256: str) -> list[Problem]:
    """Return a problem for every record of other bytes or of a text that does not exist, and for every duplicate."""
    problems = []
    seen: set[tuple[str, str, str]] = set()
    for reading in readings:
        if reading.text not in texts:
            hint = listed(_("the texts are"), reading.text, texts) if texts else _("the edition has no text")
            message = _("no text '{text}'", text=reading.text)
            problems.append(Problem(place_of(reading, "text"), "P501", message, hint, suggested(reading.text, texts)))
        if reading.sha256 != sha256:
            message = _("the record is of other bytes than those of the source")
            hint = _("a reading of another file proves nothing about this one: read it again, or delete the record")
            problems.append(Problem(place_of(reading, "sha256"), "P502", message, hint))
        key = (reading.text, reading.by, reading.date)
        if key in seen:
            message = _(
                "that {name} read '{text}' on {date} is already recorded",
                name=reading.by,
                text=reading.text,
                date=reading.date,
            )
            problems.append(Problem(reading.place, "P503", message, _("delete one of the two records")))
        seen.add(key)
    return problems
