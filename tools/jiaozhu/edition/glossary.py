"""Finding the glossary's terms in a text: longest first, no overlaps, one pass.

Chinese has no spaces, so a match may stand across two words. Measured on this corpus's ground, one match in four
of two-character strings does; of four-character strings, one in thirty. Hence: leftmost-longest matching, guards beside
digits and Latin letters, two-character strings only where their entry says so, and exclusions by entry.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from ahocorasick_rs import AhoCorasick, MatchKind

from jiaozhu.model.names import did_you_mean, suggested
from jiaozhu.model.problem import Cause, Defect, Problem, place_of
from jiaozhu.model.term import Term, TermMatch


class Linker:
    """Finds terms; built once for a glossary."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._slugs: list[str | None] = []  # of each pattern; None for an exclusion
        patterns: list[str] = []
        terms = list(terms)
        linked = [(string, term.slug) for term in terms for string in term.strings if len(string) > 2 or term.short]
        # Exclusions come last: what one entry shuts out may be another's headword, and is then that one's to link.
        excluded = [(string, None) for term in terms for string in term.exclude]
        seen: set[str] = set()
        for string, slug in [*linked, *excluded]:
            if string not in seen:
                seen.add(string)
                patterns.append(string)
                self._slugs.append(slug)
        self._automaton = AhoCorasick(patterns, matchkind=MatchKind.LeftmostLongest) if patterns else None

    def find(self, text: str) -> list[TermMatch]:
        """Every match in ``text``, in order, not overlapping; offsets in code points."""
        if self._automaton is None:
            return []
        found = []
        for pattern, start, end in self._automaton.find_matches_as_indexes(text):
            slug = self._slugs[pattern]
            if slug is not None and _stands_alone(text, start, end):
                found.append(TermMatch(start, end, slug))
        return found


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether digits and Latin letters at the match's ends are not part of a longer number or word."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (_runs_on(before, text[start]) or _runs_on(text[end - 1], after))


def _runs_on(left: str, right: str) -> bool:
    return bool(left and right) and left.isascii() and right.isascii() and left.isalnum() and right.isalnum()


def sort_key(term: Term) -> tuple[str, str]:
    """Dictionary order: by pinyin without tones, then by headword. Headwords that begin with a digit come first."""
    plain = "".join(
        c for c in unicodedata.normalize("NFD", term.pinyin) if not unicodedata.combining(c) or c == "\u0308"
    )
    letters = "".join(char for char in plain.casefold() if char.isalnum() or char == "\u0308")
    return ("" if term.headword[0].isdigit() else letters, term.headword)


def letter(term: Term) -> str:
    """The letter under which a term is listed; ``0–9`` for numbers."""
    first = sort_key(term)[0][:1]
    return first.upper() if first.isalpha() else "0–9"


def clashes(terms: Sequence[Term]) -> list[Problem]:
    """A problem for every string that would link to two entries, and for every relation to no entry."""
    problems = []
    owners: dict[str, Term] = {}
    slugs = {term.slug for term in terms}
    for term in terms:
        for number, string in enumerate(term.strings):
            owner = owners.setdefault(string, term)
            if owner is not term and string not in term.strings[:number]:
                message = f"'{string}' is defined twice: here and in {owner.place.path}"
                hint = "a string links to one entry; merge them or drop the variant"
                place = place_of(term, "variants", number - 1) if number else term.place
                problems.append(Problem(place, "G301", message, hint))
        for number, slug in enumerate(term.related):
            if slug not in slugs:
                hint = did_you_mean(slug, slugs) or "slugs are file names without .md"
                message = f"related term '{slug}' does not exist"
                problems.append(
                    Problem(
                        place_of(term, "related", number),
                        "G302",
                        message,
                        hint,
                        suggested(slug, slugs),
                        Cause(Defect.UNKNOWN_NAME, slug),
                    )
                )
    return problems
