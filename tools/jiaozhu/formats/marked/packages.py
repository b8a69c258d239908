"""Packages (DOCX, EPUB) and XML from outside, opened safely.

Sizes are counted while unpacking, names never leave the package, and a document type may not declare anything.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from jiaozhu.formats.limits import Limits, UnreadableSource, too_deep
from jiaozhu.locale import _

_PIECE = 65_536
_DECLARED = re.compile(rb"<\?xml\s++version\s*+=\s*+[\"'][^\"']*+[\"']\s++encoding\s*+=\s*+[\"']([\w.-]++)[\"']")
_SEVERAL_BYTES = frozenset(
    b"gb2312 gbk gb18030 cp936 hz-gb-2312 big5 big5-hkscs cp950 shift_jis cp932 euc-jp iso-2022-jp euc-kr cp949".split()
)


class Package:
    """A ZIP file's members by name. Nothing is written to disk."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
            raise UnreadableSource(
                _("not a package: {why}", why=error), _("the file is damaged; get it again")
            ) from None
        self._left = limits.unpacked
        self._limits = limits
        if len(self._zip.infolist()) > limits.members:
            message = _("more than {n} members in the package", n=f"{limits.members:,}")
            raise UnreadableSource(message, _("this is not a document"))
        self.names = frozenset(self._zip.namelist())

    def read(self, name: str) -> bytes:
        """Return the bytes of a member.

        Raises:
            UnreadableSource: It is missing, damaged or encrypted, or larger than what is left of the limit.
        """
        parts = []
        try:
            with self._zip.open(name) as stream:
                while piece := stream.read(_PIECE):
                    self._left -= len(piece)
                    if self._left < 0:
                        most = f"{self._limits.unpacked:,}"
                        message = _("the package unpacks to more than {n} bytes", n=most)
                        raise UnreadableSource(message, _("this is not a document, or the limit must be raised"))
                    parts.append(piece)
        except KeyError:
            message = _("'{name}' is missing in the package", name=name)
            raise UnreadableSource(message, _("the file is damaged; get it again")) from None
        except (
            zipfile.BadZipFile,
            zlib.error,
            OSError,
            RuntimeError,
            NotImplementedError,
            EOFError,
            ValueError,
        ) as error:
            if isinstance(error, UnreadableSource):
                raise
            message = _("'{name}' cannot be unpacked: {why}", name=name, why=error)
            raise UnreadableSource(message, _("the file is damaged; get it again")) from None
        return b"".join(parts)

    def picture(self, name: str) -> bytes | None:
        """Return the bytes of a member that is shown as a picture; None if it is missing, damaged or too large."""
        if name not in self.names:
            return None
        try:
            return self.read(name)
        except UnreadableSource:
            return None

    def xml(self, name: str) -> Element:
        """Return the root element of a member.

        Raises:
            UnreadableSource: As for ``read`` and ``parse_xml``.
        """
        return parse_xml(self.read(name), self._limits, name)


def beside(name: str, address: str) -> str:
    """Return the member that an address names, seen from another member; it never leaves the package."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), address.split("#")[0])).lstrip("./")


def parse_xml(data: bytes, limits: Limits, name: str = "") -> Element:
    """Parse XML without entities of its own and without anything from elsewhere.

    Args:
        data: The bytes.
        limits: Of the depth of elements.
        name: What messages call it; by default "the file".

    Returns:
        The root element.

    Raises:
        UnreadableSource: It is not XML, declares entities, or is nested too deeply.
    """
    name = name or _("the file")
    try:
        root: Element = fromstring(in_utf8(data), forbid_dtd=False, forbid_entities=True, forbid_external=True)
    except DefusedXmlException:
        hint = _("a text does not need them: remove the document type declaration")
        raise UnreadableSource(_("{name} declares entities", name=name), hint) from None
    except ParseError as error:
        line, column = error.position
        message = _("{name} is not XML: line {line}, column {column}", name=name, line=line, column=column + 1)
        raise UnreadableSource(message, _("fix it, or get it again")) from None
    except (ValueError, LookupError) as error:  # an unknown encoding
        message = _("{name} is not XML: {why}", name=name, why=error)
        raise UnreadableSource(message, _("fix it, or get it again")) from None
    for _element, depth in walk(root):
        if depth > limits.depth:
            raise too_deep(limits.depth)
    return root


def in_utf8(data: bytes) -> bytes:
    """Return XML in UTF-8 if it declares an encoding of several bytes a character, which parsers of XML seldom know.

    Args:
        data: Any bytes; what is not in the encoding that it declares is returned as it is.
    """
    declared = _DECLARED.match(data)
    if declared is None or declared.group(1).lower() not in _SEVERAL_BYTES:
        return data
    try:
        text = data.decode(declared.group(1).decode("ascii"))
    except (UnicodeDecodeError, LookupError):
        return data
    return b'<?xml version="1.0" encoding="utf-8"' + text[declared.end() :].encode("utf-8")


def walk(root: Element) -> Iterator[tuple[Element, int]]:
    """Yield every element with its depth (from 1), in document order, without recursion."""
    stack = [(root, 1)]
    while stack:
        element, depth = stack.pop()
        yield element, depth
        stack += [(child, depth + 1) for child in reversed(element)]


def outermost(root: Element, name: str) -> Iterator[Element]:
    """Yield the elements of a name that are in no other of that name, in document order."""
    stack = [root]
    while stack:
        element = stack.pop()
        if local(element) == name:
            yield element
        else:
            stack += reversed(element)


def local(element: Element) -> str:
    """Return an element's name without its namespace; empty for comments and instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
