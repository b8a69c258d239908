"""Files whose elements are in places where no program puts them: refused, or read without losing a character."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jiaozhu.formats import FORMATS, Limits, UnreadableSource
from rich_files import RICH, bent, member_of, with_member

#: Set to thousands for a long run: JIAOZHU_FUZZ=10000 pytest tests/formats/test_bent_files.py
EXAMPLES = int(os.environ.get("JIAOZHU_FUZZ", "40"))


@pytest.mark.parametrize("format", RICH)
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_bent_files_are_read_or_refused_and_nothing_is_lost(format: str, data: st.DataObject) -> None:
    whole, member = RICH[format]
    made = with_member(whole, member, data.draw(bent(member_of(whole, member))))
    transcribe = FORMATS[format].transcribe
    assert transcribe is not None
    try:
        found = transcribe(made, Limits(characters=1_000_000))
    except UnreadableSource:
        return
    assert found.account is not None
    assert found.account.unaccounted == 0
    assert len(found.places) == found.text.count("\n")
    lines = found.text.split("\n")
    assert all(0 <= item.start <= item.end <= len(lines[max(0, item.line - 1)]) for item in found.inlines)
