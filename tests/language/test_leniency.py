"""Leniency: what sounds and looks alike, and that a language without any has none."""

from __future__ import annotations

import pytest
from jiaozhu.language import Leniency
from jiaozhu.language.en import ENGLISH
from jiaozhu.language.folding import fold
from jiaozhu.language.zh import CHINESE

TEXTS = ["辽源裴金红，对口合作", "末年"]


@pytest.mark.parametrize(("meant", "typed"), [("源", "原"), ("金", "今"), ("红", "洪"), ("裴", "陪")])
def test_homophones_are_under_one_sound(meant: str, typed: str) -> None:
    assert [letters for letters in CHINESE.leniency.sounds(TEXTS).values() if meant in letters and typed in letters]


@pytest.mark.parametrize(("meant", "typed"), [("裴", "斐"), ("辽", "疗"), ("源", "原"), ("末", "未")])
def test_characters_that_share_a_rare_part_look_alike(meant: str, typed: str) -> None:
    assert [group for group in CHINESE.leniency.alike(TEXTS) if meant in group and typed in group]


def test_only_what_can_be_meant_is_in_the_tables() -> None:
    present = set("".join(TEXTS))
    assert all(present & set(letters) for letters in CHINESE.leniency.sounds(TEXTS).values())
    assert all(present & set(group) for group in CHINESE.leniency.alike(TEXTS))
    assert (CHINESE.leniency.sounds(["plain"]), CHINESE.leniency.alike(["plain"])) == ({}, [])


def test_phrases_that_only_ask_are_folded_and_the_longer_come_first() -> None:
    asking = CHINESE.leniency.asking
    assert [phrase for phrase in asking if fold(phrase, {}) != phrase] == []
    hidden = [
        later
        for at, later in enumerate(asking)
        for earlier in asking[:at]
        if later.startswith(earlier) and later != earlier
    ]
    assert hidden == []


def test_a_language_need_forgive_nothing() -> None:
    assert ENGLISH.leniency.sounds(["mill"]) == {}
    assert ENGLISH.leniency.alike(["mill"]) == []
    assert Leniency().asking == ()
