"""Which shards can match a query: for each character and each pair of neighbours, the shards that have it.

Pairs are hashed into buckets, so a bucket may name a shard too many, never one too few. Buckets are grouped in slices,
and a query loads only the slices of its own pairs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

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
        self._lists: dict[int, list[int]] = {}
        self._hashes: dict[str, int] = {}

    def add(self, shard: int, folded: Iterable[str]) -> None:
        """Add a shard's texts, folded."""
        grams: set[str] = set()
        for text in folded:
            grams.update(text)
            grams.update(map("".join, pairwise(text)))
        hashes, lists = self._hashes, self._lists
        for gram in grams:
            bucket = hashes.get(gram)
            if bucket is None:
                bucket = hashes[gram] = hashed(gram, self.bucket_count)
            shards = lists.setdefault(bucket, [])
            if not shards or shards[-1] != shard:
                shards.append(shard)

    def slices(self) -> Iterator[tuple[int, str]]:
        """Yield number and content of each slice: its buckets with commas between, each the gaps between its shards."""
        width = self.bucket_count // self.slice_count
        for number in range(self.slice_count):
            buckets = range(number * width, (number + 1) * width)
            yield number, ",".join([self._written(self._lists.get(bucket, ())) for bucket in buckets])

    def _written(self, shards: Iterable[int]) -> str:
        numbers = list(shards)
        if len(numbers) * 2 > self._shards:
            return _ALL
        out, before = [], -1
        for number in numbers:
            out.append(_digits(number - before - 1))
            before = number
        return "".join(out)


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
