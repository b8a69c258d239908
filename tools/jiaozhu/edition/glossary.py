"""Finding the glossary's terms in a text: longest first, no overlaps, one pass.

Chinese has no spaces, so a match may stretch across two words. Measured on this corpus, one match in four of
two-character strings does; of four-character strings, one in thirty. Hence: leftmost-longest matching, guards where
the language has words that go on, short strings only where their entry says so, and exclusions by entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ahocorasick_rs import AhoCorasick, MatchKind

from jiaozhu.language import LanguageProfile, profile_for
from jiaozhu.locale import _
from jiaozhu.model.names import did_you_mean, suggested
from jiaozhu.model.problem import Cause, Defect, Place, Problem, place_of
from jiaozhu.model.term import Term, TermMatch

__all__ = ["Linker", "clashes", "letter", "sort_key"]


class Linker:
    """Finds terms; built once for a glossary.

    Args:
        terms: The glossary.
        profile: Of the language of the texts; by default the first.
    """

    def __init__(self, terms: Iterable[Term], profile: LanguageProfile | None = None) -> None:
        profile = profile or profile_for()
        self._runs_on = profile.runs_on
        self._slugs: list[str | None] = []  # of each pattern; None for an exclusion
        patterns: list[str] = []
        terms = list(terms)
        least = profile.shortest_term
        linked = [
            (string, term.slug) for term in terms for string in term.strings if len(string) >= least or term.short
        ]
        # Exclusions come last: what one entry excludes may be another's headword, and then that one is linked.
        excluded = [(string, None) for term in terms for string in term.exclude]
        seen: set[str] = set()
        for string, slug in [*linked, *excluded]:
            if string not in seen:
                seen.add(string)
                patterns.append(string)
                self._slugs.append(slug)
        self._automaton = AhoCorasick(patterns, matchkind=MatchKind.LeftmostLongest) if patterns else None

    def find(self, text: str) -> list[TermMatch]:
        """Return every match in ``text``, in order, not overlapping; offsets in code points."""
        if self._automaton is None:
            return []
        found = []
        for pattern, start, end in self._automaton.find_matches_as_indexes(text):
            slug = self._slugs[pattern]
            if slug is not None and self._is_whole(text, start, end):
                found.append(TermMatch(start, end, slug))
        return found

    def _is_whole(self, text: str, start: int, end: int) -> bool:
        """Whether neither end of a match is inside a longer word or number."""
        before, after = text[start - 1 : start], text[end : end + 1]
        return not ((before and self._runs_on(before, text[start])) or (after and self._runs_on(text[end - 1], after)))


def sort_key(term: Term, profile: LanguageProfile | None = None) -> tuple[str, str]:
    """Return what an entry is sorted by: dictionary order of the language, then the headword.

    Headwords that begin with a digit come first.
    """
    return ((profile or profile_for()).sort_key(term.headword, term.pinyin), term.headword)


def letter(term: Term, profile: LanguageProfile | None = None) -> str:
    """Return the letter of an index under which an entry is listed; ``0–9`` for numbers."""
    profile = profile or profile_for()
    return profile.letter(sort_key(term, profile)[0])


def clashes(terms: Sequence[Term]) -> list[Problem]:
    """Return a problem for every string that would link to two entries, and for every related entry that is missing."""
    problems = []
    owners: dict[str, Term] = {}
    slugs = {term.slug for term in terms}
    for term in terms:
        for string, place in _claimed(term):
            owner = owners.setdefault(string, term)
            if owner is not term:
                message = _("'{words}' is defined twice: here and in {path}", words=string, path=owner.place.path)
                hint = _("a string links to one entry; merge the two, or delete the variant")
                problems.append(Problem(place, "G301", message, hint))
        for number, slug in enumerate(term.related):
            if slug not in slugs:
                hint = did_you_mean(slug, slugs) or _("write the file name of the entry, without '.md'")
                message = _("related term '{slug}' does not exist", slug=slug)
                cause = Cause(Defect.UNKNOWN_NAME, slug)
                place = place_of(term, "related", number)
                problems.append(Problem(place, "G302", message, hint, suggested(slug, slugs), cause))
    return problems


def _claimed(term: Term) -> Iterator[tuple[str, Place]]:
    """Yield every string under which an entry is found, once, with its place in the file."""
    keys = [("headword", 0), *(("variants", number) for number in range(len(term.variants)))]
    keys += [("synonyms", number) for number in range(len(term.synonyms))]
    seen: set[str] = set()
    for string, (key, number) in zip((*term.strings, *term.synonyms), keys, strict=True):
        if string not in seen:
            seen.add(string)
            yield string, term.place if key == "headword" else place_of(term, key, number)
