"""Pictures of pages, opened safely: image files and the pages of a PDF, upright and in colour.

Sizes are compared with the limits before a picture is unpacked. What a camera writes beside it (EXIF) turns it upright,
and goes no further: see ``facsimile.py``.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import pypdfium2 as pdfium

from jiaozhu.formats.limits import Limits, UnreadableSource
from jiaozhu.locale import Lazy, _, lazy

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["Picture", "pictures_of_image", "pictures_of_pdf", "quietly", "too_large", "upright"]

T = TypeVar("T")

_FORMATS = ("JPEG", "PNG", "TIFF", "WEBP")
#: Dots per inch at which the pages of a PDF are drawn.
_RESOLUTION = 200
_GPS = 0x8825


class Picture(NamedTuple):
    """A page as a picture, upright, in the mode RGB."""

    number: int  #: From 1.
    image: Image
    notes: tuple[str | Lazy, ...] = ()


def pictures_of_image(data: bytes, limits: Limits) -> Iterator[Picture]:
    """Yield the pages of an image file: all of a TIFF's, one of any other's.

    Raises:
        UnreadableSource: Pillow is not installed; the file is damaged, moves, or exceeds the limits.
    """
    try:
        from PIL import Image
    except ImportError:
        message = _("pictures of pages need Pillow and a recogniser")
        raise UnreadableSource(message, "pip install 'jiaozhu[ocr]'") from None
    opened, said = quietly(lambda: Image.open(io.BytesIO(data), formats=_FORMATS), limits)
    count = _pages(opened, limits)
    for number in range(count):
        image, more = quietly(partial(_frame, opened, number, limits), limits)
        said += more
        notes = tuple(_warned(opened, said)) if number == count - 1 else ()
        yield Picture(number + 1, image, notes)


def quietly(work: Callable[[], T], limits: Limits) -> tuple[T, list[str]]:
    """Do what Pillow does with a stranger's file: whatever it raises, the file is damaged; what it warns of is kept.

    Raises:
        UnreadableSource: The file is damaged, or unpacks to more pixels than Pillow allows.
    """
    from PIL import Image

    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        try:
            done = work()
        except UnreadableSource:
            raise
        except Image.DecompressionBombError:
            raise too_large(limits) from None
        except Exception as error:  # of many kinds: decoders trust what files say
            message = _("the picture cannot be opened: {why}", why=" ".join(str(error).split())[:300])
            raise UnreadableSource(message, _("the file is damaged; get it again")) from None
    return done, [str(item.message) for item in said if item.category is not Image.DecompressionBombWarning]


def _pages(opened: Image, limits: Limits) -> int:
    """How many pages a file has. A photograph may hold a smaller copy of itself, which does not count."""
    count, _said = quietly(lambda: int(getattr(opened, "n_frames", 1)), limits)
    if count > 1 and opened.format in ("PNG", "WEBP"):
        raise UnreadableSource(_("the picture moves: it has {n} frames", n=count), _("save each page as its own file"))
    if opened.format != "TIFF":
        return 1
    if count > limits.pages:
        message = _("more than {n} pages", n=f"{limits.pages:,}")
        raise UnreadableSource(message, _("split the file, or raise the limit"))
    return count


def _frame(opened: Image, number: int, limits: Limits) -> Image:
    opened.seek(number)
    if opened.width * opened.height > limits.pixels:
        raise too_large(limits)
    return upright(opened)


def _warned(opened: Image, said: Sequence[str]) -> Iterator[Lazy]:
    """What a person should know of a file."""
    if said:
        yield lazy("the file of the picture has faults: {why}", why="; ".join(dict.fromkeys(said))[:300])
    with suppress(Exception):  # what a camera wrote may be damaged, and then it names no place
        if not opened.getexif().get_ifd(_GPS):
            return
        yield lazy("the file says where the picture was taken (GPS); no page shows that, but the file keeps it")


def upright(opened: Image) -> Image:
    """Return a picture as it is to be looked at: turned as the camera says, on white, eight bits a colour."""
    from PIL import Image, ImageOps

    image = ImageOps.exif_transpose(opened)
    if image.mode.startswith(("I", "F")):  # more than eight bits: the darkest and the lightest become black and white
        low, high = (float(value) for value in _extrema(image))
        factor = 255 / (high - low) if high > low else 1.0
        image = image.convert("F").point(lambda value: value * factor - low * factor).convert("L")
    if "A" in image.getbands() or "transparency" in image.info:
        image = image.convert("RGBA")
        ground = Image.new("RGBA", image.size, "white")
        ground.alpha_composite(image)
        image = ground
    return image.convert("RGB")


def _extrema(image: Image) -> tuple[Any, Any]:
    low, high = image.getextrema()
    return low, high


def pictures_of_pdf(document: pdfium.PdfDocument, limits: Limits) -> Iterator[Picture]:
    """Yield the pages of a PDF, drawn.

    Args:
        document: The open file.
        limits: Of pages and pixels.

    Raises:
        pdfium.PdfiumError: A page is damaged.
    """
    for number in range(len(document)):
        page = document[number]
        width, height = page.get_size()
        scale = min(_RESOLUTION / 72, (limits.pixels / max(1.0, width * height)) ** 0.5)
        image: Image = page.render(scale=scale).to_pil().convert("RGB")
        page.close()
        yield Picture(number + 1, image)


def too_large(limits: Limits) -> UnreadableSource:
    """Return the error for a picture that has more pixels than are allowed."""
    message = _("a picture of more than {n} pixels", n=f"{limits.pixels:,}")
    return UnreadableSource(message, _("save it smaller, or raise the limit 'pixels'"))
