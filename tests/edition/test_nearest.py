"""Words that a text does not have: those that may be meant are found, with their place."""

from __future__ import annotations

import time

import pytest
from jiaozhu.edition.nearest import nearest

_BLOCKS = [
    ("yi", "l0001", "对口合作入佳境，林业发达。"),
    ("yi", "l0002", "两地结为兄弟，往来日密；“店小二”式服务。"),
    ("er", "l0003", "The quick brown fox jumps over the lazy dog."),
]


@pytest.mark.parametrize(
    ("words", "found", "same"),
    [
        ("结为兄弟,往来", "结为兄弟，往来", True),  # half-width for full-width
        ('"店小二"式', "“店小二”式", True),  # an editor's straight quotes
        ("”结为兄弟”", "结为兄弟", True),  # in quotation marks of its own
        ("结为 兄弟", "结为兄弟", True),
        ("quick  Brown", "quick brown", True),
        ("结为兄地", "结为兄弟", False),  # a typo
        ("往来日蜜", "往来日密", False),
        ("quick brwn fox", "quick brown fox", False),
    ],
)
def test_near_words_are_found(words: str, found: str, same: bool) -> None:
    near = nearest(words, _BLOCKS)
    assert near is not None
    assert found in near.words or near.words in found
    assert near.same is same
    assert near.words in next(reading for _, block, reading in _BLOCKS if block == near.block)


@pytest.mark.parametrize("words", ["", " \u200b", "完全没有关系的话", "字" * 401])
def test_other_words_are_not(words: str) -> None:
    assert nearest(words, _BLOCKS) is None


def test_long_texts_take_bounded_time() -> None:
    start = time.process_time()
    nearest("结为兄地" * 90, [("yi", f"l{n:04d}", "两地往来日密" * 200) for n in range(5000)])
    assert time.process_time() - start < 20
