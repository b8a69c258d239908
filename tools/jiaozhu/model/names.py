"""Names that somebody may have meant: the one place that asks "did you mean?"."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable

#: How like a name must be (of 1) to be proposed, and by how much another may be less like and be proposed beside it.
LEAST_LIKENESS, LEEWAY = 0.6, 0.1
#: Characters of a name that are compared: nobody slips in a longer one, and comparing takes their square.
COMPARED = 100
_MOST_PROPOSED = 3
_DEVICE = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])\Z")
_MEANT = re.compile(r"did you mean '([^']*)'\?")


def near(name: str, known: Iterable[str]) -> list[str]:
    """The ``known`` names that ``name`` may be a slip for, the likeliest first; width and case count for nothing."""
    by_fold: dict[str, str] = {}
    for other in sorted(known):
        by_fold.setdefault(_fold(other), other)
    wanted = _fold(name[:COMPARED])
    matcher = difflib.SequenceMatcher(b=wanted)
    likeness = {}
    for other in difflib.get_close_matches(wanted, by_fold, _MOST_PROPOSED, LEAST_LIKENESS):
        matcher.set_seq1(other)
        likeness[by_fold[other]] = matcher.ratio()
    best = max(likeness.values(), default=0)
    return [other for other, like in likeness.items() if like >= best - LEEWAY and (like == 1 or best < 1)]


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """The question, or nothing if no name is near."""
    found = [f"'{other}'" for other in near(name, known)]
    return f"did you mean {' or '.join(found)}?" if found else ""


def listed(lead: str, name: str, known: Iterable[str], most: int = 12) -> str:
    """A hint about an unknown ``name``: what was meant, or else, after ``lead``, what there is."""
    names = list(known)
    rest = " …" if len(names) > most else ""
    return did_you_mean(name, names) or f"{lead}: {', '.join(names[:most]) or 'none'}{rest}"


def meant(hint: str) -> str | None:
    """The name that ``hint`` proposes, if it proposes one and no other."""
    match = _MEANT.search(hint)
    return match.group(1) if match else None


def is_reserved(name: str) -> bool:
    """Whether Windows keeps ``name`` for a device, so that no file there can bear it."""
    return _DEVICE.match(name) is not None


def _fold(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()
