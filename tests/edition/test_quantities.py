"""Quantities: numbers, quotes and expressions of the register."""

from __future__ import annotations

from fractions import Fraction

import pytest
from jiaozhu.edition.numbers import check_register, result_notes
from jiaozhu.edition.numbers.expression import Known, NotAnExpression, NotComputable, evaluate, names, parse, sides
from jiaozhu.language.zh import CHINESE
from jiaozhu.locale import use_language
from jiaozhu.model.kinds import NoteKind
from jiaozhu.model.note import Anchor, Target
from jiaozhu.model.problem import Place
from jiaozhu.model.quantity import AnchoredQuantity, Check, Quantity, Register
from jiaozhu.outputs.drawings.bars import Bar, draw_bars

numbers = CHINESE.numerals.find
COMMENT = NoteKind("按", "comment", "comment", comment=True)
HERE = Place("figures.yaml")
KNOWN = {
    "part": Known(Fraction(1320), "1951"),
    "whole": Known(Fraction(1429), "1965-06"),
    "share": Known(Fraction("92.37"), None),
    "monday": Known(Fraction(6), "2019-05-06"),
    "sunday": Known(Fraction(12), "2019-05-12"),
}


@pytest.mark.parametrize(
    ("expression", "holds"),
    [
        ("round(part / whole * 100, 2) == share", True),
        ("part / whole * 100 == share", False),
        ("0.1 + 0.2 == 0.3", True),
        ("1 < part <= whole", True),
        ("part > whole or part < whole and share != 92", True),
        ("not part == whole", True),
        ("round(2.5) == 3", True),
        ("round(-2.5) == -3", True),
        ("round(0.125, 2) == 0.13", True),
        ("abs(part - whole) == 109", True),
        ("min(part, whole) == part and max(part, whole) == whole", True),
        ("part ** 2 == 1742400", True),
        ("years(part, whole) == 14", True),
        ("days(monday, sunday) == monday", True),
        ("weekday(monday) == 1 and weekday(sunday) == 7", True),
        ("+part == part", True),
    ],
)
def test_expressions_are_computed_exactly(expression: str, holds: bool) -> None:
    assert evaluate(parse(expression), KNOWN) is holds


@pytest.mark.parametrize(
    "expression",
    [
        "",
        "part",
        "part + whole",
        "part = whole",
        "part == 'x'",
        "part == True",
        "part == None",
        "part == whole if share else part",
        "part == [1][0]",
        "part == whole.real",
        "(lambda: 1)() == 1",
        "__import__('os').system('true') == 0",
        "open('x') == 1",
        "part == f'{whole}'",
        "(part := 1) == 1",
        "part in (1, 2)",
        "part is whole",
        "part // whole == 0",
        "part % whole == 0",
        "part << 999999999 == 0",
        "round() == 1",
        "round(part, ndigits=2) == 1",
        "round(*part) == 1",
        "years(1, 2) == 3",
        "1e999999999 == 1",
        "1e-999999999 == 0",
        "0.12345678901234567 == 1",
        "1j == 1",
        "part == \x00",
        "(" * 220 + "1" + ")" * 220 + " == 1",
        "1 == " + "9" * 500,
    ],
)
def test_what_is_not_arithmetic_is_refused(expression: str) -> None:
    with pytest.raises(NotAnExpression):
        parse(expression)


@pytest.mark.parametrize(
    "expression",
    [
        "1 / 0 == 1",
        "0 ** -1 == 1",
        "9 ** 9 ** 9 == 1",
        "(part ** 99) ** 99 == 1",
        "part ** 0.5 == 1",
        "round(part, 13) == 1",
        "round(part, 0.5) == 1",
        "years(part, share) == 1",
        "days(part, monday) == 1",
        "weekday(whole) == 1",
    ],
)
def test_an_expression_without_a_result_is_refused(expression: str) -> None:
    with pytest.raises(NotComputable):
        evaluate(parse(expression), KNOWN)


def test_a_long_expression_is_computed_within_bounds() -> None:
    assert evaluate(parse("-" * 480 + "1 == 1"), {})
    with pytest.raises(NotComputable):
        evaluate(parse(f"({'*'.join(['9' * 18] * 24)}) ** 8 == 1"), {})


def test_the_names_of_an_expression_are_its_quantities() -> None:
    assert names(parse("round(part / whole, 2) == max(share, 1)")) == {"part", "whole", "share"}


