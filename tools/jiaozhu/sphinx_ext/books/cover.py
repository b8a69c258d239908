"""The cover of the book for e-readers: a picture of its title, drawn as the title page of the printed book is."""

from __future__ import annotations

from importlib.util import find_spec

from sphinx_typst.escape import quote_string
from sphinx_typst.fonts import find_fonts

__all__ = ["draw_cover"]

_SOURCE = """\
#set page(width: 120mm, height: 160mm, margin: 14mm, fill: rgb("#f6f1e4"))
#set text(font: ((name: "Libertinus Serif", covers: "latin-in-cjk"), "Noto Serif SC"), lang: language)
#set text(fill: rgb("#2b2118"))
#place(top + left, dx: -4mm, dy: -4mm, rect(width: 100% + 8mm, height: 100% + 8mm, stroke: 0.6pt + rgb("#8a6d3b")))
#place(top + left, dx: -2.5mm, dy: -2.5mm, rect(width: 100% + 5mm, height: 100% + 5mm, stroke: 0.3pt + rgb("#8a6d3b")))
#set align(center)
#set par(justify: false)
#v(2fr)
#text(size: 26pt, tracking: 0.08em, title)
#v(8mm)
#text(size: 12pt, subtitle)
#v(3fr)
#text(size: 12pt, author)
#v(1fr)
"""
#: Dots in an inch: 1,200 by 1,600 in all.
_DENSITY = 254.0


def draw_cover(title: str, subtitle: str, author: str, language: str) -> bytes | None:
    """Return a cover as PNG; nothing if the compiler and the fonts of the printed book are not installed."""
    if not find_spec("typst") or not find_spec("pylopdf_fonts_zh_cn"):
        return None
    import typst

    words = {"language": language[:2], "title": title, "subtitle": subtitle, "author": author}
    facts = "".join(f"#let {name} = {quote_string(text)}\n" for name, text in words.items())
    drawn = typst.compile(
        (facts + _SOURCE).encode(), font_paths=find_fonts([])[0], ignore_system_fonts=True, format="png", ppi=_DENSITY
    )
    return drawn if isinstance(drawn, bytes) else None
