"""EPUB: every text node of every document is on a line or left out; pictures, notes, ruby, lists, tables are kept."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
import samples
from accounts import WORDS, assert_nothing_lost, left, letters, lines, transcribed
from hypothesis import given
from hypothesis import strategies as st
from jiaozhu.formats import DEFAULT_LIMITS, FORMATS, Limits, UnreadableSource
from jiaozhu.model.transcript import Inline, Shape

NAMES = (
    "p div section span b em i h1 h3 blockquote ul ol li table tr td th dl dt dd a pre figure figcaption aside ruby rt "
    "rp nav code unknown center svg text"
).split()
UNSEEN = ("rt", "rp")
HEAD = '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'


def element(name: str, inner: str) -> str:
    return f"<{name}>{inner}</{name}>"


leaf = WORDS | st.sampled_from(["<br/>", " ", "\n  ", "<hr/>", "&#160;", "<![CDATA[甲]]>", "<!-- c -->"])
described = st.builds('<img src="a.png" alt="{}"/>'.format, WORDS) | st.builds('<b title="{}">x</b>'.format, WORDS)
trees = st.recursive(
    leaf | described,
    lambda inner: st.builds(element, st.sampled_from(NAMES), st.lists(inner, max_size=4).map("".join)),
    max_leaves=25,
)
BODIES = st.lists(trees, max_size=4).map("".join)


def book(*chapters: str, manifest: str = "", spine: str = "", more: dict[str, str | bytes] | None = None) -> bytes:
    """A book whose chapters are XHTML bodies; more items and references of the spine, more members."""
    items = "".join(
        f'<item id="c{n}" href="c{n}.xhtml" media-type="application/xhtml+xml"/>' for n in range(len(chapters))
    )
    refs = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    members: dict[str, str | bytes] = {
        "META-INF/container.xml": '<container><rootfiles><rootfile full-path="O/b.opf"/></rootfiles></container>',
        "O/b.opf": f"<package><metadata><title>T</title></metadata><manifest>{items}{manifest}</manifest>"
        f"<spine>{refs}{spine}</spine></package>",
    }
    for number, body in enumerate(chapters):
        members[f"O/c{number}.xhtml"] = f"{HEAD}<head><title>H</title></head><body>{body}</body></html>"
    return samples.package({**members, **(more or {})})


@given(st.lists(BODIES, min_size=1, max_size=3))
def test_no_text_node_is_lost(chapters: list[str]) -> None:
    found = transcribed("epub", book(*chapters))
    words, running = "T", ""
    for body in chapters:
        root = ElementTree.fromstring(f"{HEAD}{body}</html>")
        words += "H" + "".join(root.itertext())
        words += "".join(item.get("alt", "") + item.get("title", "") for item in root.iter())
        for item in root.iter():
            if item.tag.rpartition("}")[2] in UNSEEN:
                tail, name = item.tail, item.tag
                item.clear()
                item.tail, item.tag = tail, name
        running += "".join(root.itertext())
    assert_nothing_lost(found, words)
    assert letters(found.text) == letters(running), "the order of the text is kept"


def shapes(body: str) -> list[tuple[str, Shape | None]]:
    found = transcribed("epub", book(body))
    return [(line, place.shape) for place, (_, line) in zip(found.places, lines(found), strict=True)]


def test_lists_are_numbered_and_tables_have_rows_and_columns() -> None:
    assert shapes(
        "<h2>h</h2><ol start='3'><li>a</li><li>b<ul><li>c</li></ul>d</li></ol>"
        "<ol type='i'><li><p>e</p><p>f</p></li></ol>"
        "<ol style='list-style-type: none'><li>g</li></ol><table><tr><th colspan='2'>x</th><td>y</td></tr>"
        "<tr><td><p>z</p></td></tr></table>"
    ) == [
        ("h", Shape(level=2)),
        ("3. a", Shape(level=1, mark="3.", prefix=3)),
        ("4. b", Shape(level=1, mark="4.", prefix=3)),
        ("c", Shape(level=2, mark="•")),
        ("d", Shape(level=1)),
        ("i. e", Shape(level=1, mark="i.", prefix=3)),
        ("f", Shape(level=1)),
        ("g", Shape(level=1)),
        ("x", Shape(table=1, row=1, column=1)),
        ("y", Shape(table=1, row=1, column=3)),
        ("z", Shape(table=1, row=2, column=1)),
    ]


def test_pictures_links_notes_and_ruby_are_data_beside_the_text() -> None:
    body = (
        "<p>看<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp>字<rt>じ</rt></ruby><a epub:type='noteref' href='#n1'>1</a>"
        "<img src='../i/a.png' alt='a cat'/></p><p><img src='b.png'/></p><p><a href='c1.xhtml#x'>two</a></p>"
        "<aside epub:type='footnote' id='n1'><p>note</p></aside>"
    )
    found = transcribed("epub", book(body))
    assert lines(found) == [("p", "看漢字1"), ("p", "two"), ("footnote", "note")]
    assert found.inlines == (
        Inline(1, 1, 3, "ruby", "かんじ"),
        Inline(1, 3, 4, "note", "O/c0.xhtml#n1"),
        Inline(1, 4, 4, "picture", "i/a.png", "a cat"),
        Inline(1, 4, 4, "picture", "O/b.png"),
        Inline(2, 0, 3, "link", "O/c1.xhtml#x"),
    )
    assert found.places[2].shape == Shape(note="O/c0.xhtml#n1")
    assert found.places[2].at == "O/c0.xhtml#html/body/aside/p"
    assert found.account is not None
    assert found.account.left_out["picture"].items == 2
    assert left(found, "ruby").replace("\n", "") == "(かん)じ"


def test_tables_of_contents_and_what_the_spine_does_not_name_are_left_out() -> None:
    nav = '<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>'
    ncx = '<item id="ncx" href="t.ncx" media-type="application/x-dtbncx+xml"/>'
    aside = '<item id="aside" href="aside.xhtml" media-type="application/xhtml+xml"/>'
    page = f"{HEAD}<body><p>{{}}</p></body></html>"
    found = transcribed(
        "epub",
        book(
            "<p>one</p>",
            "<p>two</p>",
            manifest=nav + ncx + aside,
            spine='<itemref idref="aside" linear="no"/><itemref idref="nav"/>',
            more={
                "O/nav.xhtml": page.format("contents"),
                "O/t.ncx": "<ncx><text>index</text></ncx>",
                "O/aside.xhtml": page.format("aside"),
                "O/lost.html": page.format("lost"),
            },
        ),
    )
    assert lines(found) == [("p", "one"), ("p", "two"), ("p", "aside")]
    assert left(found, "navigation").split() == ["contents", "index"]
    assert left(found, "hidden") == "lost"


def test_broken_markup_keeps_its_words() -> None:
    body = "<p>one<p>two <b>three</p><ul><li>a<li>b</ul><table><td>c<td>d</table>&nbsp;&copy; e"
    found = transcribed("epub", book(body))
    assert [line for _, line in lines(found)] == ["one", "two three", "a", "b", "c", "d", "© e"]


def test_a_locked_book_and_one_of_too_many_documents_are_refused() -> None:
    with pytest.raises(UnreadableSource):
        transcribed("epub", samples.package({"META-INF/container.xml": "<container/>"}))
    transcribe = FORMATS["epub"].transcribe
    assert transcribe is not None
    with pytest.raises(UnreadableSource, match="pages"):
        transcribe(book("a", "b", "c"), Limits(pages=2))
    with pytest.raises(UnreadableSource, match="encrypted"):
        transcribe(book("x", more={"O/c0.xhtml": b"\x00\x81\xff", "META-INF/encryption.xml": "<e/>"}), DEFAULT_LIMITS)
