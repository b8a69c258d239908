"""How much of a stranger's file is looked at: past these limits it is refused, before anything large is made."""

from __future__ import annotations

from dataclasses import dataclass


class UnreadableSource(ValueError):
    """A file that is not what it seems, or too much of it. The message says what is wrong; ``hint`` what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Limits:
    """Most of everything."""

    bytes: int = 100_000_000  #: Of a file.
    unpacked: int = 200_000_000  #: Bytes of a package's members together, unpacked.
    members: int = 5_000  #: Of a package.
    pages: int = 5_000
    characters: int = 20_000_000
    depth: int = 200  #: Of nested elements.

    def check_characters(self, count: int) -> None:
        """Raises ``UnreadableSource`` past the limit."""
        if count > self.characters:
            message = f"more than {self.characters:,} characters of text"
            raise UnreadableSource(message, "split the file, or raise the limit")


DEFAULT_LIMITS = Limits()
