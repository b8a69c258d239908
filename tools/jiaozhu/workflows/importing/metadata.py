"""What a file says of itself: the front matter of a post, the metadata of a web page. An editor checks it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from email.utils import parsedate
from typing import NamedTuple

from jiaozhu.workflows.importing.detecting.structure import Judged

__all__ = ["Metadata", "front_matter", "iso_date"]

_TITLE = re.compile(r"^title\s*+[:=]\s*+(\S.*)", re.I)
_DATE = re.compile(r"^(?:date|published|pubdate|created|time)\s*+[:=]\s*+(\S.*)", re.I)
_AUTHOR = re.compile(r"^(?:authors?|by|creator)\s*+[:=]\s*+(\S.*)", re.I)
_PUBLISHER = re.compile(r"^(?:from|publisher|source|site(?:name)?|newspaper)\s*+[:=]\s*+(\S.*)", re.I)
_NUMBERS = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?![0-9])")
#: Values that say nothing.
_NOTHING = frozenset({"null", "none", "~", "unknown", "[]", "{}", "|", ">"})


class Metadata(NamedTuple):
    """What is known of a source; empty where it says nothing."""

    title: str = ""
    author: str = ""
    publisher: str = ""
    date: str = ""  #: ISO.


def front_matter(judged: Sequence[Judged]) -> Metadata:
    """Return what the lines of front matter say; of a key that is there twice the first counts."""
    lines = [item.block.text for item in judged if item.kind == "front-matter"]
    return Metadata(
        _value(lines, _TITLE), _value(lines, _AUTHOR), _value(lines, _PUBLISHER), iso_date(_value(lines, _DATE))
    )


def iso_date(text: str) -> str:
    """Return a date as ISO writes it (``2022-05-29``), of a date in numbers or of RFC 5322; empty if it is neither."""
    numbers = _NUMBERS.match(text)
    parts = tuple(map(int, numbers.groups())) if numbers else (parsedate(text) or ())[:3]
    if len(parts) != 3 or not (1 <= parts[1] <= 12 and 1 <= parts[2] <= 31 and 1000 <= parts[0] <= 9999):
        return ""
    return f"{parts[0]:04d}-{parts[1]:02d}-{parts[2]:02d}"


def _value(lines: Sequence[str], pattern: re.Pattern[str]) -> str:
    match = next((match for line in lines if (match := pattern.match(line.strip()))), None)
    value = match.group(1).strip() if match else ""
    if len(value) > 1 and value[0] in "\"'“":
        value = value[1:-1] if value[-1] in "\"'”" else value[1:]
    elif value.startswith("[") and value.endswith("]"):
        value = ", ".join(part.strip(" \"'") for part in value[1:-1].split(","))
    return "" if value.lower() in _NOTHING else value.strip()
