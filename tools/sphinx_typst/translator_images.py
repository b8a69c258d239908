"""Images and figures: every one has words for readers who cannot see it, and a missing one breaks nothing."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.images import get_image_size

from .chapter import Token
from .compiler import image_fault
from .escape import escape_text, quote_string
from .translator_base import BaseTranslator, plain_text, trim

if TYPE_CHECKING:
    from .builder import TypstBuilder

__all__ = ["ImageTranslator"]

_LENGTH = re.compile(r"(\d+(?:\.\d*)?|\.\d+)\s*(%|[a-z]*)")
#: docutils' units → how many of which of Typst's; a pixel is that of CSS.
_UNITS = {
    "": (0.75, "pt"), "px": (0.75, "pt"), "pt": (1, "pt"), "pc": (12, "pt"), "em": (1, "em"), "ex": (0.5, "em"),
    "cm": (1, "cm"), "mm": (1, "mm"), "in": (1, "in"), "%": (1, "%"), "rem": (1, "em"), "ch": (0.5, "em"),
}  # fmt: skip


class ImageTranslator(BaseTranslator):
    """Visitors of images and figures."""

    def __init__(self, document: nodes.document, builder: TypstBuilder, docname: str, offset: int) -> None:
        super().__init__(document, builder, docname, offset)
        self.images: dict[str, str] = {}  #: file of the sources → its name among the book's images
        self._captions: list[tuple[list[Token], list[Token]]] = []  # of open figures: captions and legends

    def visit_image(self, node: nodes.Element) -> None:
        picture = self._picture(node)
        around = node.parent.parent if isinstance(node.parent, nodes.reference) else node.parent
        if isinstance(around, nodes.figure):
            self.put(picture)
        elif isinstance(around, nodes.TextElement):
            alone = isinstance(around, nodes.paragraph) and len(around) == 1
            self.put_inline(node, "#figure[" if alone else "#box[", picture, "]")
        else:
            self.put_block(node, "#figure[", picture, "]")
        raise nodes.SkipNode

    def _picture(self, node: nodes.Element) -> str:
        """Return the markup of an image, or what stands for one that the book cannot have."""
        uri = node["uri"]
        alt = self._alternative_text(node)
        if "://" in uri:
            self.warn("a book cannot load a remote image: %s", uri, subtype="image", location=node)
        elif uri not in self.builder.images or not (self.builder.srcdir / uri).is_file():
            self.warn("image file not found: %s", uri, subtype="image", location=node)
        elif fault := image_fault(self.builder.srcdir / uri):
            self.warn("image cannot be read: %s: %s", uri, fault, subtype="image", location=node)
        else:
            name = self.images[uri] = self.builder.images[uri]
            sizes = "".join(f", {side}: {length}" for side, length in self._sizes(node).items())
            return f"#image({quote_string(f'/images/{name}')}, alt: {quote_string(alt)}{sizes})"
        return f"#missing-image[{escape_text(alt)}]"

    def _alternative_text(self, node: nodes.Element) -> str:
        """Return the words for an image: its own, else its caption's, else, with a warning, its file's name."""
        alt = " ".join(node.get("alt", "").split())
        if alt:
            return alt
        around: nodes.Node = node.parent
        if not isinstance(around, nodes.figure):
            around = around.parent
        if isinstance(around, nodes.figure):
            for child in around.children:
                if isinstance(child, nodes.caption) and plain_text(child):
                    return plain_text(child)
        self.warn("image without words for those who cannot see it: %s", node["uri"], subtype="alt", location=node)
        return PurePosixPath(node["uri"]).name or node["uri"]

    def _sizes(self, node: nodes.Element) -> dict[str, str]:
        """Return width and height as Typst writes them."""
        factor = float(node.get("scale", 100)) / 100
        asked = {side: str(node[side]) for side in ("width", "height") if node.get(side)}
        if not asked and factor != 1:
            pixels = get_image_size(self.builder.srcdir / node["uri"])
            asked = {"width": str(pixels[0])} if pixels else {}
        sizes = {}
        for side, length in asked.items():
            match = _LENGTH.fullmatch(length.strip())
            if match is None or match[2] not in _UNITS:
                self.warn("image %s not understood: %r", side, length, subtype="image", location=node)
                continue
            per_unit, unit = _UNITS[match[2]]
            sizes[side] = f"{float(match[1]) * per_unit * factor:.4g}{unit}"
        return sizes

    def visit_figure(self, node: nodes.Element) -> None:
        self._captions.append(([], []))
        self.begin()

    def depart_figure(self, node: nodes.Element) -> None:
        body = trim(self.end())
        caption, legend = self._captions.pop()
        number = self.number_of(node, "figure")
        options = ["(caption: [", number, *caption, "])"] if caption or number else []
        self.put_block(node, "#figure", *options, "[\n", *body, "\n]", *legend)

    visit_caption = BaseTranslator.begin

    def depart_caption(self, node: nodes.Element) -> None:
        """The caption of a figure goes into it; that of a code block stands over it."""
        words = trim(self.end())
        if isinstance(node.parent, nodes.figure):
            self._captions[-1][0].extend(words)
        else:
            number = self.number_of(node.parent, "code-block")
            self.put_block(node, '#div("caption")[', number, *words, "]")

    visit_legend = BaseTranslator.begin

    def depart_legend(self, node: nodes.Element) -> None:
        self._captions[-1][1].extend(['\n\n#div("legend")[\n', *trim(self.end()), "\n]"])
