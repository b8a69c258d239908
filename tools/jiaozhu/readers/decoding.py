"""Bytes → text, strictly: what is not valid UTF-8 is refused with its place, never replaced."""

from __future__ import annotations


class UndecodableSource(ValueError):
    """The bytes are not UTF-8. ``line`` and ``column`` (from 1) say where they stop being so."""

    def __init__(self, error: UnicodeDecodeError) -> None:
        before = bytes(error.object[: error.start])
        last = before.rpartition(b"\n")[2]
        self.line = before.count(b"\n") + 1
        self.column = len(last.decode("utf-8", "replace")) + 1
        self.byte = error.object[error.start]
        self.offset = error.start
        super().__init__(f"byte 0x{self.byte:02X} at offset {self.offset} is not valid UTF-8 ({error.reason})")


def decode(data: bytes) -> str:
    """The text of ``data``. A byte order mark stays in it: it is a character of the source like any other.

    Raises:
        UndecodableSource: not valid UTF-8.
    """
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UndecodableSource(error) from None
