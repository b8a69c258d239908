"""Arithmetic that contributors write, reckoned exactly and safely.

Python's own parser reads it; what it read is walked here, node by node, and nothing that is not named below means
anything: no attributes, no calls but to the functions listed, no names but those of figures. Numbers are fractions,
so 0.1 + 0.2 is 0.3. Sizes are bounded before anything large is made.
"""

from __future__ import annotations

import ast
import operator
import re
import warnings
from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from jiaozhu.model.limits import MOST_BITS, MOST_DIGITS, MOST_EXPRESSION
from jiaozhu.model.names import did_you_mean

_Value = Fraction | bool
_SINGLE = re.compile("(?<![=!<>])=(?!=)")


class Known(NamedTuple):
    """What a name stands for."""

    value: Fraction
    date: str | None


class NotAnExpression(Exception):
    """It does not parse, or says something that is not arithmetic. ``column`` counts from 0 in the expression."""

    def __init__(self, message: str, column: int = 0, hint: str = "") -> None:
        super().__init__(message)
        self.column = column
        self.hint = hint


class Unreckonable(Exception):
    """It is an expression, but has no result: a division by zero, a date that is not exact enough, a giant."""


def parse(expression: str) -> ast.expr:
    """The expression, if it is one and compares something.

    Raises:
        NotAnExpression: it is none.
    """
    if len(expression) > MOST_EXPRESSION:
        raise NotAnExpression(f"longer than {MOST_EXPRESSION} characters")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Python remarks on '1and 2'; what it means is judged below
            tree = ast.parse(expression, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # the last three for NULs and endless brackets
        single = _SINGLE.search(expression)
        if single:
            raise NotAnExpression("a single '=' compares nothing: write '=='", single.start()) from None
        raise NotAnExpression("this is no expression") from None
    for node in ast.walk(tree):
        _allow(node)
        if isinstance(node, ast.Constant):
            _exact(node, expression)
    if not isinstance(tree, ast.Compare | ast.BoolOp) and not _is_not(tree):
        raise NotAnExpression("it compares nothing: a check says that two things are equal, or one greater")
    return tree


def names(tree: ast.expr) -> set[str]:
    """The figures it speaks of."""
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id not in _FUNCTIONS}


def sides(tree: ast.expr, known: Mapping[str, Known]) -> str:
    """What a comparison compares, in numbers, for a message: ``92.4 == 92.37``."""
    if not isinstance(tree, ast.Compare):
        return ""
    signs = [_SIGNS[type(compare)] for compare in tree.ops]
    values = [_decimal(Fraction(_evaluate(value, known))) for value in (tree.left, *tree.comparators)]
    return " ".join([values[0], *(f"{sign} {value}" for sign, value in zip(signs, values[1:], strict=True))])


def evaluate(tree: ast.expr, known: Mapping[str, Known]) -> bool:
    """Whether it holds.

    Args:
        tree: From ``parse``.
        known: Every one of its ``names``.

    Raises:
        Unreckonable: it has no result.
    """
    try:
        return bool(_evaluate(tree, known))
    except ZeroDivisionError:
        raise Unreckonable("it divides by zero") from None
    except RecursionError:
        raise Unreckonable("it is nested too deeply") from None


def _is_not(tree: ast.expr) -> bool:
    return isinstance(tree, ast.UnaryOp) and isinstance(tree.op, ast.Not)


def _power(base: Fraction, exponent: Fraction) -> Fraction:
    if exponent.denominator != 1 or abs(exponent) > MOST_BITS or _bits(base) * abs(exponent) > MOST_BITS:
        raise Unreckonable("an exponent must be a small whole number")
    return Fraction(base ** int(exponent))


