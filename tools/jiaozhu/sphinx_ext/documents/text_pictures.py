"""The pictures of a source in its text: where their files are, and how large they are printed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform

from jiaozhu.sphinx_ext.state import state_of

__all__ = ["add_text_pictures", "picture_address"]

#: The class of the paragraph of a picture.
_ALONE = "jz-picture"
#: A picture so many times as high as wide is fitted to the height of the printed page, any other to its width.
_HIGH = 1.1
#: Pixels, of CSS, of the width of a printed page: a narrower picture is printed in its own size.
_WIDEST, _HIGHEST = 420, 560


def picture_address(env: BuildEnvironment, docname: str, address: str) -> str | None:
    """Return where a picture on a text's page is, from the folder of the project; None if readers may not see it.

    Args:
        env: Of the build.
        docname: Of the page.
        address: As the page has it: a file of the source.
    """
    state = state_of(env)
    siglum = docname.removeprefix(f"{env.config.jiaozhu_folder}/").partition("/")[0]
    for volume in state.book.volumes:
        facsimile = volume.source.facsimile
        if volume.source.siglum != siglum or facsimile is None or not facsimile.is_published:
            continue
        if any(picture.file == address for picture in facsimile.pictures):
            return Path(os.path.relpath(state.root / "sources" / siglum / address, env.srcdir)).as_posix()
    return None


class PrintedPictures(SphinxPostTransform):
    """Fits the pictures of texts to the printed page."""

    default_priority = 5
    formats = ("typst",)

    def run(self, **kwargs: Any) -> None:
        """Change the document in place."""
        sizes = {
            f"sources/{volume.source.siglum}/{picture.file}": (picture.width, picture.height)
            for volume in state_of(self.env).book.volumes
            if volume.source.facsimile is not None
            for picture in volume.source.facsimile.pictures
        }
        for image in self.document.findall(nodes.image):
            name = "/".join(Path(image["uri"]).parts[-4:])
            if (size := sizes.get(name)) is not None:
                width, height = size
                alone = _ALONE in image.parent.get("classes", ())
                if not alone and "jz-letter" in image["classes"]:
                    image["height"] = "1.1em"
                elif not alone:
                    image["height" if height > _HIGH * width else "width"] = "8em" if height <= _HIGHEST else "12em"
                elif width <= _WIDEST and height <= _HIGHEST:
                    image["width"] = f"{width}px"
                else:
                    image["height" if height > _HIGH * width else "width"] = "80%"


def add_text_pictures(app: Sphinx) -> None:
    """Fit pictures in the builder of books; others have style sheets."""
    app.add_post_transform(PrintedPictures)
