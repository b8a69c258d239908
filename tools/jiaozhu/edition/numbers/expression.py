"""Arithmetic that contributors write, computed exactly and safely.

Python's own parser reads it; the tree is walked here, node by node, and only what is named below is allowed: no
attributes, no calls but of the functions listed, no names but those of quantities. Numbers are fractions, so 0.1 + 0.2
is 0.3. Sizes are bounded before anything large is made.
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

from jiaozhu.locale import _, ngettext
from jiaozhu.model.limits import MOST_BITS, MOST_DIGITS, MOST_EXPRESSION
from jiaozhu.model.names import did_you_mean

__all__ = ["Known", "NotAnExpression", "NotComputable", "evaluate", "names", "parse", "sides"]

_Value = Fraction | bool
_SINGLE = re.compile("(?<![=!<>])=(?!=)")


class Known(NamedTuple):
    """The value of a name."""

    value: Fraction
    date: str | None


class NotAnExpression(Exception):
    """An expression cannot be parsed, or is not arithmetic.

    Attributes:
        column: Of the fault, from 0, in the expression.
        hint: What is wanted instead; may be empty.
    """

    def __init__(self, message: str, column: int = 0, hint: str = "") -> None:
        super().__init__(message)
        self.column = column
        self.hint = hint


class NotComputable(Exception):
    """An expression has no result: a division by zero, a date that is not exact enough, a number too large."""


def parse(expression: str) -> ast.expr:
    """Parse an expression that compares something.

    Raises:
        NotAnExpression: It cannot be parsed, compares nothing, or uses what is not allowed.
    """
    if len(expression) > MOST_EXPRESSION:
        raise NotAnExpression(_("longer than {most} characters", most=MOST_EXPRESSION))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Python warns of '1and 2'; what it means is judged below
            tree = ast.parse(expression, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # the last three for NULs and endless brackets
        single = _SINGLE.search(expression)
        if single:
            raise NotAnExpression(_("a single '=' compares nothing: write '=='"), single.start()) from None
        raise NotAnExpression(_("the expression cannot be parsed")) from None
    for node in ast.walk(tree):
        _allow(node)
        if isinstance(node, ast.Constant):
            _exact(node, expression)
    if not isinstance(tree, ast.Compare | ast.BoolOp) and not _is_not(tree):
        raise NotAnExpression(_("it compares nothing: a check says that two values are equal, or that one is greater"))
    return tree


def names(tree: ast.expr) -> set[str]:
    """Return the ids of the quantities in an expression."""
    called = {node.func for node in ast.walk(tree) if isinstance(node, ast.Call)}
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and node not in called}


def sides(tree: ast.expr, known: Mapping[str, Known]) -> str:
    """Return what a comparison compares, in numbers, for a message: ``92.4 == 92.37``; empty for anything else."""
    if not isinstance(tree, ast.Compare):
        return ""
    signs = [_SIGNS[type(compare)] for compare in tree.ops]
    values = [_decimal(Fraction(_evaluate(value, known))) for value in (tree.left, *tree.comparators)]
    return " ".join([values[0], *(f"{sign} {value}" for sign, value in zip(signs, values[1:], strict=True))])


def evaluate(tree: ast.expr, known: Mapping[str, Known]) -> bool:
    """Return whether an expression holds.

    Args:
        tree: From ``parse``.
        known: The value of each of its ``names``.

    Raises:
        NotComputable: It has no result.
    """
    try:
        return bool(_evaluate(tree, known))
    except ZeroDivisionError:
        raise NotComputable(_("it divides by zero")) from None
    except RecursionError:
        raise NotComputable(_("it is nested too deeply")) from None


def _is_not(tree: ast.expr) -> bool:
    return isinstance(tree, ast.UnaryOp) and isinstance(tree.op, ast.Not)


def _power(base: Fraction, exponent: Fraction) -> Fraction:
    if exponent.denominator != 1 or abs(exponent) > MOST_BITS or _bits(base) * abs(exponent) > MOST_BITS:
        raise NotComputable(_("an exponent must be a small whole number"))
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
        message = _("only numbers, quantities, + - * / **, brackets and comparisons are allowed")
        raise NotAnExpression(message, column)
    if isinstance(node, ast.Constant) and (isinstance(node.value, bool) or not isinstance(node.value, int | float)):
        raise NotAnExpression(_("only numbers are allowed here"), column)
    if isinstance(node, ast.Call):
        if not isinstance(node.func, ast.Name) or node.func.id not in _FUNCTIONS:
            hint = did_you_mean(node.func.id, _FUNCTIONS) if isinstance(node.func, ast.Name) else ""
            message = _("expected one of the functions: {names}", names=", ".join(_FUNCTIONS))
            raise NotAnExpression(message, column, hint)
        fewest, most = _FUNCTIONS[node.func.id].arguments
        if node.keywords or not fewest <= len(node.args) <= most:
            wanted = str(fewest) if fewest == most else f"{fewest}–{most}"
            message = ngettext(
                "'{name}' takes {n} value", "'{name}' takes {n} values", most, name=node.func.id, n=wanted
            )
            raise NotAnExpression(message, column)
        if _FUNCTIONS[node.func.id].of_dates and not all(isinstance(item, ast.Name) for item in node.args):
            message = _("'{name}' takes quantities, whose dates it compares", name=node.func.id)
            raise NotAnExpression(message, column)


def _exact(node: ast.Constant, expression: str) -> None:
    """Refuse a decimal with more digits than a binary number, as which Python has read it, can give back."""
    written = ast.get_source_segment(expression, node) or ""
    if isinstance(node.value, float) and ("e" in written.lower() or Fraction(written) != Fraction(str(node.value))):
        raise NotAnExpression(_("a decimal is written out, with at most 15 digits"), node.col_offset)


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
        raise NotComputable(_("an intermediate result is too large"))
    return value


def _round(value: Fraction, digits: Fraction = Fraction(0)) -> Fraction:
    """Round half away from zero, as people do, not to the even neighbour as computers do."""
    if digits.denominator != 1 or not 0 <= digits <= MOST_DIGITS:
        raise NotComputable(_("'round' takes 0 to {most} digits", most=MOST_DIGITS))
    unit = Fraction(1, 10 ** int(digits))
    whole = (abs(value) / unit + Fraction(1, 2)).__floor__() * unit
    return whole if value >= 0 else -whole


def _year(known: Known) -> int:
    if not known.date:
        raise NotComputable(_("a quantity in it has no date"))
    return int(known.date[:4])


def _day(known: Known) -> date:
    if not known.date or len(known.date) < 10:
        raise NotComputable(_("a quantity in it has no date to the day"))
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
