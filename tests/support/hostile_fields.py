"""Payloads in the fields of data files: what a field has, which line it is on, and what of it is refused.

Values are on one line each, so that a problem's place tells which of them it is about.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias

__all__ = ["HARMLESS", "Field", "Fields", "Line"]

#: A line of a file; with the field that it has, if it has one.
Line: TypeAlias = str | tuple[str, "Field"]
#: In place of what is refused.
HARMLESS = "无害"


class Field(NamedTuple):
    """A value of a file with a payload in it."""

    payload: int
    name: str


class Fields:
    """What the fields of some files have.

    Args:
        payloads: With their numbers.
    """

    def __init__(self, payloads: Sequence[tuple[int, str]]) -> None:
        self.payloads = dict(payloads)
        self.fields: dict[Field, None] = {}
        self.refused: dict[Field, str] = {}  #: With the code of the problem.
        self.places: dict[tuple[Path, int], Field] = {}  #: By the file and the line.

    def value(self, number: int, name: str, *, form: str = "{}", harmless: str = HARMLESS) -> str:
        """A payload for a field, or harmless words if it is refused there."""
        field = Field(number, name)
        self.fields[field] = None
        return harmless if field in self.refused else form.replace("{}", self.payloads[number])

    def save(self, path: Path, lines: Sequence[Line]) -> None:
        """Write a file, and remember which line has which field."""
        path.parent.mkdir(parents=True, exist_ok=True)
        flat: list[str] = []
        for line in lines:
            text, field = line if isinstance(line, tuple) else (line, None)
            for part in text.split("\n"):
                flat.append(part)
                if field is not None:
                    self.places[path.resolve(), len(flat)] = field
        path.write_bytes("".join(f"{line}\n" for line in flat).encode("utf-8", "surrogatepass"))

    def line(
        self, number: int, key: str, name: str, indent: str = "", *, harmless: str = HARMLESS
    ) -> tuple[str, Field]:
        """A key with a payload, on one line."""
        value = self.value(number, name, harmless=harmless)
        return f"{indent}{key}: {json.dumps(value)}", Field(number, name)
