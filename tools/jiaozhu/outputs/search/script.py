"""Files of the search: classic scripts that hand their data over, so that they load from ``file://`` too."""

from __future__ import annotations

from typing import NamedTuple

from jiaozhu.markup.script import script_literal


class Script(NamedTuple):
    """One file, its name relative to the folder of search data."""

    name: str
    text: str


def call(opening: str, data: object) -> str:
    """Return a call that hands ``data`` over as its last argument; ``opening`` is the call up to there."""
    return f"{opening}{script_literal(data)});\n"
