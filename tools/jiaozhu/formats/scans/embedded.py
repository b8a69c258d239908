"""The pictures that a file shows in its text: unpacked, made no larger than readers need, and kept as pixels alone."""

from __future__ import annotations

import base64
import binascii
import io
import re
from collections.abc import Callable, Iterable
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from jiaozhu.formats.limits import Limits, UnreadableSource
from jiaozhu.formats.scans.pictures import quietly, too_large, upright
from jiaozhu.locale import Lazy, lazy
from jiaozhu.model.transcript import Inline, TextImage

__all__ = ["Kept", "PictureFinder", "from_base64", "keep_pictures", "pixels_of", "without_data"]

#: Returns the bytes of a picture by its address; None if the file does not have it.
PictureFinder = Callable[[str], bytes | None]

_FORMATS = ("JPEG", "PNG", "GIF", "TIFF", "WEBP", "BMP")
#: Pixels of the longer side of a picture that is kept, and WebP's quality for photographs.
_LONGEST, _QUALITY = 1_600, 80
#: Pixels of all pictures of a file: a gigabyte and a half of colours pass by, never more than one picture at once.
_MOST_PIXELS = 500_000_000
_DATA = re.compile(r"data:image/[\w.+-]{1,40}((?:;[\w=.-]{1,40})*+),", re.I)


class Kept(NamedTuple):
    """The pictures of a file, and what a person should know of those that were not kept."""

    pictures: tuple[TextImage, ...]
    notes: tuple[Lazy, ...]


class _Pixels(NamedTuple):
    data: bytes
    size: tuple[int, int]


def keep_pictures(shown: Iterable[Inline], find: PictureFinder, limits: Limits) -> Kept:
    """Return the pictures that a file shows, each as often as it shows it.

    Args:
        shown: What the reader found; those of kind ``picture`` count.
        find: Has the bytes of each.
        limits: Of the file.
    """
    places = [item for item in shown if item.kind == "picture"]
    if not places:
        return Kept((), ())
    try:
        import PIL.Image  # noqa: F401 - whether it is there
    except ImportError:
        hint = "pip install 'jiaozhu[pictures]'"
        return Kept((), (lazy("pictures are not kept without Pillow: {command}", command=hint),))
    found: dict[str, _Pixels | None] = {}
    left = _MOST_PIXELS
    for item in places:
        if item.value not in found and sum(pixels is not None for pixels in found.values()) < limits.pictures:
            made = _pixels(item.value, find, limits, left)
            left -= made.size[0] * made.size[1] if made else 0
            found[item.value] = made
    kept = [
        TextImage(item.line, item.start, without_data(item.value), item.words, *pixels)
        for item in places
        if (pixels := found.get(item.value)) is not None
    ]
    lost = len(places) - len(kept)
    notes = (
        lazy("pictures that are not kept, because they are elsewhere, damaged, too large or drawings: {n}", n=lost),
    )
    return Kept(tuple(kept), notes if lost else ())


def without_data(address: str) -> str:
    """Return an address without a picture in it, which may be megabytes long."""
    match = _DATA.match(address)
    return match.group()[:-1] if match else address


def pixels_of(data: bytes, limits: Limits, left: int = _MOST_PIXELS) -> tuple[bytes, tuple[int, int]]:
    """Return a picture as WebP, with nothing in it but its pixels, and its size.

    Args:
        data: A file of one of the usual formats; of one that moves, the first picture is taken.
        limits: Of pixels.
        left: Pixels that may be unpacked, if that is less.

    Raises:
        UnreadableSource: It is no picture, is damaged, or is too large.
    """
    from PIL import Image

    opened, _said = quietly(lambda: Image.open(io.BytesIO(data), formats=_FORMATS), limits)
    if opened.width * opened.height > min(limits.pixels, left):
        raise too_large(limits)
    drawn = opened.format in ("PNG", "GIF", "BMP") and _few_colours(opened.mode)
    image, _said = quietly(lambda: upright(opened), limits)
    scale = min(1.0, _LONGEST / max(image.size))
    if scale < 1:
        image = image.resize((max(1, round(image.width * scale)), max(1, round(image.height * scale))), 1)  # Lanczos
    image.info.clear()
    out = io.BytesIO()
    image.save(out, "WEBP", lossless=drawn, quality=_QUALITY, method=4)
    return out.getvalue(), image.size


def _few_colours(mode: str) -> bool:
    """Whether a picture is drawn or set in type rather than photographed: such a one stays as it is, to the pixel."""
    return mode in ("1", "P", "L", "LA")


def _pixels(address: str, find: PictureFinder, limits: Limits, left: int) -> _Pixels | None:
    try:
        data = _in_address(address) or find(address)
        return _Pixels(*pixels_of(data, limits, left)) if data else None
    except UnreadableSource:
        return None


def _in_address(address: str) -> bytes | None:
    """The bytes of a picture that is in its address."""
    match = _DATA.match(address)
    if match is None:
        return None
    data = unquote_to_bytes(address[match.end() :])
    if not match.group(1).lower().endswith(";base64"):
        return data
    return from_base64(data)


def from_base64(data: bytes | str) -> bytes | None:
    """Return what letters stand for; None if they are not base64."""
    try:
        return base64.b64decode(data.encode("ascii") if isinstance(data, str) else data, validate=False)
    except (binascii.Error, ValueError):
        return None
