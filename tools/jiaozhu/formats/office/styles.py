"""What a paragraph's style says of it, by the name that word processors give it in every language."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from jiaozhu.language import languages

__all__ = ["Style", "heading", "style_of"]


class Style(NamedTuple):
    """What a paragraph's style says of it."""

    kind: str  #: Of block.
    level: int  #: Of a heading, from 1; 0 if it is not one.


class _Names(NamedTuple):
    heading: re.Pattern[str]  #: With the level as group 1.
    kinds: dict[str, str]  #: By casefolded name.


@cache
def _names() -> _Names:
    """The styles of every language: programs translate the names of some."""
    every = [profile.detection for profile in languages()]
    names = "|".join(re.escape(name) for detection in every for name in detection.heading_styles)
    kinds = {name: kind for detection in every for name, kind in detection.styles.items()}
    return _Names(re.compile(rf"(?:{names})\s*([1-9])", re.I), kinds)


def heading(level: int) -> Style:
    """Return the style of a heading of a level, from 1."""
    return Style("heading" if level <= 2 else "subheading", level)


def style_of(name: str) -> Style | None:
    """Return what a style of this name says of its paragraphs; None if it is not a known one."""
    if match := _names().heading.match(name):
        return heading(int(match.group(1)))
    kind = _names().kinds.get(name.casefold())
    return Style(kind, 0) if kind else None
