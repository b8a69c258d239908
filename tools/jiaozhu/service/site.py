"""The search data of a built site, read back: what its pages search is what the service searches.

The scripts are those of ``outputs/search/shards.py``, each one call with JSON as its argument.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from jiaozhu.locale import _

__all__ = ["DATA", "NoSearchData", "Page", "Row", "Site", "read_site"]

#: Where a site has the data of its search.
DATA = Path("_static", "jiaozhu")


class NoSearchData(Exception):
    """A folder is not a built site, or its search data are of another version; the message says which file."""


class Page(NamedTuple):
    """A page of the site."""

    address: str  #: From the site's root.
    title: str
    source: str  #: Siglum; empty for pages of no source.
    year: str


class Row(NamedTuple):
    """A record as the site's scripts have it. Offsets are UTF-16 units of the text, as the scripts count."""

    page: int
    kind: str
    anchor: str
    text: str
    changed: tuple[tuple[int, int, str], ...] = ()
    level: int = 0
    entry: tuple[int, int] | None = None


class Site(NamedTuple):
    """What is searched on a site."""

    folder: Path
    title: str
    sources: dict[str, str]  #: Titles by siglum, in the order of the book.
    pages: list[Page]
    terms: dict[str, str]  #: The anchor of the entry that each folded name has.
    forms: dict[str, str]  #: What folding makes of the characters of its language; see ``language.folding``.
    kinds: list[str]
    shards: list[tuple[int, int]]  #: First page and number of pages of each.

    def rows(self) -> Iterator[Row]:
        """Yield every record, in the order of the pages; one shard is in memory at a time.

        Raises:
            NoSearchData: A shard is missing or is not what its head says.
        """
        for number, (first, count) in enumerate(self.shards):
            pages = _data(self.folder / DATA / f"shard-{number}.js")
            if not isinstance(pages, list) or len(pages) != count:
                raise NoSearchData(_unfit(self.folder / DATA / f"shard-{number}.js"))
            for page, rows in enumerate(pages, first):
                for row in rows:
                    yield _row(page, self.kinds, row)


def read_site(folder: Path) -> Site:
    """Read what is searched on a built site.

    Args:
        folder: The site, such as ``build/html``.

    Raises:
        NoSearchData: It has no search data, or those of another version.
    """
    path = folder / DATA / "head.js"
    head = _data(path)
    try:
        sources = dict(head["sources"])
        sigla = list(sources)
        traditional, simple = head["traditional"]
        return Site(
            folder,
            head["title"],
            sources,
            [Page(address, title, sigla[at] if at >= 0 else "", year) for address, title, at, year in head["pages"]],
            head["terms"],
            dict(zip(traditional, simple, strict=True)),
            head["kinds"],
            [(first, count) for _digest, first, count in head["shards"]],
        )
    except (KeyError, TypeError, ValueError, IndexError):
        raise NoSearchData(_unfit(path)) from None


def _data(path: Path) -> Any:
    """The data that a script hands over."""
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        message = _("'{path}' does not exist: build the site first, or give its folder with --site", path=path)
        raise NoSearchData(message) from None
    start = min((at for at in (text.find("[", text.find("(")), text.find("{")) if at >= 0), default=0)
    try:
        return json.loads(text[start:].rstrip().removesuffix(");"))
    except ValueError:
        raise NoSearchData(_unfit(path)) from None


def _row(page: int, kinds: list[str], row: list[Any]) -> Row:
    kind, anchor, text, *more = row
    extra = more[0] if more else None
    changed = tuple((start, end, act) for start, end, act in extra) if isinstance(extra, list) else ()
    entry = (extra["head"], extra["body"]) if isinstance(extra, dict) else None
    return Row(page, kinds[kind], anchor, text, changed, extra if isinstance(extra, int) else 0, entry)


def _unfit(path: Path) -> str:
    return _("'{path}' is not search data of this version of jiaozhu: build the site again", path=path)
