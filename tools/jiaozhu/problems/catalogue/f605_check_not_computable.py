"""F605: A check cannot be computed."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="F605",
    summary=N_("A check cannot be computed."),
    why=N_("It divides by zero, or has a number that is too large."),
    remedy=N_("Correct the expression."),
    bad_example="expression: a / 0 == b",
    good_example="expression: a == b + c",
    scope=Scope(("figures",)),
)
