"""Two texts as one, with what was and what is marked."""

from __future__ import annotations

import re
from typing import NamedTuple

from rapidfuzz.distance import Indel

__all__ = ["Part", "difference"]

#: What a difference does not divide: a word of an alphabet, a number, a stretch of blanks.
_UNIT = re.compile(r"[^\W\d_\u2e80-\U0003ffff]+|[0-9]+|\s+|.", re.S)


class Part(NamedTuple):
    """A stretch of a difference."""

    text: str
    sign: str  #: ``=`` for what stays, ``-`` for what was, ``+`` for what is.


def difference(before: str, after: str) -> list[Part]:
    """Return what a reader sees of two texts as one: in order, what stays, what was, and what is."""
    old, new = _UNIT.findall(before), _UNIT.findall(after)
    parts: list[Part] = []
    was = now = ""
    for step in [*Indel.opcodes(old, new), None]:
        if (step is None or step.tag == "equal") and (was or now):
            parts += [Part(text, sign) for text, sign in ((was, "-"), (now, "+")) if text]
            was = now = ""
        if step is None:
            break
        if step.tag == "equal":
            parts.append(Part("".join(old[step.src_start : step.src_end]), "="))
        else:
            was += "".join(old[step.src_start : step.src_end])
            now += "".join(new[step.dest_start : step.dest_end])
    return parts
