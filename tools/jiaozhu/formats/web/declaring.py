"""The encoding that a file declares of itself: HTML's ``meta``, XML's declaration.

The names are those of the WHATWG's Encoding Standard: ``iso-8859-1`` and ``ascii`` mean windows-1252, ``gb2312`` and
``gbk`` mean gb18030. Where a declaration may be, the HTML Standard says ("prescan a byte stream to determine its
encoding"); more bytes are looked at, because many pages have scripts before it.
"""

from __future__ import annotations

import re

import webencodings

from jiaozhu.formats.web.html_tokens import tokens
from jiaozhu.model.corpus import ENCODINGS

__all__ = ["declared_encoding"]

#: Bytes in which a declaration is looked for.
_HEAD = 16_384
#: On bytes as Latin-1: every encoding that a page can declare of itself has ASCII in its place.
_XML = re.compile(r"\A(?:\xef\xbb\xbf)?\s*+<\?xml\s[^<>]*?encoding\s*=\s*[\"']\s*([A-Za-z0-9._:-]+)")
#: Wider encodings that the standard decodes these by, and names that are ours.
_MEANT = {"gbk": "gb18030", "utf-16le": "utf-8", "utf-16be": "utf-8", "iso-8859-8-i": "iso-8859-8"}


def declared_encoding(data: bytes) -> str | None:
    """Return the encoding that a file declares, as one of ``ENCODINGS``; None if it declares none that is known.

    A page whose ``meta`` can be read as ASCII is not in UTF-16, whatever it says: the standard takes UTF-8 then.
    """
    head = data[:_HEAD].decode("latin-1")
    match = _XML.match(head)
    found = webencodings.lookup(match.group(1) if match else _meta(head))
    if found is None:
        return None
    name = _MEANT.get(found.name, found.name)
    return name if name in ENCODINGS else None


def _meta(head: str) -> str:
    """What the first ``meta`` with an encoding says; empty if none has one."""
    for token in tokens(head) if "charset" in head.lower() else ():
        attributes = dict(token.attributes) if token.name == "meta" else {}
        said = attributes.get("charset") or (attributes.get("content") or "").lower().partition("charset=")[2]
        if label := said.strip(" \t\r\n\f\"'").partition(";")[0].strip(" \t\r\n\f\"'"):
            return label
    return ""
