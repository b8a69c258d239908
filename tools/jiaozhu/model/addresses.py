"""Addresses: which of them may become links that readers follow, and which may be cited."""

from __future__ import annotations

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

__all__ = ["is_public_address", "is_web_address"]

#: Names of hosts that only this machine or its network knows.
_PRIVATE_NAMES = (".localhost", ".local", ".internal", ".lan", ".home.arpa", ".test", ".invalid")
_WEB = re.compile(r"https?://[^\s/?#]\S*+\Z", re.I)


def is_web_address(address: str) -> bool:
    """Return whether an address is of the web: http or https, with a host and without white space.

    Nothing else that a stranger names becomes a link: other schemes run scripts, open files or start programs.
    """
    return bool(_WEB.match(address))


def is_public_address(address: str) -> bool:
    """Return whether an address is of the web and its host has a name or a number that all of the web knows.

    A citation with another address (of a preview, of a machine in the same house) is no use to its readers.
    """
    if not is_web_address(address):
        return False
    try:
        host = (urlsplit(address).hostname or "").rstrip(".").lower()
        number = ip_address(host)
    except ValueError:
        is_name = re.search(r"[^\d.]", host) is not None  # browsers read 127.1 as a number
        return is_name and "." in host and not host.endswith(_PRIVATE_NAMES)
    return number.is_global
