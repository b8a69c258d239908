"""Changes of YAML files that an editor wrote: quotes, comments and everything else stay as they are."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.representer import RoundTripRepresenter
from ruamel.yaml.scalarstring import LiteralScalarString

from jiaozhu.store.front_matter import FENCE

__all__ = ["as_written", "edit_front_matter", "edit_yaml", "indented_yaml"]


class _Plain(RoundTripRepresenter):
    """Nothing is ``null``, as the corpus writes it."""


_Plain.add_representer(type(None), lambda made, _: made.represent_scalar("tag:yaml.org,2002:null", "null"))


def edit_yaml(text: str, change: Callable[[Any], None]) -> str:
    """Change a YAML file.

    Args:
        text: The file.
        change: Changes its data in place; they are ruamel.yaml's, which keep quotes and comments.

    Returns:
        The file with the change.
    """
    yaml = _yaml()
    if not text.startswith("- "):  # lists are indented below a key, and are at the margin where they are the file
        yaml.indent(mapping=2, sequence=4, offset=2)
    data = yaml.load(text)
    change(data)
    return _dumped(data, yaml)


def edit_front_matter(text: str, change: Callable[[Any], None]) -> str:
    """Change the front matter of a file; its body stays, to the byte."""
    lines = text.split("\n")
    end = next(number for number, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE)
    front = edit_yaml("\n".join(lines[1:end]) + "\n", change)
    return "\n".join([lines[0], *front.rstrip("\n").split("\n"), *lines[end:]])


def indented_yaml(data: Any) -> str:
    """Write data as YAML with lists indented below their keys and texts of several lines line by line."""
    yaml = _yaml()
    yaml.indent(mapping=2, sequence=4, offset=2)
    return _dumped(data, yaml)


def as_written(text: str) -> str:
    """Mark a text of several lines to be written line by line where YAML can."""
    lines = text.split("\n")
    plain = all(line.isprintable() and line == line.rstrip() for line in lines) and not lines[0].startswith(" ")
    return LiteralScalarString(text) if len(lines) > 1 and plain and lines[0] else text


def _yaml() -> YAML:
    yaml = YAML()
    yaml.Representer = _Plain
    yaml.preserve_quotes = True
    yaml.width = 10_000  # a quote is one line
    return yaml


def _dumped(data: Any, yaml: YAML) -> str:
    buffer = io.StringIO()
    yaml.dump(data, buffer)
    return buffer.getvalue()
