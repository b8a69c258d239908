"""F603: A check's expression cannot be parsed."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="F603",
    summary=N_("A check's expression cannot be parsed."),
    why=N_(
        "Expressions are computed by rule, never run as a program: only numbers of the register, numbers and "
        "arithmetic are allowed."
    ),
    remedy=N_("See 'jiaozhu schema figures' for what an expression may contain."),
    bad_example=N_("expression: a / b in percent"),
    good_example="expression: round(a / b * 100, 1) == 92.4",
    scope=Scope(("figures",)),
)
