"""A page's picture as readers may see it: no larger than needed, and nothing in it but its pixels."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from jiaozhu.model.transcript import PageImage

if TYPE_CHECKING:
    from jiaozhu.formats.scans.pictures import Picture

__all__ = ["page_image"]

#: Pixels of the longer side of a picture that is kept, and WebP's quality: of newsprint some 300 kB a page.
_LONGEST, _QUALITY = 2_400, 70


def page_image(picture: Picture, slant: float) -> PageImage:
    """Return the picture of a page for a facsimile: WebP, without what a camera wrote beside it.

    Args:
        picture: The page.
        slant: Of its lines, in degrees.
    """
    image = picture.image
    scale = min(1.0, _LONGEST / max(image.size))
    size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
    kept = image.resize(size, 1) if scale < 1 else image.copy()  # Lanczos
    kept.info.clear()
    out = io.BytesIO()
    kept.save(out, "WEBP", quality=_QUALITY, method=4)
    return PageImage(picture.number, out.getvalue(), size, image.size, slant)
