"""The files of an EPUB as e-readers and their testers want them, made of those that Sphinx writes.

Every page names its language; pages that belong to the site alone are left out, with the links to them; the contents
are in reading order, beside landmarks; the package names its date, its cover, and its features for readers with
disabilities.
"""

from __future__ import annotations

import posixpath
import re
import time
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree as ET

__all__ = ["EpubFacts", "improve"]

_XHTML, _OPS = "http://www.w3.org/1999/xhtml", "http://www.idpf.org/2007/ops"
_OPF, _DC = "http://www.idpf.org/2007/opf", "http://purl.org/dc/elements/1.1/"
_NCX = "http://www.daisy.org/z3986/2005/ncx/"
_LINK = re.compile(r"<a\b([^<>]*+)>((?:[^<]++|<(?!/?a\b))*+)</a>")
_ADDRESS = re.compile(r'\bhref="([^"#]*+)')
_ROOT = re.compile(r"<html\b[^>]*>")
_BRACKET = re.compile(r'<span class="fn-bracket">[\[\]]</span>')
_FEATURES = (
    ("schema:accessMode", "textual"),
    ("schema:accessMode", "visual"),
    ("schema:accessModeSufficient", "textual"),
    ("schema:accessibilityFeature", "structuralNavigation"),
    ("schema:accessibilityFeature", "tableOfContents"),
    ("schema:accessibilityFeature", "readingOrder"),
    ("schema:accessibilityFeature", "alternativeText"),
    ("schema:accessibilityFeature", "displayTransformability"),
    ("schema:accessibilityHazard", "none"),
)
_COVER = "_images/cover.png"


@dataclass(frozen=True, slots=True)
class EpubFacts:
    """What the files say of the book."""

    language: str  #: A language tag.
    date: int  #: In seconds since 1970.
    identifier: str  #: A URN.
    excluded: frozenset[str]  #: Names of pages that belong to the site alone.
    contents: str  #: The heading of the table of contents.
    start: str  #: The landmark of the first page of the text.
    start_page: str  #: Its file.
    summary: str  #: For readers with disabilities.
    cover: bytes | None = None  #: A picture, PNG.


def improve(files: Mapping[str, bytes], facts: EpubFacts) -> dict[str, bytes]:
    """Return the files of an EPUB in their order, changed.

    Args:
        files: Name in the archive → content; ``mimetype`` is the first.
        facts: What they say of the book.
    """
    changed: dict[str, bytes] = {}
    for name, content in files.items():
        if name in facts.excluded:
            continue
        if name == "content.opf":
            content = _package(content, facts)
        elif name == "nav.xhtml":
            content = _navigation(content, files["content.opf"], facts)
        elif name == "toc.ncx":
            content = _old_contents(content, files["content.opf"], facts)
        elif name.endswith(".xhtml"):
            content = _page(content.decode(), name, facts).encode()
        changed[name] = content
    if facts.cover is not None:
        changed[_COVER] = facts.cover
    return changed


def _page(text: str, name: str, facts: EpubFacts) -> str:
    """Return a page with its language, with plain marks of notes, without links to what is left out."""

    def unlinked(match: re.Match[str]) -> str:
        address = _ADDRESS.search(match[1])
        if address is None:
            return match[0]
        there = posixpath.normpath(posixpath.join(posixpath.dirname(name), address[1])) if address[1] else name
        return f"<span>{match[2]}</span>" if there in facts.excluded else match[0]

    text = _LINK.sub(unlinked, _BRACKET.sub("", text))
    root = _ROOT.search(text)
    if root is not None and "xml:lang=" not in root[0]:
        tag = re.sub(r'\s(?:xml:)?lang="[^"]*"', "", root[0])
        tag = f'{tag[:-1]} lang="{facts.language}" xml:lang="{facts.language}">'
        text = text[: root.start()] + tag + text[root.end() :]
    return text


def _package(content: bytes, facts: EpubFacts) -> bytes:
    ET.register_namespace("", _OPF)
    ET.register_namespace("dc", _DC)
    package = ET.fromstring(content)
    metadata, manifest = package.find(f"{{{_OPF}}}metadata"), package.find(f"{{{_OPF}}}manifest")
    spine = package.find(f"{{{_OPF}}}spine")
    assert metadata is not None
    assert manifest is not None
    assert spine is not None
    day = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(facts.date))
    for element in metadata:
        if element.tag == f"{{{_DC}}}identifier":
            element.text = facts.identifier
        elif element.tag == f"{{{_DC}}}date" or element.get("property") == "dcterms:modified":
            element.text = day
    for key, value in (*_FEATURES, ("schema:accessibilitySummary", facts.summary)):
        _add(metadata, f"{{{_OPF}}}meta", value, property=key)
    gone = {item.get("id", "") for item in manifest if item.get("href") in facts.excluded}
    _drop(manifest, (item for item in manifest if item.get("id") in gone))
    _drop(spine, (item for item in spine if item.get("idref") in gone))
    if facts.cover is not None:
        cover = {"id": "cover-image", "href": _COVER, "media-type": "image/png", "properties": "cover-image"}
        ET.SubElement(manifest, f"{{{_OPF}}}item", cover)
        ET.SubElement(metadata, f"{{{_OPF}}}meta", {"name": "cover", "content": "cover-image"})
    return _written(package)


