"""Styles and lists of an OpenDocument text (OpenDocument 1.3, part 3, 16 and 5.3)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple
from xml.etree.ElementTree import Element

from jiaozhu.formats.marked.packages import local, walk
from jiaozhu.formats.office.docx_symbols import symbol
from jiaozhu.formats.office.numbering import BULLET, number
from jiaozhu.formats.office.styles import Style, style_of

__all__ = ["Lists", "Styles", "attribute"]

_WAYS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
#: The beginnings of series that word processors write out: numerals, and stems and branches.
_WAYS |= {"\u4e00": "chineseCounting", "\u7532": "ideographTraditional", "\u5b50": "ideographZodiac"}
#: A character that names of styles have in place of another: ``Heading_20_1``.
_ESCAPED = re.compile(r"_([0-9a-f]{1,6})_")
_DEEPEST = 20


class _Level(NamedTuple):
    """How a level of a list is marked."""

    way: str  #: Of counting; empty for a bullet.
    before: str
    after: str
    start: int
    shown: int  #: How many levels the number has.
    bullet: str


class Styles:
    """The styles of a file, by name: automatic ones and those that a person named."""

    def __init__(self, roots: Iterable[Element]) -> None:
        self._parents: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._hidden: set[str] = set()
        self.lists: dict[str, dict[int, _Level]] = {}
        self.outline: dict[int, _Level] = {}
        for root in roots:
            for element, _ in walk(root):
                kind = local(element)
                if kind == "style":
                    self._take(element)
                elif kind == "list-style":
                    self.lists[attribute(element, "name")] = _levels(element)
                elif kind == "outline-style":
                    self.outline = _levels(element)

    def _take(self, element: Element) -> None:
        name = f"{attribute(element, 'family')}:{attribute(element, 'name')}"
        self._parents[name] = attribute(element, "parent-style-name")
        self._names[name] = attribute(element, "display-name")
        if any(attribute(part, "display") == "none" for part in element if local(part) == "text-properties"):
            self._hidden.add(name)

    def of(self, paragraph: Element) -> Style:
        """Return what the style of a paragraph, or the nearest that it is based on, says of it."""
        name = attribute(paragraph, "style-name")
        for _ in range(_DEEPEST):
            if not name:
                break
            plain = _ESCAPED.sub(lambda match: chr(min(0x10FFFF, int(match.group(1), 16))), name)
            for shown in (self._names.get(f"paragraph:{name}", ""), plain):
                if (style := style_of(shown)) is not None:
                    return style
            name = self._parents.get(f"paragraph:{name}", "")
        return Style("p", 0)

    def is_hidden(self, element: Element) -> bool:
        """Whether the style of an element hides its text."""
        if not self._hidden or local(element) not in ("p", "h", "span"):
            return False
        family = "text" if local(element) == "span" else "paragraph"
        return f"{family}:{attribute(element, 'style-name')}" in self._hidden


class _List:
    def __init__(self, id: str, style: str, count: int) -> None:
        self.id, self.style, self.count = id, style, count


class Lists:
    """The lists that are open, and where earlier ones have come to.

    Args:
        styles: Of the file.
    """

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._open: list[_List] = []
        self._reached: dict[tuple[str, int], int] = {}  #: By style or id of a list, and level.
        self._headings: list[int] = []

    def open(self, element: Element) -> None:
        """Begin a list."""
        level = len(self._open) + 1
        style = attribute(element, "style-name") or (self._open[-1].style if self._open else "")
        count = (found.start if (found := self._level(style, level)) else 1) - 1
        if attribute(element, "continue-numbering") == "true":
            count = self._reached.get((f"style:{style}", level), count)
        if continued := attribute(element, "continue-list"):
            count = self._reached.get((f"id:{continued}", level), count)
        self._open.append(_List(attribute(element, "id"), style, count))

    def close(self) -> None:
        """End the innermost list."""
        level = len(self._open)
        ended = self._open.pop()
        self._reached[f"style:{ended.style}", level] = ended.count
        if ended.id:
            self._reached[f"id:{ended.id}", level] = ended.count

    def item(self, start: str) -> tuple[int, str]:
        """Begin an item; return its level and its number or bullet.

        Args:
            start: The number that the item itself gives; empty if it follows the one before.
        """
        level = len(self._open)
        if not level:
            return 1, BULLET
        around = self._open[-1]
        around.count = int(start) if start.isascii() and start.isdigit() and len(start) < 8 else around.count + 1
        found = self._level(around.style, level)
        if found is None or not found.way:
            return level, symbol(found.bullet) or BULLET if found else BULLET
        return level, self._written(found, level, [item.count for item in self._open])

    def outline(self, level: int) -> str:
        """Count a heading; return its number, empty if headings have none."""
        self._headings = (self._headings + [0] * level)[:level]
        self._headings[-1] += 1
        found = self._styles.outline.get(level)
        if found is None or not found.way:
            return ""
        return _join(found, [(self._styles.outline.get(at), count) for at, count in enumerate(self._headings, 1)])

    def _written(self, found: _Level, level: int, counts: list[int]) -> str:
        return _join(found, [(self._level(self._open[at].style, at + 1), counts[at]) for at in range(level)])

    def _level(self, style: str, level: int) -> _Level | None:
        return self._styles.lists.get(style, {}).get(level)


def _join(found: _Level, counted: list[tuple[_Level | None, int]]) -> str:
    shown = counted[-found.shown :]
    numbers = [number(count, level.way) for level, count in shown if level is not None and level.way]
    return f"{found.before}{'.'.join(numbers)}{found.after}".strip()


def _levels(element: Element) -> dict[int, _Level]:
    found = {}
    for part in element:
        format = attribute(part, "num-format")
        level = _integer(attribute(part, "level"), 1)
        found[level] = _Level(
            _WAYS.get(format[:1], "decimal") if format and local(part) != "list-level-style-bullet" else "",
            attribute(part, "num-prefix")[:20],
            attribute(part, "num-suffix")[:20],
            _integer(attribute(part, "start-value"), 1),
            min(10, max(1, _integer(attribute(part, "display-levels"), 1))),
            attribute(part, "bullet-char")[:1],
        )
    return found


def attribute(element: Element, name: str, default: str = "") -> str:
    """Return an attribute by its local name."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), default)


def _integer(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else otherwise
