"""How many characters of a IIIF file are words for people: counted in parsing, without any of the reader's code."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from jiaozhu.formats.marked.counting import count_markup
from jiaozhu.model.file_account import solid

__all__ = ["count_iiif"]

#: Keys of what is for people.
_KEYS = ("value", "chars", "cnt:chars", "@value", "label", "summary", "description", "attribution")

#: Those of bodies, which may be HTML.
_BODIES = _KEYS[:3]


class _Sum(NamedTuple):
    """Characters of an object."""

    every: int  #: Of its words if the key that it has is for people: of all of its strings.
    own: int  #: Of its words if it has another key.


def count_iiif(text: str) -> int:
    """Return how many characters are words for people, blanks aside.

    Args:
        text: JSON that has been parsed before.
    """
    return _sum(json.loads(text, object_pairs_hook=_count)).own


def _sum(value: Any) -> _Sum:
    if isinstance(value, str):
        return _Sum(solid(value), 0)
    if isinstance(value, list):
        sums = [_sum(item) for item in value]
        return _Sum(sum(item.every for item in sums), sum(item.own for item in sums))
    return value if isinstance(value, _Sum) else _Sum(0, 0)


def _count(pairs: list[tuple[str, Any]]) -> _Sum:
    values = dict(pairs)
    sums = {key: _sum(value) for key, value in pairs}
    every = sums["@value"].every if "@value" in sums else sum(item.every for item in sums.values())
    if str(values.get("type")).endswith("Selector"):
        return _Sum(every, 0)
    if values.get("format") == "text/html":
        markup = {key: words for key in _BODIES if isinstance(words := values.get(key), str)}
        sums |= {key: _Sum(count_markup(words), 0) for key, words in markup.items()}
    return _Sum(every, sum(item.every if key in _KEYS else item.own for key, item in sums.items()))
