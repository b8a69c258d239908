"""Elements of TEI, and the one way in which a file of them is written."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, register_namespace, tostring

__all__ = ["TEI", "XML_ID", "XML_LANG", "add", "element", "legal", "settle", "written"]

#: The namespace.
TEI = "http://www.tei-c.org/ns/1.0"
_XML = "http://www.w3.org/XML/1998/namespace"
XML_ID, XML_LANG = f"{{{_XML}}}id", f"{{{_XML}}}lang"
#: What XML cannot hold, whatever is written for it.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
register_namespace("", TEI)


def legal(text: str) -> str:
    """Return a text that XML can hold: a replacement character is in the place of each that it cannot.

    A carriage return is one of them, for parsers read it as a line feed.
    """
    return _ILLEGAL.sub("\ufffd", text).replace("\r", "\ufffd")


def element(name: str, text: str = "", **attributes: str | None) -> Element:
    """Return an element. Attributes without a value are left out; ``id`` and ``lang`` are those of XML."""
    made = Element(f"{{{TEI}}}{name}")
    known = {"id": XML_ID, "lang": XML_LANG}
    for key, value in attributes.items():
        if value:
            made.set(known.get(key, key.rstrip("_")), legal(value))
    if text:
        made.text = legal(text)
    return made


def add(parent: Element, name: str, text: str = "", **attributes: str | None) -> Element:
    """Return a new element at the end of another."""
    made = element(name, text, **attributes)
    parent.append(made)
    return made


def settle(parent: Element, depth: int = 0) -> None:
    """Put each child of an element on a line of its own. Not where text is beside elements: that would become text."""
    for child in parent:
        child.tail = "\n" + "  " * (depth + 1)
    parent.text = "\n" + "  " * (depth + 1)
    if len(parent):
        parent[-1].tail = "\n" + "  " * depth


def written(root: Element) -> str:
    """Return a file."""
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"
