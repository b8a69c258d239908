"""What the edition is called and cited by: its address, its version and date, its licence."""

from __future__ import annotations

import re
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

from sphinx.config import Config

from jiaozhu.edition.book import Book
from jiaozhu.edition.credits import History
from jiaozhu.edition.versions import last_change
from jiaozhu.model.addresses import is_public_address

__all__ = ["Identity", "address_of", "identity_of", "licence_address", "name_of", "public_base"]

_CC = re.compile(r"CC-(BY(?:-NC)?(?:-SA|-ND)?)-(\d\.\d)", re.I)


class Identity(NamedTuple):
    """The edition, as others refer to it. What is not known is empty."""

    base: str  #: Its address, with a slash at its end.
    version: str
    date: str  #: Of this version, ISO.
    licence: str  #: As SPDX names it.
    licence_address: str


def identity_of(book: Book, history: History, base: str) -> Identity:
    """Return how an edition is referred to.

    Args:
        book: The edition.
        history: Who changed which file of the corpus, and when.
        base: Its address; see ``public_base``.
    """
    info = book.corpus.info
    licence = info.licence or ""
    return Identity(
        base, info.version or "", info.date or last_change(book, history), licence, licence_address(licence)
    )


def public_base(config: Config) -> str:
    """Return the address of the site, with a slash at its end; empty if it is not set or leads to this machine."""
    base = str(config.html_baseurl or "")
    return f"{base.rstrip('/')}/" if is_public_address(base) else ""


def address_of(base: str, target: str, root: str) -> str:
    """Return the full address of a page: that of the site for its first page; empty if the site's is not known.

    Args:
        base: Of the site; see ``public_base``.
        target: Of the page, from the site's root.
        root: Of the first page, from the site's root.
    """
    return base and (base if target == root else base + target)


def name_of(base: str, project: str, part: str = "") -> str:
    """Return a name for the edition, or for a part of it, that no other has: the same in every build.

    Args:
        base: Its address; see ``public_base``.
        project: Its title, for one that has no address.
        part: What of it.
    """
    whole = uuid5(NAMESPACE_URL, base or project)
    return f"urn:uuid:{uuid5(whole, part) if part else whole}"


def licence_address(licence: str) -> str:
    """Return the address of a licence by its name in SPDX's list; empty if it is not one of Creative Commons."""
    if licence.upper() == "CC0-1.0":
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    found = _CC.fullmatch(licence)
    return f"https://creativecommons.org/licenses/{found[1].lower()}/{found[2]}/" if found else ""
