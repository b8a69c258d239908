"""Lists, tables, quotations, code and notes of HTML and Markdown: what each block is, and that nothing is lost."""

from __future__ import annotations

import pytest
from growth import cpu
from jiaozhu.edition.editing.apply import apply_edition
from jiaozhu.formats import FORMATS
from jiaozhu.language import profile_for
from jiaozhu.model.corpus import About, Source
from jiaozhu.model.edition import BlockSpec, Edition, LineRange, TextSpec
from jiaozhu.model.kinds import Genre
from jiaozhu.model.problem import Place

PLACE = Place("edition.yaml")


def blocks(format: str, text: str) -> list[tuple[str, str]]:
    """Kind and reading of every block; cells with row and column. The account tiles the source."""
    document = FORMATS[format].read(text)
    flow = BlockSpec("flow", (LineRange(1, len(text.splitlines()), PLACE),), PLACE)
    edition = Edition((TextSpec("t", Genre("网文", "web post"), None, (flow,), PLACE, title="题"),), (), PLACE)
    about = About("题", "网文", None, None, format, "source", "0", "k", "", "", "", PLACE, PLACE, PLACE, PLACE)
    edited, problems = apply_edition(Source("s", PLACE, text.encode(), about, edition), document, profile_for("zh"))
    assert problems == []
    assert edited.ledger.tiles()
    return [
        (f"{block.kind} {block.cell.row}/{block.cell.column}" if block.cell else block.kind, block.text.reading)
        for text in edited.texts
        for block in text.blocks
    ]


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        (
            "<ul><li>一<li>二<ul><li>子</ul><li><p>三</p><p>又</p></ul><ol><li>甲</ol>",
            [("item", "一"), ("item", "二"), ("subitem", "子"), ("item", "三"), ("p", "又"), ("numbered", "甲")],
        ),
        (
            "<table><caption>表</caption><tr><th>甲<th>乙<tr><td rowspan=2>1<td>2<br>3<tr><td><p>4</p><p>5</p></table>",
            [
                ("caption", "表"),
                ("cell 1/1", "甲"),
                ("cell 1/2", "乙"),
                ("cell 2/1", "1"),
                ("cell 2/2", "2 3"),
                ("cell 3/2", "4 5"),
            ],
        ),
        ("<table><tr><td><h2>题</h2></td><td>文</td></tr><tr><td>甲<td>乙</table>",
         [("heading", "题"), ("p", "文"), ("p", "甲"), ("p", "乙")]),  # it arranges a page
        ("<table><tr><td>一</td></tr><tr><td>二</td></tr></table>", [("p", "一"), ("p", "二")]),
        ("<blockquote><p>引,文</p></blockquote>", [("quote", "引，文")]),
        ("<pre>甲,乙\n  丙</pre>", [("code", "甲,乙\n  丙")]),
        ("<p>用<code>甲,乙</code>,好</p>", [("p", "用甲,乙，好")]),
        ("<p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp>字<rt>じ</rt></ruby>在此</p>", [("p", "漢字在此")]),
        ("<p>可\xad断&shy;行</p>", [("p", "可断行")]),
        ("<p>笑<img src=a.gif width=16>了</p>", [("p", "笑了")]),
        ("<script>a</script\n x><p>后文</p>", [("p", "后文")]),
    ],
)  # fmt: skip
def test_html(html: str, wanted: list[tuple[str, str]]) -> None:
    assert blocks("html-post", html) == wanted


@pytest.mark.parametrize(
    ("markdown", "wanted"),
    [
        ("- 一\n- 二\n  - 子\n", [("item", "一"), ("item", "二"), ("subitem", "子")]),
        ("1. 甲\n2. 乙\n\n7. 丙\n", [("numbered", "甲"), ("numbered", "乙"), ("item", "7.丙")]),
        ("> 引文\n> 续\n", [("quote", "引文续")]),
        ("```py\nif x:\n    y = 'a,b'\n\n    z()\n```\n后,文\n",
         [("code", "if x:\n    y = 'a,b'\n\n    z()"), ("p", "后，文")]),
        ("~~~\n**甲**\n", [("code", "**甲**")]),
        ("用`甲,乙`,好\n", [("p", "用甲,乙，好")]),
        (
            "| 列一 | 列二 |\n|---|:-:|\n| 1 | **甲** |\n| | 3\n文\n",
            [("cell 1/1", "列一"), ("cell 1/2", "列二"), ("cell 2/1", "1"), ("cell 2/2", "甲"), ("cell 3/2", "3"),
             ("p", "文")],
        ),
        ("a | b\n没有表\n", [("p", "a | b没有表")]),
        ("文[^1]。\n\n[^1]: 注文。\n", [("p", "文[^1]。"), ("footnote", "[^1]: 注文。")]),
        ("见<https://example.org/a>与<b>粗</b>\n", [("p", "见https://example.org/a与粗")]),
    ],
)  # fmt: skip
def test_markdown(markdown: str, wanted: list[tuple[str, str]]) -> None:
    assert blocks("markdown-post", markdown) == wanted


@pytest.mark.parametrize("shape", ["<tr><td>甲<td>乙", "<ul><li>", "<table><tr><td>", "<pre>", "<noscript>", "</td>"])
def test_any_number_of_elements_costs_its_number(shape: str) -> None:
    """The square of their number would take minutes, and hangs here."""
    cpu(lambda: FORMATS["html-post"].read(shape * 30_000))


@pytest.mark.parametrize("shape", ["| a | b |\n", "|---|---|\n", "- a\n", "```\n", "`a ", "[^a]: b\n", "<a:b"])
def test_any_number_of_marks_costs_its_number(shape: str) -> None:
    cpu(lambda: FORMATS["markdown-post"].read(shape * 30_000))
