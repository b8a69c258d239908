"""Doubled glyph runs, from the text alone."""

from __future__ import annotations

import pytest
from jiaozhu.language.doubling import LEAST_LENGTH, MOST_LENGTH, doubled_runs


def halved(line: str) -> str:
    out, at = [], 0
    for start, end in doubled_runs(line):
        out.append(line[at:start])
        at = end
    return "".join([*out, line[at:]])


@pytest.mark.parametrize(
    ("line", "single"),
    [
        ("20222022 年 工 作 展 望年 工 作 展 望", "2022 年 工 作 展 望"),
        ("（（资料图片资料图片））", "（资料图片）"),
        ("过去五年：过去五年：凝心聚力谋发展凝心聚力谋发展", "过去五年：凝心聚力谋发展"),
        ("年年产产2020万万套套", "年产20万套"),
        ("辽 源 治 安辽源治安", "辽 源 治 安"),
    ],
)
def test_a_doubled_line_is_read_once(line: str, single: str) -> None:
    assert halved(line) == single


@pytest.mark.parametrize(
    "line",
    [
        "",
        "天天向上天天",
        "试试看看",
        "工业强势增长。常态化调度经济运行，",
        "20222022 年工作展望",
        "加油加油加油",
        "ABABAB CD",
    ],
)
def test_an_ordinary_line_is_left_alone(line: str) -> None:
    assert doubled_runs(line) == []


def test_the_fewest_squares_are_taken() -> None:
    assert doubled_runs("aaaaaaaa") == [(4, 8)]


def test_a_line_too_short_or_too_long_is_left_alone() -> None:
    assert doubled_runs("年年年年"[: LEAST_LENGTH - 2]) == []
    assert doubled_runs("年" * MOST_LENGTH) == [(MOST_LENGTH // 2, MOST_LENGTH)]
    assert doubled_runs("年" * (MOST_LENGTH + 2)) == []
