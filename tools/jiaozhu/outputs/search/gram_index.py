"""Which shards can match a query: for each character and each pair of neighbours, the shards that have it.

Pairs are hashed into buckets, so a bucket may name a shard too many, never one too few. Buckets are grouped in slices,
and a query loads only the slices of its own pairs.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby
from operator import add, itemgetter, sub

#: Powers of two, as the hash needs.
BUCKETS = 1 << 20
SLICES = 1 << 10
_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
#: Means all shards. A bucket that more than half of them share excludes too few.
_ALL = "*"


class GramIndex:
    """Gathers the grams of shards, added in ascending order."""

    def __init__(self, shards: int, buckets: int = BUCKETS, slices: int = SLICES) -> None:
        self.bucket_count = buckets
        self.slice_count = slices
        self._shards = shards
        self._lists: dict[str, array[int]] = {}

    def add(self, shard: int, folded: Iterable[str]) -> None:
        """Add a shard's texts, folded."""
        grams: set[str] = set()
        for text in folded:
            grams.update(text)
            grams.update(map(add, text, text[1:]))
        lists = self._lists
        for gram in grams:
            known = lists.get(gram)
            if known is None:
                lists[gram] = array("I", (shard,))
            else:
                known.append(shard)

    def slices(self) -> Iterator[tuple[int, str]]:
        """Yield number and content of each slice: its buckets with commas between, each the gaps between its shards."""
        width = self.bucket_count // self.slice_count
        rows: list[list[tuple[int, str]]] = [[] for _ in range(self.slice_count)]
        for gram in self._lists:
            bucket = hashed(gram, self.bucket_count)
            rows[bucket // width].append((bucket % width, gram))
        for number, row in enumerate(rows):
            written = [""] * width
            for bucket, grams in groupby(sorted(row), key=itemgetter(0)):
                written[bucket] = self._written([self._lists[gram] for _bucket, gram in grams])
            yield number, ",".join(written)

    def _written(self, lists: Sequence[Sequence[int]]) -> str:
        """The shards of one bucket, of one gram or of several that share it."""
        numbers = lists[0] if len(lists) == 1 else sorted(set().union(*lists))
        if len(numbers) * 2 > self._shards:
            return _ALL
        gaps = map(sub, numbers, chain((-1,), numbers))
        return "".join([_GAPS[gap] if gap < len(_GAPS) else _digits(gap - 1) for gap in gaps])


def hashed(gram: str, buckets: int) -> int:
    """Return the bucket of one character or two.

    The multiplier is Knuth's (TAOCP 6.4), 2^32 divided by the golden ratio.
    """
    value = 0
    for char in gram:
        value = ((value ^ ord(char)) * 2654435761 + 40503) & 0xFFFFFFFF
    return (value >> 7) % buckets


def _digits(number: int) -> str:
    """A number from 0 in the base-64 digits of source maps: five bits a digit, the sixth says that more follow."""
    out = ""
    while True:
        number, low = number >> 5, number & 31
        out += _DIGITS[low | (32 if number else 0)]
        if not number:
            return out


#: The digits of the gaps that are met most: of neighbours, who are one apart, those of 0.
_GAPS = ("", *(_digits(gap - 1) for gap in range(1, 4096)))
