"""What all drawings have: links to passages, numbers of coordinates, and the templates."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import NamedTuple

from jiaozhu.outputs.rendering import Renderer

__all__ = ["TEMPLATES", "Link", "draw", "rounded"]

#: The folder of the templates: ``jz-bars.svg`` and others.
TEMPLATES = Path(__file__).with_name("templates")


class Link(NamedTuple):
    """Where a part of a drawing leads, and what it says."""

    says: str  #: In the site's language: when, what, how much.
    docname: str = ""  #: Below the folder of generated pages; empty if it is not a link.
    block: str = ""  #: The id of the block; empty for the page itself.


def rounded(value: Fraction | float) -> float:
    """Return a coordinate in pixels with at most one decimal, and a whole number without any."""
    near = round(float(value), 1)
    return int(near) if near == int(near) else near


@cache
def _still() -> Renderer:
    return Renderer([TEMPLATES], "en")


def draw(name: str, drawing: object, description: str) -> str:
    """Return a drawing as a file: still, without links.

    Args:
        name: Of the template, without its ending.
        drawing: The record it draws.
        description: For those who cannot see it.
    """
    return _still().render(f"{name}.svg", drawing=drawing, description=description, address=None) + "\n"
