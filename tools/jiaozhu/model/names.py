"""Names that were meant: the one place that asks "did you mean?"."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from heapq import nlargest

from jiaozhu.locale import _, pgettext

#: How like a name must be (of 1) to be proposed, and by how much another may be less like and be proposed beside it.
LEAST_LIKENESS, LEEWAY = 0.6, 0.1
#: Characters of a name that are compared: a slip is never longer, and comparing takes their square.
COMPARED = 100
#: A name that can be in an address: lowercase letters, digits and single hyphens.
SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_MOST_PROPOSED = 3
#: Names that are compared with one character by character.
_MOST_CANDIDATES = 100
_DEVICE = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])\Z")


def near(name: str, known: Iterable[str]) -> list[str]:
    """Return the known names that a name may be a slip for, the likeliest first.

    Args:
        name: What was written; width and case of its letters make no difference.
        known: The names there are.
    """
    return list(_near(name[:COMPARED], frozenset(known)))


@lru_cache(maxsize=256)
def _near(name: str, known: frozenset[str]) -> tuple[str, ...]:
    """The same, remembered: who asks for a hint asks for the one name that is near, too."""
    names = _names(known)
    wanted = _fold(name)
    matcher = difflib.SequenceMatcher(b=wanted)
    likeness = {}
    for other in difflib.get_close_matches(wanted, names.candidates(wanted), _MOST_PROPOSED, LEAST_LIKENESS):
        matcher.set_seq1(other)
        likeness[names.by_fold[other]] = matcher.ratio()
    best = max(likeness.values(), default=0)
    return tuple(other for other, like in likeness.items() if like >= best - LEEWAY and (like == 1 or best < 1))


class _Names:
    """Names, indexed by their characters: to compare each with each takes minutes where there are thousands."""

    def __init__(self, known: Iterable[str]) -> None:
        self.by_fold: dict[str, str] = {}
        for other in sorted(known):
            self.by_fold.setdefault(_fold(other), other)
        self._with: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
        for folded in self.by_fold:
            for part in _numbered(folded):
                self._with[part].append(folded)

    def candidates(self, wanted: str) -> list[str]:
        """Return the names that have enough characters in common with one to be like it, those with most first."""
        common = Counter[str]()
        for part in _numbered(wanted):
            common.update(self._with.get(part, ()))
        like = ((2 * count / (len(wanted) + len(other)), other) for other, count in common.items())
        return [
            other for _like, other in nlargest(_MOST_CANDIDATES, (item for item in like if item[0] >= LEAST_LIKENESS))
        ]


def _numbered(text: str) -> Iterator[tuple[str, int]]:
    """The characters of a text, each with how often it has been there before."""
    seen = Counter[str]()
    for char in text:
        yield char, seen[char]
        seen[char] += 1


@lru_cache(maxsize=32)
def _names(known: frozenset[str]) -> _Names:
    return _Names(known)


def suggested(name: str, known: Iterable[str]) -> str | None:
    """Return the one known name that is near; None if none is, or several are."""
    found = near(name, known)
    return found[0] if len(found) == 1 else None


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return the question which known name was meant; an empty text if none is near."""
    found = [quoted(other) for other in near(name, known)]
    return _("did you mean {names}?", names=pgettext("between names in a list", " or ").join(found)) if found else ""


def enumerated(names: Iterable[str]) -> str:
    """Return names as a list in words."""
    return pgettext("between names in a list", ", ").join(names)


def quoted(name: str) -> str:
    """Return a name in the quotation marks of the reader's language."""
    return _("'{name}'", name=name)


def listed(lead: str, name: str, known: Iterable[str], most: int = 12) -> str:
    """Return a hint about an unknown name: what was meant, else what there is.

    Args:
        lead: What is listed: ``the rules are``.
        name: The unknown name.
        known: The names there are.
        most: How many of them are listed.
    """
    names = list(known)
    rest = " …" if len(names) > most else ""
    everything = enumerated(names[:most]) or _("none")
    return did_you_mean(name, names) or _("{lead}: {names}", lead=lead, names=everything + rest)


def is_reserved(name: str) -> bool:
    """Whether Windows keeps a name for a device, so that no file there can have it."""
    return _DEVICE.match(name) is not None


def _fold(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()
