"""YAML as this package writes it: what is written reads back as the same data, and is alike for the same data.

Text is plain where no reader can take it for anything else, and in double quotes elsewhere.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

__all__ = ["Commented", "Flow", "Quoted", "to_yaml"]


class Quoted(str):
    """Text that is written in double quotes, whatever it holds."""

    __slots__ = ()


class Flow(NamedTuple):
    """A list or a mapping that is written on one line."""

    data: Any


class Commented(NamedTuple):
    """A value with a comment behind it."""

    value: str | int | float
    comment: str


#: The first character of a text that no reader of YAML 1.1 or 1.2 takes for anything but text.
_FIRST = re.compile(r"[^\s!&*?:,\[\]{}#|>@`\"'%=~<.+\-\\/()\d]")
#: Digests, which are not numbers, and digits with Hanzi among them.
_DIGITS_AND_MORE = re.compile(r"(?=[0-9]*[a-f][0-9]*[a-f])(?=.*[a-df])[0-9a-f]{8,}|[0-9]{1,4}[^\x00-\x7f][^\x00-\x1f]*")
_WORDS_OF_YAML = frozenset("null true false yes no on off y n inf nan".split())
_UNPRINTABLE = re.compile("[\x7f-\xa0\xad\u061c\u180e\u200b-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufff9-\uffff]")


def to_yaml(data: Any) -> str:
    """Write data as a YAML file.

    Args:
        data: Mappings, lists, texts, numbers, booleans and None; texts and collections may be ``Quoted``, ``Flow`` or
            ``Commented``.

    Returns:
        The file's text, with a line feed at its end.
    """
    return "".join(f"{line}\n" for line in _block(data, ""))


def _block(data: Any, indent: str) -> Iterator[str]:
    if isinstance(data, Mapping) and data:
        for key, value in data.items():
            yield from _entry(f"{indent}{_scalar(key)}:", value, indent)
    elif isinstance(data, Sequence) and not isinstance(data, (str, Flow, Commented)) and data:
        for item in data:
            lines = list(_block(item, indent + "  "))
            yield f"{indent}- {lines[0][len(indent) + 2 :]}"
            yield from lines[1:]
    else:
        yield f"{indent}{_inline(data)}"


def _entry(lead: str, value: Any, indent: str) -> Iterator[str]:
    """A key and its value: on one line, or the value below it and deeper."""
    below = (isinstance(value, Mapping) or (isinstance(value, list | tuple) and not _is_marked(value))) and value
    if below:
        yield lead
        yield from _block(value, indent + "  ")
    else:
        yield f"{lead} {_inline(value)}"


def _is_marked(value: Any) -> bool:
    return isinstance(value, (Flow, Commented))


def _inline(value: Any) -> str:
    if isinstance(value, Commented):
        return f"{_scalar(value.value)}  # {' '.join(value.comment.split())}"
    if isinstance(value, Flow):
        return _flow(value.data)
    return _flow(value) if isinstance(value, (Mapping, list, tuple)) else _scalar(value)


def _flow(data: Any) -> str:
    if isinstance(data, Flow):
        return _flow(data.data)
    if isinstance(data, Mapping):
        return "{" + ", ".join(f"{_scalar(key)}: {_flow(value)}" for key, value in data.items()) + "}"
    if isinstance(data, (list, tuple)):
        return "[" + ", ".join(map(_flow, data)) + "]"
    return _scalar(data, flow=True)


def _scalar(value: Any, *, flow: bool = False) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    if not isinstance(value, str):
        raise TypeError(f"{type(value).__name__} cannot be written as YAML")
    return value if not isinstance(value, Quoted) and _is_plain(value, flow=flow) else in_quotes(value)


def _is_plain(text: str, *, flow: bool) -> bool:
    """Whether a text needs no quotes."""
    if not text or text != text.strip() or not text.isprintable() or _UNPRINTABLE.search(text):
        return False
    if ": " in text or " #" in text or text.endswith(":") or text.lower() in _WORDS_OF_YAML:
        return False
    if flow and re.search(r"[,\[\]{}:\"']", text):
        return False
    return bool(_FIRST.match(text) or _DIGITS_AND_MORE.fullmatch(text))


def in_quotes(text: str) -> str:
    """Return a text in double quotes, with escapes for what cannot be seen."""
    shown = json.dumps(text, ensure_ascii=False)
    return "".join(char if char.isprintable() and not _UNPRINTABLE.match(char) else _escape(char) for char in shown)


def _escape(char: str) -> str:
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"
