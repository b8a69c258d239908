"""Packages (DOCX, EPUB) and XML from strangers, opened so that neither can hurt.

Sizes are counted while unpacking, names lead nowhere, and a document type may declare nothing.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from jiaozhu.formats.limits import Limits, UnreadableSource

_PIECE = 65_536


class Package:
    """A ZIP file's members by name. Nothing is written to disk."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
            raise UnreadableSource(f"not a package: {error}", "the file is damaged; get it again") from None
        self._left = limits.unpacked
        self._limits = limits
        if len(self._zip.infolist()) > limits.members:
            raise UnreadableSource(f"more than {limits.members:,} members in the package", "this is no document")
        self.names = frozenset(self._zip.namelist())

    def read(self, name: str) -> bytes:
        """A member, whole.

        Raises:
            UnreadableSource: it is not there, damaged, encrypted, or larger than what is left of the limit.
        """
        parts = []
        try:
            with self._zip.open(name) as stream:
                while piece := stream.read(_PIECE):
                    self._left -= len(piece)
                    if self._left < 0:
                        message = f"the package unpacks to more than {self._limits.unpacked:,} bytes"
                        raise UnreadableSource(message, "this is no document, or the limit must be raised")
                    parts.append(piece)
        except KeyError:
            raise UnreadableSource(f"'{name}' is missing in the package", "the file is damaged; get it again") from None
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
            raise UnreadableSource(f"'{name}' cannot be unpacked: {error}", "get the file again") from None
        return b"".join(parts)

    def xml(self, name: str) -> Element:
        """A member as XML."""
        return parse_xml(self.read(name), self._limits, name)


def beside(name: str, address: str) -> str:
    """The member that ``address`` names, seen from ``name``; it never leaves the package."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), address.split("#")[0])).lstrip("./")


def parse_xml(data: bytes, limits: Limits, name: str = "the file") -> Element:
    """``data`` as XML, without entities of its own and without anything from elsewhere.

    Raises:
        UnreadableSource: it is not XML, declares entities, or is nested too deeply.
    """
    try:
        root: Element = fromstring(data, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    except DefusedXmlException:
        message = f"{name} declares entities"
        raise UnreadableSource(message, "a text needs none: remove the document type declaration") from None
    except ParseError as error:
        line, column = error.position
        raise UnreadableSource(f"{name} is not XML: line {line}, column {column + 1}", "mend or get it again") from None
    except (ValueError, LookupError) as error:  # an encoding nobody knows
        raise UnreadableSource(f"{name} is not XML: {error}", "mend or get it again") from None
    for _, depth in walk(root):
        if depth > limits.depth:
            raise UnreadableSource(f"elements nested deeper than {limits.depth}", "this is no text")
    return root


def walk(root: Element) -> Iterator[tuple[Element, int]]:
    """Every element with its depth, in document order, without recursion."""
    stack = [(root, 1)]
    while stack:
        element, depth = stack.pop()
        yield element, depth
        stack += [(child, depth + 1) for child in reversed(element)]


def local(element: Element) -> str:
    """An element's name without its namespace; empty for comments and instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
