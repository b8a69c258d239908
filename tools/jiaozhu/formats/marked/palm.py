"""The container of Mobipocket and Kindle books: a database of records, the first of which describes the book.

https://wiki.mobileread.com/wiki/PDB, https://wiki.mobileread.com/wiki/MOBI
"""

from __future__ import annotations

import struct
from itertools import pairwise
from typing import NamedTuple

from jiaozhu.formats.limits import Limits, UnreadableSource
from jiaozhu.locale import _

__all__ = ["Header", "PalmBook"]

_HEAD, _ENTRY = 78, 8
_NO_COMPRESSION, _PALMDOC, _HUFFMAN = 1, 2, 17480
#: No record.
_NOTHING = 0xFFFFFFFF


class Header(NamedTuple):
    """What the first record says."""

    encoding: str
    version: int  #: 6 for Mobipocket, 8 for Kindle's later format.
    title: str
    said: dict[int, list[str]]  #: Metadata, by the numbers that they have in the file.
    first_picture: int
    flows: int  #: The record that says where the text ends and its styles begin; 0 without one.
    trailing: int  #: Flags of what follows the text in each record.


class PalmBook:
    """A book's records.

    Args:
        data: The file.
        limits: Of the text.

    Raises:
        UnreadableSource: The file is damaged, encrypted, or compressed in a way that is not read.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._limits = limits
        self.missing = 0  #: Bytes of text that the book says it has and that its records do not have.
        try:
            (count,) = struct.unpack_from(">H", data, 76)
            starts = [struct.unpack_from(">I", data, _HEAD + _ENTRY * number)[0] for number in range(count)]
            self._data, self._bounds = data, list(pairwise([*starts, len(data)]))
            first = self._record(0)
            self._compression, self._length, self._count, _size, locked = struct.unpack_from(">HxxIHHH", first)
            self.header = _header(first)
        except (struct.error, IndexError):
            raise _damaged() from None
        if locked:
            raise UnreadableSource(_("the book is encrypted"), _("get a file without a lock"))
        if self._compression not in (_NO_COMPRESSION, _PALMDOC):
            raise UnreadableSource(
                _("the book is compressed as Amazon's shop does it (HUFF/CDIC)")
                if self._compression == _HUFFMAN
                else _("the book is compressed in an unknown way"),
                _("save it as EPUB, with Calibre for instance"),
            )

    def _record(self, number: int) -> bytes:
        """A record; one that is not there has nothing in it."""
        start, end = self._bounds[number] if 0 <= number < len(self._bounds) else (0, 0)
        return self._data[start:end]

    def text(self) -> bytes:
        """Return the markup of the book, without the style sheets that follow it.

        Raises:
            UnreadableSource: A record is damaged, or the text exceeds the limits.
        """
        parts: list[bytes] = []
        size = 0
        for number in range(1, self._count + 1):
            content = _without_trailing(self._record(number), self.header.trailing)
            parts.append(_unpacked(content) if self._compression == _PALMDOC else content)
            size += len(parts[-1])
            if size > self._limits.unpacked:
                most = f"{self._limits.unpacked:,}"
                raise UnreadableSource(
                    _("the package unpacks to more than {n} bytes", n=most),
                    _("this is not a document, or the limit must be raised"),
                )
        self.missing = max(0, self._length - size)
        text = b"".join(parts)
        return text[: self._end_of_text() or len(text)]

    def _end_of_text(self) -> int:
        record = self._record(self.header.flows) if self.header.flows else b""
        if record[:4] != b"FDST" or len(record) < 20:
            return 0
        end: int = struct.unpack_from(">I", record, 16)[0]
        return end

    def picture(self, number: int) -> bytes | None:
        """Return the picture of a number, from 1; None without one."""
        first = self.header.first_picture
        return self._record(first + number - 1) or None if first and number > 0 else None


def _header(first: bytes) -> Header:
    if first[16:20] != b"MOBI":  # the format that Mobipocket grew from
        return Header("cp1252", 0, "", {}, 0, 0, 0)
    length, _kind, encoding, _id, version = struct.unpack_from(">5I", first, 20)
    name, name_length = struct.unpack_from(">II", first, 84)
    codec = "utf-8" if encoding == 65001 else "cp1252"
    (picture,) = struct.unpack_from(">I", first, 108)
    (flags,) = struct.unpack_from(">I", first, 128)
    said = _extra(first[16 + length :], codec) if flags & 0x40 else {}
    trailing = struct.unpack_from(">H", first, 242)[0] if length >= 228 and len(first) >= 244 else 0
    flows = struct.unpack_from(">I", first, 192)[0] if version >= 8 and len(first) >= 196 else 0
    title = first[name : name + name_length].decode(codec, "replace")
    known = 0 if picture == _NOTHING else picture
    return Header(codec, version, title, said, known, 0 if flows == _NOTHING else flows, trailing)


#: Numbers of metadata that are words.
_WORDS = frozenset({100, 101, 103, 104, 105, 106, 108, 109, 112, 503, 524})


def _extra(data: bytes, codec: str) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    if data[:4] != b"EXTH":
        return found
    (count,) = struct.unpack_from(">I", data, 8)
    at = 12
    for _number in range(min(count, 10_000)):
        kind, length = struct.unpack_from(">II", data, at)
        if length < 8:
            break
        if kind in _WORDS:
            found.setdefault(kind, []).append(data[at + 8 : at + length].decode(codec, "replace"))
        at += length
    return found


def _without_trailing(record: bytes, flags: int) -> bytes:
    """A record without what follows its text."""
    for bit in range(15, 0, -1):
        if flags >> bit & 1:
            record = record[: max(0, len(record) - _size_at_end(record))]
    if flags & 1 and record:
        record = record[: max(0, len(record) - (record[-1] & 3) - 1)]
    return record


def _size_at_end(record: bytes) -> int:
    """A number that is written backwards at the end of a record, seven bits a byte."""
    value = 0
    for byte in record[-4:]:
        if byte & 0x80:
            value = 0
        value = value << 7 | byte & 0x7F
    return value


def _unpacked(data: bytes) -> bytes:
    """What PalmDOC's compression has made shorter: bytes, blanks before letters, and copies of what was before."""
    out = bytearray()
    at, end = 0, len(data)
    while at < end:
        byte = data[at]
        at += 1
        if 1 <= byte <= 8:
            out += data[at : at + byte]
            at += byte
        elif byte < 0x80:
            out.append(byte)
        elif byte >= 0xC0:
            out += bytes((0x20, byte ^ 0x80))
        else:
            if at >= end:
                break
            pair = byte << 8 | data[at]
            at += 1
            distance, length = pair >> 3 & 0x7FF, (pair & 7) + 3
            if not 0 < distance <= len(out):
                raise _damaged()
            for _step in range(length):
                out.append(out[-distance])
    return bytes(out)


def _damaged() -> UnreadableSource:
    return UnreadableSource(_("the records of the book are damaged"), _("the file is damaged; get it again"))
