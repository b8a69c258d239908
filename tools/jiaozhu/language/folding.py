"""Folding: what counts as the same text in a search. ``jiaozhu-folding.js`` does the same, step by step.

A text contains a query if the folded text contains the folded query. Folded are: compatibility forms (NFKC), case,
traditional and simplified characters, forms of quotation marks, dashes and dots, white space and what is invisible.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache

#: Marks that are the same mark in whatever form. What the edition's rules regularise is among them.
MARKS: Mapping[str, str] = {
    **dict.fromkeys("“”„‟「」『』〝〞〟", '"'),
    **dict.fromkeys("‘’‚‛", "'"),
    **dict.fromkeys("‐‑‒–—―−─━", "-"),
    **dict.fromkeys("•‧∙⋅・●", "·"),
    **dict.fromkeys("〜∼", "~"),
    "ς": "σ",
}
_DROPPED_RANGES = ((0x2000, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0xFE00, 0xFE0F))
#: Dropped: what Unicode counts as white space, and format characters that are not seen.
DROPPED = frozenset(
    "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u034f\u061c\u1680\u180e\u2028\u2029\u202f\u205f\u3000\xad\ufeff"
) | {chr(code) for first, last in _DROPPED_RANGES for code in range(first, last + 1)}


def fold(text: str, simplified: Mapping[str, str]) -> str:
    """Return ``text`` as it is compared.

    Args:
        text: Any text.
        simplified: Characters of the language and what they are folded to: the ``forms`` of its profile.
    """
    plain = unicodedata.normalize("NFKC", text).lower()
    return "".join([simplified.get(char, MARKS.get(char, char)) for char in plain if char not in DROPPED])


def simplified_forms(texts: Iterable[str]) -> dict[str, str]:
    """Return the traditional characters that matter to ``texts``, each with its simplified form.

    Those whose simplified form occurs (a reader may type them), and those that occur themselves. The forms are those
    of OpenCC's table ``t2s``, character by character.
    """
    present: set[str] = set()
    for text in texts:  # a set for each of them would take more memory than they do
        present.update(text)
    return {char: simple for char, simple in sorted(_traditional().items()) if char in present or simple in present}


@cache
def _traditional() -> dict[str, str]:
    from opencc import OpenCC  # costs a tenth of a second, which only those who build a search need pay

    characters = [
        char
        for first, last in ((0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF))
        for char in map(chr, range(first, last + 1))
        if unicodedata.normalize("NFKC", char) == char
    ]
    # A line each, so that no phrase of the table is met.
    converted = OpenCC("t2s").convert("\n".join(characters)).split("\n")
    return {
        char: simple for char, simple in zip(characters, converted, strict=True) if simple != char and len(simple) == 1
    }
