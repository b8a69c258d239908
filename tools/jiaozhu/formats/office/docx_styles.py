"""Styles and lists of a DOCX file: what kind of block a paragraph is, and the number or bullet with which it begins."""

from __future__ import annotations

import re
from typing import NamedTuple
from xml.etree.ElementTree import Element

from jiaozhu.formats.marked.packages import Package, local, walk
from jiaozhu.formats.office.docx_parts import attribute, child, is_on
from jiaozhu.formats.office.docx_symbols import symbol
from jiaozhu.formats.office.numbering import BULLET, number
from jiaozhu.formats.office.styles import Style, heading, style_of

__all__ = ["Numbering", "Styles"]

#: Levels of a list that one may have (ECMA-376, part 1, 17.9.6), and styles that may be based on one another.
_LEVELS, _DEEPEST = 9, 20
#: Code points of what is written around a number.
_LONGEST_MARK = 100
_PLACE = re.compile(r"%([1-9])")


class Styles:
    """The paragraph styles of a file by id: ids are translated in localised files, names of built-in styles are not."""

    def __init__(self, package: Package) -> None:
        self._names: dict[str, str] = {}
        self._based: dict[str, str] = {}
        self._properties: dict[str, Element] = {}
        if "word/styles.xml" not in package.names:
            return
        for element, _ in walk(package.xml("word/styles.xml")):
            if local(element) == "style":
                id = attribute(element, "styleId")
                self._names[id] = attribute(child(element, "name"), "val", id)
                self._based[id] = attribute(child(element, "basedOn"), "val")
                properties = child(element, "pPr")
                if properties is not None:
                    self._properties[id] = properties

    def chain(self, paragraph: Element) -> list[str]:
        """The ids of a paragraph's style and of those it is based on."""
        id = attribute(child(paragraph, "pPr", "pStyle"), "val")
        found: list[str] = []
        while id and id not in found and len(found) < _DEEPEST:
            found.append(id)
            id = self._based.get(id, "")
        return found

    def of(self, paragraph: Element) -> Style:
        """What the style of a paragraph says of it."""
        chain = self.chain(paragraph)
        name = self._names.get(chain[0], "") if chain else ""
        if (style := style_of(name)) is not None:
            return style
        outline = self._property(paragraph, chain, "outlineLvl")
        if outline.isascii() and outline.isdigit() and int(outline) < _LEVELS:
            return heading(int(outline) + 1)
        return Style("p", 0)

    def properties(self, paragraph: Element) -> list[tuple[str, Element]]:
        """A paragraph's own properties and those of its styles, the nearest first, each with the style's id."""
        own = child(paragraph, "pPr")
        found = [("", own)] if own is not None else []
        return found + [(id, self._properties[id]) for id in self.chain(paragraph) if id in self._properties]

    def _property(self, paragraph: Element, chain: list[str], name: str) -> str:
        own = child(paragraph, "pPr", name)
        every = [own, *(child(self._properties.get(id), name) for id in chain)]
        return next((attribute(element, "val") for element in every if element is not None), "")


class _Level(NamedTuple):
    start: int
    how: str
    text: str
    style: str
    legal: bool


class Numbering:
    """The lists of a file, counted as its paragraphs come (ECMA-376, part 1, 17.9)."""

    def __init__(self, package: Package, styles: Styles) -> None:
        self._styles = styles
        self._lists: dict[str, str] = {}  #: The definition that each list follows.
        self._levels: dict[str, dict[int, _Level]] = {}
        self._changed: dict[str, dict[int, _Level | int]] = {}  #: By list: another level, or another start.
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        if "word/numbering.xml" in package.names:
            for element in package.xml("word/numbering.xml"):
                if local(element) == "abstractNum":
                    self._levels[attribute(element, "abstractNumId")] = _levels(element)
                elif local(element) == "num":
                    self._list(element)

    def _list(self, element: Element) -> None:
        id = attribute(element, "numId")
        self._lists[id] = attribute(child(element, "abstractNumId"), "val")
        changed: dict[int, _Level | int] = {}
        for override in element:
            if local(override) == "lvlOverride":
                level = _integer(attribute(override, "ilvl"))
                start = child(override, "startOverride")
                if start is not None:
                    changed[level] = _integer(attribute(start, "val"))
                changed |= _levels(override)
        self._changed[id] = changed

    def mark(self, paragraph: Element) -> tuple[int, str]:
        """Count a paragraph, and return its level in a list (from 1; 0 if it is in none) and its number or bullet."""
        id, level = self._place(paragraph)
        if id not in self._lists or id == "0":
            return 0, ""
        definition = self._lists[id]
        found = self._level(id, level)
        if found is None:
            return level + 1, BULLET
        counts = self._counts.setdefault(definition, [None] * _LEVELS)
        changed = self._changed[id].get(level)
        if isinstance(changed, int) and (id, level) not in self._begun:
            counts[level] = changed
        else:
            before = counts[level]
            counts[level] = found.start if before is None else before + 1
        self._begun.add((id, level))
        counts[level + 1 :] = [None] * (_LEVELS - level - 1)
        if found.how == "bullet":
            return level + 1, symbol(found.text.strip()) or BULLET
        return level + 1, self._written(id, found, counts)

    def _written(self, id: str, found: _Level, counts: list[int | None]) -> str:
        def one(match: re.Match[str]) -> str:
            at = int(match.group(1)) - 1
            level = self._level(id, at)
            count = counts[at]
            if count is None:
                count = level.start if level else 1
            return number(count, "decimal" if found.legal or level is None else level.how)

        return _PLACE.sub(one, found.text).strip()

    def _level(self, id: str, level: int) -> _Level | None:
        changed = self._changed[id].get(level)
        return changed if isinstance(changed, _Level) else self._levels.get(self._lists[id], {}).get(level)

    def _place(self, paragraph: Element) -> tuple[str, int]:
        for style, properties in self._styles.properties(paragraph):
            found = child(properties, "numPr")
            if found is not None and (id := attribute(child(found, "numId"), "val")):
                level = child(found, "ilvl")
                if style and level is None:
                    return id, self._level_of_style(id, style)
                return id, min(_LEVELS - 1, _integer(attribute(level, "val")))
        return "", 0

    def _level_of_style(self, id: str, style: str) -> int:
        levels = self._levels.get(self._lists.get(id, ""), {})
        return next((at for at, level in levels.items() if level.style == style), 0)


def _levels(element: Element) -> dict[int, _Level]:
    found = {}
    for level in element:
        if local(level) == "lvl":
            found[min(_LEVELS - 1, _integer(attribute(level, "ilvl")))] = _Level(
                _integer(attribute(child(level, "start"), "val", "1")),
                attribute(child(level, "numFmt"), "val", "decimal"),
                attribute(child(level, "lvlText"), "val")[:_LONGEST_MARK],
                attribute(child(level, "pStyle"), "val"),
                is_on(child(level, "isLgl")),
            )
    return found


def _integer(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 0
