"""Where a file comes from, if it was not on the disk as it is: an address, an archive."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from jiaozhu.locale import _
from jiaozhu.store import FETCHED

__all__ = ["ON_DISK", "Origin", "Original"]


@dataclass(frozen=True, slots=True)
class Origin:
    """What a file's ``about.yaml`` says of where it comes from; empty where a person must say."""

    address: str = ""  #: From which it was fetched, after all redirections.
    when: str = ""  #: It was fetched, in UTC, as ISO writes it.
    record: bytes = b""  #: Of its fetching: ``fetched.json``.
    archive: str = ""  #: The name of the archive that it is from.
    archive_sha256: str = ""
    member: str = ""  #: Its name in the archive.

    @property
    def files(self) -> Mapping[str, bytes]:
        """What is kept beside the source."""
        return {FETCHED: self.record} if self.record else {}

    def provenance(self, name: str) -> str:
        """Return where a file comes from, in the language in use.

        Args:
            name: Of the file.
        """
        fetched = {"address": self.address, "when": self.when, "record": FETCHED}
        packed = {"name": self.member, "archive": self.archive, "digest": self.archive_sha256}
        if self.archive and self.address:
            return _(
                "“{name}” in an archive fetched from {address} at {when} (see {record})", name=self.member, **fetched
            )
        if self.archive:
            return _(
                "imported from “{name}” in the archive “{archive}” (SHA-256 {digest}); origin to be added", **packed
            )
        if self.address:
            return _("fetched from {address} at {when} (see {record})", **fetched)
        return _("imported from the file “{name}”; origin to be added", name=name)


#: A file that the user has.
ON_DISK = Origin()


class Original(NamedTuple):
    """A file to import."""

    path: Path  #: On the disk; a name, if its bytes are given.
    data: bytes | None = None  #: None to read them from the disk.
    origin: Origin = ON_DISK
