"""The article of a whole web page, node by node: what is short, has ruby or soft hyphens stays; what surrounds it goes.

The pages are made here; each has a class of what was lost when lines were looked for in trafilatura's output.
"""

from __future__ import annotations

import pytest
import samples
from hypothesis import given, settings
from hypothesis import strategies as st
from jiaozhu.edition.pipeline import make_draft, read
from jiaozhu.formats import FORMATS
from jiaozhu.store import source_of
from jiaozhu.workflows.importing.importer import import_bytes
from jiaozhu.workflows.importing.options import ImportOptions
from jiaozhu.workflows.importing.pages import web_pages
from jiaozhu.workflows.importing.pages.page_nodes import PageNodes
from jiaozhu.workflows.importing.pages.web_pages import main_text

pytest.importorskip("trafilatura")
READ = FORMATS["html-page"].read
_MENU = "".join(f'<li><a href="/{n}">栏目第{n}号</a></li>' for n in range(12))
_PARAGRAPHS = "".join(f"<p>{paragraph}</p>" for paragraph in samples.PARAGRAPHS * 2)


def page(article: str, head: str = "") -> str:
    """A web page with an article among menus and a footer."""
    return (
        f"<!DOCTYPE html><html><head><title>南北协同入佳境_某网</title>{head}</head><body>"
        f'<nav><img src="/logo.png" width="200" height="80"><ul>{_MENU}</ul></nav>'
        f'<article><h1>南北协同入佳境</h1>{_PARAGRAPHS}{article}<p>{samples.PARAGRAPHS[2]}</p></article>'
        '<footer>版权所有 某网 <img src="/beian.png"></footer></body></html>'
    )  # fmt: skip


def kept(html: str) -> list[str]:
    """The lines that are kept, tags aside."""
    document = READ(html)
    main = main_text(document)
    assert main.lines is not None
    marks = [mark.span for mark in document.markup]
    out = []
    for index in sorted(main.lines):
        span = document.lines[index].span
        inside = [mark for mark in marks if span.start <= mark.start < span.end]
        out.append("".join(document.text[at] for at in range(*span) if not any(m.start <= at < m.end for m in inside)))
    return out


@pytest.mark.parametrize(
    ("article", "lines"),
    [
        ("<ul><li>第一项</li><li>水务</li><li>教育</li></ul>", ["第一项", "水务", "教育"]),
        (
            "<table><tr><th>年份</th><th>漏损率</th></tr><tr><td>2018</td><td>7%</td></tr></table>",
            ["年份", "漏损率", "2018", "7%"],
        ),
        (
            "<p><ruby>漏損<rt>ろうそん</rt></ruby>率は前年より下がり、水量は一万トン近く減った。</p>",
            ["漏損率は前年より下がり、水量は一万トン近く減った。"],
        ),
        ("<p>Die Zu\xadsam\xadmen\xadar\xadbeit der bei\xadden Städ\xadte trägt Früch\xadte.</p>",
         ["Die Zusammenarbeit der beiden Städte trägt Früchte."]),
        ("<blockquote><p>“好。”</p></blockquote>", ["“好。”"]),
        ("<p>甲&nbsp;乙&amp;丙&#20013;说了这些话，大家都同意。</p>", ["甲乙丙说了这些话，大家都同意。"]),
    ],
)  # fmt: skip
def test_what_is_short_or_written_otherwise_stays(article: str, lines: list[str]) -> None:
    found = kept(page(article))
    assert [line for line in lines if line not in found] == []
    assert not [line for line in found if "栏目" in line or "版权" in line]


def test_marks_are_characters_that_the_page_does_not_have() -> None:
    html = page("<p>" + "".join(map(chr, range(0x20000, 0x20100))) + "，这些字本来就在文中，一个也不能少。</p>")
    assert any(line.startswith("\U00020000\U00020001") for line in kept(html))


def test_more_nodes_than_marks_share_them(monkeypatch: pytest.MonkeyPatch) -> None:
    document = READ(page("".join(f"<p>第{n}段说的是南北两地对口合作的事。</p>" for n in range(200))))
    monkeypatch.setattr(web_pages, "_MARKS", (range(0x20000, 0x20020),))
    main = main_text(document)
    assert main.lines is not None
    assert len(main.lines) > 190


def test_pictures_of_the_article_stay_and_all_others_go_with_a_reason() -> None:
    article = (
        '<figure><img src="/a.jpg" width="800"><figcaption>座谈会现场</figcaption></figure>'
        '<p>分享<img src="/share-icon.png"></p><img src="/1x1.gif" width="1" height="1">'
        '<img src="data:image/gif;base64,R0lGOD" data-original="/lazy.jpg">'
        '<div><img src="/avatar/3.jpg" width="40"></div>' + '<img src="/bullet.png">' * 4
    )
    data = page(article).encode()
    imported = import_bytes(data, "a.html", "a", ImportOptions("zh-CN"))
    source = source_of("a", imported.files)
    document, _problems = read(source)
    assert document is not None
    draft, problems = make_draft(source, document)
    assert problems == []
    blocks = [block for text in draft.edited.texts for block in text.blocks]
    figures = [block.image.address for block in blocks if block.image is not None]
    assert figures == ["/a.jpg", "/lazy.jpg"]
    assert any("图片" in omission.reason for omission in source.edition.omissions)


def test_what_a_page_says_of_itself_is_in_the_record() -> None:
    head = (
        '<meta name="author" content="张三"><meta property="og:site_name" content="某网">'
        '<meta property="article:published_time" content="2022-05-30T08:00:00+08:00">'
    )
    imported = import_bytes(page("", head).encode(), "a.html", "a", ImportOptions("zh-CN"))
    about = source_of("a", imported.files).about
    assert (about.author, about.publisher, about.date) == ("张三", "某网", "2022-05-30")


def test_a_page_in_its_declared_encoding_with_a_stray_byte() -> None:
    html = page("", '<meta charset="iso-8859-1">').replace(samples.PARAGRAPHS[0], "Über “schöne” Straßen. " * 9)
    ascii_page = "".join(char if char < "\u0100" or char in "“”" else "x" for char in html)
    data = ascii_page.encode("cp1252").replace(b"<p>xx", b"<p>\x81xx", 1)
    imported = import_bytes(data, "a.html", "a", ImportOptions("en"))
    assert imported.error == ""
    about = source_of("a", imported.files).about
    assert (about.encoding, about.undecodable) == ("windows-1252", 1)


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.sampled_from(["<p>", "</p>", "<td>", "<li>", "甲乙丙丁戊", "<b>", "&amp;", "<img src=x>", "</div>"]))
)
def test_whatever_the_tags_every_line_is_kept_or_left_out_once(parts: list[str]) -> None:
    document = READ(page("".join(parts)))
    nodes = PageNodes(document)
    assert [node.span.start for node in nodes.nodes] == sorted(node.span.start for node in nodes.nodes)
    assert all(first <= last <= len(nodes.nodes) for first, last in nodes.ranges)
    main = main_text(document)
    assert main.lines is None or main.lines <= set(range(len(document.lines)))
