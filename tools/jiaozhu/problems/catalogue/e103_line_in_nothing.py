"""E103: A source line is in no block and no omission."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="E103",
    summary=N_("A source line is in no block and no omission."),
    why=N_("Nothing is lost: every line is in a text, or the edition says why it is not."),
    remedy=N_("Put it into a block, or under 'omissions' with a reason."),
    bad_example="texts: […]  # line 77 is in none of them",
    good_example=N_("omissions:\n  - lines: 77\n    reason: a rule between columns"),
    scope=Scope(("edition",)),
)