def test_both_sides_are_shown() -> None:
    assert sides(parse("part / whole * 100 == share"), KNOWN) == "92.3723 == 92.37"
    assert sides(parse("part == 1 or whole == 2"), KNOWN) == ""


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("袜业企业1429家", "1429"),
        ("1,429家", "1429"),
        ("占92.37%", "92.37"),
        ("投资3.5万元", "35000"),
        ("投资3.5万元", "3.5"),
        ("两千余名", "2000"),
        ("一千三百二十户", "1320"),
        ("三亿二千万元", "320000000"),
        ("十三个", "13"),
        ("二十", "20"),
        ("百年", "100"),
        ("二〇一九年", "2019"),
        ("两三家", "3"),
        ("六点五倍", "6.5"),
        ("星期日", "7"),
        ("星期一", "1"),
        ("零下3度", "3"),
    ],
)
def test_numbers_are_found_in_whatever_digits(text: str, value: str) -> None:
    assert Fraction(value) in set(numbers(text))


@pytest.mark.parametrize(("text", "value"), [("1429家", "29"), ("十三个", "10"), ("没有数", "0"), ("92.37%", "37")])
def test_a_part_of_a_number_is_not_a_number(text: str, value: str) -> None:
    assert Fraction(value) not in set(numbers(text))


def quantity(id: str, value: str, quote: str, **more: str) -> Quantity:
    target = Target(quote, text=more.get("text", "jishi"), place=HERE)
    return Quantity(id, "ribao", target, "数", Fraction(value), value, "家", "2019", HERE, more.get("series"))


def check(expression: str, *, agrees: bool = True, remark: str = "") -> Check:
    return Check("a_b", "old", expression, "1＜2。", agrees, HERE, HERE, remark)


OLD, NEW = quantity("old", "1", "旧1家"), quantity("new", "2", "新2家", text="zoubi")


def test_the_outcome_is_what_was_computed() -> None:
    outcomes, problems = check_register(Register((), (OLD, NEW), (check("old < new"),)), CHINESE)
    assert problems == []
    assert [outcome.agrees for outcome in outcomes] == [True]
    outcomes, problems = check_register(Register((), (OLD, NEW), (check("old == new", agrees=False),)), CHINESE)
    assert problems == []
    assert [outcome.agrees for outcome in outcomes] == [False]


def test_a_check_with_an_unexpected_result_is_a_problem_without_a_note() -> None:
    outcomes, problems = check_register(Register((), (OLD, NEW), (check("old == new"),)), CHINESE)
    assert outcomes == []
    assert [(problem.code, "1 == 2" in problem.message) for problem in problems] == [("F604", True)]


def test_a_result_is_noted_at_its_quantity_and_refers_to_the_others() -> None:
    outcomes, _ = check_register(Register((), (OLD, NEW), (check("old < new", remark="两处 *不同*"),)), CHINESE)
    anchored = {
        "old": AnchoredQuantity(OLD, Anchor((), "jishi", "l0001", 2, 5)),
        "new": AnchoredQuantity(NEW, Anchor((), "zoubi", "l0009", 0, 3)),
    }
    titles = {"ribao/jishi": "纪实", "ribao/zoubi": "走`笔`"}
    with use_language("zh_CN"):
        ((siglum, note),) = result_notes(outcomes, anchored, titles, COMMENT)
    assert siglum == "ribao"
    assert (note.note.id, note.text, note.block, note.start, note.end) == ("hesuan-a-b", "jishi", "l0001", 2, 5)
    assert note.note.body == "经核算，1＜2，相合。两处 \\*不同\\*。参看{ref}`《走笔》 <ribao/zoubi#l0009>`。"
    assert list(result_notes(outcomes, {}, titles, COMMENT)) == []


def test_a_chart_begins_at_zero_and_describes_itself() -> None:
    bars = [Bar("1951", Fraction("1.3"), "1.3"), Bar("1965", Fraction(-2), "-2"), Bar("<1978>", Fraction(0), "0")]
    chart = draw_bars(bars, "产值 & <数>")
    assert "<title>产值 &amp; &lt;数&gt;</title>" in chart
    assert "&lt;1978&gt;" in chart
    heights = [float(part.split('"')[0]) for part in chart.split(' height="')[2:]]
    assert heights[0] / heights[1] == pytest.approx(1.3 / 2, abs=0.01)
    assert chart == draw_bars(bars, "产值 & <数>")
