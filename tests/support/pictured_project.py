"""A project with a book that has pictures, links and readings of characters in its text."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from jiaozhu.building.places import Places
from new_project import begin, imported
from PIL import Image, ImageDraw
from samples import package

RIGHTS = "示例图片，为试验而作"
_CONTAINER = '<container><rootfiles><rootfile full-path="book.opf"/></rootfiles></container>'
_BODY = """<h1>山中一日</h1>
<p>入山的路有<ruby>三十里<rp>(</rp><rt>さんじゅうり</rt><rp>)</rp></ruby>，一早便要动身，否则天黑以前走不到。</p>
<p><img src="images/hill.jpg" alt="山下的村子，远处是两座山"/></p>
<p>村里人说，山上的<a href="https://example.org/a(b)?c=d&amp;e=f">老庙</a>早已无人，只有一块碑，碑文有一字作
<img src="images/glyph.png" alt="从鸟从我"/>，今人多写作鹅<a epub:type="noteref" href="#n1">[1]</a>。</p>
<table><tr><th>时辰</th><th>所见</th></tr><tr><td>卯时</td><td>雾 <img src="images/glyph.png"/></td></tr></table>
<p>不应是链接的地方：<a href="javascript:alert(1)">这里</a>，<a href="file:///etc/passwd">那里</a>。</p>
<p><img src="images/bars.png"/></p>
<p>回到村里，天已经黑了，灯下又把碑文抄了一遍，第二天一早寄给城里的朋友。</p>
<aside id="n1" epub:type="footnote"><p>鹅，异体作䳘，见碑文第三行。</p></aside>"""


def jpeg() -> bytes:
    """A landscape, in which a camera has written where it was taken."""
    image = Image.new("RGB", (900, 560), "#c9dbe8")
    draw = ImageDraw.Draw(image)
    draw.polygon([(0, 420), (260, 120), (520, 420)], fill="#6f8f6a")
    draw.polygon([(350, 420), (640, 180), (900, 420)], fill="#587a58")
    draw.rectangle((0, 420, 900, 560), fill="#b79f6a")
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    out = io.BytesIO()
    image.save(out, "JPEG", quality=85, exif=exif)
    return out.getvalue()


def png(width: int = 36, height: int = 36, colour: str = "black") -> bytes:
    """A sign drawn in two colours."""
    image = Image.new("L", (width, height), 255)
    draw = ImageDraw.Draw(image)
    draw.rectangle((2, 2, width - 3, height - 3), outline=colour, width=2)
    draw.line((4, height // 2, width - 5, height // 2), fill=colour, width=2)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def pictured_epub(body: str = _BODY, more: Mapping[str, bytes] = MappingProxyType({})) -> bytes:
    """The book: one chapter with its pictures."""
    pictures = {"images/hill.jpg": jpeg(), "images/glyph.png": png(), "images/bars.png": png(300, 120), **more}
    items = "".join(f'<item id="p{n}" href="{name}" media-type="image/x"/>' for n, name in enumerate(pictures))
    manifest = f'<manifest><item id="c" href="c.xhtml" media-type="application/xhtml+xml"/>{items}</manifest>'
    return package(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": _CONTAINER,
            "book.opf": f'<package>{manifest}<spine><itemref idref="c"/></spine></package>',
            "c.xhtml": f'<html xmlns:epub="http://www.idpf.org/2007/ops"><body>{body}</body></html>',
            **pictures,
        }
    )


def pictured_project(folder: Path, publish: str = f'"yes"\nrights: "{RIGHTS}"') -> Places:
    """Make the project.

    Args:
        folder: Where; it need not exist.
        publish: What ``facsimile.yaml`` says of publication.
    """
    begin(folder)
    return imported(folder, "book.epub", pictured_epub(), publish)
