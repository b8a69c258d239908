"""Pictures of newspaper pages with known text: typst and Pillow set them, a fixed seed makes them worse.

Nothing is kept as a file: a page is made when a test or a measurement asks for it.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pylopdf_fonts_zh_cn
import typst
from PIL import Image, ImageDraw, ImageFilter, ImageFont

_FONTS = Path(pylopdf_fonts_zh_cn.__file__).parent
_TYPST_FONTS = typst.Fonts(font_paths=[str(_FONTS)], include_system_fonts=False)
HEADLINE = "全市春耕生产全面展开"
BYLINE = "本报记者 方远 通讯员 李春华"
#: Written for these tests; no newspaper has printed it.
PARAGRAPHS = (
    "入春以来，全市各级组织把春耕备耕作为头等大事来抓，机关干部深入田间地头，帮助农民解决种子、化肥和农机具等实际困难。"
    "截至四月二十日，全市已整地一百二十三万亩，占计划的百分之八十六点五。",
    "示例镇的负责人在接受采访时说，镇里成立了十二个服务小分队，走村串户送科技、送信息、送物资。目前，七百六十台农机具检修完毕，"
    "随时可以投入使用。",
    "在北岭村的育苗大棚里，记者看到几位村民正忙着浇水。“往年这个时候种子还没到家，今年合作社统一采购，价钱便宜，质量也有保证。”"
    "村民张国栋笑着说。",
    "市气象台预计，本月下旬将有两次明显的降水过程，对缓解旱情有利。有关部门提醒农户抢抓墒情，适时播种，同时注意防范大风和倒春寒。",
    "据统计，春耕期间全市共发放贴息贷款四千二百万元，比上年增加九百万元；供销系统调运化肥三万八千吨、农膜六百吨，货源充足，价格平稳。",
    "农业技术推广站的专家建议，旱地宜选用早熟品种，水田要加强苗床管理，控制温度和湿度，防止病害蔓延。遇到疑难可以拨打热线电话咨询。",
    "铁路部门为支农物资开辟了绿色通道，优先安排车皮，随到随装。三月份以来，经东站发往各县的肥料专列已有十七列，没有发生一起延误。",
    "新修的灌溉渠全长八公里，沿线五个村受益。水利局的工程师介绍，渠道衬砌之后，渗漏减少四成，每亩每年可以节水六十立方米左右。",
)
_SHEET = """
#set page(width: {width}mm, height: auto, margin: 12mm)
#set text(font: "{font}", size: {size}pt, lang: "zh")
#set par(justify: true, first-line-indent: (amount: 2em, all: true), leading: 0.62em)
#align(center, text(size: {large}pt, weight: "bold")[{headline}])
#align(center, text(size: {size}pt)[{byline}])
#columns({columns}, gutter: 2.4em)[
{body}
]
"""


class Scan(NamedTuple):
    """A page and what is on it."""

    png: bytes
    text: str  #: In reading order, a paragraph a line.


def newspaper(
    paragraphs: Sequence[str] = PARAGRAPHS,
    *,
    columns: int = 3,
    width: int = 190,
    size: float = 9,
    dots: int = 200,
    font: str = "Noto Serif SC",
) -> Scan:
    """A page with a headline and a byline over its columns.

    Args:
        paragraphs: What is in the columns.
        columns: How many there are.
        width: Of the page, in millimetres.
        size: Of the type, in points.
        dots: An inch.
        font: A family of the fonts that books are printed with.
    """
    sheet = _SHEET.format(
        width=width,
        font=font,
        size=size,
        large=2.4 * size,
        headline=HEADLINE,
        byline=BYLINE,
        columns=columns,
        body="\n\n".join(paragraphs),
    )
    even = sheet.replace("height: auto", f"height: {_height(paragraphs, columns, width, size)}mm")
    made = typst.compile(even.encode(), format="png", ppi=dots, font_paths=_TYPST_FONTS)
    png = made if isinstance(made, bytes) else made[0]
    assert png is not None
    return Scan(png, "\n".join((HEADLINE, BYLINE, *paragraphs)))


def _height(paragraphs: Sequence[str], columns: int, width: int, size: float) -> int:
    """The height in millimetres at which the columns are about full."""
    letter = size * 0.3528
    along = (width - 24 - (columns - 1) * 2.4 * letter) / columns / letter
    lines = sum(-(-(len(paragraph) + 2) // int(along)) + 0.15 for paragraph in paragraphs)
    return round(24 + 6 * letter + (lines / columns + 1.5) * 1.55 * letter)


def vertical(paragraphs: Sequence[str] = PARAGRAPHS[:4], *, size: int = 28, along: int = 26) -> Scan:
    """A page of vertical columns, the first at the right, as books and papers of the old kind have them.

    Args:
        paragraphs: What is on it.
        size: Of the type, in pixels.
        along: Characters of a column.
    """
    font = ImageFont.truetype(str(_FONTS / "NotoSerifSC-Regular.otf"), size)
    columns: list[str] = []
    for paragraph in paragraphs:
        words = f"\u3000\u3000{paragraph}"
        columns += [words[at : at + along] for at in range(0, len(words), along)]
    step = round(1.6 * size)
    image = Image.new("L", (step * (len(columns) + 2), round(1.08 * size * (along + 3))), 255)
    draw = ImageDraw.Draw(image)
    for number, column in enumerate(columns):
        x = image.width - (number + 2) * step
        for place, char in enumerate(column):
            y = round(1.08 * size * (place + 1.5))
            if char in "，。、；：":  # in the upper right corner of its square
                draw.text((x + 0.5 * size, y - 0.55 * size), char, font=font, fill=0)
            elif char in "“”":
                draw.text((x, y), "﹁﹂"["“”".index(char)], font=font, fill=0)
            else:
                draw.text((x, y), char, font=font, fill=0)
    return Scan(_png(image), "\n".join(paragraphs))


def worn(png: bytes, *, seed: int = 1, slant: float = 1.7, noise: float = 26, blur: float = 0.8) -> bytes:
    """A page as a hurried photograph has it: askew, unevenly lit, blurred and speckled.

    Args:
        png: The page.
        seed: Of the noise.
        slant: Degrees by which lines fall to the right.
        noise: Standard deviation of the brightness, of 255.
        blur: Radius in pixels.
    """
    chance = np.random.default_rng(seed)
    page = Image.open(io.BytesIO(png)).convert("L")
    page = page.rotate(-slant, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    page = page.filter(ImageFilter.GaussianBlur(blur))
    pixels = np.asarray(page, dtype=np.float32) * 0.72 + 40
    light = np.linspace(1.06, 0.86, pixels.shape[1], dtype=np.float32)[None, :]
    pixels = pixels * light + chance.normal(0, noise, pixels.shape).astype(np.float32)
    return _png(Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8)))


def _png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
