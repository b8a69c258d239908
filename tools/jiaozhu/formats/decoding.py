"""From bytes to text. What is not valid in the encoding is refused with its place, or kept in the account as a gap.

A byte that no reading of the encoding has becomes U+FFFD, one for each byte (one for each two in UTF-16), so that the
same bytes give the same text and each byte has a position of its own.
"""

from __future__ import annotations

import codecs
from contextvars import ContextVar
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from jiaozhu.formats.web.declaring import declared_encoding
from jiaozhu.language import languages
from jiaozhu.locale import _
from jiaozhu.model.corpus import ENCODINGS
from jiaozhu.model.document import Markup
from jiaozhu.model.span import Span

__all__ = ["ENCODINGS", "Decoded", "Guess", "UndecodableSource", "decode", "decode_all", "guess_encoding"]

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
#: Encodings whose name the WHATWG uses for a wider one, and Python's codec of it; Python knows the other names.
_CODECS = {
    "big5-hkscs": "big5hkscs",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "windows-874": "cp874",
    "x-mac-cyrillic": "mac_cyrillic",
}
#: Encodings that are tried on bytes that do not declare any.
_TRIED = ("utf-16-le", "utf-16-be", "gb18030", "big5")
#: Bytes that are looked at: more would only take longer.
_SAMPLE = 200_000
#: Of the bytes outside ASCII so many may be wrong: in what declares its encoding, and in what is only guessed.
_DECLARED, _GUESSED = 0.1, 0.001
_STAND_IN = "\ufffd"
_HANDLER = "jiaozhu.undecodable"
_wrong: ContextVar[list[tuple[int, int]]] = ContextVar("_wrong")


class UndecodableSource(ValueError):
    """Bytes that are not text in the encoding.

    ``line`` and ``column`` (code points) count from 1 and name the first byte that is wrong; ``offset`` is its number
    in the file, from 0.
    """

    def __init__(self, error: UnicodeDecodeError) -> None:
        before = bytes(error.object[: error.start]).decode(error.encoding, "replace")
        self.line = before.count("\n") + 1
        self.column = len(before) - before.rfind("\n")
        self.byte = error.object[error.start]
        self.offset = error.start
        name = "UTF-8" if error.encoding == "utf-8" else error.encoding
        super().__init__(
            _(
                "byte {byte} at offset {offset} is not valid {encoding} ({reason})",
                byte=f"0x{self.byte:02X}",
                offset=self.offset,
                encoding=name,
                reason=error.reason,
            )
        )


class Guess(NamedTuple):
    """An encoding and how certain it is, from 0 to 1."""

    encoding: str
    score: float


class Decoded(NamedTuple):
    """The text of some bytes, and what of it is not text."""

    text: str
    gaps: tuple[Markup, ...]  #: Stretches of U+FFFD for bytes that are not valid; ``detail`` has their values.


def decode(data: bytes, encoding: str = "utf-8") -> str:
    """Return the text of some bytes. A byte order mark stays in it, as a character of the source.

    Args:
        data: The bytes.
        encoding: One of ``ENCODINGS``.

    Raises:
        UndecodableSource: They are not valid in the encoding.
    """
    try:
        return data.decode(_CODECS.get(encoding, encoding))
    except UnicodeDecodeError as error:
        raise UndecodableSource(error) from None


def decode_all(data: bytes, encoding: str = "utf-8") -> Decoded:
    """Return the text of some bytes, whatever they are: each byte that is not valid is one U+FFFD.

    Args:
        data: The bytes.
        encoding: One of ``ENCODINGS``.
    """
    codec = _CODECS.get(encoding, encoding)
    wrong: list[tuple[int, int]] = []
    token = _wrong.set(wrong)
    try:
        text = data.decode(codec, _HANDLER)
    finally:
        _wrong.reset(token)
    return Decoded(text, tuple(_gaps(data, codec, wrong)))


