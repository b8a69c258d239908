"""From recorded proofreadings to a text's level: 未校, 一校, 二校, and 存疑 while something in it is in doubt."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from jiaozhu.model.names import listed
from jiaozhu.model.problem import Problem, place_of
from jiaozhu.model.proof import Proof, ProofLevel, Proofreading

_LEVELS = (ProofLevel.UNREAD, ProofLevel.ONCE, ProofLevel.TWICE)


def prove(readings: Iterable[Proofreading], sha256: str, doubts: int) -> Proof:
    """The proof of a text: only readings of the present bytes (``sha256``) count, and each person once."""
    valid = sorted((reading for reading in readings if reading.sha256 == sha256), key=lambda reading: reading.date)
    readers = tuple(dict.fromkeys(reading.by for reading in valid))
    level = _LEVELS[min(len(readers), len(_LEVELS) - 1)]
    return Proof(level, readers, valid[-1].date if valid else "", doubts)


def misrecorded(readings: Iterable[Proofreading], texts: Collection[str], sha256: str) -> list[Problem]:
    """A problem for every record of other bytes, of a text that is not there, or made twice."""
    problems = []
    seen: set[tuple[str, str, str]] = set()
    for reading in readings:
        if reading.text not in texts:
            hint = listed("the texts are", reading.text, texts) if texts else "the edition has no text"
            problems.append(Problem(place_of(reading, "text"), "P501", f"there is no text '{reading.text}'", hint))
        if reading.sha256 != sha256:
            message = "the record is of other bytes than the source has"
            hint = "a reading of another file proves nothing of this one: read it again, or delete the record"
            problems.append(Problem(place_of(reading, "sha256"), "P502", message, hint))
        key = (reading.text, reading.by, reading.date)
        if key in seen:
            message = f"{reading.by} has read '{reading.text}' on {reading.date} already"
            problems.append(Problem(reading.place, "P503", message, "delete one of the two records"))
        seen.add(key)
    return problems
