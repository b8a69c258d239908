"""Wikitext: every character of a page is on a line or left out as markup."""

from __future__ import annotations

import pytest
from accounts import WORDS, assert_nothing_lost, left, lines, transcribed
from hypothesis import given
from hypothesis import strategies as st
from jiaozhu.formats import DEFAULT_LIMITS, FORMATS, UnreadableSource, detect
from jiaozhu.model.transcript import Inline, Shape

PAGE = """{{header|title=T|author=A}}
== one ==
Two [[three|four]] {{*|five}}.<ref name="a">six</ref>
seven

* a
** b
# c
# d
{| class=x
! e !! f
|-
| g || [[File:a.png|h]]
|}
<poem>
i
k
</poem>
&lt; [http://a.b/ l] '''m'''
<noinclude><pagequality level="3" user="n" /></noinclude>[[Category:o]]
"""
MARKS = st.sampled_from(
    "[[ ]] {{ }} | = == ''' '' * # : ; {| |} |- || ! !! <ref> </ref> <poem> </poem> <br> <!-- --> <nowiki> </nowiki> "
    "&amp; [http://a.b/ ] {{{ }}} ---- <div> </div> <pre> </pre> <noinclude> </noinclude>".split()
)
PIECES = st.lists(WORDS | MARKS | st.sampled_from(["\n", "\n\n", " ", "File:", "Category:"]), max_size=40)


@given(PIECES.map("".join))
def test_no_character_is_lost(page: str) -> None:
    found = transcribed("wikitext", page.encode())
    supplied = "&" * page.count("&amp;")
    assert_nothing_lost(found, page + supplied)


def test_a_page_keeps_its_structure() -> None:
    assert detect(PAGE.encode()).format == "wikitext"
    found = transcribed("wikitext", PAGE.encode())
    assert lines(found) == [
        ("heading", "one"), ("p", "Two four five.[1] seven"), ("footnote", "[1] six"), ("item", "a"), ("subitem", "b"),
        ("item", "1. c"), ("item", "2. d"), ("cell", "e"), ("cell", "f"), ("cell", "g"), ("verse", "i"), ("verse", "k"),
        ("p", "< l m"),
    ]  # fmt: skip
    assert found.places[6].shape == Shape(level=1, mark="2.", prefix=3)
    assert [place.shape for place in found.places[7:10]] == [
        Shape(table=1, row=1, column=1, head=True),
        Shape(table=1, row=1, column=2, head=True),
        Shape(table=1, row=2, column=1),
    ]
    assert found.inlines[:2] == (Inline(2, 4, 8, "link", "three"), Inline(2, 14, 17, "note", "ref-1"))
    assert left(found, "picture") == "[[File:a.png|h]]"
    assert "3" in str(found.notes[0])


@pytest.mark.parametrize("unit", ["<ref>", "{|\n", "<b>x"])
def test_what_never_ends_is_refused(unit: str) -> None:
    transcribe = FORMATS["wikitext"].transcribe
    assert transcribe is not None
    with pytest.raises(UnreadableSource, match="without an end"):
        transcribe((PAGE + unit * 60).encode(), DEFAULT_LIMITS)
    assert transcribe((PAGE + "<br>" * 60).encode(), DEFAULT_LIMITS).text


@pytest.mark.parametrize(
    "text",
    [
        "Some text [1] with a note.\n\nAnother {brace} paragraph == with signs.\n",
        "# Markdown\n\n* a [link](http://a.b/)\n* **bold**\n\n## More\n\n- x\n",
        "plain ''quoted'' text and 'more' of it\nanother line\n",
    ],
)
def test_other_text_is_not_wikitext(text: str) -> None:
    assert detect(text.encode()).format != "wikitext"


def test_a_broken_byte_is_a_sign_of_its_own() -> None:
    found = transcribed("wikitext", b"\xa5" + (PAGE + "汉字。" * 500).encode())
    assert found.text.startswith("\ufffd")
    assert transcribed("wikitext", b"a &#xD800; &lt;").text == "a \ufffd <\n"
