"""A record as what a reviewer compares: every field by the name that it has in its file, as text.

Nothing is chosen here, so that no field of a record can change without being seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from enum import Enum
from typing import Any, cast

from jiaozhu.model.edition import LineRange, Piece
from jiaozhu.model.kinds import Genre, NoteKind, TermKind
from jiaozhu.model.problem import Place
from jiaozhu.store.shapes import specs

__all__ = ["facets"]

#: The line of a file is not what the file says.
_POSITION = "body_line"


def facets(record: object, *, without: tuple[str, ...] = ()) -> dict[str, str]:
    """Return the fields of a record that have a value, as text.

    Args:
        record: A dataclass or a named tuple of the model.
        without: Names of attributes that are compared elsewhere.
    """
    return {
        name: text for attribute, name, value in _fields(record) if attribute not in without and (text := _text(value))
    }


def _fields(record: Any) -> Iterator[tuple[str, str, object]]:
    """Attribute, name in the file, and value."""
    known = [(spec.name, spec.word) for spec in specs(cast("type", type(record)))] if is_dataclass(record) else []
    for name, word in known or zip(record._fields, record._fields, strict=True):
        value = getattr(record, name)
        if name != _POSITION and not isinstance(value, Place):
            yield name, word, value


def _text(value: object) -> str:
    match value:
        case None | False:
            return ""
        case str() | Enum() | int():
            return str(value) if value is not True else "true"
        case NoteKind() | TermKind() | Genre():
            return value.id
        case LineRange():
            part = f"/{value.part}" if value.part is not None else ""
            return f"{value.first}{part}" if value.first == value.last else f"{value.first}-{value.last}"
        case Piece():
            return f"{value.line} [{value.begin or ''}…{value.until or ''}]"
        case Mapping():
            return "\n".join(f"{key}: {_text(item) or 'false'}" for key, item in value.items())
        case tuple() | list() if not hasattr(value, "_fields"):
            return "\n".join(map(_text, value))
        case _ if is_dataclass(value) or hasattr(value, "_fields"):
            return ", ".join(f"{name}: {text}" for _, name, item in _fields(value) if (text := _text(item)))
        case _:
            return str(value)
