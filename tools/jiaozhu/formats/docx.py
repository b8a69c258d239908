"""DOCX: paragraphs with their styles, tables row by row, notes at the end. Pictures and fields are not text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple
from xml.etree.ElementTree import Element

from jiaozhu.formats.limits import Limits
from jiaozhu.formats.packages import Package, local, walk
from jiaozhu.formats.writing import TranscriptBuilder
from jiaozhu.language import languages
from jiaozhu.model.transcript import PageSpot, Transcript

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def transcribe_docx(data: bytes, limits: Limits) -> Transcript:
    """Return the transcript of a DOCX file: one line a paragraph.

    Raises:
        UnreadableSource: The file is damaged or exceeds the limits.
    """
    package = Package(data, limits)
    names = _style_names(package)
    builder = TranscriptBuilder(limits)
    number = 0
    for part in ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml"):
        if part == "word/document.xml" or part in package.names:
            for paragraph in _paragraphs(package.xml(part)):
                number += 1
                kind = _kind(paragraph, names) if part == "word/document.xml" else "notice"
                builder.add(_text(paragraph), PageSpot(kind, number))
    if "docProps/core.xml" in package.names:
        titles = [
            element.text or "" for element, _ in walk(package.xml("docProps/core.xml")) if local(element) == "title"
        ]
        builder.title = titles[0] if titles else ""
    return builder.finish()


def _paragraphs(root: Element) -> Iterator[Element]:
    """In document order, with those in tables and text boxes, without what tracked changes deleted."""
    return (element for element, _ in walk(root) if element.tag == f"{_W}p")


def _text(paragraph: Element) -> str:
    out: list[str] = []
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        name = local(element)
        if name in ("p", "del", "instrText", "delText", "rPr", "pPr"):
            continue  # a paragraph in a text box is a line of its own
        if name == "t":
            out.append(element.text or "")
        elif name == "tab":
            out.append("\t")
        elif name in ("br", "cr"):
            out.append("\n")
        elif name in ("noBreakHyphen", "softHyphen"):
            out.append("-" if name == "noBreakHyphen" else "")
        stack += list(reversed(element))
    return "".join(out)


def _kind(paragraph: Element, names: dict[str, str]) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    name = names.get(style.get(f"{_W}val", ""), "") if style is not None else ""
    styles = _styles()
    if match := styles.heading.match(name):
        return "heading" if match.group(1) in "12" else "subheading"
    return styles.kinds.get(name.casefold(), "p")


class _Styles(NamedTuple):
    heading: re.Pattern[str]  #: With the level as group 1.
    kinds: dict[str, str]  #: By casefolded name.


@cache
def _styles() -> _Styles:
    """The styles of every language: programs translate the names of some."""
    every = [profile.detection for profile in languages()]
    names = "|".join(re.escape(name) for detection in every for name in detection.heading_styles)
    kinds = {name: kind for detection in every for name, kind in detection.styles.items()}
    return _Styles(re.compile(rf"(?:{names})\s*([1-9])", re.I), kinds)


def _style_names(package: Package) -> dict[str, str]:
    """Names by id: ids are translated in localised files, names of built-in styles are not."""
    if "word/styles.xml" not in package.names:
        return {}
    found = {}
    for element, _ in walk(package.xml("word/styles.xml")):
        if local(element) == "style":
            name = element.find(f"{_W}name")
            id = element.get(f"{_W}styleId", "")
            found[id] = name.get(f"{_W}val", id) if name is not None else id
    return found
