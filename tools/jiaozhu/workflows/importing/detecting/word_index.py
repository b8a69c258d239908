"""How often strings of a few letters occur in some texts: an index of pairs, so that a question costs what it finds."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cached_property, lru_cache
from operator import add

from jiaozhu.workflows.importing.options import CorpusTexts

__all__ = ["WordIndex", "index_of"]


class WordIndex:
    """Counts strings in texts; none is counted across two of them.

    Args:
        texts: Where to count.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        parts = list(texts)
        self.size = sum(map(len, parts))  #: Code points of all texts.
        self._text = "\n".join(parts)

    @cached_property
    def _singles(self) -> Counter[str]:
        return Counter(self._text)

    @cached_property
    def _pairs(self) -> dict[str, array[int]]:
        """Where each pair of characters is."""
        found: defaultdict[str, array[int]] = defaultdict(lambda: array("L"))
        for at, pair in enumerate(map(add, self._text, self._text[1:])):
            found[pair].append(at)
        return dict(found)

    def count(self, word: str) -> int:
        """Return how often a string of one or more characters occurs, also where it overlaps itself.

        Args:
            word: Without line ends.
        """
        if len(word) == 1:
            return self._singles[word]
        found = self._pairs.get(word[:2], ())
        if len(word) == 2 or not found:
            return len(found)
        last = self._pairs.get(word[-2:], ())
        text, size, shift = self._text, len(word), 0
        if len(last) < len(found):
            found, shift = last, size - 2
        return sum(1 for at in found if at >= shift and text[at - shift : at - shift + size] == word)


@lru_cache(maxsize=1)
def index_of(texts: tuple[str, ...] | CorpusTexts) -> WordIndex:
    """Return the index of the texts of a corpus, which all files of a batch share."""
    return WordIndex(texts)