_BINARY: dict[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: _power,
}
_COMPARISONS: dict[type[ast.cmpop], Callable[[_Value, _Value], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}
_SIGNS = {ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}
_ALLOWED = (
    ast.Constant,
    ast.Name,
    ast.Load,
    ast.BinOp,
    ast.UnaryOp,
    ast.USub,
    ast.UAdd,
    ast.Not,
    ast.BoolOp,
    ast.And,
    ast.Or,
    ast.Compare,
    ast.Call,
    *_BINARY,
    *_COMPARISONS,
)


def _allow(node: ast.AST) -> None:
    column = getattr(node, "col_offset", 0)
    if not isinstance(node, _ALLOWED):
        raise NotAnExpression("only numbers, figures, + - * / **, brackets and comparisons are allowed", column)
    if isinstance(node, ast.Constant) and (isinstance(node.value, bool) or not isinstance(node.value, int | float)):
        raise NotAnExpression("only numbers can stand here", column)
    if isinstance(node, ast.Call):
        if not isinstance(node.func, ast.Name) or node.func.id not in _FUNCTIONS:
            hint = did_you_mean(node.func.id, _FUNCTIONS) if isinstance(node.func, ast.Name) else ""
            raise NotAnExpression(f"the functions are {', '.join(_FUNCTIONS)}", column, hint)
        fewest, most = _FUNCTIONS[node.func.id].arguments
        if node.keywords or not fewest <= len(node.args) <= most:
            wanted = str(fewest) if fewest == most else f"{fewest} to {most}"
            raise NotAnExpression(f"'{node.func.id}' takes {wanted} values", column)
        if _FUNCTIONS[node.func.id].of_dates and not all(isinstance(item, ast.Name) for item in node.args):
            raise NotAnExpression(f"'{node.func.id}' takes figures, whose dates it reads", column)


def _exact(node: ast.Constant, expression: str) -> None:
    """Python has read a decimal as a binary number: the digits must be few enough to come back the same."""
    written = ast.get_source_segment(expression, node) or ""
    if isinstance(node.value, float) and ("e" in written.lower() or Fraction(written) != Fraction(str(node.value))):
        raise NotAnExpression("a decimal is written out, with at most 15 digits", node.col_offset)


def _evaluate(node: ast.expr, known: Mapping[str, Known]) -> _Value:
    match node:
        case ast.Constant():
            return Fraction(str(node.value))
        case ast.Name():
            return known[node.id].value
        case ast.BoolOp():
            results = (bool(_evaluate(value, known)) for value in node.values)
            return all(results) if isinstance(node.op, ast.And) else any(results)
        case ast.UnaryOp(op=ast.Not()):
            return not _evaluate(node.operand, known)
        case ast.UnaryOp():
            value = Fraction(_evaluate(node.operand, known))
            return -value if isinstance(node.op, ast.USub) else value
        case ast.BinOp():
            left, right = Fraction(_evaluate(node.left, known)), Fraction(_evaluate(node.right, known))
            return _bounded(_BINARY[type(node.op)](left, right))
        case ast.Compare():
            values = [_evaluate(value, known) for value in (node.left, *node.comparators)]
            return all(_COMPARISONS[type(compare)](values[at], values[at + 1]) for at, compare in enumerate(node.ops))
        case ast.Call(func=ast.Name(id=name)) if _FUNCTIONS[name].of_dates:
            return Fraction(
                _FUNCTIONS[name].call(*(known[item.id] for item in node.args if isinstance(item, ast.Name)))
            )
        case ast.Call(func=ast.Name(id=name)):
            return _bounded(_FUNCTIONS[name].call(*(Fraction(_evaluate(item, known)) for item in node.args)))
    raise AssertionError(node)  # parse() let it through


def _decimal(value: Fraction) -> str:
    return str(value) if value.denominator == 1 else f"{float(_round(value, Fraction(4))):g}"


def _bits(value: Fraction) -> int:
    return value.numerator.bit_length() + value.denominator.bit_length()


def _bounded(value: Fraction) -> Fraction:
    if _bits(value) > MOST_BITS:
        raise Unreckonable("a number on the way is too large")
    return value


def _round(value: Fraction, digits: Fraction = Fraction(0)) -> Fraction:
    """Half up and away from zero, as 四舍五入 is done, not to the even neighbour as computers do."""
    if digits.denominator != 1 or not 0 <= digits <= MOST_DIGITS:
        raise Unreckonable(f"'round' takes 0 to {MOST_DIGITS} digits")
    unit = Fraction(1, 10 ** int(digits))
    whole = (abs(value) / unit + Fraction(1, 2)).__floor__() * unit
    return whole if value >= 0 else -whole


def _year(known: Known) -> int:
    if not known.date:
        raise Unreckonable("a figure in it has no date")
    return int(known.date[:4])


def _day(known: Known) -> date:
    if not known.date or len(known.date) < 10:
        raise Unreckonable("a figure in it has no date to the day")
    return date.fromisoformat(known.date)


class _Function(NamedTuple):
    arguments: tuple[int, int]
    call: Callable[..., Fraction]
    of_dates: bool = False


_FUNCTIONS: dict[str, _Function] = {
    "abs": _Function((1, 1), abs),
    "min": _Function((2, 20), min),
    "max": _Function((2, 20), max),
    "round": _Function((1, 2), _round),
    "years": _Function((2, 2), lambda a, b: Fraction(_year(b) - _year(a)), True),
    "days": _Function((2, 2), lambda a, b: Fraction((_day(b) - _day(a)).days), True),
    "weekday": _Function((1, 1), lambda a: Fraction(_day(a).isoweekday()), True),
}
