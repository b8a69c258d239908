"""The pictures of pages on the site: what a text's page knows of them. ``picture_files.py`` brings the files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from jiaozhu.edition.facsimile import PrintedLine, printed_lines
from jiaozhu.edition.pipeline import Volume
from jiaozhu.markup.script import script_literal
from jiaozhu.model.facsimile import Facsimile, PagePicture
from jiaozhu.model.page import Page

__all__ = ["FOLDER", "PageLink", "facsimile_data", "page_links", "picture_name"]

#: Where the pictures are, from the site's root.
FOLDER = "facsimiles"


class PageLink(NamedTuple):
    """A picture that readers may look at."""

    page: int
    address: str  #: Of the picture on this site, or elsewhere.
    is_here: bool


def page_links(volume: Volume, page: Page, root: str) -> tuple[PageLink, ...]:
    """Return the pictures of the pages that a text is on; of all pages of its source, if its places are not known.

    Args:
        volume: The source.
        page: The text.
        root: The way from the text's page to the site's root.
    """
    facsimile = volume.source.facsimile
    if facsimile is None:
        return ()
    on = {line.page for line in printed_lines(volume.edited).get(page.text, ())}
    shown = [picture for picture in facsimile.pages if not on or picture.page in on]
    return tuple(link for picture in shown for link in _link(facsimile, picture, volume.source.siglum, root))


def _link(facsimile: Facsimile, picture: PagePicture, siglum: str, root: str) -> Iterator[PageLink]:
    if facsimile.is_published and picture.file is not None:
        yield PageLink(picture.page, f"{root}{picture_name(siglum, picture)}", is_here=True)
    elif picture.address is not None:
        yield PageLink(picture.page, picture.address, is_here=False)


def picture_name(siglum: str, picture: PagePicture) -> str:
    """Return where a picture is, from the root of the site."""
    return f"{FOLDER}/{siglum}/{Path(str(picture.file)).name}"


def facsimile_data(volume: Volume, page: Page, root: str) -> str:
    """Return what the viewer of a text's page needs, as JSON that can end no element; empty without pictures.

    Offsets are in UTF-16 units of a block's reading, as scripts count; boxes are in pixels of their picture.
    """
    facsimile = volume.source.facsimile
    if facsimile is None or not facsimile.is_published:
        return ""
    links = {link.page: link for link in page_links(volume, page, root) if link.is_here}
    if not links:
        return ""
    readings = {block.id: block.reading for block in page.blocks}
    lines = [
        _line(line, readings) for line in printed_lines(volume.edited).get(page.text, ()) if line.block in readings
    ]
    pages = [
        {
            "page": picture.page,
            "address": links[picture.page].address,
            "elsewhere": picture.address or "",
            "width": picture.width,
            "height": picture.height,
            "slant": picture.slant,
        }
        for picture in facsimile.pages
        if picture.page in links
    ]
    return script_literal({"rights": facsimile.rights, "pages": pages, "lines": lines})


def _line(line: PrintedLine, readings: dict[str, str]) -> list[str | int | float]:
    reading = readings[line.block]
    start, end = (_units(reading[:offset]) for offset in (line.start, line.end))
    return [line.block, start, end, line.page, *line.box]


def _units(text: str) -> int:
    """How many UTF-16 units a text has."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
