"""Addresses: which of them may become links that readers follow."""

from __future__ import annotations

import re

__all__ = ["is_web_address"]

_WEB = re.compile(r"https?://[^\s/?#]\S*+\Z", re.I)


def is_web_address(address: str) -> bool:
    """Return whether an address is of the web: http or https, with a host and without white space.

    Nothing else that a stranger names becomes a link: other schemes run scripts, open files or start programs.
    """
    return bool(_WEB.match(address))
