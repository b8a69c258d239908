"""Folding: what counts as the same text, and that it is a law."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jiaozhu.language.folding import DROPPED, MARKS, fold, simplified_forms

SAME = [
    ("ＧＤＰ", "gdp"),
    ("５Ｇ", "5g"),
    ("振兴，发展", "振兴,发展"),
    ("“对口合作”", '"对口合作"'),
    ("「對口合作」", '"对口合作"'),
    ("遼源", "辽源"),
    ("辽 源\u3000市", "辽源市"),
    ("——", "--"),
    ("e游小镇", "E游小镇"),
    ("㎡", "m2"),
    ("辽\u200b源", "辽源"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_these_are_the_same_text(one: str, other: str) -> None:
    forms = simplified_forms(["辽源对口合作"])
    assert fold(one, forms) == fold(other, forms)


def test_the_table_holds_what_matters_to_the_texts_and_no_more() -> None:
    forms = simplified_forms(["辽源", "裏"])
    assert forms == {"裏": "里", "遼": "辽"}


@given(st.text())
def test_nothing_invisible_is_left(text: str) -> None:
    assert not DROPPED & set(fold(text, simplified_forms([text])))


@given(st.text(), st.text(), st.text())
def test_a_part_stays_a_part(before: str, part: str, after: str) -> None:
    """Not of any text: what combines with its neighbour is another character. So parts are kept apart here."""
    forms = simplified_forms([before, part, after])
    whole = f"{before}\n{part}\n{after}"
    assert fold(part, forms) in fold(whole, forms)


def test_no_mark_is_folded_to_what_is_folded_itself() -> None:
    assert not set(MARKS) & set(MARKS.values())
