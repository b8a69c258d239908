"""The pictures of a source, of its pages and in its text, and who may see them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from jiaozhu.model.keys import Address, At, Beside, Key, PageFile, PictureFile, Sha256, Words
from jiaozhu.model.problem import Place

__all__ = ["FILE", "FOLDER", "PICTURES", "Facsimile", "PagePicture", "TextPicture"]

#: Where they are described, the folder of the pictures of pages and that of pictures in the text, all in the folder of
#: their source.
FILE, FOLDER, PICTURES = "facsimile.yaml", "pages", "pictures"


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
class TextPicture:
    """A picture that the source shows in its text."""

    file: PictureFile
    sha256: Sha256
    width: Annotated[int, Key(about="In pixels.")]
    height: Annotated[int, Key(about="In pixels.")]
    line: Annotated[int, Key(about="The line of the source where it is, from 1; 0 if it is before the first.", least=0)]
    at: Annotated[int, Key(about="How many characters of that line are before it.", least=0)] = field(
        default=0, kw_only=True
    )
    words: Annotated[
        Words,
        Key(about="What it shows, for readers who cannot see it: as the source says, or your words.", quoted=True),
    ] = field(default="", kw_only=True)
    address: Annotated[Words, Key(about="What the source calls it.", quoted=True)] = field(default="", kw_only=True)
    place: Place
    sha256_place: Annotated[Place, At(("sha256",))]


@dataclass(frozen=True, slots=True)
class Facsimile:
    """The pictures of a source. They are shown to readers only where somebody has said that they may be."""

    publish: Annotated[str, Key(about="Whether the site shows the pictures: no, or yes.", choices=("no", "yes"))]
    rights: Annotated[
        Words, Key(about="By what right they are shown: whose they are, and under which terms.", quoted=True)
    ] = field(default="", kw_only=True)
    pages: tuple[PagePicture, ...] = field(default=(), kw_only=True)
    pictures: tuple[TextPicture, ...] = field(default=(), kw_only=True)
    place: Place
    publish_place: Annotated[Place, At(("publish",))]
    #: The digests of the pictures that are there, by their file.
    found: Annotated[dict[str, str], Beside] = field(default_factory=dict, kw_only=True)

    @property
    def is_published(self) -> bool:
        """Whether readers may see the pictures."""
        return self.publish == "yes" and bool(self.rights.strip())
