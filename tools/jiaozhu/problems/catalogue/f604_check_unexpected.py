"""F604: A check comes out otherwise than its editor expected."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="F604",
    summary=N_("A check comes out otherwise than its editor expected."),
    why=N_("Either the numbers or the editor's finding is wrong; both are printed."),
    remedy=N_("Look at the quote and at the expression; then correct one of them, or 'expected'."),
    bad_example=("expression: 1 == 2\nexpected: agree"),
    good_example=("expression: 1 == 2\nexpected: disagree"),
    scope=Scope(("figures",)),
)
