"""Runaway loops: counting runs and exact repetitions are found wherever they stand; honest text is not."""

from __future__ import annotations

import itertools
import random

import pytest
from jiaozhu.edition.editing.loops import LEAST_REPEATS, LEAST_RUN, LONGEST_PERIOD, find_loops
from jiaozhu.language.chinese_numerals import numeral_value

_DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    if number < 10:
        return _DIGITS[number]
    for value, unit in ((1000, "千"), (100, "百"), (10, "十")):
        if number >= value:
            head, rest = divmod(number, value)
            zero = "零" if rest and rest < value // 10 else ""
            return ("" if value == 10 and head == 1 else _DIGITS[head]) + unit + zero + (chinese(rest) if rest else "")
    raise AssertionError(number)


ORDINARY = "刚刚过去的一年，辽源市紧扣目标，统筹疫情防控和经济社会发展，迎难而上，负重前行，转型发展进入上升期。"


def counted(count: int) -> str:
    return "、".join(chinese(number) for number in range(1, count))


@pytest.mark.parametrize("run", [counted(200), counted(9999), "、".join(map(str, range(7, 90)))])
def test_a_counting_run_is_found_whole(run: str) -> None:
    text = f"{ORDINARY}共{run}。{ORDINARY}"
    start = len(ORDINARY) + 1
    assert find_loops(text) == [(start, start + len(run))]


def test_a_counting_run_may_skip_now_and_then() -> None:
    run = "、".join(chinese(number) for number in range(1, 120) if number % 17)
    assert find_loops(f"共{run}。") == [(1, 1 + len(run))]


@pytest.mark.parametrize(
    "text",
    [
        ORDINARY * 3,
        counted(21),
        "、".join(["12", "7", "45", "3"] * 2 + [str(number * 37 % 91) for number in range(60)]),
        "加油！加油！加油！",
        "…" * 400,
        "." * 200 + "12",
        "X" * 100,
        "0" * 100,
        " " * 300,
        "□" * 90,
    ],
)
def test_honest_text_is_left_alone(text: str) -> None:
    assert [run for run in find_loops(text) if run[1] - run[0] < len(text) * 0.6] == []
    assert text.startswith(ORDINARY) or find_loops(text) == []


def unit(period: int) -> str:
    return "".join(chr(0x4E00 + 7 * index) for index in range(period))


@pytest.mark.parametrize("period", [1, 2, 7, 12, 13, 20, 33, 41, LONGEST_PERIOD])
@pytest.mark.parametrize("shift", [0, 1, 15, 16, 31])
def test_a_repetition_keeps_its_first_period(period: int, shift: int) -> None:
    """Whatever the period and wherever it begins, down to the least length that counts."""
    length = max(LEAST_RUN, LEAST_REPEATS * period)
    run = (unit(period) * length)[:length]
    before = "".join(chr(0x8000 + index) for index in range(shift))
    assert find_loops(f"{before}{run}終") == [(shift + period, shift + length)]


@pytest.mark.parametrize("period", [2, 12, 33])
def test_a_shorter_repetition_is_left_alone(period: int) -> None:
    length = max(LEAST_RUN, LEAST_REPEATS * period) - 1
    assert find_loops("前" + (unit(period) * length)[:length] + "後") == []


def test_two_runs_one_after_the_other_are_two() -> None:
    first, second = "甲乙丙" * 30, "丁戊" * 40
    assert find_loops(first + second) == [(3, 90), (92, 170)]


def test_runs_are_in_order_and_do_not_overlap() -> None:
    chance = random.Random(2)
    for _ in range(50):
        text = "".join(chance.choice(["甲乙" * 40, ORDINARY, counted(60), "…" * 70, "0" * 99, "1、"]) for _ in range(6))
        runs = find_loops(text)
        assert all(0 <= a < b <= len(text) for a, b in runs)
        assert all(first[1] <= second[0] for first, second in itertools.pairwise(runs))


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("一", 1),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("一百零三", 103),
        ("一千一十", 1010),
        ("九千九百九十九", 9999),
        ("一万", 10000),
        ("三万二千", 32000),
        ("一亿零五", 100000005),
        ("〇", 0),
        ("2022", 2022),
    ],
)
def test_numerals_are_read(numeral: str, value: int) -> None:
    assert numeral_value(numeral) == value
