"""From bytes to text, strictly: what is not valid in the encoding is refused with its place, never replaced."""

from __future__ import annotations

import codecs
from functools import cache
from typing import NamedTuple

from jiaozhu.language import languages
from jiaozhu.locale import _
from jiaozhu.model.corpus import ENCODINGS

__all__ = ["ENCODINGS", "Guess", "UndecodableSource", "decode", "guess_encoding"]

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
#: Bytes that are looked at: more would only take longer.
_SAMPLE = 200_000


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


def decode(data: bytes, encoding: str = "utf-8") -> str:
    """Return the text of some bytes. A byte order mark stays in it, as a character of the source.

    Args:
        data: The bytes.
        encoding: One of ``ENCODINGS``.

    Raises:
        UndecodableSource: They are not valid in the encoding.
    """
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UndecodableSource(error) from None


def guess_encoding(data: bytes) -> Guess | None:
    """Return the encoding in which bytes are text, or None if they are not text.

    UTF-8 and byte order marks are certain. Among the others the commonest characters of the languages decide: bytes of
    one encoding, read as another, give characters that no one writes.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Guess(encoding, 1.0) if _decodes(data, encoding) else None
    if _decodes(data, "utf-8") and not (b"\x00" in data and _is_binary(data)):
        return Guess("utf-8", 1.0)
    found = [guess for encoding in ENCODINGS[1:] if (guess := _guess(data, encoding)) is not None]
    best = max(found, key=lambda guess: guess.score, default=None)
    return best if best is not None and best.score >= 0.2 else None


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _is_binary(data: bytes) -> bool:
    """Many control characters: not text, whatever it decodes as."""
    sample = data[:_SAMPLE]
    controls = sum(byte < 32 and byte not in b"\t\n\r\f" for byte in sample)
    return controls > 0.02 * len(sample)


def _guess(data: bytes, encoding: str) -> Guess | None:
    """The share of the commonest characters in what is not ASCII; text that is all ASCII is text."""
    if not _decodes(data, encoding):
        return None
    text = data[: _SAMPLE // 2 * 2].decode(encoding, "ignore")
    if sum(char < " " and char not in "\t\n\r\f" for char in text) > 0.02 * len(text):
        return None
    wide = [char for char in text if char >= "\x80"]
    if not wide:
        return Guess(encoding, 0.9)
    common = _commonest()
    share = sum(char in common for char in wide) / len(wide)  # a sixth and more in genuine prose
    return Guess(encoding, min(1.0, 4 * share))


@cache
def _commonest() -> frozenset[str]:
    """The commonest characters of every language."""
    return frozenset(char for profile in languages() for char in profile.detection.common)
