"""Images and figures: each has a text alternative, and a missing image is printed as its text alternative."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from docutils import nodes
from sphinx.util.images import get_image_size

from ..compiler import image_fault
from ..escape import escape_text, quote_string
from ..locale import __
from ..node_text import plain_text
from ..tokens import Token, is_blank, trim
from ..writer import Handler, Writer
from .captions import caption_number

__all__ = ["HANDLERS"]

_LENGTH = re.compile(r"(\d+(?:\.\d*)?|\.\d+)\s*(%|[a-z]*)")
#: Units of docutils → the number of Typst's units in one of them; a pixel is that of CSS.
_UNITS = {
    "": (0.75, "pt"), "px": (0.75, "pt"), "pt": (1, "pt"), "pc": (12, "pt"), "em": (1, "em"), "ex": (0.5, "em"),
    "cm": (1, "cm"), "mm": (1, "mm"), "in": (1, "in"), "%": (1, "%"), "rem": (1, "em"), "ch": (0.5, "em"),
}  # fmt: skip


def image(writer: Writer, node: nodes.Element) -> None:
    """An image: part of a figure, a separate figure, or in running text."""
    picture = _picture(writer, node)
    around = node.parent.parent if isinstance(node.parent, nodes.reference) else node.parent
    if isinstance(around, nodes.figure):
        writer.put(picture)
    elif isinstance(around, nodes.TextElement):
        alone = isinstance(around, nodes.paragraph) and len(around) == 1
        writer.put_inline(node, "#figure[" if alone else "#box[", picture, "]")
    else:
        writer.put_block(node, "#figure[", picture, "]")


def figure(writer: Writer, node: nodes.Element) -> None:
    """A figure: its image, its caption with its number, and its legend below; without an image the caption alone."""
    caption: list[Token] = []
    legend: list[Token] = []
    body: list[Token] = []
    for child in node.children:
        if isinstance(child, nodes.caption):
            caption += trim(writer.children(child))
        elif isinstance(child, nodes.legend):
            legend += ['\n\n#div("legend")[\n', *trim(writer.children(child)), "\n]"]
        else:
            body += writer.one(child)
    number = caption_number(writer, node, "figure")
    if is_blank(body):
        writer.put_block(node, '#div("caption")[', number, *caption, "]", *legend)
        return
    options = ["(caption: [", number, *caption, "])"] if caption or number else []
    writer.put_block(node, "#figure", *options, "[\n", *trim(body), "\n]", *legend)


def _picture(writer: Writer, node: nodes.Element) -> str:
    """Return the markup of an image, or of its text alternative if the book cannot have it."""
    uri = node["uri"]
    alt = _text_alternative(writer, node)
    problem = _problem(writer, uri)
    if problem:
        writer.warnings.warn("%s", problem, subtype="image", location=node)
        return f"#missing-image[{escape_text(alt)}]"
    name = writer.found.images[uri] = writer.context.image_names[uri]
    sizes = "".join(f", {side}: {length}" for side, length in _sizes(writer, node).items())
    return f"#image({quote_string(f'/images/{name}')}, alt: {quote_string(alt)}{sizes})"


def _problem(writer: Writer, uri: str) -> str:
    """Return why the book cannot have an image; empty if it can."""
    file = writer.context.source_folder / uri
    if "://" in uri:
        return __("remote images are not supported: %s") % uri
    if uri not in writer.context.image_names or not file.is_file():
        return __("image file not found: %s") % uri
    fault = image_fault(file)
    return __("image cannot be read: %s: %s") % (uri, fault) if fault else ""


def _text_alternative(writer: Writer, node: nodes.Element) -> str:
    """Return an image's text alternative: its own, else its caption, else, with a warning, the name of its file."""
    alt = " ".join(node.get("alt", "").split())
    if alt:
        return alt
    around = node.parent if isinstance(node.parent, nodes.figure) else node.parent.parent
    if isinstance(around, nodes.figure):
        for child in around.children:
            if isinstance(child, nodes.caption) and plain_text(child):
                return plain_text(child)
    writer.warnings.warn(__("image has no text alternative: %s"), node["uri"], subtype="alt", location=node)
    return PurePosixPath(node["uri"]).name or str(node["uri"])


def _sizes(writer: Writer, node: nodes.Element) -> dict[str, str]:
    """Return width and height, where the document gives them, as Typst's lengths."""
    factor = float(node.get("scale", 100)) / 100
    asked = {side: str(node[side]) for side in ("width", "height") if node.get(side)}
    if not asked and factor != 1:
        pixels = get_image_size(writer.context.source_folder / node["uri"])
        asked = {"width": str(pixels[0])} if pixels else {}
    sizes = {}
    for side, length in asked.items():
        match = _LENGTH.fullmatch(length.strip())
        if match is None or match[2] not in _UNITS:
            message = __("invalid image %s: %r")
            writer.warnings.warn(message, side, length, subtype="image", location=node)
            continue
        per_unit, unit = _UNITS[match[2]]
        sizes[side] = f"{float(match[1]) * per_unit * factor:.4g}{unit}"
    return sizes


HANDLERS: dict[type, Handler] = {
    nodes.image: image,
    nodes.figure: figure,
}
