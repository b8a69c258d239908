"""Plates: the pictures of a text's pages, printed after it, if a project asks for them and their rights are stated."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from jiaozhu.edition.facsimile import printed_lines
from jiaozhu.edition.pipeline import Volume
from jiaozhu.locale import _, use_language
from jiaozhu.model.facsimile import PagePicture
from jiaozhu.model.page import Page
from jiaozhu.sphinx_ext.state import state_of

__all__ = ["Plates"]

#: A picture so many times as high as wide is fitted to the height of the printed page, any other to its width.
_HIGH = 1.1


class Plates(SphinxPostTransform):
    """Adds the pictures of its pages to the end of a text."""

    default_priority = 5  # before Sphinx numbers figures
    formats = ("typst",)

    def run(self, **kwargs: Any) -> None:
        """Change the document in place."""
        folder, wanted = f"{self.config.jiaozhu_folder}/", self.config.jiaozhu_plates.split(",")
        docname = self.env.current_document.docname
        for volume in state_of(self.env).book.volumes:
            for page in volume.pages:
                asked = {"all", volume.source.siglum, page.docname} & set(wanted)
                if docname == f"{folder}{page.docname}" and asked:
                    whole: nodes.Element = next(self.document.findall(nodes.section), self.document)
                    with use_language(self.config.language):
                        whole.extend(self._plates(volume, page, docname))

    def _plates(self, volume: Volume, page: Page, docname: str) -> Iterator[nodes.Element]:
        facsimile = volume.source.facsimile
        if facsimile is None or not facsimile.is_published:
            return
        on = {line.page for line in printed_lines(volume.edited).get(page.text, ())}
        corpus = state_of(self.env).root
        for picture in facsimile.pages:
            if picture.file is not None and (not on or picture.page in on):
                file = corpus / "sources" / volume.source.siglum / picture.file
                uri = Path(os.path.relpath(file, self.env.srcdir)).as_posix()
                yield self._plate(picture, uri, docname, facsimile.rights)

    def _plate(self, picture: PagePicture, uri: str, docname: str, rights: str) -> nodes.Element:
        self.env.images.add_file(docname, uri)
        label = _("Page {n}", n=picture.page)
        image = nodes.image(uri=uri, alt=label, candidates={"*": uri})
        image["height" if picture.height > _HIGH * picture.width else "width"] = "80%"
        return nodes.figure("", image, nodes.legend("", nodes.paragraph("", f"{label} {rights}")))
