"""How far texts of one document agree: the words they have, and the order in which these come.

No extractor is the truth. What two of three others found is taken as being on the page: the *consensus* has each word
as often as the second of them in number has it. Order is compared where words can be found again: sequences of three
words that each of two texts has once; the longest increasing subsequence of their places (M. L. Fredman, "On computing
the length of longest increasing subsequences", 1975), as a share of them.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

__all__ = ["consensus", "order", "recall", "words"]

_WORD = re.compile(r"\w+")
_SQUARE = re.compile(r"[\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]+")
#: Accents as characters of their own, and what is not seen.
_SET_APART = re.compile("[`\u00a8\u00af\u00b4\u00b8\u02c6\u02c7\u02d8-\u02dd\u00ad\u200b-\u200f]")
#: Words of a sequence that is looked for in both texts.
_GRAM = 3


def words(text: str) -> list[str]:
    """Return the words of a text in their order: runs of letters and digits; ideographs in overlapping pairs.

    Words are compared without accents, which some extractors put to their letters and others leave beside them.
    """
    flat = unicodedata.normalize("NFKD", _SET_APART.sub("", text))
    flat = unicodedata.normalize("NFC", "".join(char for char in flat if not unicodedata.combining(char)))
    return [word for match in _WORD.finditer(flat) for word in _parts(match.group())]


def _parts(word: str) -> Iterator[str]:
    at = 0
    for match in _SQUARE.finditer(word):
        if match.start() > at:
            yield word[at : match.start()]
        run = match.group()
        yield from (run[index : index + 2] for index in range(max(1, len(run) - 1)))
        at = match.end()
    if at < len(word):
        yield word[at:]


def consensus(texts: Sequence[Sequence[str]]) -> Counter[str]:
    """Return the words that all but one of some texts have, each as often as they do.

    Args:
        texts: The words of each; at least two.
    """
    counts = [Counter(text) for text in texts]
    found = {word: sorted(count[word] for count in counts)[1] for word in {w for count in counts for w in count}}
    return Counter({word: count for word, count in found.items() if count})


def recall(text: Sequence[str], wanted: Counter[str]) -> float:
    """Return the share of the words wanted that a text has, from 0 to 1."""
    total = sum(wanted.values())
    return (Counter(text) & wanted).total() / total if total else 1.0


def order(text: Sequence[str], other: Sequence[str]) -> float | None:
    """Return the share of sequences of three words, once in each of two texts, that come in one order in both.

    Returns:
        From 0 to 1; None if they have fewer than ten such sequences.
    """
    mine, theirs = _places(text), _places(other)
    places = [theirs[gram] for gram in mine if gram in theirs]
    if len(places) < 10:
        return None
    tails: list[int] = []
    for place in places:
        at = bisect_left(tails, place)
        tails[at : at + 1] = [place]
    return len(tails) / len(places)


def _places(text: Sequence[str]) -> dict[tuple[str, ...], int]:
    """Where each sequence of words is that a text has once, in the order of the text."""
    grams = list(zip(*(text[at:] for at in range(_GRAM)), strict=False))
    count = Counter(grams)
    return {gram: index for index, gram in enumerate(grams) if count[gram] == 1}
