"""Bytes → text, strictly: what is not valid in the encoding is refused with its place, never replaced."""

from __future__ import annotations

import codecs
from typing import NamedTuple

#: Encodings a source may be in, by the name ``about.yaml`` gives them.
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030", "big5")
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
#: The commonest characters of Chinese prose, simplified and traditional: every page of honest text has some.
_COMMONEST = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学"
    "如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业"
    "這個們來為國說時會對於著過發後裡種經麼學現當沒動還進開從實無與長機關點業"
)
#: Bytes that tell: more would only take longer.
_SAMPLE = 200_000


class UndecodableSource(ValueError):
    """The bytes are not text. ``line`` and ``column`` (from 1) say where they stop being so."""

    def __init__(self, error: UnicodeDecodeError) -> None:
        before = bytes(error.object[: error.start]).decode(error.encoding, "replace")
        self.line = before.count("\n") + 1
        self.column = len(before) - before.rfind("\n")
        self.byte = error.object[error.start]
        self.offset = error.start
        name = "UTF-8" if error.encoding == "utf-8" else error.encoding
        super().__init__(f"byte 0x{self.byte:02X} at offset {self.offset} is not valid {name} ({error.reason})")


class Guess(NamedTuple):
    """An encoding and how sure we are of it, from 0 to 1."""

    encoding: str
    score: float


def decode(data: bytes, encoding: str = "utf-8") -> str:
    """The text of ``data``. A byte order mark stays in it: it is a character of the source like any other.

    Raises:
        UndecodableSource: not valid in ``encoding``.
    """
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UndecodableSource(error) from None


def guess_encoding(data: bytes) -> Guess | None:
    """The encoding in which ``data`` is text, or None. UTF-8 and byte order marks are certain; between the Chinese
    encodings the commonest characters decide: bytes of one, read as the other, give characters nobody uses."""
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
    """How much of what is not ASCII is the commonest characters; of text that is all ASCII, that it is text."""
    if not _decodes(data, encoding):
        return None
    text = data[: _SAMPLE // 2 * 2].decode(encoding, "ignore")
    if sum(char < " " and char not in "\t\n\r\f" for char in text) > 0.02 * len(text):
        return None
    wide = [char for char in text if char >= "\x80"]
    if not wide:
        return Guess(encoding, 0.9)
    share = sum(char in _COMMONEST for char in wide) / len(wide)  # a sixth and more in honest prose
    return Guess(encoding, min(1.0, 4 * share))
