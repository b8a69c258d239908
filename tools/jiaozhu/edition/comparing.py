"""Characters as witnesses are compared: without white space, in one width, with one form of marks."""

from __future__ import annotations

import unicodedata

from jiaozhu.edition.anchoring import BORDER

__all__ = ["COMPARABLE", "comparable"]

#: Two witnesses may write these differently and mean the same.
_ALIKE = {"“": '"', "”": '"', "‘": "'", "’": "'", "—": "-", "－": "-", "・": "·", "•": "·"}


class _Comparable(dict[str, str]):
    """One character as it is compared, looked up once; empty for white space."""

    def __missing__(self, char: str) -> str:
        folded = unicodedata.normalize("NFKC", _ALIKE.get(char, char))
        self[char] = "" if char.isspace() or char == BORDER else folded if len(folded) == 1 else char
        return self[char]


#: Each character as it is compared.
COMPARABLE = _Comparable()


def comparable(text: str) -> str:
    """Return a text as it is compared."""
    return "".join(map(COMPARABLE.__getitem__, text))
