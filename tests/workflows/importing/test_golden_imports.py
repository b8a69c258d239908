"""A messy file of every kind carried to its draft, against drafts that were read and found right.

After a change that is meant: ``pytest tests/workflows/importing --force-regen``, then read the difference.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import samples
import word
from jiaozhu.workflows.importing.importer import import_bytes
from jiaozhu.workflows.importing.options import ImportOptions
from pytest_regressions.file_regression import FileRegressionFixture
from word import listed, p, r

HERE = Path(__file__).parent
_NEWS = f"""示例日报
第三版
南北协同入佳境
——两地对口合作工作纪实
《示例日报》记者 张三
{samples.PARAGRAPHS[0]}
绍兴经验,东北落地开花
这里的做法 and 经验已经传到各处，第一批学员达3万多
人，第二批正在报名之中。
好事成双！好事成双！好事成双！好事成双！好事成双！好事成双！好事成双！好事成双！好事成双！好事成双！好事成双！
市政府召开会议
本报讯（记者 李四）{samples.PARAGRAPHS[1]}
图为会议现场
责任编辑：王五
"""
_MARKDOWN = f"""---
title: 南北协同入佳境
date: 2022-05-30
tags: [a, b
broken: : yaml
---

# 南北协同入佳境

> 编者按：**两地**合作。

{samples.PARAGRAPHS[0]}
{samples.PARAGRAPHS[1]}

![会场](https://example.org/a.jpg)

## 小标题 ##

- 第一项 [链接](https://example.org/)
- 第二项 &amp; 其他 <b>粗</b>

---
"""
_HTML = f"""---
title: 南北协同入佳境
---
<div><p><strong>小标题</strong></p><p>{samples.PARAGRAPHS[0]}</p><p>经验and做法。</p><img src="x.jpg"></div>
"""
_TEI = (
    "<head>南北协同<lb/>入佳境</head><byline>记者 张三</byline><pb/>"
    "<p>像<choice><sic>林业</sic><corr>袜业</corr></choice>"
    "的产业，<choice><orig>後</orig><reg>后</reg></choice>来居上。</p><fw>第三版</fw>"
)
_NOTED = (
    p(r("题目"), "<w:pStyle w:val='1'/>")
    + p(r("这是一段正文，后面有注。") + '<w:r><w:footnoteReference w:id="1"/></w:r>' + r("接着说完。"))
    + listed("第一项内容。", 1)
    + listed("子项内容。", 1, 1)
    + "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>"
    + "".join(f"<w:tc>{p(r(text))}</w:tc>" for text in ("名", "数"))
    + f"</w:tr><w:tr><w:tc>{p(r('甲'))}</w:tc><w:tc>{p(r('一'))}{p(r('二'))}</w:tc></w:tr></w:tbl>"
)
_BOOK = (
    "<FictionBook><body><title><p>题目</p></title><section><title><p>其一</p></title><p>这是一段正文，到此为止。</p>"
    "<poem><stanza><v>诗一，</v><v>诗二。</v></stanza></poem><cite><p>引文一段。</p></cite></section></body></FictionBook>"
)
_PAGE = "== 题目 ==\n第一段，[[某人|此人]]说{{*|小注}}。<ref>注文在此。</ref>\n\n* 项一\n* 项二\n{|\n| 甲 || 乙\n|}\n"
_OPEN = (
    "<text:h text:outline-level='1'>题目</text:h><text:p>这是一段正文，到此为止。<office:annotation><text:p>批</text:p>"
    "</office:annotation></text:p><text:list><text:list-item><text:p>项目。</text:p></text:list-item></text:list>"
)
_RICH_TEXT = (
    r"\pard\s1 题目\par\pard 这是一段正文{\super\chftn{\footnote\pard{\super\chftn} 注文在此。}}，到此为止。\par"
    r"\trowd\pard\intbl 甲\cell 乙\cell\row\pard{\v 隐}{\*\annotation 批}次段。\par"
)
_RECORD = (
    "<titleInfo><title>示例志</title></titleInfo><name><namePart>某人</namePart></name>"
    "<originInfo><publisher>某社</publisher><dateIssued>1931-05-02</dateIssued></originInfo>"
    "<abstract>这是提要，到此为止。</abstract><identifier>123</identifier>"
)
INPUTS = {
    "rtf": samples.rtf(_RICH_TEXT),
    "mods": samples.mods(_RECORD),
    "iiif": samples.iiif(
        {"type": "TextualBody", "value": "第一行没有说完的"}, {"type": "TextualBody", "value": "话到此为止。"}
    ),
    "mobi": samples.mobi(
        f"<html><body><h1>卷一</h1><p>{samples.PARAGRAPHS[0]}</p><h1>卷二</h1><p>甲乙。</p></body></html>",
        said=((100, "某人"), (503, "示例书")),
    ),
    "docx-notes": word.docx(_NOTED, footnotes=("注文在此。", "无人提及。"), comments=("批注",)),
    "fb2": _BOOK.encode(),
    "wikitext": _PAGE.encode(),
    "odt": samples.odt(_OPEN),
    "mets": samples.package({f"alto/{n}.xml": samples.alto([(f"第{n}页的一行字。", 0.9)]) for n in (10, 9)}),
    "newspaper-gb18030": _NEWS.encode("gb18030"),
    "wrapped-blank-lines": samples.wrapped(22, blank=True, paragraphs=samples.PARAGRAPHS * 2).encode(),
    "wrapped-narrow": samples.wrapped(14, paragraphs=samples.PARAGRAPHS * 2).encode(),
    "plain-utf16": "\n".join(samples.PARAGRAPHS).encode("utf-16"),
    "traditional-big5": "五月的示例市，正是草木生長鮮花怒放的好時節。\n我們這個區域被劃了出來，兩地對口合作。\n".encode(
        "big5"
    ),
    "markdown-broken-yaml": _MARKDOWN.encode(),
    "html-post": _HTML.encode(),
    "html-page": samples.web_page(*samples.PARAGRAPHS),
    "pdf-columns": (HERE / "inputs" / "columns.pdf").read_bytes(),
    "alto": samples.alto(
        [("本报讯 第一行没有说完的话", 0.9), ("到此为止。", 0.4)], [("又一块", 0.8)], header="示例日报"
    ),
    "page-xml": samples.page_xml(
        ("paragraph", ["左栏之首，", "次行。"]), ("heading", ["题目"]), ("page-number", ["3"]), order=[1, 0]
    ),
    "hocr": samples.hocr(["第一行没有说完的", "话到此为止。"], ["又一段。"]),
    "tei-choices": samples.tei(_TEI, "示例"),
    "docx": samples.docx(
        ("t", "题目"), ("1", "一、小标题"), ("a", samples.PARAGRAPHS[0] + "\n换行"), ("c", "图为现场"), title="题目"
    ),
    "epub": samples.epub(
        f"<h1>卷一</h1><p>{samples.PARAGRAPHS[0]}</p>", "<h1>卷二</h1><p>甲&amp;乙。</p>", title="示例书"
    ),
}


@pytest.mark.parametrize("name", INPUTS)
def test_a_messy_file_becomes_this_draft(name: str, file_regression: FileRegressionFixture) -> None:
    imported = import_bytes(INPUTS[name], f"{name}.dat", name, ImportOptions("zh-CN"))
    assert imported.error == ""
    shown = [f"{imported.format}: {imported.summary}\n"]
    for file, data in sorted(imported.files.items()):
        if not file.startswith("source.") and not (name == "pdf-columns" and file == "layout.json"):
            shown.append(f"===== {file}\n{data.decode()}")
    file_regression.check("".join(shown), encoding="utf-8", newline="", fullpath=HERE / "expected" / f"{name}.txt")
