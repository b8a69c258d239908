"""What is around the text of a DOCX file: relations between its parts, names, and the count of all its text.

ECMA-376, https://ecma-international.org/publications-and-standards/standards/ecma-376/; part and section numbers there.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from jiaozhu.formats.marked.counting import count_characters
from jiaozhu.formats.marked.packages import Package, local

__all__ = [
    "Relation",
    "attribute",
    "child",
    "count_text",
    "is_on",
    "items",
    "main_part",
    "own_text",
    "relations",
    "text_parts",
]

_TEXT_PARTS = re.compile(
    r"(?:word/(?:document\d*|footnotes|endnotes|comments|header\d*|footer\d*|glossary/document"
    r"|charts/chart\d*|diagrams/data\d*)|docProps/(?:core|app|custom)|customXml/item\d*)\.xml"
)
#: Elements whose characters are text, in parts of WordprocessingML; in others all characters are.
_TEXT = frozenset({"t", "delText", "instrText", "delInstrText"})
_LEAVES = {"instrText": "field-code", "delInstrText": "field-code", "delText": "deleted"}
#: Attributes that carry text, as element and attribute, and what they are.
_ATTRIBUTES = {
    ("docPr", "descr"): "alt-text",
    ("docPr", "title"): "alt-text",
    ("shape", "alt"): "alt-text",
    ("hyperlink", "tooltip"): "alt-text",
    ("textpath", "string"): "drawing",
    ("fldSimple", "instr"): "field-code",
    ("listItem", "displayText"): "form-field",
    ("listEntry", "val"): "form-field",
    ("default", "val"): "form-field",
    ("helpText", "val"): "form-field",
    ("statusText", "val"): "form-field",
    ("chr", "val"): "formula",
    ("begChr", "val"): "formula",
    ("endChr", "val"): "formula",
    ("sepChr", "val"): "formula",
}


class Relation(NamedTuple):
    """What a part refers to by an id."""

    kind: str  #: The end of the relation's type: ``footnotes``, ``hyperlink`` …
    target: str  #: A member of the package, or an address.
    external: bool


def relations(package: Package, part: str) -> dict[str, Relation]:
    """Return what a part of a package refers to, by id."""
    folder, name = posixpath.split(part)
    member = posixpath.join(folder, "_rels", f"{name}.rels")
    if member not in package.names:
        return {}
    found = {}
    for element in package.xml(member):
        external = element.get("TargetMode") == "External"
        target = element.get("Target", "")
        if not external:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        found[element.get("Id", "")] = Relation(element.get("Type", "").rpartition("/")[2], target, external)
    return found


def main_part(package: Package) -> str:
    """Return the part that has the text."""
    for relation in relations(package, "").values():
        if relation.kind == "officeDocument" and relation.target in package.names:
            return relation.target
    return "word/document.xml"


def text_parts(package: Package) -> list[str]:
    """Return the parts that may have text, in a fixed order."""
    return sorted(name for name in package.names if _TEXT_PARTS.fullmatch(name) or name == main_part(package))


def child(element: Element | None, *path: str) -> Element | None:
    """Return a descendant by local names, or None."""
    for name in path:
        element = next((item for item in element if local(item) == name), None) if element is not None else None
    return element


def attribute(element: Element | None, name: str, default: str = "") -> str:
    """Return an attribute by its local name."""
    if element is not None:
        for key, value in element.attrib.items():
            if key.rpartition("}")[2] == name:
                return value
    return default


def is_on(element: Element | None) -> bool:
    """Whether a property that may be written without a value is on."""
    return element is not None and attribute(element, "val", "1") not in ("0", "false", "off")


def items(element: Element) -> Iterator[tuple[str, str]]:
    """Yield every text-bearing item of an element that is left out whole: its kind (empty for plain text) and text."""
    stack = [element]
    while stack:
        part = stack.pop()
        yield from attributes(part)
        yield from own_text(part)
        stack += reversed(part)


def own_text(element: Element) -> Iterator[tuple[str, str]]:
    """Yield the kind and the text of an element that has text itself."""
    name = local(element)
    if name in _TEXT:
        for text in filter(None, (element.text, *(part.tail for part in element))):
            yield _LEAVES.get(name, ""), text
    elif name in ("sym", "noBreakHyphen"):
        yield "", "-"


def attributes(element: Element) -> Iterator[tuple[str, str]]:
    """Yield the kind and the text of every attribute of an element that carries text."""
    name = local(element)
    for key, value in element.attrib.items():
        if (kind := _ATTRIBUTES.get((name, key.rpartition("}")[2]))) and value:
            yield kind, value


def count_text(data: bytes, part: str) -> int:
    """Return how many characters of a part are text, blanks aside, without any of the reader's code."""
    if part.startswith("word/") and not part.startswith("word/charts/"):
        carrying = frozenset(f"{name}@{key}" for name, key in _ATTRIBUTES)
        return count_characters(data, only=_TEXT, attributes=carrying, empty=frozenset({"sym", "noBreakHyphen"}))
    return count_characters(data)
