"""A chapter is rendered with the links and anchors that exist in the whole book, and maps source lines back."""

from __future__ import annotations

from docutils import nodes
from sphinx_typst.chapter import Chapter
from sphinx_typst.labels import Target
from sphinx_typst.tokens import Anchor, Heading, HeadingEnd, LinkEnd, LinkStart, PartEnd, PartStart, Place, Token

HERE, THERE, NOWHERE = Target("a", "here"), Target("b", "there"), Target("b", "nowhere")


def chapter(*tokens: Token) -> Chapter:
    return Chapter("a", "题", tokens, {})


def test_a_link_without_a_target_is_written_as_its_text() -> None:
    linked = chapter(LinkStart(THERE, 3), "彼处", LinkEnd(), "，", LinkStart(NOWHERE, 3), "无处", LinkEnd())
    assert linked.render({THERE: THERE}, {THERE}).text == "#link(<b::there>)[彼处]，无处\n"


def test_an_anchor_is_written_only_if_something_links_to_it() -> None:
    anchored = chapter(Anchor((HERE, Target("a", "alias")), False), "文")
    assert anchored.render({HERE: HERE}, set()).text == "文\n"
    assert anchored.render({HERE: HERE}, {HERE}).text == "#anchor(<a::here>)文\n"
    assert dict(anchored.targets()) == {HERE: HERE, Target("a", "alias"): HERE}


def test_a_heading_has_a_label_only_if_something_links_to_it() -> None:
    headed = chapter(Heading(2, (HERE,)), "题", HeadingEnd(), "\n")
    assert headed.render({}, set()).text == "== 题\n"
    assert headed.render({}, {HERE}).text == "#heading(depth: 2)[题]<a::here>\n"


def test_places_of_the_source_map_to_lines_of_the_document() -> None:
    source = chapter(Place(4), "甲\n\n", Place(6), "乙#footnote[", Place(20), "注", "]\n").render({}, set(), "h\n\n")
    assert source.text == "h\n\n甲\n\n乙#footnote[注]\n"
    assert source.document_line(1, 0) is None
    assert source.document_line(3, 0) == 4
    assert source.document_line(5, 0) == 6
    assert source.document_line(5, 11) == 20
    assert source.document_line(9, 0) == 20


def test_the_innermost_part_is_replaced_and_the_places_after_it_move() -> None:
    node, inner = nodes.paragraph("", "外"), nodes.math("", "x")
    tokens = (
        Place(4),
        PartStart(node, True),
        "甲 ",
        PartStart(inner, False),
        "$x$",
        PartEnd(),
        " 乙",
        PartEnd(),
        "\n\n",
    )
    source = chapter(*tokens, Place(6), PartStart(node, True), "丙", PartEnd(), "\n").render({}, set())
    part = source.part_at(1, 3)
    assert part is not None
    assert part.node is inner
    changed = source.with_plain(part, '#broken-line("x")')
    assert changed.text == '甲 #broken-line("x") 乙\n\n丙\n'
    assert changed.document_line(3, 0) == 6
    after = changed.part_at(3, 0)
    assert after is not None
    assert changed.text[after.start : after.end] == "丙"
    around = changed.part_at(1, 3)
    assert around is not None
    assert around.node is node
    assert changed.with_plain(around, "x").text == "x\n\n丙\n"
    assert source.part_at(2, 0) is None
