"""HTML of any brokenness: every character is accounted for, and nothing but text is read."""

from __future__ import annotations

import itertools
import re

import strategies
from hypothesis import given
from hypothesis import strategies as st
from jiaozhu.edition.editing.apply import apply_edition
from jiaozhu.formats import FORMATS
from jiaozhu.model.edition import BlockSpec, Edition, LineRange, TextSpec
from jiaozhu.model.kinds import Genre
from laws import assert_lawful
from strategies import PLACE

_PARTS = (
    "<p>",
    "</p>",
    "<P CLASS='a>b'>",
    "<strong>",
    "</strong>",
    "<b>",
    "</b>",
    "<br>",
    "<br/>",
    "<div",
    "<div>",
    "</div>",
    "<h2>",
    "</h2>",
    "<img src='http://a.b/c.jpg' alt='图'>",
    "<img>",
    "<script>",
    "</script>",
    "<style>",
    "</style>",
    "<!-- 注 -->",
    "<!--",
    "-->",
    "<!DOCTYPE html>",
    "<?php ?>",
    "<![CDATA[",
    "]]>",
    "<",
    ">",
    "</",
    "<!",
    "&",
    "&amp;",
    "&nbsp;",
    "&#65;",
    "&#x4e00;",
    "&#",
    "&bogus;",
    "&lt",
    "辽源",
    "袜业",
    "一",
    " ",
    "\n",
    "\r\n",
    "\u3000",
    '<a href="javascript:x">',
    "</a>",
    "---\n",
    "title: 题\n",
    "<template>",
    "</template>",
    "<textarea>",
    "<title>",
    "</title>",
    "<td>",
    "<li>",
    "\x00",
    "<p/>",
    "</>",
    "<3",
)

soups = st.lists(st.sampled_from(_PARTS), max_size=14).map("".join)


@given(soups, st.booleans())
def test_every_character_is_accounted_for(html: str, front: bool) -> None:
    text = f"---\ntitle: 题\n---\n{html}" if front else html
    document = FORMATS["html-post"].read(text)
    for marks in (document.markup, document.lines):
        spans = [mark.span for mark in marks]
        assert all(span.length for span in spans)
        assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    assert [(p.first, p.last) for p in document.paragraphs] == [(i, i) for i in range(len(document.lines))]
    assert len({line.id for line in document.lines}) == len(document.lines)
    for line in document.lines:
        assert text.count("\n", 0, line.span.start) + 1 == line.number
    last = max(1, text.count("\n") + (not text.endswith("\n")))
    flow = BlockSpec("flow", (LineRange(1, last, PLACE),), PLACE)
    edition = Edition((TextSpec("t", Genre("网文", "web post"), None, (flow,), PLACE, title="题"),), (), PLACE)
    edited, problems = apply_edition(strategies.source(text, edition, format="html-post"), document)
    assert_lawful(edited)
    assert {problem.code for problem in problems} <= {"E102"}  # no line has text
    assert bool(problems) == (not document.lines)


@given(st.lists(st.tuples(st.sampled_from(["p", "div", "h2", "li"]), st.text("辽源袜业 一", min_size=1)), max_size=5))
def test_well_formed_elements_are_blocks_with_their_text(elements: list[tuple[str, str]]) -> None:
    html = "".join(f"<{name} class='x'>{text}</{name}>" for name, text in elements)
    document = FORMATS["html-post"].read(html)
    wanted = [text.strip() for _, text in elements if text.strip()]
    assert [document.text[line.span.start : line.span.end] for line in document.lines] == wanted
    assert re.sub(r"<[^>]*>", "", html) == "".join(text for _, text in elements)
