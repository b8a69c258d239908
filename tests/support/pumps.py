"""The worst texts for a pattern, made from its own structure: what repeats in it, repeated, and an end that fails.

A pattern that is not linear is so for one of few reasons, and for each there is a text here: two repetitions that share
a character beside each other or within one another (a run of that character), a repetition that every place of a text
begins again (the beginning of the pattern again and again, or a run of what it begins with), and a search for an end
that never comes (the beginning, then what may come between).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

#: Characters that most patterns tell apart; those of the pattern itself are added.
_USUAL = "aA0 \t\n.-_<>\"'`{}[]()\\/:=!,;*&\x00\u3000\u4e00\uff0c\u2028"
#: Kinds of characters that are tried in one repetition.
_MOST_KINDS = 8
_REPEATS = frozenset({op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT})
_AROUND = frozenset({op.ASSERT, op.ASSERT_NOT, op.AT, op.GROUPREF, op.GROUPREF_EXISTS, op.FAILURE})
#: Repetitions that are bounded as low as this cannot hang by themselves, but their characters are tried.
_MANY = 2


class Pump(NamedTuple):
    """A text of any size: a beginning, a unit again and again, an end."""

    head: str
    unit: str
    tail: str

    def text(self, size: int) -> str:
        """Return a text of about ``size`` characters."""
        return self.head + self.unit * max(1, size // len(self.unit)) + self.tail

    def __str__(self) -> str:
        return f"{self.head!r} + {self.unit!r}*n + {self.tail!r}"


def pumps(pattern: str, flags: int, *, whole: bool = False) -> list[Pump]:
    """Return the pumps of a pattern.

    Args:
        pattern: The pattern.
        flags: Its flags.
        whole: Whether every word of two kinds of its characters is repeated, too.
    """
    tree = _parser.parse(pattern, flags)
    kinds = _Kinds(tree, flags | tree.state.flags)
    units: dict[tuple[str, str], None] = {}
    for head, unit in _repetitions(tree, kinds, ""):
        units[head, unit] = None
        if head:
            units["", head + unit] = None
            units["", head] = None
    shortest = _example(tree, kinds)
    if shortest:
        units["", shortest] = None
        units["", shortest[:1]] = None
        units["", shortest[:-1] or shortest] = None
    if whole:
        units |= {("", "".join(word)): None for length in (1, 2) for word in product(kinds.all, repeat=length)}
    ends = ("", kinds.strange)
    return [Pump(head, unit, tail) for head, unit in units if unit for tail in ends]


class _Kinds:
    """Characters, one for each way in which the atoms of a pattern take them."""

    def __init__(self, tree: Any, flags: int) -> None:
        self.flags = flags & (re.IGNORECASE | re.DOTALL | re.ASCII)
        self._atoms: dict[int, re.Pattern[str]] = {}
        atoms = list(_atoms(tree))
        characters = dict.fromkeys([*_literals(tree), *_USUAL])
        signatures: dict[tuple[bool, ...], str] = {}
        for char in characters:
            signatures.setdefault(tuple(self._takes(atom, char) for atom in atoms), char)
        self.all = list(signatures.values())
        none = tuple(False for _ in atoms)
        self.strange = signatures.get(none) or next((char for char in "\x01\n" if char not in characters), "\x01")

    def of(self, atom: tuple[Any, Any]) -> list[str]:
        """Characters that an atom takes."""
        return [char for char in self.all if self._takes(atom, char)]

    def _takes(self, atom: tuple[Any, Any], char: str) -> bool:
        code, value = atom
        if code is op.ANY:
            return char != "\n" or bool(self.flags & re.DOTALL)
        if code is op.LITERAL:
            return chr(value) == char or (bool(self.flags & re.I) and chr(value).lower() == char.lower())
        if code is op.NOT_LITERAL:
            return chr(value) != char
        return _in_class(value, char, bool(self.flags & re.I))


def _in_class(items: Sequence[tuple[Any, Any]], char: str, folded: bool) -> bool:
    number = {ord(char), *((ord(char.lower()), ord(char.upper()[0])) if folded else ())}
    found = negated = False
    for code, value in items:
        if code is op.NEGATE:
            negated = True
        elif code is op.LITERAL:
            found = found or value in number
        elif code is op.RANGE:
            found = found or any(value[0] <= one <= value[1] for one in number)
        elif code is op.CATEGORY:
            found = found or _CATEGORIES[value](char)
    return found is not negated


_CATEGORIES: dict[Any, Callable[[str], bool]] = {
    op.CATEGORY_DIGIT: str.isdecimal,
    op.CATEGORY_NOT_DIGIT: lambda char: not char.isdecimal(),
    op.CATEGORY_SPACE: str.isspace,
    op.CATEGORY_NOT_SPACE: lambda char: not char.isspace(),
    op.CATEGORY_WORD: lambda char: char.isalnum() or char == "_",
    op.CATEGORY_NOT_WORD: lambda char: not (char.isalnum() or char == "_"),
}


def _below(code: Any, value: Any) -> Iterator[Any]:
    """The sequences within a node."""
    if code in _REPEATS:
        yield value[2]
    elif code is op.SUBPATTERN:
        yield value[3]
    elif code is op.BRANCH:
        yield from value[1]
    elif code is op.ATOMIC_GROUP:
        yield value
    elif code in (op.ASSERT, op.ASSERT_NOT):
        yield value[1]
    elif code is op.GROUPREF_EXISTS:
        yield from (part for part in value[1:] if part is not None)


def _atoms(tree: Iterable[tuple[Any, Any]]) -> Iterator[tuple[Any, Any]]:
    for code, value in tree:
        if code in (op.LITERAL, op.NOT_LITERAL, op.IN, op.ANY):
            yield code, value
        for below in _below(code, value):
            yield from _atoms(below)


def _literals(tree: Iterable[tuple[Any, Any]]) -> Iterator[str]:
    for code, value in _atoms(tree):
        if code in (op.LITERAL, op.NOT_LITERAL):
            yield chr(value)
        elif code is op.IN:
            for kind, item in value:
                if kind is op.LITERAL:
                    yield chr(item)
                elif kind is op.RANGE:
                    yield chr(item[0])


def _example(tree: Iterable[tuple[Any, Any]], kinds: _Kinds) -> str:
    """A shortest text for a sequence, as far as its assertions do not matter."""
    out = ""
    for code, value in tree:
        if code in (op.LITERAL, op.NOT_LITERAL, op.IN, op.ANY):
            out += next(iter(kinds.of((code, value))), "")
        elif code in _REPEATS:
            out += _example(value[2], kinds) * min(value[0], 60)
        elif code is op.BRANCH:
            out += min((_example(part, kinds) for part in value[1]), key=len)
        elif code not in _AROUND:
            out += "".join(_example(below, kinds) for below in _below(code, value))
    return out


def _repetitions(tree: Iterable[tuple[Any, Any]], kinds: _Kinds, head: str) -> Iterator[tuple[str, str]]:
    """For each repetition: what leads to it, and what it may repeat."""
    for code, value in tree:
        if code in _REPEATS and value[1] > _MANY:
            for unit in _units(value[2], kinds):
                yield head, unit
        for below in _below(code, value):
            yield from _repetitions(below, kinds, head)
        if code not in _AROUND:
            head += _example([(code, value)], kinds)


def _units(tree: Sequence[tuple[Any, Any]], kinds: _Kinds) -> Iterator[str]:
    """What a repetition may repeat: each kind of a single character; of more, examples of each way through it."""
    if len(tree) == 1 and tree[0][0] in (op.LITERAL, op.NOT_LITERAL, op.IN, op.ANY):
        yield from kinds.of(tree[0])[:_MOST_KINDS]
        return
    if len(tree) == 1 and tree[0][0] is op.SUBPATTERN:
        yield from _units(tree[0][1][3], kinds)
        return
    if len(tree) == 1 and tree[0][0] is op.BRANCH:
        for part in tree[0][1][1]:
            yield from _units(part, kinds)
        return
    yield _example(tree, kinds)
    for code, value in tree:
        if code in _REPEATS:
            yield from _units(value[2], kinds)
