"""How likely a run of letters is, by the frequency of single words: for machines without a model of word sequences.

The list is that of ``wordfreq`` (R. Speer), which its wheel carries; it is optional, and nothing is fetched. The
likelihood is that of the best way to cut the letters into words.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache

__all__ = ["WORD_LIST", "WordList", "has_list", "load_list"]

#: What the list is called where the path of a model may be; after a colon comes a language.
WORD_LIST = "wordfreq"
#: Languages of which no blanks part the words and which the package has a list of.
_LISTED = frozenset({"zh", "ja"})
#: Letters of the longest word, and the frequency (its logarithm, to the base of ten) of a letter that is not listed.
_LONGEST, _UNKNOWN = 6, -9.0


class WordList:
    """Words with the logarithms of their frequencies, to the base of ten."""

    def __init__(self, words: Mapping[str, float]) -> None:
        self._words = words

    def likelihood(self, letters: str) -> float:
        """Return the logarithm, to the base of ten, of how likely some letters are."""
        best = [0.0]
        for end in range(1, len(letters) + 1):
            found = best[end - 1] + self._words.get(letters[end - 1], _UNKNOWN)
            for begin in range(max(0, end - _LONGEST), end - 1):
                score = self._words.get(letters[begin:end])
                if score is not None and best[begin] + score > found:
                    found = best[begin] + score
            best.append(found)
        return best[-1]


def has_list(language: str) -> bool:
    """Return whether there is a list of a language's words on this machine.

    Args:
        language: As a tag.
    """
    if language.partition("-")[0] not in _LISTED:
        return False
    try:
        import wordfreq  # noqa: F401 - whether it is there
    except ImportError:
        return False
    return True


@cache
def load_list(language: str) -> WordList:
    """Return the words of a language.

    Args:
        language: As a tag.

    Raises:
        ImportError: ``wordfreq`` is not installed.
        LookupError: It has no list of the language.
    """
    import wordfreq

    frequencies = wordfreq.get_frequency_dict(language.partition("-")[0], wordlist="best")
    return WordList({word: math.log10(found) for word, found in frequencies.items() if len(word) <= _LONGEST})
