"""Parsing what we wrote gives the text back: with our parser for every example, and once through docutils."""

from __future__ import annotations

import random

import strategies
from hypothesis import example, given
from hypothesis import strategies as st
from inert import EXTENSIONS
from jiaozhu.markup.escape import escape, yaml_scalar
from jiaozhu.markup.grammar import parser
from markdown_it.renderer import RendererHTML
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser
from ruamel.yaml import YAML

EXTENDED = create_md_parser(MdParserConfig(enable_extensions=set(EXTENSIONS)), RendererHTML)
#: What words are written between.
_JOINTS = (("", ""), ("前", "后"), ("见 ", "。"), ("h", "s"), ("http:", "/"), ("w", "w"))


def parsed(myst: str) -> str:
    """The text of ``myst``, which must be one paragraph of nothing but text and line ends."""
    tokens = parser().parse(myst, {})
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"], myst
    children = tokens[1].children or []
    assert {child.type for child in children} <= {"text", "hardbreak"}, myst
    return "".join("\n" if child.type == "hardbreak" else child.content for child in children)


@given(strategies.readings.filter(bool))
@example("1. 一\n- 二\n\n# 三\n")
@example("2021年.\n3) 四")
@example("　段首空格　")
@example("x\n\n\ny")
def test_a_line_of_its_own(text: str) -> None:
    assert parsed(escape(text)) == text


@given(strategies.readings)
def test_after_other_text(text: str) -> None:
    assert parsed(f"前{escape(text, opens_line=False)}后") == f"前{text}后"


@given(strategies.readings)
def test_on_one_line(text: str) -> None:
    line = escape(text, opens_line=False, one_line=True)
    assert "\n" not in line
    assert parsed(f"前{line}") == f"前{text}"


@given(strategies.readings)
def test_in_a_heading_and_in_an_attribute_span(text: str) -> None:
    tokens = parser().parse(f"## [{escape(text, opens_line=False, one_line=True)}]{{#l0001}}", {})
    assert [token.type for token in tokens] == ["heading_open", "inline", "heading_close"]
    first, *middle, last = tokens[1].children or []
    assert (first.type, first.attrs, last.type) == ("span_open", {"id": "l0001"}, "span_close")
    assert "".join(child.content for child in middle) == text


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_yaml_scalar_gives_its_value_back(text: str) -> None:
    assert YAML(typ="safe", pure=True).load(f"title: {yaml_scalar(text)}") == {"title": text}


def test_chinese_text_is_left_readable() -> None:
    text = "2022年，辽源市“两会”如期举行（1月10日）：总值增长8.5%、产能120万吨；《规划》No.7 — A/B。"
    assert escape(text) == text


def test_docutils_gives_a_batch_back() -> None:
    """The site's own parser, once for many texts: it is too slow to be asked for each."""
    from docutils import nodes
    from docutils.core import publish_doctree
    from myst_parser.parsers.docutils_ import Parser

    pieces = [
        *strategies._SYNTAX,
        "辽源",
        "　",
        " ",
        "袜业。",
        "1",
        "\n",
        "(",
        ")",
        "!",
        "$",
        "|",
        "\u2028",
        "\xa0",
        "𠮷",
    ]
    chance = random.Random(1)
    texts = ["".join(chance.choices(pieces, k=chance.randint(1, 7))) for _ in range(400)]
    document = publish_doctree(
        "\n\n".join(escape(text) for text in texts),
        parser=Parser(),
        settings_overrides={
            "myst_enable_extensions": ["attrs_inline", "attrs_block"],
            "report_level": 1,
            "halt_level": 2,
            "smart_quotes": False,
        },
    )
    assert all(isinstance(node, nodes.paragraph) for node in document.children)
    # docutils has no hard break: MyST makes one of raw nodes for each of its formats.
    back = [
        "".join(
            "\n" * ("html" in child["format"]) if isinstance(child, nodes.raw) else child.astext()
            for child in paragraph.children
        )
        for paragraph in document.children
    ]
    assert back == texts


@given(strategies.readings.filter(bool), st.sampled_from(_JOINTS))
@example("https://example.org/<base href=//x/>", ("", ""))
@example("www.example.org/<b>", ("前", "后"))
def test_no_extension_makes_more_than_a_link_of_words(text: str, joint: tuple[str, str]) -> None:
    """Where a project includes the list of sources, words are read by its own parser, whatever that makes of them."""
    before, after = joint
    written = before + escape(text, opens_line=not before, one_line=True) + after
    found = {child.type for token in EXTENDED.parse(written, {}) for child in (token, *(token.children or ()))}
    assert found <= {"paragraph_open", "paragraph_close", "inline", "text", "link_open", "link_close"}, written
