"""How much of a file from outside is looked at: one that exceeds these limits is refused before it is read."""

from __future__ import annotations

from dataclasses import dataclass

from jiaozhu.locale import _

__all__ = ["DEFAULT_LIMITS", "Limits", "UnreadableSource", "too_deep"]


class UnreadableSource(ValueError):
    """A file that is not what it seems, or that exceeds the limits.

    Args:
        message: What is wrong, in the language in use.
        hint: What to do about it.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Limits:
    """The most of everything that one file may have."""

    bytes: int = 100_000_000  #: Of a file.
    unpacked: int = 200_000_000  #: Bytes of a package's members together, unpacked.
    members: int = 5_000  #: Of a package.
    ratio: int = 200  #: Bytes of an archive's members together, unpacked, for each of its own.
    pages: int = 5_000
    pixels: int = 80_000_000  #: Of the picture of a page: a newspaper's at 400 dots an inch.
    pictures: int = 2_000  #: That a text shows and that are kept.
    characters: int = 20_000_000
    depth: int = 200  #: Of nested elements.
    seconds: int = 300  #: CPU time for one file, and for each page of a file that is recognised.
    memory: int = 4_000_000_000  #: Bytes that one file may take while it is read.

    def check_characters(self, count: int) -> None:
        """Compare a number of code points with the limit.

        Raises:
            UnreadableSource: It exceeds the limit.
        """
        if count > self.characters:
            message = _("more than {n} characters of text", n=f"{self.characters:,}")
            raise UnreadableSource(message, _("split the file, or raise the limit"))


def too_deep(depth: int) -> UnreadableSource:
    """Return the error for elements that are nested deeper than ``depth``."""
    return UnreadableSource(_("elements nested deeper than {depth}", depth=depth), _("this is not a text"))


DEFAULT_LIMITS = Limits()
