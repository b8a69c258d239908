"""Data in a script: whatever they are, they stay data."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st
from jiaozhu.markup.script import script_literal


def test_data_can_end_no_script_element() -> None:
    text = script_literal({"a": "</script><!--\u2028\u202e𠮷😀\u3000\U000e0041"})
    assert text == '{"a":"\\u003c/script>\\u003c!--\\u2028\\u202e𠮷😀\u3000\\udb40\\udc41"}'


@given(st.text() | st.lists(st.text()) | st.dictionaries(st.text(), st.text()))
def test_data_are_read_as_they_were(data: object) -> None:
    assert json.loads(script_literal(data)) == data
