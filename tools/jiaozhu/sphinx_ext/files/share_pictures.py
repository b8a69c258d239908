"""Pictures of the edition: the card that is shown where somebody shares a link to it, and its icon on a device.

They are drawn by Typst from the edition's own words and its favicon; a project that builds no books, and so has not
installed it, has none. Their names change with what is on them, so they are drawn once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx_typst.errors import TypstBuildError
from sphinx_typst.escape import escape_text, quote_string
from sphinx_typst.fonts import find_fonts

from jiaozhu.model.corpus import CorpusInfo
from jiaozhu.sphinx_ext.state import state_of
from jiaozhu.store import write_if_changed

__all__ = ["FOLDER", "SIZES", "Pictures", "pictures_of", "write_pictures"]

logger = logging.getLogger(__name__)

#: Below the site's root.
FOLDER = "pictures"
#: Of icons, in pixels: of Apple's devices, then those of a web manifest.
SIZES = (180, 192, 512)
#: What a favicon can be for the compiler.
_DRAWN = frozenset({".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp"})
_FACES = (
    '#set text(font: ((name: "Libertinus Serif", covers: "latin-in-cjk"), "Noto Serif SC"), fill: rgb("#22201c"))\n'
)
_CARD = """\
#set page(width: 1200pt, height: 630pt, margin: (x: 90pt, y: 80pt), fill: rgb("#fdfcf8"))
{faces}#set par(leading: 0.7em, spacing: 0.4em)
#place(top + left, dx: -90pt, dy: -80pt, rect(width: 14pt, height: 630pt, fill: rgb("#9c2b1e")))
#place(bottom + right, {seal})
#v(1fr)
#text(size: {size}pt, weight: 700)[{title}]
#v(10pt)
#text(size: 34pt, fill: rgb("#645e54"))[{subtitle}]
#v(24pt)
#line(length: 160pt, stroke: 3pt + rgb("#9c2b1e"))
#v(24pt)
#block(width: 820pt, text(size: 27pt)[{description}])
#v(1fr)
"""
_ICON = """\
#set page(width: {size}pt, height: {size}pt, margin: 0pt, fill: rgb("#fdfcf8"))
{faces}#align(center + horizon, {seal})
"""
_LONGEST = 90


class Pictures(NamedTuple):
    """Addresses from the site's root, all empty if none can be drawn."""

    card: str = ""
    icons: tuple[str, ...] = ()  #: By ``SIZES``.


def pictures_of(app: Sphinx) -> Pictures:
    """Return the pictures that the site has."""
    if find_spec("typst") is None or find_spec("pylopdf_fonts_zh_cn") is None:
        return Pictures()
    digest = _digest(app)
    return Pictures(f"{FOLDER}/card-{digest}.png", tuple(f"{FOLDER}/icon-{size}-{digest}.png" for size in SIZES))


def write_pictures(app: Sphinx) -> None:
    """Draw the pictures that are not there, and delete those of another state of the edition."""
    pictures, out = pictures_of(app), Path(app.outdir)
    wanted = [name for name in (pictures.card, *pictures.icons) if name]
    for path in (out / FOLDER).glob("*-*.png"):
        if f"{FOLDER}/{path.name}" not in wanted:
            path.unlink()
    missing = [name for name in wanted if not (out / name).exists()]
    if missing:
        try:
            fonts, _digest = find_fonts([])
            for name, source in _sources(app, pictures):
                if name in missing:
                    write_if_changed(out / name, _drawn(source, _favicon(app), fonts), lasting=False)
        except TypstBuildError as error:
            logger.warning("%s", error, type="jiaozhu", subtype="pictures")


def _sources(app: Sphinx, pictures: Pictures) -> Iterator[tuple[str, str]]:
    """The source of each picture, by its name."""
    info, favicon = state_of(app).corpus.info, _favicon(app)
    yield pictures.card, _card(info, favicon)
    for size, name in zip(SIZES, pictures.icons, strict=True):
        yield name, _ICON.format(size=size, faces=_FACES, seal=_seal(info, favicon, size * 0.84))


def _card(info: CorpusInfo, favicon: Path | None) -> str:
    description = f"{info.description[:_LONGEST]}…" if len(info.description) > _LONGEST else info.description
    return _CARD.format(
        faces=_FACES,
        seal=_seal(info, favicon, 96),
        size=max(48, min(96, 1500 // max(1, len(info.title)))),
        title=escape_text(info.title),
        subtitle=escape_text(info.subtitle),
        description=escape_text(description),
    )


def _seal(info: CorpusInfo, favicon: Path | None, size: float) -> str:
    """The favicon; without one, the first character of the title."""
    if favicon is not None:
        return f"image({quote_string(f'/{favicon.name}')}, width: {size}pt)"
    letter = escape_text(info.title[:1])
    body = f"text(fill: white, size: {size * 0.62}pt)[{letter}]"
    shape = f'width: {size}pt, height: {size}pt, radius: {size / 8}pt, fill: rgb("#9c2b1e")'
    return f"rect({shape}, align(center + horizon, {body}))"


def _favicon(app: Sphinx) -> Path | None:
    path = Path(app.confdir, app.config.html_favicon) if app.config.html_favicon else None
    return path if path is not None and path.is_file() and path.suffix.lower() in _DRAWN else None


def _drawn(source: str, favicon: Path | None, fonts: Any) -> bytes:
    import typst

    root = favicon.parent if favicon is not None else Path(__file__).parent
    options: dict[str, Any] = {"root": root, "font_paths": fonts, "ignore_system_fonts": True, "format": "png"}
    try:
        png = typst.compile(source.encode("utf-8"), ppi=72.0, **options)
    except typst.TypstError as error:
        raise TypstBuildError(str(error.message)) from error
    return png if isinstance(png, bytes) else png[0]


def _digest(app: Sphinx) -> str:
    info, favicon = state_of(app).corpus.info, _favicon(app)
    said = (info.title, info.subtitle, info.description, _CARD, _ICON, _FACES)
    found = hashlib.sha256(repr(said).encode("utf-8", "replace"))
    found.update(favicon.read_bytes() if favicon is not None else b"")
    return found.hexdigest()[:8]