def _reading_order(package: bytes) -> dict[str, int]:
    """Return the place of each page in the order of the book."""
    root = ET.fromstring(package)
    hrefs = {item.get("id", ""): item.get("href", "") for item in root.iter(f"{{{_OPF}}}item")}
    return {hrefs.get(ref.get("idref", ""), ""): at for at, ref in enumerate(root.iter(f"{{{_OPF}}}itemref"))}


def _navigation(content: bytes, package: bytes, facts: EpubFacts) -> bytes:
    ET.register_namespace("", _XHTML)
    ET.register_namespace("epub", _OPS)
    root = ET.fromstring(content)
    for heading in (*root.iter(f"{{{_XHTML}}}title"), *root.iter(f"{{{_XHTML}}}h1")):
        heading.text = facts.contents
    nav = next(root.iter(f"{{{_XHTML}}}nav"))
    nav.set("role", "doc-toc")
    nav.set("aria-label", facts.contents)
    _prune(nav, f"{{{_XHTML}}}ol", f"{{{_XHTML}}}li", _link_of_list, _Order(_reading_order(package), facts.excluded))
    body = next(root.iter(f"{{{_XHTML}}}body"))
    marks = ET.SubElement(body, f"{{{_XHTML}}}nav", {f"{{{_OPS}}}type": "landmarks", "hidden": "hidden"})
    marks.set("aria-label", facts.start)
    listed = ET.SubElement(marks, f"{{{_XHTML}}}ol")
    item = ET.SubElement(listed, f"{{{_XHTML}}}li")
    _add(item, f"{{{_XHTML}}}a", facts.start, **{f"{{{_OPS}}}type": "bodymatter", "href": facts.start_page})
    return _written(root, doctype="<!DOCTYPE html>\n")


def _old_contents(content: bytes, package: bytes, facts: EpubFacts) -> bytes:
    ET.register_namespace("", _NCX)
    root = ET.fromstring(content)
    for meta in root.iter(f"{{{_NCX}}}meta"):
        if meta.get("name") == "dtb:uid":
            meta.set("content", facts.identifier)
    points = f"{{{_NCX}}}navPoint"
    listed = next(root.iter(f"{{{_NCX}}}navMap"))
    _prune(listed, points, points, _link_of_point, _Order(_reading_order(package), facts.excluded))
    numbers: dict[str, int] = {}  # entries for one place have one number
    for point in root.iter(points):
        point.set("playOrder", str(numbers.setdefault(_link_of_point(point), len(numbers) + 1)))
    return _written(root)


class _Order:
    """Tells which entries of the contents are kept: those of the book's pages that follow one another."""

    def __init__(self, places: Mapping[str, int], excluded: Collection[str]) -> None:
        self._places = places
        self._excluded = excluded
        self._last = -1

    def keeps(self, href: str) -> bool:
        """Whether an entry is kept; entries are asked for in their order."""
        page, _, fragment = href.partition("#")
        place = self._places.get(page, -1)
        if page in self._excluded or (fragment and place < self._last):
            return False
        self._last = max(self._last, place)
        return True


def _prune(parent: ET.Element, group: str, item: str, link: object, order: _Order) -> None:
    """Remove the entries that are not kept; what is in an entry that is left out takes its place."""
    assert callable(link)
    for child in list(parent):
        if child.tag == item:
            href = link(child)
            if not order.keeps(href):
                parent.remove(child)
                continue
            _prune(child, group, item, link, order)
        elif child.tag == group:
            _prune(child, group, item, link, order)
            if not len(child):
                parent.remove(child)


def _link_of_list(element: ET.Element) -> str:
    found = element.find(f"{{{_XHTML}}}a")
    return found.get("href", "") if found is not None else ""


def _link_of_point(element: ET.Element) -> str:
    found = element.find(f"{{{_NCX}}}content")
    return found.get("src", "") if found is not None else ""


def _add(parent: ET.Element, tag: str, text: str, **attributes: str) -> None:
    ET.SubElement(parent, tag, attributes).text = text


def _drop(parent: ET.Element, children: Iterator[ET.Element]) -> None:
    for child in list(children):
        parent.remove(child)


def _written(root: ET.Element, doctype: str = "") -> bytes:
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{doctype}{ET.tostring(root, encoding="unicode")}\n'.encode()