def _keep(error: UnicodeError) -> tuple[str, int]:
    """The handler of ``codecs``: notes where a byte is wrong, and goes on behind it."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    unit = 2 if error.encoding.startswith("utf-16") else 1
    end = min(error.start + unit, len(error.object))
    _wrong.get().append((error.start, end))
    return _STAND_IN, end


codecs.register_error(_HANDLER, _keep)


def _gaps(data: bytes, codec: str, wrong: list[tuple[int, int]]) -> list[Markup]:
    """Where in the text wrong bytes are; those side by side are one stretch."""
    gaps: list[Markup] = []
    position = 0
    for (_start, done), (start, end) in pairwise([(0, 0), *wrong]):
        position += len(data[done:start].decode(codec)) if start > done else 0
        value = " ".join(f"0x{byte:02X}" for byte in data[start:end])
        if gaps and gaps[-1].span.end == position:
            before = gaps.pop()
            gaps.append(before._replace(span=Span(before.span.start, position + 1), detail=f"{before.detail} {value}"))
        else:
            gaps.append(Markup(Span(position, position + 1), "", "undecodable", value))
        position += 1
    return gaps


def guess_encoding(data: bytes) -> Guess | None:
    """Return the encoding in which bytes are text, or None if they are not text; few of them may be invalid in it.

    Byte order marks and valid UTF-8 are certain: what declares another encoding then was converted and still says so.
    Then what the file declares counts. Among the others the commonest characters of the languages decide: bytes of one
    encoding, read as another, give characters that no one writes.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Guess(encoding, 1.0) if _bears(data, encoding, _DECLARED) else None
    if _is_valid(data, "utf-8") and not (b"\x00" in data and _is_binary(data)):
        return Guess("utf-8", 1.0)
    declared = declared_encoding(data)
    if declared and not _is_binary(data):
        if declared == "big5" and not _is_valid(data, declared) and _is_valid(data, "big5-hkscs"):
            return Guess("big5-hkscs", 0.95)
        if _bears(data, declared, _DECLARED):
            return Guess(declared, 0.95)
    if not _is_binary(data) and _bears(data, "utf-8", _DECLARED):
        return Guess("utf-8", 0.9)
    found = [guess for encoding in _TRIED if (guess := _guess(data, encoding)) is not None]
    best = max(found, key=lambda guess: guess.score, default=None)
    return best if best is not None and best.score >= 0.2 else _latin(data)


def _is_valid(data: bytes, encoding: str) -> bool:
    try:
        data.decode(_CODECS.get(encoding, encoding))
    except UnicodeDecodeError:
        return False
    return True


def _bears(data: bytes, encoding: str, share: float) -> bool:
    """Whether few bytes are invalid in an encoding: of those outside ASCII, or of all if every second one is zero."""
    if _is_valid(data, encoding):
        return True
    wide = len(data) if encoding.startswith("utf-16") else len(data) - len(data.translate(None, _WIDE))
    return sum(gap.span.length for gap in decode_all(data, encoding).gaps) <= share * wide


_WIDE = bytes(range(0x80, 0x100))


def _is_binary(data: bytes) -> bool:
    """Many control characters: not text, whatever it decodes as."""
    sample = data[:_SAMPLE]
    controls = sum(byte < 32 and byte not in b"\t\n\r\f" for byte in sample)
    return controls > 0.02 * len(sample)


def _guess(data: bytes, encoding: str) -> Guess | None:
    """The share of the commonest characters in what is not ASCII; text that is all ASCII is text."""
    if not _bears(data, encoding, _GUESSED):
        return None
    text = decode_all(data[: _SAMPLE // 2 * 2], encoding).text
    if sum(char < " " and char not in "\t\n\r\f" for char in text) > 0.02 * len(text):
        return None
    wide = [char for char in text if char >= "\x80"]
    if not wide:
        return Guess(encoding, 0.9)
    common = _commonest()
    share = sum(char in common for char in wide) / len(wide)  # a sixth and more in genuine prose
    return Guess(encoding, min(1.0, 4 * share))


def _latin(data: bytes) -> Guess | None:
    """Windows-1252, if what is outside ASCII is letters and marks of Latin scripts, and most is ASCII."""
    sample = data[:_SAMPLE]
    text = decode_all(sample, "windows-1252").text
    wide = [char for char in text if char >= "\x80"]
    if _is_binary(data) or len(wide) > 0.2 * len(text) or b"\x00" in sample:
        return None
    fit = sum(char.isalpha() or char in _LATIN_MARKS for char in wide)
    return Guess("windows-1252", 0.5) if fit >= 0.95 * len(wide) else None


_LATIN_MARKS = frozenset("\xa0«»‘’“”‚„…–—•°§©®™£€·¿¡´ª")


@cache
def _commonest() -> frozenset[str]:
    """The commonest characters of every language."""
    return frozenset(char for profile in languages() for char in profile.detection.common)
