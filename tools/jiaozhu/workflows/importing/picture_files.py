"""The files of a source's pictures, of its pages and in its text, and the file that describes them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from jiaozhu.formats import Limits
from jiaozhu.formats.scans.embedded import keep_pictures
from jiaozhu.model.document import Document
from jiaozhu.model.facsimile import FILE as FACSIMILE
from jiaozhu.model.facsimile import FOLDER as PAGES
from jiaozhu.model.facsimile import PICTURES, Facsimile, PagePicture, TextPicture
from jiaozhu.model.limits import MOST_WORDS
from jiaozhu.model.problem import NOWHERE
from jiaozhu.model.transcript import Inline, PageImage, TextImage, Transcript
from jiaozhu.store import facsimile_text
from jiaozhu.workflows.importing.pages.web_pages import MainText

__all__ = ["facsimile_files", "pictures_of"]


def pictures_of(
    document: Document, transcript: Transcript | None, main: MainText | None, limits: Limits
) -> tuple[TextImage, ...]:
    """Return the pictures that a text shows and that its file has: its reader's, or those in its markup.

    Args:
        document: What the reader made of the file.
        transcript: Of the file, if it is not text itself.
        main: For whole web pages: what of it is the article.
        limits: Of the file.
    """
    if transcript is not None and transcript.pictures:
        return transcript.pictures
    parts: Mapping[str, bytes] = transcript.parts if transcript is not None else {}
    of_article = {document.lines[line].span.start for line in main.pictures} if main is not None else None
    shown = []
    for image in document.images:
        inside = image.address.startswith("data:") or image.address in parts
        if inside and (of_article is None or image.span.start in of_article):
            line = document.text.count("\n", 0, image.span.start)
            at = image.span.start - (document.text.rfind("\n", 0, image.span.start) + 1)
            shown.append(Inline(line + 1, at, at, "picture", image.address, image.alt))
    return keep_pictures(shown, parts.get, limits).pictures


def facsimile_files(transcript: Transcript | None, pictures: tuple[TextImage, ...] = ()) -> dict[str, bytes]:
    """Return the pictures of a source and what describes them; readers may not see them yet.

    Args:
        transcript: With the pictures of pages, if there is one.
        pictures: Those in the text.
    """
    images = transcript.images if transcript is not None else ()
    pages = {f"{PAGES}/{image.number:04d}.webp": image for image in images}
    names: dict[bytes, str] = {}  # a picture that the text shows again is one file
    for shown in pictures:
        names.setdefault(shown.data, f"{PICTURES}/{len(names) + 1:04d}.webp")
    if not pages and not names:
        return {}
    described = Facsimile(
        "no",
        rights="",
        pages=tuple(_page(name, image) for name, image in pages.items()),
        pictures=tuple(_picture(names[shown.data], shown) for shown in pictures),
        place=NOWHERE,
        publish_place=NOWHERE,
    )
    files = {name: image.data for name, image in pages.items()} | {name: data for data, name in names.items()}
    return {FACSIMILE: facsimile_text(described).encode("utf-8"), **files}


def _page(name: str, image: PageImage) -> PagePicture:
    return PagePicture(
        page=image.number,
        file=name,
        sha256=hashlib.sha256(image.data).hexdigest(),
        width=image.size[0],
        height=image.size[1],
        scale=round(image.size[0] / image.read[0], 4),
        slant=image.slant,
        place=NOWHERE,
        sha256_place=NOWHERE,
    )


def _picture(name: str, shown: TextImage) -> TextPicture:
    return TextPicture(
        file=name,
        sha256=hashlib.sha256(shown.data).hexdigest(),
        width=shown.size[0],
        height=shown.size[1],
        line=shown.line,
        at=shown.at,
        words=_words(shown.words),
        address=_words(shown.address),
        place=NOWHERE,
        sha256_place=NOWHERE,
    )


def _words(text: str) -> str:
    """What can be said of a picture in a data file."""
    line = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return line[:MOST_WORDS].strip()
