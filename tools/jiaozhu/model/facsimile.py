"""Facsimiles: the pictures of a source's pages, and who may see them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from jiaozhu.model.keys import Address, At, Beside, Key, PageFile, Sha256, Words
from jiaozhu.model.problem import Place

__all__ = ["FILE", "FOLDER", "Facsimile", "PagePicture"]

#: Where it is described, and the folder of the pictures, in the folder of its source.
FILE, FOLDER = "facsimile.yaml", "pages"


@dataclass(frozen=True, slots=True)
class PagePicture:
    """The picture of one page."""

    page: Annotated[int, Key(about="Number of the page, from 1.")]
    file: PageFile | None = field(default=None, kw_only=True)  #: None if it is elsewhere only.
    sha256: Sha256 | None = field(default=None, kw_only=True)
    width: Annotated[
        int,
        Key(
            about="In pixels.",
        ),
    ] = field(kw_only=True)
    height: Annotated[
        int,
        Key(
            about="In pixels.",
        ),
    ] = field(kw_only=True)
    scale: Annotated[
        float, Key(about="Pixels of the picture for each unit of layout.json: less than 1 if it was made smaller.")
    ] = field(default=1.0, kw_only=True)
    slant: Annotated[float, Key(about="By how many degrees its lines fall to the right.", least=-90, most=90)] = field(
        default=0.0, kw_only=True
    )
    address: Annotated[
        Address | None, Key(about="A page that readers may open, such as an IIIF viewer's; nothing is loaded from it.")
    ] = field(default=None, kw_only=True)
    place: Place
    sha256_place: Annotated[Place, At(("sha256",))]


@dataclass(frozen=True, slots=True)
class Facsimile:
    """The pictures of a source's pages. They are shown to readers only where somebody has said that they may be."""

    publish: Annotated[str, Key(about="Whether the site shows the pictures: no, or yes.", choices=("no", "yes"))]
    rights: Annotated[
        Words, Key(about="By what right they are shown: whose they are, and under which terms.", quoted=True)
    ] = field(default="", kw_only=True)
    pages: tuple[PagePicture, ...] = field(default=(), kw_only=True)
    place: Place
    publish_place: Annotated[Place, At(("publish",))]
    #: The digests of the pictures that are there, by their file.
    found: Annotated[dict[str, str], Beside] = field(default_factory=dict, kw_only=True)

    @property
    def is_published(self) -> bool:
        """Whether readers may see the pictures."""
        return self.publish == "yes" and bool(self.rights.strip())
