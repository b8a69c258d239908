"""Tables as text (CSV) and data (JSON, JSON lines), of which the user names the column that is the text.

Each row is a paragraph, and each line end in its text begins another. All other columns are left out with their words.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import NamedTuple

from jiaozhu.formats.column_counting import count_csv, count_json
from jiaozhu.formats.decoding import decode_all, guess_encoding
from jiaozhu.formats.limits import Limits, UnreadableSource, too_deep
from jiaozhu.formats.writing import TranscriptBuilder
from jiaozhu.locale import _
from jiaozhu.model.transcript import PageSpot, Transcript

__all__ = ["transcribe_csv", "transcribe_json"]

_DELIMITERS = ",\t;|"
#: Columns that an error names, and code points of each.
_MOST_NAMED, _LONGEST_NAME = 30, 60


class _Object(NamedTuple):
    """An object of JSON, with keys that it has twice."""

    pairs: list[tuple[str, object]]


def transcribe_csv(data: bytes, limits: Limits, column: str = "") -> Transcript:
    """Return the cells of one column of a CSV file. The first row has the names; commas, tabs, semicolons or bars part.

    Raises:
        UnreadableSource: There is no such column, or the file is not CSV.
    """
    builder, text = TranscriptBuilder(limits), _text(data, limits)
    delimiter, names = _header(text, column)
    if column not in names:
        raise _no_column(column, names)
    builder.reader = _reader(column)
    builder.expect(count_csv(text, delimiter))
    for number, row in enumerate(_rows(text, delimiter, limits)):
        for index, cell in enumerate(row):
            name = names[index] if index < len(names) else ""
            if number and name == column:
                _take(builder, cell, f"row {number}")
            else:
                builder.leave("metadata", cell, f"row {number}, {name[:_LONGEST_NAME]}")
    return builder.finish()


def transcribe_json(data: bytes, limits: Limits, column: str = "") -> Transcript:
    """Return the text that every object of a JSON file, or of a file of JSON lines, has under one key.

    Raises:
        UnreadableSource: No object has the key, or the file is not JSON.
    """
    builder, text = TranscriptBuilder(limits), _text(data, limits).removeprefix("\ufeff")
    values = _values(text)
    names: dict[str, None] = {}
    number = 0
    for key, value in _scalars(values, limits.depth, names):
        words = _sound(str(value))
        if key == column and isinstance(value, str):
            number += 1
            _take(builder, words, f"row {number}")
        else:
            builder.leave("metadata", words, _sound(key[:_LONGEST_NAME]))
    if column not in names:
        raise _no_column(column, list(names))
    builder.reader = _reader(column)
    builder.expect(count_json(text))
    return builder.finish()


def _reader(column: str) -> str:
    return f"column {column[:_LONGEST_NAME]!r}"


def _take(builder: TranscriptBuilder, text: str, at: str) -> None:
    if not builder.add(text, PageSpot("p", at=at)):
        builder.leave("metadata", text, at)


def _text(data: bytes, limits: Limits) -> str:
    guess = guess_encoding(data)
    if guess is None:
        raise UnreadableSource(_("not text in a known encoding"), _("save the file as UTF-8 in your editor"))
    text = decode_all(data, guess.encoding).text
    limits.check_characters(len(text))
    return text


def _no_column(column: str, names: list[str]) -> UnreadableSource:
    shown = ", ".join(name[:_LONGEST_NAME] for name in names[:_MOST_NAMED] if name.strip()) or "-"
    hint = _("name the column that is the text with --column; expected one of: {names}", names=shown)
    if not column:
        return UnreadableSource(_("only one column of it is text, and it is not known which"), hint)
    return UnreadableSource(_("there is no column '{name}'", name=column[:_LONGEST_NAME]), hint)


def _header(text: str, column: str) -> tuple[str, list[str]]:
    """What separates cells, and the names of the columns: those that have the column, or else those that are most."""
    found = []
    for delimiter in _DELIMITERS:
        row = next(_rows(text, delimiter, Limits()), [])
        names = [name.strip("\ufeff \t\r\n") for name in row]
        found.append((column in names, len(names), delimiter, names))
    _has, _many, delimiter, names = max(found, key=lambda item: item[:2])
    return delimiter, names


def _rows(text: str, delimiter: str, limits: Limits) -> Iterator[list[str]]:
    """The rows of a CSV file.

    Raises:
        UnreadableSource: Quotes do not close.
    """
    csv.field_size_limit(limits.characters)
    rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter, strict=True)
    try:
        yield from rows
    except csv.Error as error:
        message = _("line {line} is not CSV: {why}", line=rows.line_num, why=error)
        raise UnreadableSource(message, _("save the table again")) from None


def _values(text: str) -> list[object]:
    """What is in a file of JSON, or of JSON lines."""
    try:
        try:
            return [_parsed(text)]
        except ValueError as error:
            return _values_of_lines(text, error)
    except RecursionError:
        raise UnreadableSource(_("it is nested too deeply"), _("this is not a text")) from None


def _values_of_lines(text: str, whole: ValueError) -> list[object]:
    values = []
    for number, line in enumerate(text.split("\n"), 1):
        try:
            if line.strip():
                values.append(_parsed(line))
        except ValueError as error:
            message = _("line {line} is not JSON: {why}", line=number, why=error if number > 1 else whole)
            raise UnreadableSource(message, _("fix it, or get it again")) from None
    return values


def _parsed(text: str) -> object:
    """A value of JSON; numbers are the letters that they are written with."""
    return json.loads(text, object_pairs_hook=_Object, parse_int=_Number, parse_float=_Number, parse_constant=_Number)


class _Number:
    """A number, as it is written."""

    def __init__(self, letters: str) -> None:
        self._letters = letters

    def __str__(self) -> str:
        return self._letters


def _scalars(values: list[object], depth: int, names: dict[str, None]) -> Iterator[tuple[str, object]]:
    """Every value with the key under which it is, in the order of the file; ``names`` gets the keys."""
    stack: list[tuple[str, object, int]] = [("", value, 0) for value in reversed(values)]
    while stack:
        key, value, level = stack.pop()
        if level > depth:
            raise too_deep(depth)
        if isinstance(value, _Object):
            for name, _value in value.pairs:
                names.setdefault(name)
            stack += [(name, below, level + 1) for name, below in reversed(value.pairs)]
        elif isinstance(value, list):
            stack += [(key, below, level + 1) for below in reversed(value)]
        else:
            yield key, json.dumps(value) if value is None or isinstance(value, bool) else value


def _sound(text: str) -> str:
    """The text, with U+FFFD for halves of characters, which JSON can write and no encoding has."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
