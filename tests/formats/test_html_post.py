"""Posts: elements are blocks, tags are markup, addresses are data, and nothing in them ever runs."""

from __future__ import annotations

import pytest
from jiaozhu.edition.editing.apply import apply_edition
from jiaozhu.formats import FORMATS
from jiaozhu.model.act import ActKind, Certainty
from jiaozhu.model.corpus import About, Source
from jiaozhu.model.document import Document
from jiaozhu.model.edition import BlockSpec, Edition, Emendation, LineRange, TextSpec
from jiaozhu.model.kinds import Genre
from jiaozhu.model.problem import Place

PLACE = Place("edition.yaml")


def read(html: str) -> Document:
    return FORMATS["html-post"].read(html)


def blocks(html: str, *emendations: Emendation) -> list[tuple[str, str]]:
    """Kind and reading of every block, rules left aside; the account tiles the source."""
    document = read(html)
    flow = BlockSpec("flow", (LineRange(1, html.count("\n") + 1, PLACE),), PLACE)
    rules = dict.fromkeys(("punctuation", "spaces", "quotes"), False)
    edition = Edition((TextSpec("t", Genre("网文", "web post"), None, (flow,), PLACE, title="题"),), (), PLACE, rules)
    about = About(
        "题", "网文", None, None, "html-post", "source.html", "0", "k", "", "", "", PLACE, PLACE, PLACE, PLACE
    )
    edited, problems = apply_edition(Source("s", PLACE, html.encode(), about, edition, emendations), document)
    assert problems == []
    assert edited.ledger.tiles()
    return [(block.kind, block.text.reading) for text in edited.texts for block in text.blocks]


def test_each_element_is_a_block() -> None:
    assert blocks("<div><h2>题</h2><p>甲</p>\n<p>乙<br>丙</p></div><ul><li>丁</li></ul>") == [
        ("heading", "题"),
        ("p", "甲"),
        ("p", "乙"),
        ("p", "丙"),
        ("item", "丁"),
    ]


def test_a_paragraph_wholly_strong_is_a_heading() -> None:
    assert blocks("<p><strong>一、题</strong></p><p><b>甲</b>乙</p><p>丙</p>") == [
        ("heading", "一、题"),
        ("p", "甲乙"),
        ("p", "丙"),
    ]


def test_inline_tags_are_left_out_of_the_reading_and_kept_in_the_account() -> None:
    assert blocks('<p>甲<a href="http://a.b/?x=1&amp;y=2">乙</a><span style="x">丙</span></p>') == [("p", "甲乙丙")]


def test_entities_read_as_their_characters() -> None:
    assert blocks("<p>甲&amp;乙&#65;&#x4e00;&lt;p&gt;&ldquo;</p>") == [("p", "甲&乙A一<p>“")]
    assert blocks("<p>甲&bogus;乙 & 丙</p>") == [("p", "甲&bogus;乙 & 丙")]


def test_white_space_written_as_entities_is_white_space() -> None:
    assert blocks("<p>&nbsp;&emsp;甲&nbsp;乙&#12288;</p><p>&nbsp;</p>") == [("p", "甲\xa0乙")]


def test_scripts_styles_and_comments_are_never_text() -> None:
    html = "<p>甲</p><script>document.write('<p>毒</p>')</script><style>p{}</style><!-- <p>注</p> --><p>乙</p>"
    assert blocks(html) == [("p", "甲"), ("p", "乙")]
    assert blocks("<template><p>样</p></template><p>甲</p>") == [("p", "甲")]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>甲<p>乙", ["甲", "乙"]),
        ("甲</p>乙</div></div>", ["甲", "乙"]),
        ("<p>甲<strong>乙</p><p>丙", ["甲乙", "丙"]),
        ("<p>一 < 二 > 三</p>", ["一 < 二 > 三"]),
        ("<p>甲</>乙</p>", ["甲乙"]),
        ("<p>甲<br/>乙", ["甲", "乙"]),
        ("<P CLASS=x>甲</P>", ["甲"]),
        ("<p title='a>b'>甲</p>", ["甲"]),
        ("<p>甲<!-->乙</p>", None),
        ("<p>甲<![CDATA[乙]]></p>", None),
        ("<p>甲</p", None),
        ("<p>甲</p><![foo[x]]><p>乙</p>", ["甲", "乙"]),
        ("<p>甲</p><![if lt IE 9]><p>乙</p>", ["甲", "乙"]),
        ("<p><![", None),
        ("<p>甲&#", None),
        ("<script>甲", []),
    ],
)
def test_broken_markup_is_read_and_accounted_for(html: str, expected: list[str] | None) -> None:
    """Where browsers themselves differ only the account is certain."""
    found = [text for _, text in blocks(html)] if read(html).lines else []
    assert expected is None or found == expected


def test_an_image_is_a_block_and_its_address_is_data() -> None:
    html = '<p>前</p><p><img src="data:x" data-original="http://a.b/p.jpg?x=1&amp;y=2" alt="图"></p><img>'
    document = read(html)
    assert [(image.address, image.alt) for image in document.images] == [("http://a.b/p.jpg?x=1&y=2", "图"), ("", "")]
    assert blocks(html) == [("p", "前"), ("figure", ""), ("figure", "")]


def test_an_image_cuts_the_paragraph_around_it() -> None:
    assert blocks("<p>前<img src='x'>后</p>") == [("p", "前"), ("figure", ""), ("p", "后")]


def test_front_matter_is_lines_of_its_own() -> None:
    html = "---\ntitle: 题\n---\n\n<p>甲</p>\n"
    document = read(html)
    assert [(line.number, line.part) for line in document.lines] == [(1, 1), (2, 1), (3, 1), (5, 1)]
    assert [paragraph.kind for paragraph in document.paragraphs] == ["front-matter"] * 3 + ["p"]
    assert read("<p>---\n甲\n---</p>").paragraphs[0].kind == "p"


def test_parts_of_one_line_are_numbered() -> None:
    assert [line.id for line in read("<p>甲</p><p>乙</p>\n<p>丙</p>").lines] == ["l0001", "l0001-2", "l0002"]


def test_an_emendation_of_an_entity_goes_before_its_rule() -> None:
    emendation = Emendation(
        "e1", 1, ActKind.CORRECTED, PLACE, "误", Certainty.HIGH, "编者", basis="文义。", before="&lt;", after="《"
    )
    assert blocks("<p>&lt;规划》</p>", emendation) == [("p", "《规划》")]


def test_an_emendation_takes_the_tags_in_its_words_along() -> None:
    emendation = Emendation(
        "e1",
        1,
        ActKind.CORRECTED,
        PLACE,
        "误",
        Certainty.HIGH,
        "编者",
        basis="文义。",
        before="<b>林</b>业",
        after="袜业",
    )
    assert blocks("<p>东北<b>林</b>业园</p>", emendation) == [("p", "东北袜业园")]
