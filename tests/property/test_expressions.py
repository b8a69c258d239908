"""Expressions that strangers write: computed as Python computes fractions, or refused; never anything else."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from jiaozhu.edition.numbers.expression import Known, NotAnExpression, NotComputable, evaluate, names, parse
from jiaozhu.language.chinese_numerals import numbers

_values = st.decimals(min_value=-1000, max_value=1000, places=2).map(str)
_arithmetic = st.recursive(
    st.sampled_from(["a", "b"]) | st.integers(0, 99).map(str),
    lambda inner: st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda parts: f"({' '.join(parts)})"),
    max_leaves=8,
)
_alphabet = "ab12.()[]{}=<>!+-*/%,: '\"\\\n\x00年"


@given(_arithmetic, st.sampled_from(["==", "!=", "<", "<=", ">", ">="]), _arithmetic, _values, _values)
def test_fractions_are_computed_as_python_does(left: str, sign: str, right: str, a: str, b: str) -> None:
    names = {"a": Fraction(a), "b": Fraction(b), "F": Fraction}
    exact = _with_fractions(f"{left} {sign} {right}")
    try:
        expected = eval(exact, {"__builtins__": {}}, names)
    except ZeroDivisionError:
        expected = None
    known = {name: Known(Fraction(value), None) for name, value in (("a", a), ("b", b))}
    try:
        found = evaluate(parse(f"{left} {sign} {right}"), known)
    except NotComputable:
        found = None
    assert found == expected


@given(st.text(_alphabet, max_size=60) | st.text(max_size=20))
def test_any_text_is_an_expression_or_is_refused(text: str) -> None:
    try:
        tree = parse(text)
    except NotAnExpression:
        return
    try:
        evaluate(tree, dict.fromkeys(_words(text), Known(Fraction(2), "2019-05-06")))
    except NotComputable:
        return


def test_the_name_of_a_function_alone_is_the_name_of_a_quantity() -> None:
    assert names(parse("round(a) == round")) == {"a", "round"}


@given(st.text("〇零一二两三四五六七八九十百千万亿点0123456789,.，星期日 家", max_size=30))
def test_numbers_are_found_in_any_text(text: str) -> None:
    assert all(isinstance(number, Fraction) for number in numbers(text))


@given(st.integers(0, 10**7), st.text("家户个年%", min_size=1, max_size=1))
def test_a_number_in_digits_is_found(value: int, unit: str) -> None:
    assert value in set(numbers(f"共{value}{unit}"))
    assert value in set(numbers(f"共{value:,}{unit}"))


def _with_fractions(expression: str) -> str:
    return "".join(f"F({part})" if part.isdigit() else part for part in _split(expression))


def _split(expression: str) -> list[str]:
    parts: list[str] = []
    for char in expression:
        if parts and char.isdigit() and parts[-1].isdigit():
            parts[-1] += char
        else:
            parts.append(char)
    return parts


def _words(text: str) -> list[str]:
    return ["".join(word) for word in "".join(c if c.isalnum() or c == "_" else " " for c in text).split()]
