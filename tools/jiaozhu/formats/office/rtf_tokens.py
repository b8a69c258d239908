"""RTF taken apart: groups, control words and bytes of text, and which encoding the bytes of each font are in.

Rich Text Format 1.9.1, as Microsoft published it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["Font", "RtfToken", "code_page", "fonts_of", "rtf_tokens"]

_TOKEN = re.compile(
    rb"(?P<group>[{}])|\\(?P<word>[A-Za-z]{1,32})(?P<number>-?[0-9]{1,10})?[ ]?|\\'(?P<hex>[0-9A-Fa-f]{2})"
    rb"|\\(?P<sign>[^A-Za-z'])|(?P<text>[^\\{}\r\n\x00]+)|(?P<other>[\r\n\x00]+|\\)",
    re.S,
)
#: By the number that a font has for its letters (``\fcharset``), the encoding of their bytes.
_CHARSETS = {
    0: "cp1252", 1: "", 2: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "big5",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
    222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
_PAGES = {936: "gbk", 950: "big5", 932: "cp932", 949: "cp949", 10000: "mac_roman", 54936: "gb18030", 65001: "utf-8"}
#: Pages for which Python has a codec of the name.
_PLAIN_PAGES = frozenset(
    {437, 850, 852, 855, 857, 858, 860, 861, 862, 863, 864, 865, 866, 869, 874, *range(1250, 1259)}
)


class RtfToken(NamedTuple):
    """A piece of a file."""

    kind: str  #: ``open``, ``close``, ``word``, ``byte``, ``sign`` or ``text``.
    word: str = ""  #: Of a control word, its letters; of a sign, the sign.
    number: int | None = None  #: Of a control word.
    data: bytes = b""  #: Of text and of a byte.


def rtf_tokens(data: bytes) -> Iterator[RtfToken]:
    """Yield the pieces of a file, in order; what ``\\bin`` announces is the data of that word."""
    at = 0
    while match := _TOKEN.match(data, at):
        at = match.end()
        kind = match.lastgroup
        if kind == "group":
            yield RtfToken("open" if match.group() == b"{" else "close")
        elif match["word"] is not None:
            word = match["word"].decode("ascii")
            number = int(match["number"]) if match["number"] else None
            end = at + max(0, number or 0) if word == "bin" else at
            yield RtfToken("word", word, number, data[at:end])
            at = end
        elif kind == "hex":
            yield RtfToken("byte", data=bytes([int(match["hex"], 16)]))
        elif kind == "sign":
            yield RtfToken("sign", match["sign"].decode("latin-1"))
        elif kind == "text":
            yield RtfToken("text", data=match["text"])


def code_page(number: int | None) -> str:
    """Return the encoding of a code page; that of Western Windows for one that is not known."""
    if number in _PAGES:
        return _PAGES[number]
    return f"cp{number}" if number in _PLAIN_PAGES else "cp1252"


class Font(NamedTuple):
    """A font of a file."""

    encoding: str  #: Of the bytes of its letters; empty for that of the whole file.
    name: str


def fonts_of(data: bytes) -> dict[int, Font]:
    """Return the fonts of a file by their numbers."""
    found: dict[int, Font] = {}
    depth = inside = 0
    number: int | None = None
    for token in rtf_tokens(data):
        if token.kind == "open":
            depth += 1
        elif token.kind == "close":
            depth -= 1
            if inside and depth < inside:
                break
        elif token.kind == "word" and token.word == "fonttbl":
            inside = inside or depth
        elif not inside:
            continue
        elif token.kind == "word" and token.word == "f":
            number = token.number or 0
            found[number] = Font("", "")
        elif number is not None:
            found[number] = _described(found[number], token)
    return found


def _described(font: Font, token: RtfToken) -> Font:
    """What a font is, once a piece of its entry is known."""
    if token.kind == "word" and token.word == "fcharset":
        return font._replace(encoding=_CHARSETS.get(token.number or 0, ""))
    if token.kind == "word" and token.word == "cpg":
        return font._replace(encoding=code_page(token.number))
    if token.kind == "text" and not font.name:
        return font._replace(name=token.data.decode("latin-1").strip(" ;")[:100])
    return font
