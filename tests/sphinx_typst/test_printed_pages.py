"""Layout: pages as pictures, compared with pictures that were reviewed.

Small and grey, so that positions are compared rather than the drawing of glyphs. After an intended change:
``pytest tests/sphinx_typst/test_printed_pages.py --force-regen``, then look at the pictures.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops
from sphinx.testing.util import SphinxTestApp

HERE = Path(__file__).parent / "pages"
#: Pixels across a page; and how much grey, of 255 on average, a page may differ.
WIDTH, MOST = 120, 1.5
_CONF = """
extensions = ["myst_parser", "sphinx_typst"]
language = "zh_CN"
project = "书"
smartquotes = False
myst_enable_extensions = ["attrs_block", "attrs_inline", "deflist", "dollarmath"]
"""
LONG = "两座相隔千里的兄弟城市由陌生到熟悉，进入到协同发展的最佳状态。" * 12
CASES = {
    "prose": f"# 题\n\n{LONG}\n\n{LONG}\n",
    "notes": f"# 题\n\n话[^a]又[^b]，{LONG}\n\n{LONG}[^c]\n\n"
    f"[^a]: 〔注〕{LONG}\n\n[^b]: 〔按〕短。\n\n[^c]: 〔疑〕末。\n",
    "headings": f"# 题\n\n## 一节\n\n{LONG}\n\n### 小节\n\n{LONG}\n",
    "lists": "# 题\n\n- 一\n- 二\n  - 二之一\n\n1. 甲\n2. 乙\n\n术语\n: 释义很长。" + LONG + "\n",
    "table": "# 题\n\n| 时间 | 数值 |\n| --- | ---: |\n" + "| 1951年 | 0.4 |\n" * 40,
    "wide-table": "# 题\n\n| 一 | 二 | 三 | 四 |\n| --- | --- | --- | --- |\n"
    + f"| {LONG[:60]} |"
    + " 短 |" * 3
    + "\n",
    "quote": f"# 题\n\n> {LONG}\n>\n> -- 某人\n\n{LONG}\n",
    "code": "# 题\n\n```python\ndef f(x):\n    return x ** 2  # 平方\n```\n\n" + LONG + "\n",
    "formula": "# 题\n\n设 $x^2+y^2=1$，则\n\n$$\\frac{a}{b} = \\sqrt{\\sum_{i=1}^n x_i}$$\n\n" + LONG + "\n",
    "styles": "# 题\n\n{.byline}\n本报记者 某\n\n{.figure-caption}\n图片说明\n\n"
    f"[改]{{.corr}}字[补]{{.supplied}}。{LONG}\n",
    "unbroken": "# 题\n\n" + "x" * 3000 + "\n",
    "note-in-heading": f"# 题[^a]\n\n## 节[^b]\n\n{LONG}\n\n[^a]: 甲。\n\n[^b]: 乙。\n",
}


@pytest.mark.parametrize("name", CASES)
def test_a_page_looks_like_the_reviewed_picture(
    make_app: Callable[..., SphinxTestApp], tmp_path: Path, name: str, request: pytest.FixtureRequest
) -> None:
    settings = "extensions = ['myst_parser', 'sphinx_typst']\nlanguage = 'zh_CN'\nproject = '书'\nsmartquotes = False\n"
    myst = "myst_enable_extensions = ['attrs_block', 'attrs_inline', 'deflist', 'dollarmath', 'attrs_inline']\n"
    (tmp_path / "conf.py").write_text(settings + myst, "utf-8")
    (tmp_path / "index.md").write_text(CASES[name], "utf-8")
    app = make_app("typst", srcdir=tmp_path, confoverrides={"typst_styles": [str(HERE.with_name("styles.typ"))]})
    app.build()
    assert app.warning.getvalue() == ""
    picture = pages_of(Path(app.outdir) / "book.pdf")
    reviewed = HERE / f"{name}.png"
    if request.config.getoption("--force-regen") or not reviewed.exists():
        picture.save(reviewed, optimize=True)
        pytest.fail(f"{reviewed.name} was written again: review it")
    wanted = Image.open(reviewed).convert("L")
    assert picture.size == wanted.size
    histogram = ImageChops.difference(picture, wanted).histogram()
    assert sum(value * count for value, count in enumerate(histogram)) / (wanted.width * wanted.height) <= MOST


def pages_of(path: Path) -> Image.Image:
    """The first pages of the text side by side."""
    with pypdfium2.PdfDocument(path) as document:
        pages = [document[number] for number in range(2, min(len(document), 5))]
        pictures = [page.render(scale=WIDTH / page.get_width()).to_pil().convert("L") for page in pages]
    sheet = Image.new("L", (sum(p.width for p in pictures), max(p.height for p in pictures)), 255)
    left = 0
    for picture in pictures:
        sheet.paste(picture, (left, 0))
        left += picture.width
    return sheet
