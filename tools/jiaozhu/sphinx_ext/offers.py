"""What a site offers for download, as records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

__all__ = ["Download", "Downloads"]


class Download(NamedTuple):
    """A file that is offered."""

    label: str
    address: str  #: From the site's root.
    name: str  #: Under which a browser saves it.
    size: int  #: In bytes.


@dataclass(frozen=True, slots=True)
class Downloads:
    """All that is offered."""

    edition: tuple[Download, ...] = ()
    texts: Mapping[str, tuple[Download, ...]] = field(default_factory=dict)  #: By docname.
